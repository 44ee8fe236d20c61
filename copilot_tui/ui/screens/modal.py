"""Screens over another one, which stays in sight behind them, paler."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

from copilot_tui.ui.own_work import EndsOwnWork
from copilot_tui.ui.widgets.drawing import palette

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from textual.screen import Screen

T = TypeVar("T")
_DIM: Final = Style(dim=True)


class Modal(ModalScreen[T], EndsOwnWork, Generic[T]):
    """The base of all dialogs.

    A veil of one colour makes what is below paler. In the terminal's own colours none can be mixed: there all of it is
    drawn in one dimmed voice, and the dialog has a frame around it (`$frame` in style sheets).
    """

    pales: ClassVar[bool] = True
    """Whether what is below is made paler: not where somebody goes on looking at it."""

    def render(self) -> RenderableType:
        """What is below."""
        below = super().render()
        if self.pales and isinstance(below, BackgroundScreen) and not palette(self).mixes:
            return Dimmed(below.screen)
        return below


class Dimmed:
    """A screen's text in one dimmed voice: no colour, no weight, no ground, nothing to press.

    Args:
        screen: which.
    """

    def __init__(self, screen: Screen[object]) -> None:
        self._screen = screen

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draws it."""
        for text, _, control in console.render(self._screen._compositor, options):  # noqa: SLF001 — as Textual's own does
            yield Segment(text, None if control else _DIM, control)
