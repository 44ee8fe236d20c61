"""Importing the wire: every `ask` waits for it."""

from __future__ import annotations

import subprocess
import sys


def test_the_wire_comes_without_the_command_line_of_httpx_and_what_that_imports() -> None:
    code = "import copilot_tui.api.client, sys; print(*{'rich', 'pygments', 'httpx._main'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True, text=True)
    assert done.stdout.split() == []
