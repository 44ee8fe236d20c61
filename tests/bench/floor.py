"""The floor that ratios are to: a bare app with Header, Input and Footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Footer, Header, Input

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Floor(App[None]):
    """Nothing but what any app has."""

    def compose(self) -> ComposeResult:
        """Three widgets."""
        yield Header()
        yield Input(placeholder="floor is ready")
        yield Footer()


if __name__ == "__main__":
    Floor().run()
