"""What a browser says during a visit, taken only as far as it makes sense.

textual-serve ends the visit, and with it the dashboard, at the first message that it cannot read: half of a character
that somebody pasted is enough.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiohttp import WSMsgType
from textual_serve.server import Server

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.app_service import AppService

_MOST_CELLS: Final = 2000
"""Of a side of a terminal that is believed."""


class Visits(Server):
    """textual-serve's server, which passes over what is no message of its page's."""

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        async for message in websocket:
            if message.type is not WSMsgType.TEXT:
                continue
            match read_message(message.data):
                case ["stdin", str(typed)]:
                    await app_service.send_bytes(typed.encode(errors="replace"))  # a lone surrogate becomes "?"
                case ["resize", {"width": width, "height": height}] if _is_side(width) and _is_side(height):
                    await app_service.set_terminal_size(width, height)
                case ["ping", told]:
                    await websocket.send_json(["pong", told])
                case ["blur", *_]:
                    await app_service.blur()
                case ["focus", *_]:
                    await app_service.focus()


def read_message(text: str) -> object:
    """What a message says; None where it says nothing."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # a thousand brackets are no message either
        return None


def _is_side(cells: Any) -> bool:  # noqa: ANN401 — whatever JSON can hold
    return type(cells) is int and 0 < cells <= _MOST_CELLS
