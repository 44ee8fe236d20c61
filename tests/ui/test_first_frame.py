"""The first frame waits for nothing that it does not show."""

from __future__ import annotations

import subprocess
import sys

import pytest

DASHBOARD = "copilot_tui.ui.screens.dashboard"
DEFERRED = ("drafts", "export_actions", "listing", "navigation", "questions", "transcript_actions")


@pytest.mark.parametrize(
    "module",
    [
        *("json", "tomllib", "pydantic", "httpx", "markdown_it", "pygments", "sqlite3"),
        *("copilot_tui.domain.listing", "copilot_tui.config.themes"),
        *(f"{DASHBOARD}.{name}" for name in DEFERRED),
    ],
)
def test_is_not_imported_before_the_first_frame(module: str) -> None:
    code = "import copilot_tui.cli.main, copilot_tui.wiring.screen, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert module not in done.stdout.split()
