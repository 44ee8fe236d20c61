from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import copilot_tui.ui.widgets.transcript.view
print(*{"markdown_it", "pygments.lexers", "linkify_it"} & set(sys.modules))
"""


def test_parsers_and_lexers_are_imported_only_when_something_is_drawn() -> None:
    found = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert not found.stdout.strip()
