"""What the blocks of an answer's messages have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from copilot_tui.domain.finding import message_text
from copilot_tui.ui.widgets.transcript.blocks.base import Block, gap, header_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.blocks.base import Part
    from copilot_tui.ui.widgets.transcript.rows import Canvas, Row


class MessageBlock(Block):
    """One message, or several of a kind in a row.

    Args:
        turn: whose answer it belongs to.
        parts: at least one message.
    """

    gathers: ClassVar[bool] = False
    """Whether neighbours that the same class draws are gathered into one block."""
    speaks: ClassVar[bool] = True
    """Whether the line that says who speaks stands above it, where it is the first such block of its answer."""

    def __init__(self, turn: Turn, parts: Sequence[Part]) -> None:
        super().__init__(turn, str(parts[0].index), [part.index for part in parts])
        self._parts = tuple(parts)

    @property
    def parts(self) -> Sequence[Part]:
        """Its messages."""
        return self._parts

    @property
    def actions(self) -> tuple[str, ...]:
        """Every message can be copied, looked at as it came, and exported: the conversation with it, or the program.

        From every answer another conversation can be begun.
        """
        return ("copy", "export", "inspect", "branch")

    @classmethod
    def text_of(cls, turn: Turn, indices: Sequence[int]) -> str:
        """The texts of the messages."""
        return "\n".join(message_text(turn.messages[index]) for index in indices)

    def above(self, canvas: Canvas) -> list[Row]:
        """The empty row, and who speaks where that is to be said."""
        return [gap(), *(header_row(self.header, canvas) if self.header else ())]
