"""A screen that paints no more than what has changed on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import Reactive
from textual.screen import Screen

from copilot_tui.ui.widgets.ground import alike_from

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.selection import SelectState
    from textual.strip import Strip
    from textual.widget import Widget


class StillScreen(Screen[None]):
    """Stays as it is painted where Textual would paint the whole screen anew."""

    # Textual paints the whole screen for each of these; here each widget paints what of it it shows.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    _select_state: Reactive[SelectState | None] = Reactive(None, repaint=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws one row for all: what is seen of the screen itself looks alike everywhere."""
        return alike_from(super().render_lines, crop, 0)

    def _on_timer_update(self) -> None:
        """Paints what has changed; below a dialog that once.

        There Textual marks a screen that has painted itself as one to paint anew. So whatever happens on it, be it the
        tick of a clock, had all of it drawn, dimmed and laid below the dialog again: 20 to 30 ms each time.
        """
        super()._on_timer_update()
        if self.app.screen is not self:
            self._repaint_required = False  # on top again, it is painted anyway

    def _watch__select_state(self, select_state: SelectState | None) -> None:
        """Follows what is being selected; a click alone, which selects nothing, paints nothing."""
        if select_state is None:
            self._selecting = False
        else:
            super()._watch__select_state(select_state)
