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
        widget._repaint_required = False  # noqa: SLF001 — else it would tell the screen to paint it once more
    screen._dirty_widgets.update(widgets)  # noqa: SLF001 — what Textual keeps for its next frame
    screen._on_timer_update()  # noqa: SLF001 — that frame, now: there is no public way to ask for it
