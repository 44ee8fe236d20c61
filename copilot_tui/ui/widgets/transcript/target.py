"""What an action is meant for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.message import ImprovedProgramMessage, ProgramMessage

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message, ProgramContent
    from copilot_tui.ui.widgets.transcript.blocks.base import Block
    from copilot_tui.ui.widgets.transcript.copies import Copy
    from copilot_tui.ui.widgets.transcript.markdown import Link
    from copilot_tui.ui.widgets.transcript.rows import Canvas


@dataclass(frozen=True, slots=True)
class ProgramVersion:
    """A program of the conversation."""

    content: ProgramContent
    version: int
    """1, 2, … among the programs of the conversation in its language."""


@dataclass(frozen=True, slots=True)
class BlockTarget:
    """A block, by what can be had from it. Whoever acts asks for what the action needs, not for the kind."""

    turn: Turn
    message: Message | None
    """None for the question and for what is said about its outcome; the last one where a block shows several."""
    message_index: int | None
    """Its position among the turn's messages."""
    actions: tuple[str, ...]
    """What can be done with it; the names are those of `Acted.action`."""
    _block: Block
    _canvas: Canvas

    @property
    def name(self) -> str:
        """What it is, in words."""
        if (program := self.program()) is not None:
            return f"Program v{program.version}"
        if self.message is None:
            return "Question"
        return {"response": "Answer", "status": "Status", "trace": "Trace"}.get(self.message.kind, "Message")

    def copyable_text(self) -> str:
        """The text exactly as it came or was typed: Markdown for an answer, code for a program."""
        program = self.program()
        return program.content.code if program else self._block.source()

    def copies(self) -> list[Copy]:
        """What of it can be copied by itself, the whole first; may take as long as drawing it."""
        return self._block.copies(self._canvas.palette)

    def program(self) -> ProgramVersion | None:
        """The program, where the block is one."""
        if isinstance(self.message, ProgramMessage | ImprovedProgramMessage):
            return ProgramVersion(self.message.content, self._block.parts[-1].version or 1)
        return None

    def raw_json(self) -> str:
        """The messages as they came; for a question, the turn as it is kept."""
        raws = [part.message.raw or part.message.model_dump_json() for part in self._block.parts]
        if not raws:
            return self.turn.model_dump_json(indent=2)
        return raws[0] if len(raws) == 1 else "[" + ",\n".join(raws) + "]"

    def links(self) -> list[Link]:
        """The links in it, in order."""
        return self._block.links(self._canvas)


def target_of(block: Block, canvas: Canvas) -> BlockTarget:
    """The target that a block is."""
    last = block.parts[-1] if block.parts else None
    return BlockTarget(
        turn=block.turn,
        message=last.message if last else None,
        message_index=last.index if last else None,
        actions=block.actions,
        _block=block,
        _canvas=canvas,
    )
