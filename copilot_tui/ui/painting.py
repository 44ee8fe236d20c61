"""Painting at once where somebody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen
    from textual.widget import Widget


def paint_now(screen: Screen[Any], *widgets: Widget) -> None:
    """Paints what has changed in some widgets.

    Textual paints by a clock: when it has just painted the letter that was typed, what the letter brings would wait
    for up to two more frames (33 ms).

    Args:
        screen: where they are.
        widgets: those that change and are to be painted together, in one frame.
    """
    for widget in widgets:
        widget._check_refresh()  # noqa: SLF001 — tells the screen, which else hears of it when the widget is idle
    screen.call_later(screen._on_timer_update)  # noqa: SLF001 — after what the screen was just told
