"""The dashboard in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output
from copilot_tui.cli.command import Command

if TYPE_CHECKING:
    from copilot_tui.cli.invocation import Invocation


@click.command(
    "serve",
    cls=Command,
    epilog="""
    copilot-tui serve
    copilot-tui serve --demo --port 8080
    copilot-tui serve --host 0.0.0.0 --public-url https://copilot.example.com
    """,
)
@click.option("--host", metavar="HOST", default="127.0.0.1", help="Where to listen; this machine alone by default.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Where to listen; a free port by default."
)
@click.option("--public-url", metavar="URL", help="Where browsers reach it, if something stands in between.")
@click.pass_obj
def serve(invocation: Invocation, host: str, port: int, public_url: str | None) -> None:
    """Serve the dashboard to a browser until ctrl+c.

    The address that is printed holds a password that lets one browser in, once. Whoever is in asks with your account
    and reads your history. Needs: pip install 'copilot-tui[web]'.
    """
    if public_url is not None and not public_url.startswith(("https://", "http://")):
        raise click.UsageError("--public-url begins with https://, or with http:// on this machine.")
    invocation.wiring.serve_screen(invocation.options, host, port, public_url, _ready)
    output.say("Ended.")


def _ready(address: str, *, warning: str) -> None:
    output.data(address)
    if warning:
        output.say(f"Note: {warning}")
    output.say("Open it in a browser: its password works once. ctrl+c ends it.")
