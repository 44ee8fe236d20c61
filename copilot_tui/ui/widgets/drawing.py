"""Drawing by lines: literal text with styles, made into strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.text import Span, Text
from textual.strip import Strip

from copilot_tui.ui.theme.palette import PALETTES, Palette, palette_of
from copilot_tui.ui.theme.styles import ink, levelled, struck, tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.widget import Widget


__all__ = ["action_at", "beside", "cut", "ink", "mark_meant", "palette", "pressable", "row", "strip", "struck", "tone"]


def pressable(style: Style, action: str) -> Style:
    """The style for a part that does something when clicked; see `action_at`."""
    return style + Style(meta={"press": action})


def action_at(style: Style) -> str | None:
    """The action of a clicked part, from an event's style; None where there is nothing to press."""
    action = style.meta.get("press")
    return action if isinstance(action, str) else None


def palette(part: Widget | App[Any]) -> Palette:
    """The colours in force where a widget stands, or in an app."""
    # By its name, since this is asked for with every row: Textual gathers all of its themes to find one.
    return PALETTES.get(part.app.theme) or palette_of(part.app.current_theme)


def cut(text: str, width: int) -> str:
    """One line of text in at most `width` cells, cut with "…"."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else "…"[:width]


def beside(left: Text, right: Text, width: int) -> Text:
    """Both texts in one line of `width` cells, the right one at its end; the left one is cut for it."""
    room = max(0, width - right.cell_len - (1 if right.cell_len else 0))
    if left.cell_len > room:
        left = left.copy()
        left.truncate(room, overflow="ellipsis")
    line = Text().append_text(left)  # on a text of its own: the left one's style must not reach the right one
    line.append(" " * max(0, width - line.cell_len - right.cell_len))
    return line.append_text(right)


def mark_meant(text: Text, palette: Palette, *, bold: bool = False) -> None:
    """Puts a line on the ground of the row that is meant."""
    ground = ink(palette.text, on=palette.selected, bold=bold)
    text.stylize_before(ground)
    if ground.reverse:
        text.spans = [
            Span(span.start, span.end, levelled(span.style))
            if isinstance(span.style, Style) and span.style.bgcolor is None
            else span
            for span in text.spans
        ]


def row(left: Sequence[tuple[str, Style]], right: tuple[str, Style], width: int, ground: Style) -> Strip:
    """Pieces in one line of `width` cells on a ground, the right one at its end; the left ones are cut for it.

    The same as `beside` without the texts between: a list is drawn by its pages.
    """
    end = cell_len(right[0])
    if ground.reverse:
        left, right = [(piece, levelled(style)) for piece, style in left], (right[0], levelled(right[1]))
    room = max(0, width - end - (1 if end else 0))
    segments: list[Segment] = []
    used = 0
    for piece, style in left:
        length = cell_len(piece)
        shown = piece if used + length <= room else set_cell_size(piece, max(0, room - used - 1)) + "…"[: room - used]
        segments.append(Segment(shown, ground + style))
        used += min(length, room - used)
    segments.append(Segment(" " * (width - used - end), ground))
    segments.append(Segment(right[0], ground + right[1]))
    drawn = Strip(segments, max(width, used + end))
    return drawn if drawn.cell_length == width else drawn.crop_extend(0, width, ground)


def strip(widget: Widget, text: Text, width: int, ground: Style) -> Strip:
    """A line of text as a strip of `width` cells on a ground."""
    segments = _side_by_side(text, ground)
    if segments is None:
        whole = Text().append_text(text)  # Rich leaves a text's own style out where it has no spans
        segments = [
            Segment(drawn, ground + style if style else ground) for drawn, style, _ in whole.render(widget.app.console)
        ]
    if ground.reverse:
        segments = [Segment(drawn, levelled(style or ground)) for drawn, style, _ in segments]
    drawn = Strip(segments, text.cell_len)
    return drawn if drawn.cell_length == width else drawn.crop_extend(0, width, ground)


def _side_by_side(text: Text, ground: Style) -> list[Segment] | None:
    """The pieces of a text whose styles stand side by side, as they do in nearly every line here; else None.

    Several times as fast as Rich, which is ready for styles within styles: of a pane all lines are drawn at once.
    """
    if isinstance(text.style, str):
        if text.style:
            return None
        base = ground
    else:
        base = ground + text.style
    plain, at = text.plain, 0
    segments: list[Segment] = []
    for start, end, style in text.spans:
        if start < at or isinstance(style, str):
            return None
        if end <= start:  # of an empty text that was appended
            continue
        if start > at:
            segments.append(Segment(plain[at:start], base))
        segments.append(Segment(plain[start:end], base + style))
        at = end
    if at < len(plain):
        segments.append(Segment(plain[at:], base))
    return segments
