"""The scripted API, for other clients."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output
from copilot_tui.cli.command import Command

if TYPE_CHECKING:
    from types import FrameType

    from copilot_tui.cli.invocation import Invocation


@click.command(
    "demo-server",
    cls=Command,
    epilog="""
    copilot-tui demo-server
    copilot-tui demo-server --port 8080
    """,
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Where to listen; a free port by default."
)
@click.pass_obj
def demo_server(invocation: Invocation, port: int) -> None:
    """Serve the scripted Copilot API on this machine until ctrl+c.

    Its address is printed once it listens. Any token will do, except the word "bad".
    """
    signal.signal(signal.SIGTERM, _end)
    try:
        invocation.wiring.serve_demo(port, _ready)
    except KeyboardInterrupt:
        output.say("Ended.")


def _ready(address: str) -> None:
    output.data(address)
    output.say(f"Serving scripted answers; ctrl+c ends it. POST {address}/api/ai/chat/preview")


def _end(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt
