"""Code to read: found in, gone through, selected and copied from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection

from copilot_tui.ui.theme.styles import struck, tone
from copilot_tui.ui.widgets.code_canvas import CodeCanvas
from copilot_tui.ui.widgets.code_selection import CodeSelection, Spot, whole
from copilot_tui.ui.widgets.key_bar import LATER
from copilot_tui.ui.widgets.moving_keys import scroll_keys
from copilot_tui.ui.widgets.typed_order import KeysInOrder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style
    from textual import events

    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.code_text import Hit


class CodeView(CodeCanvas, KeysInOrder, can_focus=True):
    """A read-only view of code; arguments as for `CodeCanvas`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *scroll_keys("code"),
        Binding("n", "next_hit(1)", "next hit", show=False, id="code.next"),
        Binding("N", "next_hit(-1)", "hit before", show=False, id="code.before"),
        Binding("w", "toggle_wrap", "wrap", id="code.wrap"),
        Binding("J,shift+down", "select('lines', 1)", "select", key_display="J", id="code.select_down", group=LATER),
        Binding("K,shift+up", "select('lines', -1)", "select upwards", show=False, id="code.select_up"),
        Binding("shift+right", "select('characters', 1)", "select by character", show=False, id="code.select_right"),
        Binding("shift+left", "select('characters', -1)", "select back", show=False, id="code.select_left"),
        Binding("shift+end", "select('edge', 1)", "select to the line's end", show=False, id="code.select_to_end"),
        Binding("shift+home", "select('edge', -1)", "select to its start", show=False, id="code.select_to_start"),
        Binding("ctrl+a", "select_all", "select all", show=False, id="code.select_all"),
    ]

    @dataclass
    class Found(Message):
        """What is found, or which hit is meant, has changed."""

        count: int
        at: int
        """0, 1, …; -1 where nothing was found."""

    def __init__(
        self,
        code: str = "",
        language: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(code, language, id=id, classes=classes)
        self._hits: list[Hit] = []
        self._hits_by_line: dict[int, list[Hit]] = {}
        self._at = -1
        self._selected: CodeSelection | None = None  # by keys; where the mouse has selected since, that counts

    def show(self, code: str, language: str) -> None:
        """Shows other code from its beginning; what was found or selected is forgotten."""
        self._set_hits([])
        self.clear_selection()
        super().show(code, language)

    # finding

    def find(self, words: str, *, start_line: int = 1) -> int:
        """Marks every place where words stand and goes to the first one from a line on; returns how many.

        Args:
            words: literal; case counts only if they have a capital letter. "" marks nothing.
            start_line: from 1; where there is no hit from there on, the first of all is meant.
        """
        self._set_hits(self._text.find(words))
        if self._hits:
            self._at = next((at for at, hit in enumerate(self._hits) if hit.line >= start_line - 1), 0)
            self.bring_into_sight(*self._hits[self._at])
        self.post_message(self.Found(len(self._hits), self._at))
        return len(self._hits)

    def go_to_line(self, number: int) -> int:
        """Brings a line into sight and marks its number; returns which, from 1."""
        line = min(max(number, 1), self.line_count) - 1
        self._marked_line = line
        self.bring_into_sight(line, 0)
        return line + 1

    def action_next_hit(self, step: int) -> None:
        """Goes to the next hit, or to the one before; round from the last to the first."""
        if self._hits:
            self._at = (self._at + step) % len(self._hits)
            self.bring_into_sight(*self._hits[self._at])
            self.post_message(self.Found(len(self._hits), self._at))

    def action_toggle_wrap(self) -> None:
        """Wraps long lines, or no longer."""
        self.wrap = not self.wrap

    def overlays(self, line: int, colours: Palette) -> Iterator[tuple[int, int, Style]]:
        """The hits of a line, the one that is meant in another colour."""
        for hit in self._hits_by_line.get(line, ()):
            meant = hit == self._hits[self._at]
            yield hit.start, hit.end, struck(colours) if meant else tone(colours.selected)

    def _set_hits(self, hits: list[Hit]) -> None:
        self._hits, self._at, self._hits_by_line = hits, -1, {}
        for hit in hits:
            self._hits_by_line.setdefault(hit.line, []).append(hit)
        self.refresh()

    # selecting

    def key_escape(self, event: events.Key) -> None:
        """Selects nothing any more; escape goes on to whatever else it does only where nothing is selected.

        Not a binding: those come last, and Textual's screen takes the selection away before.
        """
        if self.text_selection is not None:
            event.stop()
            self.clear_selection()

    def action_select(self, unit: str, step: int) -> None:
        """Selects one line or character more or less, or to the edge of the line.

        It begins at what was found, at the line that was gone to or clicked, else with the first line in sight.
        """
        selected, lines = self._selection_to_go_on(), self._text.lines
        match unit:
            case "lines":
                self._select(selected.by_lines(step, lines))
            case "characters":
                self._select(selected.by_characters(step, lines))
            case _:
                self._select(selected.to_edge(step, lines))

    def action_select_all(self) -> None:
        """Selects all of the code."""
        self._select(whole(self._text.lines))

    def clear_selection(self) -> None:
        """Selects nothing any more."""
        self._selected = None
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected code exactly as it came, without numbers, padding or breaks of wrapping."""
        start, end = map(_spot, selection)
        return self._text.exact(start, end), "\n"

    def selection_updated(self, _selection: Selection | None) -> None:
        """Draws the selection, and offers the keys for it."""
        self.refresh()
        self.refresh_bindings()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Marks the line: selecting by keys begins there."""
        place = event.style.meta.get("offset")
        if isinstance(place, tuple):
            self._marked_line = place[1]
            self.refresh()

    def _selection_to_go_on(self) -> CodeSelection:
        """What is selected by whatever means; nothing yet, but with a place to begin at, where that is nothing."""
        held = self.text_selection
        if held is not None and self._selected is not None and held == _offsets(self._selected):
            return self._selected
        if held is not None:
            start, end = map(_spot, held)
            every = whole(self._text.lines)
            if end is not None:
                end = Spot(end.line, min(end.character, len(self._text.lines[end.line])))
            return CodeSelection(start or every.anchor, end or every.head)
        if self._hits and self._at >= 0:
            begin = Spot(self._hits[self._at].line, self._hits[self._at].start)
        else:
            begin = Spot(self._marked_line if self._marked_line >= 0 else self.top_line - 1, 0)
        return CodeSelection(begin, begin)

    def _select(self, selected: CodeSelection) -> None:
        self._selected = selected
        self.screen.selections = {self: _offsets(selected)}
        self.bring_into_sight(*selected.head, nearest=True)


def _offsets(selected: CodeSelection) -> Selection:
    """As Textual keeps it: x is a character, y a line."""
    start, end = selected.ends
    return Selection(Offset(start.character, start.line), Offset(end.character, end.line))


def _spot(offset: Offset | None) -> Spot | None:
    """A place of Textual's selection; what is before a line, in its number, is its beginning."""
    return None if offset is None else Spot(offset.y, max(0, offset.x))
