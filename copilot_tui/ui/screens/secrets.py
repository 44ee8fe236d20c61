"""The question before a question that seems to hold a secret is sent: what it seems to be, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from copilot_tui.domain.secrets import HIDDEN
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.dialog import DIALOG_CSS
from copilot_tui.ui.screens.modal import Modal
from copilot_tui.ui.widgets.drawing import cut, ink
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.lines import Lines
from copilot_tui.ui.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from copilot_tui.domain.secrets import Sighting
    from copilot_tui.ui.theme.palette import Palette

Choice = Literal["hide", "send"]
_LOW = 18  # screens lower than this show no air between the parts


class Sightings(Lines, can_focus=True):
    """What seems to be a secret, a row each: its name, its line's number, what stands around it."""

    DEFAULT_CSS = """
    Sightings { height: auto; max-height: 10; margin: 1 0; }
    """

    def __init__(self, found: Sequence[Sighting]) -> None:
        super().__init__()
        self._found = found

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """Two rows each."""
        rows: list[Text] = []
        for one in self._found:
            rows.append(
                Text.assemble((one.name, ink(palette.warning, bold=True)), (f"  line {one.line:,}", ink(palette.half)))
            )
            rows.append(Text(cut(f"  {line(one.excerpt)}", width), ink(palette.text)))
        return rows


class SecretsDialog(Modal[Choice | None]):
    """Gives what is to be done: "hide" the secrets, "send" them, or None to go back to the text."""

    DEFAULT_CSS = (
        DIALOG_CSS.format(name="SecretsDialog")
        + """
    SecretsDialog > .dialog { border: $frame-warning; border-left: $frame-warning-mark; }
    SecretsDialog.-short > .dialog { padding: 0 1; }
    SecretsDialog.-short .title, SecretsDialog.-short Sightings, SecretsDialog.-short KeyBar { margin: 0; }
    SecretsDialog.-short .quiet { display: none; }
    SecretsDialog.-short Sightings { max-height: 6; }
    SecretsDialog.-short KeyBar { height: 1; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "edit", id="secrets.edit"),
        Binding("h", "choose('hide')", f"send with {HIDDEN}", id="secrets.hide"),
        Binding("s", "choose('send')", "send it", id="secrets.send"),
    ]

    def __init__(self, found: Sequence[Sighting]) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """What and where, what would become of it, the keys."""
        one = len(self._found) == 1
        with Vertical(classes="dialog"):
            secrets = "a secret" if one else count(len(self._found), "secret")
            yield Static(Content(f"This question seems to hold {secrets}"), classes="title")
            yield Static(Content("Nothing was sent yet."), classes="quiet")
            yield Sightings(self._found)
            yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """The least that is needed where there is little height."""
        self.set_class(event.size.height < _LOW, "-short")

    def action_choose(self, choice: Choice) -> None:
        """Gives the choice."""
        self.dismiss(choice)

    def action_leave(self) -> None:
        """Back to the text."""
        self.dismiss(None)
