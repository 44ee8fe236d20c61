"""The transcript: one block class a message kind, drawn line by line."""

from copilot_tui.ui.widgets.transcript.bindings import DEFAULT_KEYS
from copilot_tui.ui.widgets.transcript.messages import (
    Acted,
    BlockMeant,
    FindRequested,
    Found,
    Left,
    LinkPressed,
    NewBelow,
    SelectionTaken,
)
from copilot_tui.ui.widgets.transcript.target import BlockTarget, ProgramVersion
from copilot_tui.ui.widgets.transcript.view import Place, Transcript

__all__ = [
    "DEFAULT_KEYS",
    "Acted",
    "BlockMeant",
    "BlockTarget",
    "FindRequested",
    "Found",
    "Left",
    "LinkPressed",
    "NewBelow",
    "Place",
    "ProgramVersion",
    "SelectionTaken",
    "Transcript",
]
