"""The parts of the README that are written from the program: `python -m tests.readme_parts` brings them up to date.

A part stands between two comments of its name, which are not seen where the README is shown.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from copilot_tui.config.descriptions import described, in_words
from copilot_tui.ui.keymap import action_words, binding_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

README = Path(__file__).parent.parent / "README.md"


def settings() -> str:
    """Every setting: its default, what it takes, and its meaning."""
    rows = [
        (f"`{one.name}`", f"`{in_words(one.default)}`" if in_words(one.default) else "", one.takes, one.meaning)
        for one in described()
    ]
    return _table(("setting", "default", "takes", "meaning"), rows)


def keys() -> str:
    """Every action that has keys: the id for `[keys]`, its keys by default, and what it does."""
    words = action_words()
    rows = [
        (f"`{action}`", " ".join(f"`{key}`" for key in keys), words[action]) for action, keys in binding_keys().items()
    ]
    return _table(("action", "keys", "what it does"), rows)


PARTS: Mapping[str, Callable[[], str]] = {"settings": settings, "keys": keys}


def written(text: str) -> str:
    """The README with every part as the program has it now."""
    for name, part in PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        found = re.search(f"{re.escape(begin)}.*?{re.escape(end)}", text, re.DOTALL)
        if found is None:
            message = f"the README has no part {name}"
            raise ValueError(message)
        text = f"{text[: found.start()]}{begin}{part()}{end}{text[found.end() :]}"
    return text


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
