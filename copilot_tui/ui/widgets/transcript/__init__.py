"""The transcript: one block class a message kind, drawn line by line.

`view` is the widget, `messages` what it tells, `target` what an action is meant for. Nothing is imported here: what a
transcript needs is not needed for the first frame, its messages are.
"""
