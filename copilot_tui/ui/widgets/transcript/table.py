"""Which block class draws which kind, and which blocks a turn is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.message import (
    USER,
    ImprovedProgramMessage,
    ProgramMessage,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
)
from copilot_tui.domain.state import TurnState
from copilot_tui.ui.widgets.transcript.blocks.base import Header, Part
from copilot_tui.ui.widgets.transcript.blocks.outcome import AskingBlock, FailureBlock, NoticeBlock
from copilot_tui.ui.widgets.transcript.blocks.program import ProgramBlock
from copilot_tui.ui.widgets.transcript.blocks.question import QuestionBlock
from copilot_tui.ui.widgets.transcript.blocks.response import ResponseBlock
from copilot_tui.ui.widgets.transcript.blocks.unknown import UnknownBlock
from copilot_tui.ui.widgets.transcript.blocks.work import WorkBlock
from copilot_tui.ui.words import duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message
    from copilot_tui.ui.widgets.transcript.blocks.base import Block
    from copilot_tui.ui.widgets.transcript.blocks.message import MessageBlock

BLOCKS: Final[Mapping[type[Message], type[MessageBlock]]] = {
    TraceMessage: WorkBlock,
    StatusMessage: WorkBlock,
    ResponseMessage: ResponseBlock,
    ProgramMessage: ProgramBlock,
    ImprovedProgramMessage: ProgramBlock,
}
"""Message model → block class; what is not in it is drawn by `UnknownBlock`. A new kind is one row here."""


def blocks_of(turn: Turn, before: Turn | None, versions: Sequence[int | None]) -> list[Block]:
    """The blocks of one turn, in order.

    Args:
        turn: the turn.
        before: the one before it; None for the first.
        versions: of each of its messages, as `copilot_tui.domain.program.version_numbers` gives them.
    """
    blocks: list[Block] = [QuestionBlock(turn, before)]
    speaker: Header | None = None
    for block in _message_blocks(turn, versions):
        if block.speaks:
            header = _header(turn, block.parts[0].message)
            if header != speaker:  # said once, until somebody else speaks
                block.header = speaker = header
        blocks.append(block)
    if turn.state is TurnState.SENDING:
        blocks.append(AskingBlock(turn))
    elif turn.state in {TurnState.FAILED, TurnState.CANCELLED, TurnState.INTERRUPTED}:
        blocks.append(FailureBlock(turn))
    if turn.notice or (turn.state is TurnState.ANSWERED and not turn.messages):
        blocks.append(NoticeBlock(turn, None if speaker else _copilot(turn)))
    return blocks


def _message_blocks(turn: Turn, versions: Sequence[int | None]) -> Iterator[MessageBlock]:
    gathered: list[Part] = []
    gatherer: type[MessageBlock] | None = None
    for index, (message, version) in enumerate(zip(turn.messages, versions, strict=True)):
        part = Part(index, message, version)
        block = BLOCKS.get(type(message), UnknownBlock)
        if gatherer is not None and block is not gatherer:
            yield gatherer(turn, gathered)
            gathered, gatherer = [], None
        if block.gathers:
            gathered.append(part)
            gatherer = block
        else:
            yield block(turn, [part])
    if gatherer is not None:
        yield gatherer(turn, gathered)


def _header(turn: Turn, message: Message) -> Header:
    return Header("you", "asked elsewhere", None) if message.role == USER else _copilot(turn)


def _copilot(turn: Turn) -> Header:
    seconds = turn.duration_seconds
    return Header("copilot", "" if seconds is None else duration(seconds), turn.finished_at)
