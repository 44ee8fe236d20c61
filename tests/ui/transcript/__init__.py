"""The transcript: Markdown, heights, blocks, and the widget on a small host app."""
