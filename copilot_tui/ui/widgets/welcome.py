"""What stands where the transcript will be: how to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from copilot_tui.config.actions import ACTIONS
from copilot_tui.domain.starters import Starter, starters
from copilot_tui.domain.text import line
from copilot_tui.ui.widgets.drawing import cut, ink, mark_meant, pressable
from copilot_tui.ui.widgets.key_bar import first_key
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.domain.cloud import UpdateSummary
    from copilot_tui.domain.context import CloudContext
    from copilot_tui.ui.theme.palette import Palette


class Welcome(Lines, can_focus=True):
    """A greeting and questions to begin with, one of which is marked while the focus is here. Presses: "tour_seen"."""

    DEFAULT_CSS = """
    Welcome { background: $background; padding: 1 2 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "begin with it", id="welcome.take"),
        Binding("up,k", "move(-1)", "up", show=False, id="welcome.up"),
        Binding("down,j", "move(1)", "down", show=False, id="welcome.down"),
        Binding("escape", "leave", "composer", id="welcome.leave"),
    ]

    @dataclass
    class Chosen(Message):
        """A question to begin with was taken."""

        starter: Starter

    class Left(Message):
        """Escape was pressed: the composer is wanted."""

    context: var[CloudContext | None] = var(None)
    tour: var[bool] = var(default=False)
    """Whether the tour of the first start is shown."""
    keys: var[Mapping[str, str]] = var(ACTIONS)
    """Action id → keys, for those that the tour names."""
    updates: var[tuple[UpdateSummary, ...]] = var(())
    """The last ones of the context's stack, newest first."""
    prompts: var[tuple[tuple[str, str], ...]] = var(())
    """The person's own prompts: name and text of each."""
    notice: var[str] = var("")
    """What the person should know first, e.g. that nobody is signed in."""
    told: var[tuple[str, ...]] = var(())
    """What the person should know of this start, e.g. that a damaged history was set aside; a sentence or two each."""
    at: var[int] = var(0)
    """Which question is marked."""

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """A greeting, questions to begin with, and where to find more."""
        half = ink(palette.half)
        lines = [Text("Ask Pulumi Copilot", ink(palette.copilot, bold=True))]
        for words in self._about():
            lines += Text(words, half).wrap(self.app.console, width)
        for words in self.told:
            lines += [Text(), *Text(line(words, 1000), ink(palette.warning)).wrap(self.app.console, width)]
        if self.notice:
            lines += [Text(), *Text(line(self.notice), ink(palette.warning)).wrap(self.app.console, width)]
            way_in = Text.assemble(("▸ ", ink(palette.accent)), ("Sign in, or try the demo", ink(palette.text)))
            way_in.stylize(pressable(ink(palette.text), "sign_in"))
            lines.append(way_in)
        if self.tour:
            lines += [Text(), *self._toured(width, palette)]
        lines += [Text(), Text("To begin with", half)]
        for number, starter in enumerate(self._starters()):
            row = Text.assemble(
                ("▸ ", pressable(ink(palette.accent), str(number))),
                (cut(line(starter.label), width - 2), pressable(ink(palette.text), str(number))),
            )
            if self.has_focus and number == self.at:
                row.pad_right(max(0, width - row.cell_len))
                mark_meant(row, palette)
            lines.append(row)
        return lines

    async def press(self, action: str) -> None:
        """Takes the question that was clicked."""
        if action.isdecimal():
            self._take(int(action))
        else:
            await super().press(action)

    def action_take(self) -> None:
        """Takes the marked question."""
        self._take(self.at)

    def action_move(self, rows: int) -> None:
        """Marks another question."""
        self.at = max(0, min(len(self._starters()) - 1, self.at + rows))

    def action_leave(self) -> None:
        """Leaves for the composer."""
        self.post_message(self.Left())

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 — the base's signature
        """Shows the mark, or no longer."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def watch_context(self) -> None:
        """Draws anew: other questions fit."""
        self.at = 0
        self.redraw()

    watch_updates = watch_prompts = watch_context

    def watch_notice(self) -> None:
        """Draws anew."""
        self.redraw()

    watch_at = watch_tour = watch_keys = watch_told = watch_notice

    def _toured(self, width: int, palette: Palette) -> list[Text]:
        """Three lines, and how they go away."""
        key, half, said = ink(palette.accent, bold=True), ink(palette.half), ink(palette.text)

        def keyed(*parts: str) -> Text:
            """Words, with the keys of those that are action ids."""
            pieces = [(self._key(part), key) if part in self.keys else (part, said) for part in parts]
            return Text.assemble(*pieces)

        lines = [
            keyed("composer.send", " asks; all of it stays on this machine"),
            keyed("composer.leave", " reads, ", "next_pane", " goes round the panes, ", "leader", " shows more keys"),
            keyed("commands", " every command, ", "settings", " settings, ", "help", " keys"),
        ]
        wrapped = [part for line in lines for part in line.wrap(self.app.console, width)]
        put_away = Text.assemble(("✓", pressable(key, "tour_seen")), (" got it", pressable(half, "tour_seen")))
        return [Text("New here", half), *wrapped, put_away]

    def _key(self, action: str) -> str:
        return first_key(self.keys[action])

    def _take(self, number: int) -> None:
        found = self._starters()
        if number < len(found):
            self.post_message(self.Chosen(found[number]))

    def _starters(self) -> tuple[Starter, ...]:
        own = [Starter(f"/{name}  {text}", prompt=name) for name, text in self.prompts]
        return (*starters(self.context, self.updates), *own)

    def _about(self) -> tuple[str, ...]:
        if self.context is None:
            return (f"{self._key('context')} chooses the organization that questions are asked in.",)
        page = self.context.page
        where = " / ".join(line(part, 60) for part in (self.context.org, page.project, page.stack, page.page) if part)
        kept = () if self.told else ("Every question and answer is kept on this machine.",)
        return (f"You are asking in {where}.", *kept)
