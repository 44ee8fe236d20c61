"""The settings as a table: name, value, and where the value comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.geometry import Region
from textual.message import Message

from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, cut, ink, mark_meant, pressable
from copilot_tui.ui.widgets.lines import Lines, heading
from copilot_tui.ui.widgets.moving_keys import cursor_keys
from copilot_tui.ui.widgets.typed_order import KeysInOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from copilot_tui.config.descriptions import DescribedSetting
    from copilot_tui.config.preferences import Origin
    from copilot_tui.ui.theme.palette import Palette

_NAME = 25  # cells of a setting's name
_VALUE = 26  # and of its value, where there is room for its meaning beside it
_ORIGIN = 21  # cells of "config.toml line 1234"
_WITH_MEANING = 100  # cells of a table that says what its settings mean


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting as it stands."""

    setting: DescribedSetting
    value: str
    """In words; "" for nothing."""
    origin: Origin


class SettingTable(Lines, KeysInOrder, can_focus=True):
    """One row is meant. Presses: the row's number, which means it; a second press changes it."""

    DEFAULT_CSS = """
    SettingTable { height: 1fr; padding: 1 1 0 2; scrollbar-background: $panel; }
    SettingTable { scrollbar-background-hover: $panel; scrollbar-background-active: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = cursor_keys("settings")

    class Meant(Message):
        """Another row is meant."""

    class Taken(Message):
        """The row that is meant was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[SettingRow] = ()
        self._starts: list[int] = []  # the line of each row
        self._at = 0

    @property
    def meant(self) -> SettingRow | None:
        """The row that is meant; None where there is none."""
        return self._rows[self._at] if self._at < len(self._rows) else None

    def show(self, rows: Sequence[SettingRow]) -> None:
        """Shows other rows, or the same ones with other values: the same setting stays meant."""
        before = self.meant
        self._rows = rows
        names = [row.setting.name for row in rows]
        self._at = names.index(before.setting.name) if before and before.setting.name in names else 0
        self.redraw()
        self.post_message(self.Meant())

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """All rows under the names of their tables."""
        if not self._rows:
            return [Text("No setting is called that.", ink(palette.half))]
        lines: list[Text] = []
        self._starts = []
        table = None
        for number, row in enumerate(self._rows):
            if row.setting.table != table:
                table = row.setting.table
                lines += [*([Text()] if lines else []), heading(table or "General", palette)]
            self._starts.append(len(lines))
            lines.append(self._row(number, row, width, palette))
        return lines

    def _row(self, number: int, row: SettingRow, width: int, palette: Palette) -> Text:
        name = Text(f"{cut(row.setting.key, _NAME - 1):<{_NAME}}", ink(palette.text))
        value = line(row.value, 200) or "none"
        room = _VALUE - 2 if width >= _WITH_MEANING else max(6, width - _NAME - _ORIGIN)
        changed = bool(row.origin.file)
        left = name.append(cut(value, room), ink(palette.accent if changed else palette.text))
        if width >= _WITH_MEANING:
            left.pad_right(_NAME + _VALUE - left.cell_len)
            left.append(row.setting.meaning, ink(palette.half))
        origin = Text(row.origin.words if changed else "", ink(palette.half))
        text = beside(left, origin, width)
        if number == self._at:
            mark_meant(text, palette, bold=self.has_focus)
        text.stylize(pressable(Style(), str(number)))
        return text

    async def press(self, action: str) -> None:
        """Means the row that was clicked; the one that is meant already is taken."""
        if int(action) == self._at:
            self.post_message(self.Taken())
        else:
            self.action_move(int(action) - self._at)

    def action_move(self, rows: int) -> None:
        """Means another row, and brings it into sight."""
        if self._rows:
            self._at = max(0, min(len(self._rows) - 1, self._at + rows))
            self.redraw()
            top = self._starts[self._at]
            above = 1 if self._at == 0 else 0  # with its heading
            self.scroll_to_region(Region(0, top - above, 1, 1 + above), animate=False, force=True)
            self.post_message(self.Meant())

    def action_page(self, pages: int) -> None:
        """Means a row a page further; headings count as rows of it."""
        self.action_move(pages * max(1, self.size.height - 2))

    def on_focus(self) -> None:
        """The row that is meant becomes strong."""
        self.redraw()

    def on_blur(self) -> None:
        """And no longer."""
        self.redraw()
