"""The transcript: one block class a message kind, drawn line by line."""
