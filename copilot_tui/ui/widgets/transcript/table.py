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
from copilot_tui.ui.widgets.transcript.blocks.attached import AttachedQuestionBlock, has_attachments
from copilot_tui.ui.widgets.transcript.blocks.base import Header, Part
from copilot_tui.ui.widgets.transcript.blocks.message import MessageBlock
from copilot_tui.ui.widgets.transcript.blocks.outcome import AskingBlock, FailureBlock, NoticeBlock
from copilot_tui.ui.widgets.transcript.blocks.program import ProgramBlock
from copilot_tui.ui.widgets.transcript.blocks.question import QuestionBlock
from copilot_tui.ui.widgets.transcript.blocks.response import ResponseBlock
from copilot_tui.ui.widgets.transcript.blocks.unknown import UnknownBlock
from copilot_tui.ui.widgets.transcript.blocks.work import WorkBlock
from copilot_tui.ui.words import duration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message
    from copilot_tui.ui.widgets.transcript.blocks.base import Block

BLOCKS: Final[Mapping[type[Message], type[MessageBlock]]] = {
    TraceMessage: WorkBlock,
    StatusMessage: WorkBlock,
    ResponseMessage: ResponseBlock,
    ProgramMessage: ProgramBlock,
    ImprovedProgramMessage: ProgramBlock,
}
"""Message model → block class; what is not in it is drawn by `UnknownBlock`. A new kind is one row here."""


Piece = tuple[type["Block"], tuple[int, ...]]
"""What a block is made of: its class, and the positions of the messages that it shows."""

_LOST: Final = {TurnState.FAILED, TurnState.CANCELLED, TurnState.INTERRUPTED}


def pieces_of(turn: Turn) -> list[Piece]:
    """What a turn's blocks will be, in order; so cheap that it can be asked of every turn of a long conversation."""
    pieces: list[Piece] = [(AttachedQuestionBlock if has_attachments(turn) else QuestionBlock, ())]
    for index, message in enumerate(turn.messages):
        block = BLOCKS.get(type(message), UnknownBlock)
        if block.gathers and pieces[-1][0] is block:
            pieces[-1] = (block, (*pieces[-1][1], index))
        else:
            pieces.append((block, (index,)))
    if turn.state is TurnState.SENDING:
        pieces.append((AskingBlock, ()))
    elif turn.state in _LOST:
        pieces.append((FailureBlock, ()))
    if turn.notice or (not turn.messages and turn.state is TurnState.ANSWERED):
        pieces.append((NoticeBlock, ()))
    return pieces


def blocks_of(turn: Turn, before: Turn | None, versions: Sequence[int | None]) -> list[Block]:
    """The blocks of one turn, in order.

    Args:
        turn: the turn.
        before: the one before it; None for the first.
        versions: of each of its messages, as `copilot_tui.domain.program.version_numbers` gives them.
    """
    blocks: list[Block] = []
    speaker: Header | None = None
    for block_class, indices in pieces_of(turn):
        if issubclass(block_class, MessageBlock):
            parts = [Part(index, turn.messages[index], versions[index]) for index in indices]
            block = block_class(turn, parts)
            header = _header(turn, parts[0].message) if block.speaks else speaker
            if header != speaker:  # said once, until somebody else speaks
                block.header = speaker = header
            blocks.append(block)
        elif issubclass(block_class, QuestionBlock):
            blocks.append(block_class(turn, before))
        elif block_class is NoticeBlock:
            blocks.append(NoticeBlock(turn, None if speaker else _copilot(turn)))
        else:
            blocks.append(AskingBlock(turn) if block_class is AskingBlock else FailureBlock(turn))
    return blocks


def _header(turn: Turn, message: Message) -> Header:
    return Header("you", "asked elsewhere", None) if message.role == USER else _copilot(turn)


def _copilot(turn: Turn) -> Header:
    seconds = turn.duration_seconds
    return Header("copilot", "" if seconds is None else duration(seconds), turn.finished_at)
