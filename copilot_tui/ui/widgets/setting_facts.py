"""What there is to know about one setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import var

from copilot_tui.config.descriptions import in_words
from copilot_tui.config.preferences import NOT_HERE
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import ink
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.setting_table import SettingRow

_LABEL = 9
_LATER = frozenset({"ui.start"})
"""Settings that can only show at the next start."""


class SettingFacts(Lines, can_focus=True):
    """Meaning, value, default, what it takes, where it is set, and how it is changed."""

    DEFAULT_CSS = """
    SettingFacts { background: $background; padding: 1 2 0 2; }
    """

    row: var[SettingRow | None] = var(None)

    def watch_row(self) -> None:
        """Draws anew."""
        self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The facts, wrapped."""
        if self.row is None:
            return []
        row, setting = self.row, self.row.setting
        facts = [
            ("value", row.value or "none", palette.text),
            ("from", row.origin.words, palette.text),
            ("default", in_words(setting.default) or "none", palette.half),
            ("takes", setting.takes, palette.half),
        ]
        lines = [Text(setting.name, ink(palette.accent, bold=True)), Text()]
        lines += self._wrapped(Text(setting.meaning, ink(palette.text)), width)
        lines.append(Text())
        for name, value, colour in facts:
            shown = self._wrapped(Text(line(value, 2000), ink(colour)), width - _LABEL)
            for number, part in enumerate(shown):
                lines.append(Text(f"{'' if number else name:<{_LABEL}}", ink(palette.half)).append_text(part))
        lines.append(Text())
        return [*lines, *self._wrapped(Text(self._how(row), ink(palette.half)), width)]

    @staticmethod
    def _how(row: SettingRow) -> str:
        name = row.setting.name
        if row.origin.fixed:
            return f"Set in {row.origin.words}, which is yours and is never written to: change it there."
        if name in NOT_HERE:
            return "It is set in config.toml only: a program to run is nothing to be changed in passing."
        when = "Shows at the next start" if name in _LATER else "Holds at once"
        return f"{when}. Kept in preferences.toml; config.toml goes first."

    def _wrapped(self, text: Text, width: int) -> list[Text]:
        return list(text.wrap(self.app.console, max(12, width)))
