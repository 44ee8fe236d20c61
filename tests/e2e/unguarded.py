"""The program with one of its two guards taken off: what the checker is checked with."""

from __future__ import annotations

import sys
from unittest.mock import patch

from copilot_tui.__main__ import main
from copilot_tui.domain import text
from copilot_tui.ui.terminal.guard import ControlGuard

if __name__ == "__main__":
    guard = sys.argv.pop(1)
    with (
        patch.object(text, "_shows_as_it_is", lambda _: True)
        if guard == "door"
        else patch.object(ControlGuard, "apply", lambda _self, segments, _background: segments)
    ):
        sys.exit(main())
