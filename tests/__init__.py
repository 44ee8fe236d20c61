"""Tests: what a user or caller would notice. The tree mirrors the package."""
