"""The last line: the keys that matter where the focus is. Each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.binding import Binding

from copilot_tui.config.actions import ACTIONS
from copilot_tui.ui.widgets.drawing import ink, pressable
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.binding import ActiveBinding
    from textual.screen import Screen
    from textual.widget import Widget

    from copilot_tui.ui.theme.palette import Palette

_SHORT = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn", "question_mark": "?", "slash": "/"}
_NAMED = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "colon": ":",
    "semicolon": ";",
    "full_stop": ".",
    "underscore": "_",
}


LATER: Final = Binding.Group("later")
"""For bindings that others go before where there is little room."""
_KEPT: Final = 2
_PLACES: Final[Mapping[str | None, int]] = {action: number for number, action in enumerate(ACTIONS)}


def _rank(binding: Binding) -> int:
    """The order in the bar: as they are bound, those that can wait, the way out, help."""
    if binding.action.endswith("help"):
        return 3
    return _KEPT if binding.action == "leave" else int(binding.group is LATER)


def shown_key(key: str) -> str:
    """A key as people write it: "^n", "shift+enter", "f2", "esc"."""
    *modifiers, name = key.split("+")
    name = _SHORT.get(name) or _NAMED.get(name, name)
    marks = {"ctrl": "^", "alt": "alt+"}
    return "".join(marks.get(modifier, f"{modifier}+") for modifier in modifiers) + name


def shown_keys(keys: str) -> str:
    """Keys with commas between them, as people write them: "^n f9"."""
    return " ".join(shown_key(key.strip()) for key in keys.split(","))


def first_key(keys: str) -> str:
    """Of keys with commas between them the first, as people write it."""
    return shown_key(keys.split(",", maxsplit=1)[0].strip())


def key_of(part: Widget, action: str) -> str:
    """An action's first key as people write it, as it is remapped where a widget stands."""
    return first_key(part.app._keymap.get(action, ACTIONS[action]))  # noqa: SLF001 — Textual only lets it be set


class KeyBar(Lines, can_focus=False):
    """Reads the screen's active bindings; a click runs a binding's action as the key would."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 2; background: $panel; scrollbar-size: 0 0; }
    """

    _last: Sequence[tuple[str, ActiveBinding]] = ()

    def on_mount(self) -> None:
        """Follows the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def on_unmount(self) -> None:
        """Stops following."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """As many keys as there is room for; the way out and help stay in sight."""
        shown = self._shown() if self.app.screen is self.screen or not self._last else self._last
        self._last = shown  # under another screen it stays as it was, whatever that screen lets pass
        entries = [self._entry(key, active.binding, palette) for key, active in shown]
        kept = sum(_rank(active.binding) >= _KEPT for _, active in shown) or 1
        bar, last = Text(), Text("  ").join(entries[-kept:])
        for entry in entries[:-kept]:
            if bar.cell_len + entry.cell_len + 2 + last.cell_len > width:
                break
            bar.append_text(entry).append("  ")
        return [bar.append_text(last)]

    async def press(self, action: str) -> None:
        """Runs the binding of the key that was clicked."""
        active = dict(self._shown()).get(action)
        if active is not None:
            await self.app.run_action(active.binding.action, active.node)

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        if self.is_attached and self.app.screen is self.screen:
            self.redraw()

    def _shown(self) -> list[tuple[str, ActiveBinding]]:
        """The keys to show, the way out and help last; of several keys for one action the first.

        An action keeps its place whatever its key is: Textual puts a key that something else had before at its place.
        """
        rows: dict[str, tuple[str, ActiveBinding]] = {}
        for key, active in self.screen.active_bindings.items():
            if active.binding.show and active.enabled:
                rows.setdefault(active.binding.action, (key, active))
        focused = self.screen.focused or self.screen
        nearest = {node: number for number, node in enumerate(focused.ancestors_with_self)}
        return sorted(
            rows.values(),
            key=lambda row: (_rank(row[1].binding), nearest.get(row[1].node, 0), _PLACES.get(row[1].binding.id, 0)),
        )

    @staticmethod
    def _entry(key: str, binding: Binding, palette: Palette) -> Text:
        shown = binding.key_display or shown_key(key)
        return Text.assemble(
            (shown, pressable(ink(palette.accent, bold=True), key)),
            (f" {binding.description}", pressable(ink(palette.half), key)),
        )
