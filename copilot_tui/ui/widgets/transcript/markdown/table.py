"""Tables, fitted to the width."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from copilot_tui.domain import text as door
from copilot_tui.ui.theme.styles import ink
from copilot_tui.ui.widgets.transcript.rows import Row, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from copilot_tui.ui.highlight import Span
    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.markdown.inline import Inline

_BETWEEN: Final = 3
"""Cells between two columns."""
_LEAST_COLUMN: Final = 9
"""Where columns would become narrower, a row becomes a list of its cells."""
_PREFIX: Final = re.compile(r"^[\s>]*")

Cell = list["Span"]


@dataclass(slots=True)
class Table:
    """A table as read."""

    header: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    aligns: list[str] = field(default_factory=list)
    """"left", "center" or "right" a column."""


def read_table(opening: Token, walk: Iterator[Token], lines: Sequence[str], inline: Inline) -> Table:
    """Reads a table's tokens, up to and including its closing one.

    The parser drops cells beyond those of the header; they are read from the source's lines, one a row.
    """
    table = Table()
    first = (opening.map or [0, 0])[0]
    in_header = False
    row: list[Cell] = []
    for token in walk:
        if token.type == "table_close":
            break
        if token.type in {"thead_open", "thead_close"}:
            in_header = token.type == "thead_open"
        elif token.type == "tr_open":
            row = []
        elif token.type == "th_open":
            table.aligns.append(str(token.attrGet("style") or "").removeprefix("text-align:") or "left")
        elif token.type == "inline":
            drawn = inline.lines(token.children or (), ("bold",) if in_header else ())
            row.append([span for line in drawn for span in line])
        elif token.type == "tr_close" and in_header:
            table.header = row
        elif token.type == "tr_close":
            at = first + 2 + len(table.rows)
            _add_dropped(row, lines[at] if at < len(lines) else "", len(table.header))
            table.rows.append(row)
    return table


def _add_dropped(row: list[Cell], line: str, columns: int) -> None:
    cells = re.split(r"(?<!\\)\|", _PREFIX.sub("", line).strip().removeprefix("|"))
    if row and (dropped := [cell.strip() for cell in cells[columns:] if cell.strip()]):
        row[-1].append((door.line(" | ".join(["", *dropped]), 4_000), None))


def draw_table(table: Table, width: int, palette: Palette) -> Iterator[Row]:
    """A table's rows: columns side by side, or a list of cells where the width is too small for that."""
    natural = [
        max((_cells(row[at]) for row in (table.header, *table.rows) if at < len(row)), default=0)
        for at in range(len(table.header))
    ]
    widths = _fit(natural, width - _BETWEEN * (len(natural) - 1))
    if widths is None:
        yield from _list_rows(table, width, palette)
        return
    yield from _side_by_side(table.header, widths, table.aligns)
    rule = (" " * _BETWEEN).join("─" * column for column in widths)
    yield Row(lead=[(rule, ink(palette.faint))], silent=True)
    for row in table.rows:
        yield from _side_by_side(row, widths, table.aligns)


def _fit(natural: list[int], room: int) -> list[int] | None:
    """The widths of columns: narrow ones as they are, the others share what is left; None where it is too little."""
    widths = [max(1, width) for width in natural]
    if sum(widths) <= room:
        return widths
    shared = set(range(len(widths)))
    while shared:
        share = (room - sum(widths[at] for at in range(len(widths)) if at not in shared)) // len(shared)
        narrow = {at for at in shared if widths[at] <= share}
        if not narrow:
            if share < _LEAST_COLUMN:
                return None
            return [share if at in shared else width for at, width in enumerate(widths)]
        shared -= narrow
    return None


def _side_by_side(cells: Sequence[Cell], widths: Sequence[int], aligns: Sequence[str]) -> Iterator[Row]:
    columns = [
        [row.pieces for row in wrapped(cell, max(2, width))]
        for cell, width in zip(_padded(cells, widths), widths, strict=True)
    ]
    for parts in zip_longest(*columns, fillvalue=[]):
        pieces: list[Span] = []
        for at, part in enumerate(parts):
            spare = max(0, widths[at] - _cells(part))
            centred = spare // 2 if len(columns[at]) == 1 else 0
            before = {"right": spare, "center": centred}.get(aligns[at], 0)
            pieces += [(" " * before, None), *part, (" " * (spare - before + _BETWEEN), None)]
        while pieces and not pieces[-1][0].strip():
            pieces.pop()
        yield Row([piece for piece in pieces if piece[0]])


def _list_rows(table: Table, width: int, palette: Palette) -> Iterator[Row]:
    for number, row in enumerate(table.rows or [[]]):
        if number:
            yield Row(lead=[("─" * min(width, 8), ink(palette.faint))], silent=True)
        for name, cell in zip(table.header, _padded(row, table.header), strict=True):
            yield from wrapped([*name, ("  ", None), *cell], width)


def _padded(cells: Sequence[Cell], columns: Sequence[object]) -> list[Cell]:
    """The cells of a row, as many as there are columns."""
    return [*cells, *([] for _ in columns[len(cells) :])]


def _cells(spans: Sequence[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)
