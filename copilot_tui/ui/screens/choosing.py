"""Choosing from a list by typing: a line to type in, rows below it, Enter takes the marked one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from rich.style import Style
from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, Static

from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.drawing import ink, mark_meant, pressable
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.widgets.typed_order import do_after_typed, hold_typed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult

    from copilot_tui.ui.theme.palette import Palette

    Draw = Callable[[int, Palette], list[Text]]

T = TypeVar("T")
_MOST_OF_SCREEN: Final = 0.8
_LEAST_ROWS: Final = 3


class Rows(Lines):
    """Rows of one or more lines, one of them marked. Presses: the row's number."""

    DEFAULT_CSS = """
    Rows { height: 1fr; scrollbar-gutter: stable; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Draw] = []
        self._empty = ""
        self._starts: list[int] = []
        self.at = 0

    def show(self, rows: Sequence[Draw], *, empty: str = "", at: int = 0) -> None:
        """Shows other rows, the first one marked unless told otherwise."""
        self._rows, self._empty, self.at = list(rows), empty, at
        self.redraw()
        self.scroll_home(animate=False)
        if at:
            self.move(0)

    def move(self, rows: int) -> None:
        """Marks another row."""
        if self._rows:
            self.at = max(0, min(len(self._rows) - 1, self.at + rows))
            self.redraw()
            if not self._starts:  # not laid out yet
                return
            end = self._starts[self.at + 1] if self.at + 1 < len(self._starts) else int(self.virtual_size.height)
            start = self._starts[self.at]
            self.scroll_to_region(Region(0, start, 1, max(1, end - start)), animate=False, force=True)

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """All rows; the marked one on another ground."""
        if not self._rows:
            return list(Text(self._empty, ink(palette.half)).wrap(self.app.console, max(1, width)))
        lines: list[Text] = []
        self._starts = []
        for number, draw in enumerate(self._rows):
            self._starts.append(len(lines))
            for text in draw(width, palette):
                text.pad_right(max(0, width - text.cell_len))
                if number == self.at:
                    mark_meant(text, palette)
                text.stylize(pressable(Style(), str(number)))
                lines.append(text)
        return lines


class ChoosingScreen(Modal[T | None], Generic[T]):
    """Gives the one that was taken, or None.

    Args:
        title: what is chosen.
        placeholder: what can be typed.
        choices: what there is to choose from for what is typed, and what to say when that is nothing.
        draw: a choice as lines of at most so many cells.
        take: what Enter does with the marked one, in a word.
    """

    DEFAULT_CSS = """
    ChoosingScreen { align: center top; background: $veil; }
    ChoosingScreen > .choosing {
        width: 100; max-width: 100%; height: 12; max-height: 100%; margin-top: 2; background: $panel;
        padding: $frame-padding; border: $frame; border-left: $frame-mark;
    }
    ChoosingScreen .title { text-style: bold; height: 1; }
    ChoosingScreen Input { border: none; height: 1; padding: 0 1; background: $raised; margin: 1 0; }
    ChoosingScreen Input:focus { border: none; }
    ChoosingScreen KeyBar { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "open", priority=True, id="choosing.take"),
        Binding("up,ctrl+p", "move(-1)", "up", show=False, priority=True, id="choosing.up"),
        Binding("down,ctrl+n", "move(1)", "down", show=False, priority=True, id="choosing.down"),
        Binding("pageup", "move(-10)", "page up", show=False, priority=True, id="choosing.page_up"),
        Binding("pagedown", "move(10)", "page down", show=False, priority=True, id="choosing.page_down"),
        Binding("escape", "leave", "back", priority=True, id="choosing.back"),
    ]

    grows: ClassVar[bool] = True
    """Whether it is as high as what it shows needs, up to most of the screen; what is typed never makes it lower."""

    def __init__(
        self,
        title: str,
        placeholder: str,
        choices: Callable[[str], Awaitable[tuple[list[T], str]]],
        draw: Callable[[T, int, Palette], list[Text]],
        *,
        take: str = "open",
    ) -> None:
        super().__init__()
        self._bindings.key_to_bindings["enter"] = [
            replace(binding, description=take) for binding in self._bindings.key_to_bindings["enter"]
        ]
        self._choices = choices
        self._draw = draw
        self._title = title
        self._placeholder = placeholder
        self._found: list[T] = []
        self._found_for: str | None = None  # what was typed when that was found
        self._taking: str | None = None  # what was typed when Enter was pressed, while that is looked for

    def compose(self) -> ComposeResult:
        """Title, line, rows, keys."""
        with Vertical(classes="choosing"):
            yield from self.compose_choice()
            yield KeyBar()

    def compose_choice(self) -> ComposeResult:
        """Title, line, rows."""
        yield Static(Content(self._title), classes="title")
        yield LineInput(placeholder=self._placeholder, max_length=2000)
        yield Rows()

    @property
    def typed(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def on_mount(self) -> None:
        """Shows what there is before anything is typed."""
        self._look("")

    def on_resize(self) -> None:
        """As high as it may be there."""
        self.call_after_refresh(self._grow, anew=True)

    def _grow(self, *, anew: bool = False) -> None:
        panel, rows = self.query_one_optional(".choosing"), self.query_one_optional(Rows)
        if not self.grows or panel is None or rows is None:  # it may be on its way out
            return
        around = panel.outer_size.height - rows.size.height
        wanted = around + max(_LEAST_ROWS, int(rows.virtual_size.height)) + 1  # a blank row, above the keys
        height = min(wanted, int(self.size.height * _MOST_OF_SCREEN))
        if anew or height > panel.outer_size.height:
            panel.styles.height = height

    def on_input_changed(self, event: Input.Changed) -> None:
        """Looks again; an answer that comes too late is dropped."""
        if self.typed == self._taking:
            return  # this tells of letters that Enter came after
        self._taking = None
        self._look(event.value)

    def _look(self, typed: str) -> None:
        self._show_soon(typed)

    # `work` makes the coroutine when it begins: one that is overtaken before would warn of never being awaited.
    @work(exclusive=True, group="choices")
    async def _show_soon(self, typed: str) -> None:
        await self._show(typed)

    async def _show(self, typed: str) -> None:
        found, empty = await self._choices(typed)
        self._found, self._found_for = found, typed
        rows = self.query_one(Rows)
        first = self.first_meant
        at = found.index(first) if first is not None and first in found else 0
        rows.show([self._drawing(choice) for choice in found], empty=empty, at=at)
        self._tell_meant()
        self.call_after_refresh(self._grow)

    @property
    def first_meant(self) -> T | None:
        """What is marked at first where it is among what was found; None for the first one."""
        return None

    def meant(self, choice: T | None) -> None:
        """Another choice is marked; to be overridden."""

    def _tell_meant(self) -> None:
        at = self.query_one(Rows).at
        self.meant(self._found[at] if at < len(self._found) else None)

    def _drawing(self, choice: T) -> Draw:
        return lambda width, palette: self._draw(choice, width, palette)

    def on_lines_pressed(self, event: Lines.Pressed) -> None:
        """Takes the row that was clicked."""
        event.stop()
        self.query_one(Rows).at = int(event.action)
        self.action_take()

    def action_move(self, rows: int) -> None:
        """Marks another row."""
        self.query_one(Rows).move(rows)
        self._tell_meant()

    def action_take(self) -> None:
        """Gives the marked row, once the line has taken the letters that were typed before."""
        do_after_typed(self, self._take)

    def _take(self) -> None:
        typed = self.query_one(Input).value
        if typed == self._found_for:
            at = self.query_one(Rows).at
            if at < len(self._found):
                self.dismiss(self._found[at])
        else:
            self._taking = typed
            self._take_first(typed, hold_typed(self))

    @work(exclusive=True, group="choices")
    async def _take_first(self, typed: str, release: Callable[[], None]) -> None:
        await self._show(typed)
        self._taking = None
        self._take()
        release()  # where that was none to take, else with the screen below

    def action_leave(self) -> None:
        """Gives nothing."""
        self.dismiss(None)
