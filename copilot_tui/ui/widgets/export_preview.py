"""What an export will write and what is there already; afterwards, where it is and what to run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.reactive import var

from copilot_tui.domain.planned import Standing
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink, pressable
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from copilot_tui.domain.planned import PlannedFile, Survey
    from copilot_tui.service.ports import ExportPlan
    from copilot_tui.ui.theme.palette import Palette

_WORDS: Final = {
    Standing.NEW: ("+", "new"),
    Standing.SAME: ("=", "is there, the same"),
    Standing.DIFFERENT: ("~", "is there, differs"),
    Standing.BLOCKED: ("✗", "in the way, never replaced"),
}

_MOST_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Written:
    """What was done."""

    place: Path
    """The folder, or the file where it is only one."""
    files: int
    commands: Sequence[str]
    """To run in the folder, in order."""


class FormChoice(Lines, can_focus=False):
    """One line: the forms there are, one of them chosen. Presses: a form's place.

    Args:
        labels: what the forms are called.
        at: which one is chosen.
    """

    DEFAULT_CSS = """
    FormChoice { height: 1; scrollbar-size: 0 0; }
    """

    at: var[int] = var(0)
    """Which one is chosen."""

    def __init__(self, labels: Sequence[str], at: int) -> None:
        super().__init__(classes="before")
        self._labels = labels
        self.set_reactive(FormChoice.at, at)

    def watch_at(self) -> None:
        """Draws anew."""
        self.redraw()

    def lines(self, _width: int, palette: Palette) -> Sequence[Text]:
        """All forms, the chosen one marked."""
        drawn = Text()
        for place, label in enumerate(self._labels):
            chosen = place == self.at
            style = pressable(ink(palette.text if chosen else palette.half, bold=chosen), str(place))
            drawn.append("● " if chosen else "○ ", ink(palette.accent) if chosen else style)
            drawn.append(label, style).append("   ")
        return [drawn]


class ExportPreview(Lines, can_focus=True):
    """Files with what stands in their place, and warnings; after writing, where they are and what to run."""

    DEFAULT_CSS = """
    ExportPreview { height: auto; max-height: 16; overflow-x: hidden; }
    ExportPreview { scrollbar-background: $panel; scrollbar-background-hover: $panel; }
    """

    written: var[Written | None] = var(None)

    def __init__(self) -> None:
        super().__init__()
        self._plan: ExportPlan | None = None
        self._survey: Sequence[Survey] = ()
        self._note = ""

    def show(self, plan: ExportPlan, survey: Sequence[Survey], note: str = "") -> None:
        """Shows another plan, and what there is to note beside its own warnings; an empty survey says nothing."""
        self._plan, self._survey, self._note = plan, survey, note
        self.redraw()

    def watch_written(self) -> None:
        """Shows what was done."""
        self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """Before: files and warnings. After: the place and the commands."""
        if self.written is not None:
            return list(self._done(self.written, palette))
        return list(self._planned(self._plan, width, palette)) if self._plan else [Text()]

    def _planned(self, plan: ExportPlan, width: int, palette: Palette) -> Iterator[Text]:
        standings = {found.file.path: found.standing for found in self._survey}
        rows = [(file, standings.get(file.path)) for file in plan.files]
        # What would be lost is never among those that are passed over.
        shown = sorted(rows, key=_is_harmless)[:_MOST_ROWS] if len(rows) > _MOST_ROWS else rows
        for file, standing in shown:
            yield _file_row(file, standing, width, palette)
        if len(rows) > len(shown):
            yield Text.assemble((f"… and {count(len(rows) - len(shown), 'more file')}", ink(palette.half)))
        yield Text.assemble((_summary(plan, [standing for _, standing in rows]), ink(palette.half)))
        for warning in filter(None, (self._note, *plan.warnings)):
            yield Text()
            yield from _wrapped(warning, width, palette)

    @staticmethod
    def _done(written: Written, palette: Palette) -> Iterator[Text]:
        half = ink(palette.half)
        yield Text.assemble(
            ("✓ ", ink(palette.success)),
            (count(written.files, "file"), ink(palette.text)),
            (" in" if written.files > 1 else "", half),
        )
        yield Text.assemble("  ", (line(str(written.place), 400), ink(palette.text, bold=True)))
        if written.commands:
            yield Text()
            yield Text.assemble(("To run it", half))
            for command in written.commands:
                yield Text.assemble("  ", (line(command, 400), ink(palette.accent)))


def _is_harmless(row: tuple[PlannedFile, Standing | None]) -> bool:
    return row[1] not in {Standing.DIFFERENT, Standing.BLOCKED}


def _file_row(file: PlannedFile, standing: Standing | None, width: int, palette: Palette) -> Text:
    colours = {
        Standing.DIFFERENT: palette.warning,
        Standing.BLOCKED: palette.error,
        Standing.NEW: palette.success,
        Standing.SAME: palette.half,
    }
    mark, words = _WORDS[standing] if standing else (" ", "")
    colour = colours[standing] if standing else palette.half
    left = Text.assemble((f"{mark} ", ink(colour, bold=True)), (line(file.path, 200), ink(palette.text)))
    asks = standing in {Standing.DIFFERENT, Standing.BLOCKED}
    return beside(left, Text.assemble((words, ink(colour if asks else palette.half))), width)


def _summary(plan: ExportPlan, standings: Sequence[Standing | None]) -> str:
    parts = [count(len(plan.files), "file")]
    if different := standings.count(Standing.DIFFERENT):
        parts.append(f"{different} would be replaced, after a look at what changes")
    return " · ".join(parts)


def _wrapped(words: str, width: int, palette: Palette) -> Iterator[Text]:
    """A warning behind its mark."""
    from textwrap import wrap

    for number, part in enumerate(wrap(line(words, 500), max(10, width - 2)) or [""]):
        yield Text.assemble(("  " if number else "! ", ink(palette.warning, bold=True)), (part, ink(palette.text)))
