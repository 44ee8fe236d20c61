"""Serving: a browser's every visit runs the dashboard as a process of its own, as textual-serve does."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from aiohttp import web

from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import line
from copilot_tui.web.door import Door, Handler
from copilot_tui.web.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "copilot-tui"


def serve(command: str, host: str, port: int, public_url: str | None, ready: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM.

    Args:
        command: a shell's command line that runs the dashboard.
        host: the address to listen at.
        port: 0 for a free one.
        public_url: where browsers reach it, if that is not where it listens; scheme, host and port.
        ready: told the address to open, password included, once somebody listens there.

    Raises:
        WrongSettings: nobody can listen there.
    """
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise WrongSettings(f"Nobody can listen at {line(host)}, port {port}: {error.strerror or error}.") from error
    number = listening.getsockname()[1]
    door = Door(public_url or f"http://{_written(host)}:{number}", _own_names(host, number), number)
    # Its pages hold addresses of their own; those are to lead back here, whatever name the browser knows.
    server = Visits(command, host=host, port=number, title=TITLE, public_url=public_url or door.address)

    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:  # aiohttp marks it: no method
        return await door.pass_through(request, handler)

    async def make() -> web.Application:
        app: web.Application = await server._make_app()  # noqa: SLF001 — it has no public way to add a middleware
        app.on_startup.clear()  # its logo and its words
        app.middlewares.append(web.middleware(guarded))
        app.on_response_prepare.append(door.add_headers)

        async def tell(_app: web.Application) -> None:
            ready(door.way_in)

        app.on_startup.append(tell)
        return app

    web.run_app(make(), sock=listening, print=None, access_log=None, shutdown_timeout=2)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host's name."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _own_names(host: str, port: int) -> frozenset[str]:
    names = {host, "localhost"} if is_loopback(host) else {host}
    return frozenset(f"{_written(name)}:{port}" for name in names)


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
