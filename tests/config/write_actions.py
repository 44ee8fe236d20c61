"""Writes the table of actions anew from the screen's bindings: ``python -m tests.config.write_actions``."""

from __future__ import annotations

import re
from pathlib import Path

from copilot_tui.config import actions
from copilot_tui.ui.keymap import binding_keys

FILE = Path(actions.__file__)


def table() -> str:
    """The entries: actions without a pane first, each pane's together, keys in the order of the bindings."""
    found = sorted(binding_keys().items(), key=lambda entry: (entry[0].rpartition(".")[0] != "",))
    panes = list(dict.fromkeys(action.rpartition(".")[0] for action, _ in found))
    found.sort(key=lambda entry: panes.index(entry[0].rpartition(".")[0]))
    return "".join(f'        "{action}": "{",".join(keys)}",\n' for action, keys in found)


def written() -> str:
    """The module with the table as it should be."""
    text = FILE.read_text(encoding="utf-8")
    return re.sub(
        r"(MappingProxyType\(\n    \{\n).*?(    \}\n)", rf"\g<1>{table()}\g<2>", text, count=1, flags=re.DOTALL
    )


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
