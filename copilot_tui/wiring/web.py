"""Starting the dashboard for browsers."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import WrongSettings

if TYPE_CHECKING:
    from copilot_tui.service.options import Options
    from copilot_tui.service.ports import Served

_OPEN = (
    "Whoever reaches this machine there can try the address; nothing is encrypted unless something in front of it does."
)


def serve_screen(options: Options, host: str, port: int, public_url: str | None, ready: Served) -> None:
    """See `copilot_tui.service.ports.Wiring`."""
    try:
        from copilot_tui.web.serving import is_loopback, serve
    except ImportError as error:
        raise WrongSettings(
            "The dashboard cannot be served: textual-serve is not installed.",
            hint="pip install 'copilot-tui[web]' brings it.",
        ) from error
    warning = "" if is_loopback(host) else _OPEN
    address = None if public_url is None else public_url.rstrip("/")
    serve(_command(options), host, port, address, lambda found: ready(found, warning=warning))


def _command(options: Options) -> str:
    """The command line of one visit, for a shell."""
    given = [(name, getattr(options, name)) for name in ("org", "url", "api_url", "data_dir", "config", "theme")]
    words = [sys.executable, "-m", "copilot_tui", *(["--demo"] if options.demo else [])]
    for name, value in given:
        words += [] if value is None else [f"--{name.replace('_', '-')}", str(value)]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
