"""The first frame waits for nothing that it does not show."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["pydantic", "httpx", "markdown_it", "pygments", "sqlite3"])
def test_is_not_imported_before_the_first_frame(module: str) -> None:
    code = "import copilot_tui.cli.main, copilot_tui.wiring.screen, sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert module not in json.loads(done.stdout)
