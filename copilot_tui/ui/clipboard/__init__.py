"""Copying: the clipboard, and the ways to it."""
