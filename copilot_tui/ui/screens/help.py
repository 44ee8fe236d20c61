"""Help: the keys of the pane one comes from first, then all others; found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.drawing import cut, ink
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.line_input import LineInput
from copilot_tui.ui.widgets.lines import Lines, heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from copilot_tui.ui.keymap import KeyGroup
    from copilot_tui.ui.theme.palette import Palette


_KEYS: Final = 20  # cells of a row's keys


class KeyTable(Lines, can_focus=True):
    """All groups, or those rows that hold a text."""

    DEFAULT_CSS = """
    KeyTable { height: auto; max-height: 100%; }
    """

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._groups = groups
        self._wanted = ""

    def find(self, wanted: str) -> None:
        """Shows only rows that hold the text."""
        self._wanted = wanted.strip().lower()
        self.redraw()
        self.scroll_home(animate=False)

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """A heading, a purpose and a table for each group; two columns where there is room."""
        lines: list[Text] = []
        for group in self._groups:
            rows = [row for row in group.keys if self._wanted in f"{row[0]} {row[1]} {group.name}".lower()]
            if not rows:
                continue
            title = heading(group.name, palette).append(f"   {group.purpose}", ink(palette.half))
            title.truncate(width, overflow="ellipsis")  # its spans too: Rich fails on one that begins behind the text
            lines += [title, *self._table(rows, width, palette)]
            lines.append(Text())
        return lines or [Text("No key does that.", ink(palette.half))]

    @staticmethod
    def _table(rows: Sequence[tuple[str, str]], width: int, palette: Palette) -> list[Text]:
        columns = 2 if width >= 76 and len(rows) > 4 else 1
        cell = width // columns
        height = -(-len(rows) // columns)
        lines = []
        for at in range(height):
            line = Text()
            for keys, words in rows[at::height]:
                line.append(f"{_whole_keys(keys):<{_KEYS}} ", ink(palette.accent))
                line.append(f"{cut(words, cell - _KEYS - 2):<{max(0, cell - _KEYS - 1)}}", ink(palette.text))
            lines.append(line)
        return lines


def _whole_keys(keys: str) -> str:
    """As many keys as there is room for, none of them cut: the first ones are those to learn."""
    shown, *others = keys.split(" ")
    for key in others:
        if len(shown) + 1 + len(key) > _KEYS:
            break
        shown += f" {key}"
    return cut(shown, _KEYS)


class HelpScreen(Modal[None]):
    """Gives nothing; left by escape."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $veil; }
    HelpScreen > .help {
        width: 100; max-width: 100%; height: 90%; max-height: 100%; background: $panel;
        padding: $frame-padding; border: $frame; border-left: $frame-mark;
    }
    HelpScreen .title { text-style: bold; height: 1; }
    HelpScreen Input { border: none; height: 1; padding: 0 1; background: $raised; margin: 1 0; }
    HelpScreen Input:focus { border: none; }
    HelpScreen KeyTable { height: 1fr; }
    HelpScreen KeyBar { padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "leave", "back", priority=True, id="help.back"),
        Binding("down", "scroll(1)", "down", show=False, priority=True, id="help.down"),
        Binding("up", "scroll(-1)", "up", show=False, priority=True, id="help.up"),
        Binding("pagedown", "scroll(20)", "page down", show=False, priority=True, id="help.page_down"),
        Binding("pageup", "scroll(-20)", "page up", show=False, priority=True, id="help.page_up"),
    ]

    def __init__(self, groups: Sequence[KeyGroup], notes: str = "") -> None:
        super().__init__()
        self._groups = groups
        self._notes = notes

    def compose(self) -> ComposeResult:
        """Title, search line, table."""
        with Vertical(classes="help"):
            yield Static(Content("Keys"), classes="title")
            yield LineInput(placeholder="type to find a key, or what it does")
            yield KeyTable(self._groups)
            if self._notes:
                yield Static(Content(self._notes), classes="quiet")
            yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Finds."""
        self.query_one(KeyTable).find(event.value)

    def action_scroll(self, rows: int) -> None:
        """Scrolls the table while the search line keeps the focus."""
        self.query_one(KeyTable).scroll_relative(y=rows, animate=False)

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(None)
