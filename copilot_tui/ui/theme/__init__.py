"""Colours: the palettes of our own themes, of borrowed ones, of the terminal, and what Textual is told of them."""
