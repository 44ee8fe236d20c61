"""What stands where the transcript will be: how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import var

from copilot_tui.config.actions import ACTIONS
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import cut, ink, pressable
from copilot_tui.ui.widgets.key_bar import shown_key
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.ui.theme import Palette

_LOOSE = ("Write a program that makes a private S3 bucket in TypeScript.", "How do stack references work?")


def starters(context: CloudContext | None) -> tuple[str, ...]:
    """Questions that fit the context."""
    if context is None:
        return _LOOSE
    page = context.page
    section, _, number = page.page.partition("/")
    if section == "updates" and number:
        return (f"Why did update {number} fail, and how do I fix it?", f"What did update {number} change?", *_LOOSE[:1])
    if page.stack:
        return (
            f"What is in the stack {page.project}/{page.stack}?",
            "Did the last update succeed? If not, how do I fix it?",
            *_LOOSE[:1],
        )
    return ("Who are the admins of this organization?", "Which stacks were updated this week?", *_LOOSE[:1])


class Welcome(Lines):
    """Presses: "start TEXT" for a question to begin with, "tour_seen"."""

    DEFAULT_CSS = """
    Welcome { background: $background; padding: 1 2 0 2; }
    """

    context: var[CloudContext | None] = var(None)
    tour: var[bool] = var(default=False)
    """Whether the tour of the first start is shown."""
    keys: var[Mapping[str, str]] = var(ACTIONS)
    """Action id → keys, for those that the tour names."""
    notice: var[str] = var("")
    """What the person should know first, e.g. that nobody is signed in."""

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """A greeting, questions to begin with, and where to find more."""
        half = ink(palette.half)
        lines = [Text("Ask Pulumi Copilot", ink(palette.copilot, bold=True))]
        for words in self._about():
            lines += Text(words, half).wrap(self.app.console, width)
        if self.notice:
            lines += [Text(), *Text(line(self.notice), ink(palette.warning)).wrap(self.app.console, width)]
        if self.tour:
            lines += [Text(), *self._toured(width, palette)]
        lines += [Text(), Text("To begin with", half)]
        for question in starters(self.context):
            press = f"start {question}"
            lines.append(
                Text.assemble(
                    ("▸ ", pressable(ink(palette.accent), press)),
                    (cut(question, width - 2), pressable(ink(palette.text), press)),
                )
            )
        return lines

    def watch_context(self) -> None:
        """Draws anew."""
        self.redraw()

    watch_notice = watch_tour = watch_keys = watch_context

    def _toured(self, width: int, palette: Palette) -> list[Text]:
        """Three lines, and how they go away."""
        key, half, said = ink(palette.accent, bold=True), ink(palette.half), ink(palette.text)

        def keyed(*parts: str) -> Text:
            """Words, with the keys of those that are action ids."""
            pieces = [(self._key(part), key) if part in self.keys else (part, said) for part in parts]
            return Text.assemble(*pieces)

        lines = [
            keyed("composer.send", " asks; question and answer stay on this machine"),
            keyed("composer.leave", " reads, ", "next_pane", " goes round the panes; the last line says how"),
            keyed("commands", " has every command, ", "settings", " every setting, ", "help", " every key"),
        ]
        wrapped = [part for line in lines for part in line.wrap(self.app.console, width)]
        put_away = Text.assemble(("✓", pressable(key, "tour_seen")), (" got it", pressable(half, "tour_seen")))
        return [Text("New here", half), *wrapped, put_away]

    def _key(self, action: str) -> str:
        return shown_key(self.keys[action].split(",")[0])

    def _about(self) -> tuple[str, ...]:
        if self.context is None:
            return ("f4 chooses the organization that questions are asked in.",)
        page = self.context.page
        where = " / ".join(line(part, 60) for part in (self.context.org, page.project, page.stack, page.page) if part)
        return (f"It is told that you are in {where}.", "Every question and answer is kept on this machine.")
