"""The right column: the context that goes with the next question, the programs, and what is being asked."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.language import badge
from copilot_tui.domain.text import line
from copilot_tui.ui.service_state import UNKNOWN, ServiceState
from copilot_tui.ui.widgets.drawing import beside, cut, ink, mark_meant, pressable
from copilot_tui.ui.widgets.lines import Lines, heading
from copilot_tui.ui.widgets.resizable import Resizable
from copilot_tui.ui.widgets.update_words import result_mark, update_words
from copilot_tui.ui.words import age, between, duration, until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from copilot_tui.domain.account import Account
    from copilot_tui.domain.cloud import UpdateSummary
    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.program import Program
    from copilot_tui.ui.theme.palette import Palette

_LABEL = 7  # cells of a field's name
_PROGRAMS = 8  # how many are listed; the screen of all programs has the rest


@dataclass(frozen=True, slots=True)
class Asked:
    """A question under way, as the panel shows it."""

    conversation_id: str
    title: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Panel:
    """All that the panel shows."""

    context: CloudContext | None = None
    context_key: str = ""
    """The key that edits it, as people write it."""
    source: str = ""
    """Where the context came from, in words."""
    account: Account | None = None
    """Who asks; None before that is known."""
    updates: tuple[UpdateSummary, ...] = ()
    """The last ones of the context's stack, newest first."""
    programs: tuple[Program, ...] = ()
    """Of the open conversation the newest ones, newest first."""
    program_count: int = 0
    """How many the open conversation has."""
    asking: tuple[Asked, ...] = ()
    usual_seconds: tuple[float, float] | None = None
    """How long answers usually take, from and to."""
    service: ServiceState = UNKNOWN
    """Shown where it fails."""
    now: datetime | None = None
    """What ages are counted from."""


class ContextPanel(Lines, Resizable, can_focus=True):
    """Presses: "edit_context", "sign_in", "update NUMBER", "program ID", "conversation ID"."""

    DEFAULT_CSS = """
    ContextPanel { width: 21%; min-width: 25; max-width: 36; padding: 1 1 0 2; }
    ContextPanel.-edge { border-left: vkey $faint; padding: 1 1 0 1; }
    ContextPanel:focus { background-tint: $foreground 3%; }
    """

    EDGE = "left"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._panel = Panel()

    def show(self, panel: Panel) -> None:
        """Shows these facts."""
        if panel == self._panel:
            return
        is_only_later = replace(self._panel, now=panel.now) == panel
        self._panel = panel
        if not (is_only_later and self.is_as_drawn()):
            self.redraw()

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The sections, each with a blank line after it."""
        lines = [heading("Context", palette), *self._where(width, palette), Text()]
        if self._panel.updates:
            lines += [heading("Updates", palette), *self._updates(width, palette), Text()]
        if self._panel.programs:
            lines += [heading("Programs", palette), *self._listed(width, palette), Text()]
        if self._panel.asking:
            lines += [heading("Asking", palette), *self._under_way(width, palette), Text()]
        if self._panel.service.fails:
            lines += [heading("Service", palette), *self._trouble(width, palette), Text()]
        return lines

    def _where(self, width: int, palette: Palette) -> list[Text]:
        context = self._panel.context
        if context is None:
            none = Text("no organization yet", ink(palette.warning))
            hint = self._hint(self._panel.context_key, "choose one", palette)
            return [none, hint, *self._who(width, palette)]
        page = context.page
        stack = "/".join(name for name in (page.project, page.stack) if name)
        listed = {f"updates/{update.version}" for update in self._panel.updates}  # marked there, below
        place = "" if page.page in listed else page.page
        fields = [("org", context.org), ("stack", stack), ("page", place), ("from", self._panel.source)]
        if not stack and not page.page:
            fields.insert(1, ("url", context.url.removeprefix("https://")))
        rows = [self._field(name, value, width, palette, "edit_context") for name, value in fields if value]
        return [*rows, *self._who(width, palette)]

    def _who(self, width: int, palette: Palette) -> list[Text]:
        account = self._panel.account
        if account is None:
            return []
        if not account.source:
            return [Text("not signed in", pressable(ink(palette.warning), "sign_in"))]
        fields = [("as", account.user), ("by", account.source)]
        rows = [self._field(name, value, width, palette, "sign_in") for name, value in fields if value]
        if account.problem:
            return [*rows, Text("token refused", pressable(ink(palette.warning), "sign_in"))]
        if account.expires_at is not None and self._panel.now is not None:
            rows.append(self._field("until", until(account.expires_at, self._panel.now), width, palette, "sign_in"))
        return rows

    def _updates(self, width: int, palette: Palette) -> list[Text]:
        chosen = self._panel.context.page.page if self._panel.context else ""
        rows = []
        for update in self._panel.updates:
            press = f"update {update.version}"
            mark, colour = result_mark(update.result, palette)
            is_chosen = chosen == f"updates/{update.version}"
            left = Text.assemble(
                (f"{mark} ", pressable(ink(colour), press)),
                (str(update.version), pressable(ink(palette.text, bold=is_chosen), press)),
                (f" {update_words(update)}", pressable(ink(palette.half), press)),
            )
            at = update.finished_at or update.started_at
            shown = age(at, self._panel.now) if at is not None and self._panel.now is not None else ""
            row = beside(left, Text(shown, pressable(ink(palette.half), press)), width)
            if is_chosen:
                mark_meant(row, palette)
            rows.append(row)
        return rows

    def _listed(self, width: int, palette: Palette) -> list[Text]:
        rows = []
        for program in self._panel.programs[:_PROGRAMS]:
            action = f"program {program.id}"
            left = Text.assemble(
                (f"{badge(program.content.language):<5}", pressable(ink(palette.copilot), action)),
                (line(program.file_name, 40), pressable(ink(palette.text), action)),
            )
            right = Text(f"v{program.version:<3}{program.lines:>4}", pressable(ink(palette.half), action))
            rows.append(beside(left, right, width))
        if more := self._panel.program_count - _PROGRAMS:
            rows += [Text(f"… {more} more", ink(palette.half))] if more > 0 else []
        return rows

    def _under_way(self, width: int, palette: Palette) -> list[Text]:
        rows = []
        for asked in self._panel.asking:
            press = f"conversation {asked.conversation_id}"
            left = Text.assemble(
                ("◐ ", ink(palette.accent)), (line(asked.title, 60), pressable(ink(palette.text), press))
            )
            rows.append(beside(left, Text(duration(asked.seconds), ink(palette.text)), width))
        if self._panel.usual_seconds:
            rows.append(Text(f"usually {between(*self._panel.usual_seconds)}", ink(palette.half)))
        return rows

    def _trouble(self, width: int, palette: Palette) -> list[Text]:
        """Since when, and why; the reason in as many lines as it takes."""
        lines = self._panel.service.words.split("\n")
        first, *others = (piece for text in lines for piece in textwrap.wrap(line(text), max(8, width)))
        return [Text(first, ink(palette.error)), *(Text(other, ink(palette.half)) for other in others)]

    @staticmethod
    def _field(name: str, value: str, width: int, palette: Palette, action: str) -> Text:
        return Text.assemble(
            (f"{name:<{_LABEL}}", ink(palette.half)),
            (cut(line(value), width - _LABEL), pressable(ink(palette.text), action)),
        )

    @staticmethod
    def _hint(key: str, words: str, palette: Palette) -> Text:
        return Text.assemble(
            (key, pressable(ink(palette.accent, bold=True), "edit_context")),
            (f" {words}", pressable(ink(palette.half), "edit_context")),
        )
