"""Large texts, laid out before they come into sight, so that no key has to wait for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from copilot_tui.domain.message import ResponseMessage
from copilot_tui.ui.widgets.transcript.blocks.base import is_large, is_slow
from copilot_tui.ui.widgets.transcript.blocks.response import drawn_once
from copilot_tui.ui.widgets.transcript.plain import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.ui.widgets.transcript.rows import Canvas


def slow_texts(turns: Sequence[Turn], position: int | None, characters: int) -> list[str]:
    """Texts of questions and answers that take long to lay out, of those that are shown first.

    Args:
        turns: in order.
        position: of the turn that comes first in sight; None where the end is shown.
        characters: how many fill the screen.
    """
    found: list[str] = []
    for text, is_felt in _texts(turns, position):
        if is_felt(text):
            found.append(text)
        characters -= len(text)
        if characters <= 0:
            break
    return found


async def lay_out(texts: Iterable[str], canvas: Canvas) -> None:
    """Lays texts out in a thread; who draws them on such a canvas soon finds it done."""
    for text in texts:
        if is_large(text):
            await asyncio.to_thread(laid_out, text, canvas.width)
        else:
            await asyncio.to_thread(drawn_once, text, canvas.width, canvas.palette)


def _texts(turns: Sequence[Turn], position: int | None) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """Texts in the order in which they come into sight, each with what says whether laying it out is felt."""
    for turn in reversed(turns) if position is None else turns:
        if position is not None and turn.position < position:
            continue
        texts = [(turn.query, is_large)]  # plain: quick up to there
        texts += [(message.content, is_slow) for message in turn.messages if isinstance(message, ResponseMessage)]
        yield from reversed(texts) if position is None else texts
