"""What the transcript tells the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from copilot_tui.ui.widgets.transcript.target import BlockTarget


@dataclass
class Acted(Message):
    """A key of a block was pressed, or clicked."""

    action: str
    """copy, copy_part, export, view, diff, inspect, links; resend, edit, branch, remove, release, cancel; sign_in or
    edit_context."""
    target: BlockTarget
    """The block it is meant for."""


@dataclass
class BlockMeant(Message):
    """Another block is meant by the keys."""

    target: BlockTarget


@dataclass
class LinkPressed(Message):
    """A link was clicked; nothing is opened yet."""

    url: str
    """Where it leads, as the answer has it; not checked."""
    text: str
    """What stands for it; of several with the same target one that is not the target itself."""


@dataclass
class NewBelow(Message):
    """Something new stands below what is in sight, or no longer."""

    count: int
    """How many pieces; 0 once the end was reached."""


@dataclass
class Found(Message):
    """What is found, or which hit is meant, has changed."""

    count: int
    """All hits; those of blocks never drawn are counted by their source."""
    number: int
    """Which one is meant, from 1; 0 where nothing is found."""


@dataclass
class SelectionTaken(Message):
    """The selected text is to be copied."""

    text: str
    """Without gutter, padding and breaks of wrapping."""
