"""The leader: after its key one more key acts, also while one types; those that do something now are shown."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.drawing import cut, ink, palette, pressable
from copilot_tui.ui.widgets.key_bar import KeyBar, shown_key
from copilot_tui.ui.widgets.lines import Lines, heading

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from copilot_tui.ui.theme.palette import Palette

_NARROWEST: Final = 18
_WIDEST: Final = 30
"""Cells of a group; four of the narrowest stand side by side on 80."""


class LeaderGroup(NamedTuple):
    """What can be done with one thing, such as the answer that is marked."""

    title: str
    actions: tuple[str, ...]
    """Those that do something now: the last parts of their ids."""


class LeaderKey(NamedTuple):
    """A key as the panel shows it."""

    key: str
    words: str
    action: str


def _take(key: str, action: str, words: str) -> Binding:
    # With priority, keys act in the order of typing: what is typed behind them arrives where they lead.
    return Binding(key, f"take('{action}')", words, show=False, priority=True, id=f"leader.{action}")


class LeaderPanel(Lines):
    """Groups of keys side by side, as many as there is room for. Presses: a key's action."""

    DEFAULT_CSS = """
    LeaderPanel { background: $raised; height: auto; max-height: 100%; scrollbar-size-vertical: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._groups: Sequence[tuple[str, Sequence[LeaderKey]]] = ()

    def show(self, groups: Sequence[tuple[str, Sequence[LeaderKey]]]) -> None:
        """Shows groups: the title and the keys of each."""
        self._groups = groups
        self.redraw()

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """As high as the groups are within that width."""
        return len(self.lines(width, palette(self)))

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """A column for each group; groups for which there is no room stand below the others."""
        beside = max(1, min(len(self._groups), width // _NARROWEST))
        cells = min(_WIDEST, width // beside)
        lines: list[Text] = []
        for first in range(0, len(self._groups), beside):
            if lines:
                lines.append(Text())
            columns = [_column(*group, cells, palette) for group in self._groups[first : first + beside]]
            lines += [Text().join(row) for row in zip_longest(*columns, fillvalue=Text(" " * cells))]
        return lines


def _column(title: str, keys: Sequence[LeaderKey], cells: int, palette: Palette) -> list[Text]:
    """A group: its title, then a row for each key, all of them as wide as the column."""
    room = max(cell_len(one.key) for one in keys)
    rows = [heading(cut(title, cells - 2), palette)]
    rows += [
        Text.assemble(
            (f"{one.key:<{room}} ", pressable(ink(palette.accent, bold=True), one.action)),
            (cut(one.words, cells - room - 3), pressable(ink(palette.text), one.action)),
        )
        for one in keys
    ]
    for row in rows:
        row.pad_right(max(0, cells - row.cell_len))
    return rows


class LeaderScreen(Modal[None]):
    """Lies at the bottom of the dashboard until one key was pressed.

    Args:
        groups: what can be done now.
        take: does it; the screen has gone by then.
    """

    DEFAULT_CSS = """
    LeaderScreen { background: transparent; }
    LeaderScreen > .leader {
        dock: bottom; width: 100%; height: auto; max-height: 80%; background: $raised;
        padding: 1 2 0 1; border: $frame; border-left: $frame-mark;
    }
    LeaderScreen KeyBar { padding: 0; margin-top: 1; background: $raised; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # What is done with a block has the transcript's own letters.
        _take("c", "copy", "copy"),
        _take("C", "copy_part", "copy a part"),
        _take("v", "view", "view"),
        _take("e", "export", "export"),
        _take("d", "diff", "diff"),
        _take("r", "resend", "resend"),
        _take("u", "edit", "edit"),
        _take("b", "branch", "branch"),
        _take("o", "links", "links"),
        _take("i", "inspect", "inspect"),
        _take("n", "new", "new"),
        _take("s", "search", "open, search"),
        _take("slash", "find", "find in it"),
        _take("p", "pin", "pin"),
        _take("a", "archive", "archive"),
        _take("R", "rename", "rename"),
        _take("E", "export_whole", "export whole"),
        # The digits are those of the function keys, which some terminals keep for themselves.
        _take("1", "help", "help"),
        _take("2", "programs", "programs"),
        _take("3", "overview", "overview"),
        _take("4", "context", "context"),
        _take("9", "settings", "settings"),
        _take("w", "composer", "composer"),
        _take("t", "transcript", "transcript"),
        _take("l", "list", "list"),
        _take("7", "toggle_list", "list on/off"),
        _take("8", "toggle_context", "context on/off"),
        _take("T", "toggle_traces", "traces on/off"),
        Binding("escape", "leave", "back", id="leader.back"),
    ]
    pales = False
    takes_every_key = True
    """Nothing of the app's own answers meanwhile; see `CopilotApp.check_action`."""

    def __init__(self, groups: Sequence[LeaderGroup], take: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._groups = [group for group in groups if group.actions]
        self._take = take

    def compose(self) -> ComposeResult:
        """The groups, and the way out."""
        with Vertical(classes="leader"):
            yield LeaderPanel()
            yield KeyBar()

    def on_mount(self) -> None:
        """Shows the keys as they are remapped."""
        keys = {active.binding.id: (key, active.binding) for key, active in reversed(self.active_bindings.items())}
        self.query_one(LeaderPanel).show([(group.title, self._keys_of(group, keys)) for group in self._groups])

    @staticmethod
    def _keys_of(group: LeaderGroup, bound: dict[str | None, tuple[str, Binding]]) -> list[LeaderKey]:
        found = [(action, bound[f"leader.{action}"]) for action in group.actions if f"leader.{action}" in bound]
        return [LeaderKey(shown_key(key), binding.description, action) for action, (key, binding) in found]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is shown can be taken."""
        return action != "take" or any(parameters[0] in group.actions for group in self._groups)

    async def action_take(self, action: str) -> None:
        """Goes, and does what the key stands for."""
        self.dismiss(None)
        await self._take(action)

    async def on_lines_pressed(self, event: Lines.Pressed) -> None:
        """Does what was clicked."""
        event.stop()
        await self.action_take(event.action)

    def on_key(self, event: events.Key) -> None:
        """Any other key goes back, and does nothing else."""
        event.stop()
        self.dismiss(None)

    def on_click(self) -> None:
        """Goes back."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(None)
