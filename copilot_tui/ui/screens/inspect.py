"""The inspector: what went over the wire for one turn, and what the block under the cursor is made of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import Screen

from copilot_tui.domain.curl import curl_command
from copilot_tui.domain.text import line
from copilot_tui.ui.own_work import EndsOwnWork
from copilot_tui.ui.widgets.code_pane import CodePane
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.widgets.key_bar import KeyBar
from copilot_tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult

    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.exchange import Exchange
    from copilot_tui.ui.theme.palette import Palette


class InspectorTitle(Lines, can_focus=False):
    """One line: what is shown, and the exchange in few words."""

    DEFAULT_CSS = """
    InspectorTitle { height: 1; padding: 0 2; background: $panel; scrollbar-size: 0 0; }
    """

    def __init__(self, words: str, facts: str) -> None:
        super().__init__()
        self._words = words
        self._facts = facts

    def lines(self, width: int, palette: Palette) -> Sequence[Text]:
        """The line."""
        left = Text.assemble(("inspect", ink(palette.text, bold=True)), (f" · {line(self._words)}", ink(palette.half)))
        return [beside(left, Text(self._facts, ink(palette.half)), width)]


class InspectScreen(Screen[None], EndsOwnWork):
    """Shows the exchange of a turn, then the raw JSON of one message or of all that came.

    Args:
        turn: which.
        raw: the raw JSON of the message that was meant; "" for all messages of the turn.
        copy: copies a text and tells the person; takes the text and what it is.
    """

    DEFAULT_CSS = """
    InspectScreen { background: $background; }
    InspectScreen CodePane { height: 1fr; padding: 1 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy_json", "copy JSON", id="inspect.json"),
        Binding("C", "copy_curl", "copy as curl", id="inspect.curl"),
        Binding("escape,q,i", "leave", "back", id="inspect.back"),
    ]

    def __init__(self, turn: Turn, raw: str, copy: Callable[[str, str], Awaitable[None]]) -> None:
        super().__init__()
        self._turn = turn
        self._raw = raw
        self._copy = copy

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        yield InspectorTitle(self._turn.query, _facts(self._turn.exchange))
        yield CodePane(inspection(self._turn, self._raw), "http")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing was sent: nothing to send again."""
        if action == "copy_curl":
            return self._turn.exchange is not None
        return super().check_action(action, parameters)

    def action_copy_json(self) -> None:
        """Copies the JSON as it came."""
        self.run_worker(_wait(self._copy(_raw_json(self._turn, self._raw), "JSON")))

    def action_copy_curl(self) -> None:
        """Copies the command that sends the question again."""
        if self._turn.exchange is not None:
            self.run_worker(_wait(self._copy(curl_command(self._turn.exchange), "curl command")))

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(None)


def inspection(turn: Turn, raw: str) -> str:
    """All of it as text."""
    parts = []
    if (exchange := turn.exchange) is not None:
        parts += [_request(exchange), _response(exchange)]
    elif turn.sent_at is not None:
        parts.append("# Nothing is kept of this exchange: it was cut off before an answer came, or was taken in.")
    parts.append("# " + ("This message" if raw else f"{len(turn.messages)} messages") + "\n" + _pretty(turn, raw))
    return "\n\n".join(parts)


def _request(exchange: Exchange) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in exchange.request_headers)
    return f"# Request\n{exchange.method} {exchange.url}\n{headers}\n\n{_indented(exchange.request_body)}"


def _response(exchange: Exchange) -> str:
    if exchange.status is None:
        return f"# Response\nnone\n{_timings(exchange)}"
    headers = "\n".join(f"{name}: {value}" for name, value in exchange.response_headers)
    body = f"\n\n{exchange.unread_body}" if exchange.unread_body else ""
    return f"# Response\n{exchange.http_version} {exchange.status}\n{headers}\n{_timings(exchange)}{body}"


def _timings(exchange: Exchange) -> str:
    rows = (
        ("connect", exchange.connect_seconds),
        ("first byte", exchange.first_byte_seconds),
        ("total", exchange.total_seconds),
    )
    parts = [f"{name} {seconds:.3f} s" for name, seconds in rows if seconds is not None]
    parts += [f"{exchange.response_bytes:,} bytes", f"attempt {exchange.attempts}"]
    return "# " + " · ".join(parts)


def _facts(exchange: Exchange | None) -> str:
    if exchange is None:
        return ""
    total = f"{exchange.total_seconds:.1f} s" if exchange.total_seconds is not None else ""
    return " · ".join(part for part in (str(exchange.status or "no answer"), total, exchange.request_id) if part)


def _pretty(turn: Turn, raw: str) -> str:
    return _indented(raw) if raw else "\n\n".join(_indented(message.raw) for message in turn.messages)


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _raw_json(turn: Turn, raw: str) -> str:
    return raw or "[" + ",\n".join(message.raw for message in turn.messages) + "]"


async def _wait(work: Awaitable[None]) -> None:
    await work
