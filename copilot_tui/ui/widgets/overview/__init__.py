"""The overview's drawing: a sheet of lines with targets, and the sections that are drawn on it."""
