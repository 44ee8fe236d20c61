"""How far an import is, and what became of each file."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from rich.text import Text

from copilot_tui.domain.import_gain import gain_words
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.service.import_run import ImportRun
    from copilot_tui.service.importing import ImportedFile
    from copilot_tui.ui.theme.palette import Palette

_MOST: Final = 200
_BAR: Final = 40


class ImportReport(Lines, can_focus=True):
    """A bar while files are taken in; below it those that could not be, with the reason, then the others."""

    DEFAULT_CSS = """
    ImportReport { height: auto; max-height: 16; overflow-x: hidden; }
    ImportReport { scrollbar-background: $panel; scrollbar-background-hover: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._run: ImportRun | None = None
        self._is_done = False

    def show(self, run: ImportRun, *, is_done: bool = False) -> None:
        """Shows an import as it is now."""
        self._run, self._is_done = run, is_done
        self.redraw()

    def redraw(self) -> None:
        """As high as its lines, which an import that ends at once gives before there is a width to wrap them in."""
        super().redraw()
        if self.is_attached:
            self.styles.height = max(1, len(self._content()))

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The bar, or how it ended; then the files."""
        run = self._run
        if run is None:
            return ()
        head = self._outcome(run, palette) if self._is_done else self._progress(run, width, palette)
        return [*head, Text(), *self._files(run, width, palette)]

    def _progress(self, run: ImportRun, width: int, palette: Palette) -> list[Text]:
        at = min(len(run.taken), len(run.files) - 1)
        name = Text(line(run.files[at].name, 100), ink(palette.text))
        which = Text(f"{at + 1:,} of {len(run.files):,}", ink(palette.half))
        cells = min(_BAR, max(8, width - 24))
        filled = round(run.done * cells)
        bar = Text.assemble(("━" * filled, ink(palette.accent)), ("━" * (cells - filled), ink(palette.faint)))
        bar.append(f" {run.done:4.0%}", ink(palette.text))
        size = Text(f"{megabytes(run.read_bytes)} of {megabytes(run.total_bytes)}", ink(palette.half))
        return [beside(name, which, width), beside(bar, size, width)]

    def _outcome(self, run: ImportRun, palette: Palette) -> list[Text]:
        stopped = f"Stopped after {len(run.taken):,} of {len(run.files):,} files: " if run.is_stopped else ""
        outcome = Text(f"{stopped}{gain_words(run.gains)}", ink(palette.text, bold=True))
        if failed := sum(one.failure is not None for one in run.taken):
            outcome.append(f" · {count(failed, 'file')} not taken in", ink(palette.error))
        return [outcome]

    def _files(self, run: ImportRun, width: int, palette: Palette) -> Iterator[Text]:
        taken = tuple(run.taken)  # another thread adds to it
        failed = [one for one in taken if one.failure is not None]
        good = [one for one in taken if one.failure is None]
        for one in failed[:_MOST]:
            yield from _failed(one, width, palette)
        room = max(0, _MOST - len(failed))
        for one in good[-room:] if room else ():
            name = Text.assemble(("✓ ", ink(palette.success)), (line(one.path.name, 200), ink(palette.text)))
            yield beside(name, Text(gain_words(one.gains), ink(palette.half)), width)
        if (more := len(taken) - len(failed[:_MOST]) - min(room, len(good))) > 0:
            yield Text(f"  and {more:,} more", ink(palette.half))


def megabytes(number: int) -> str:
    """An amount of bytes: "12.4 MB", "35 KB"."""
    return f"{number / 1e6:,.1f} MB" if number >= 100_000 else f"{-(-number // 1000):,} KB"


def _failed(one: ImportedFile, width: int, palette: Palette) -> Iterator[Text]:
    yield Text.assemble(("✗ ", ink(palette.error)), (line(one.path.name, 200), ink(palette.text)))
    if one.failure is not None:
        for words in wrap(line(one.failure.words, 400), max(10, width - 2)):
            yield Text(f"  {words}", ink(palette.half))
