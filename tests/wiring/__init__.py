"""Tests of the wired rooms."""
