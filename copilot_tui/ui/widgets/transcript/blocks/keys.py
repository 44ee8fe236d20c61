"""Lines of keys that can be pressed or clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.transcript.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.widgets.transcript.rows import Canvas

_BETWEEN = "   "


def key_rows(offers: Iterable[tuple[str, str]], canvas: Canvas) -> Iterator[Row]:
    """Keys with what they do; only for the eye, so not part of what is copied.

    Args:
        offers: actions, each with the words that stand after its key.
        canvas: its `keys` say which key belongs to an action; one without a key is left out.
    """
    row: list[Span] = []
    used = 0
    for action, words in offers:
        if not (key := canvas.keys.get(action)):
            continue
        taken = cell_len(key) + 1 + cell_len(words)
        if row and used + len(_BETWEEN) + taken > canvas.width:
            yield Row(lead=row, silent=True)
            row, used = [], 0
        if row:
            row.append((_BETWEEN, None))
            used += len(_BETWEEN)
        row.append((key, pressable(ink(canvas.palette.accent, bold=True), action)))
        row.append((f" {words}", pressable(ink(canvas.palette.half), action)))
        used += taken
    if row:
        yield Row(lead=row, silent=True)
