"""An exchange as a command that sends the same question again, without the token."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from copilot_tui.domain.exchange import HIDDEN

if TYPE_CHECKING:
    from copilot_tui.domain.exchange import Exchange

# What curl sets by itself, or what only one connection has.
_LEFT_OUT = {"host", "content-length", "connection", "accept-encoding", "user-agent", "transfer-encoding"}


def curl_command(exchange: Exchange) -> str:
    """The command for a POSIX shell; the token is taken from $PULUMI_ACCESS_TOKEN when it is run."""
    parts = [f"curl {shlex.quote(exchange.url)}"]
    if exchange.method != "POST" or not exchange.request_body:
        parts.append(f"-X {shlex.quote(exchange.method)}")
    for name, value in exchange.request_headers:
        if name.lower() in _LEFT_OUT:
            continue
        if value == HIDDEN:
            parts.append(f'-H "{name}: token $PULUMI_ACCESS_TOKEN"')
        else:
            parts.append(f"-H {shlex.quote(f'{name}: {value}')}")
    if exchange.request_body:
        parts.append(f"--data-raw {shlex.quote(exchange.request_body)}")
    return " \\\n  ".join(parts)
