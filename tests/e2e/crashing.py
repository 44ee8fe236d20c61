"""The program with a bug put into it: the key that quits makes a function fail that has a token in its hands."""

from __future__ import annotations

import sys
from unittest.mock import patch

from copilot_tui.__main__ import main
from copilot_tui.ui.app import CopilotApp

CANARY = "pul-" + "ca9a4e" * 6
LOCAL = "AKIALOCALVARIABLE"


def _use(token: str, pasted: str) -> None:
    if pasted:
        raise ValueError(f"no luck with Authorization: token {token}\x1b]0;pwned\x07 [/bold]")


async def _fail(_: CopilotApp) -> None:
    _use(CANARY, LOCAL)


async def _fail_in_a_worker(app: CopilotApp) -> None:
    app.run_worker(_fail(app))


if __name__ == "__main__":
    with patch.object(CopilotApp, "action_leave", _fail_in_a_worker if sys.argv.pop(1) == "worker" else _fail):
        sys.exit(main())
