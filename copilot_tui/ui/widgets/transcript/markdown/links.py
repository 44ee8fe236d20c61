"""Links as text: what they point at is always in sight."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copilot_tui.domain import text as door


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a block."""

    text: str
    """What stands for it."""
    target: str
    """Where it leads, exactly as the answer has it; nothing is known about whether it is safe to open."""


_SCHEME = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)


def target_in_sight(text: str, target: str, title: str = "") -> str:
    """What stands after a link in half tone: its target, unless the text is the target; its title.

    The scheme is left out for https, the usual one, so that every other one is seen.
    """
    shown = door.line(target, 2_000)
    same = _SCHEME.sub("", door.line(text, 2_000)).rstrip("/") == _SCHEME.sub("", shown).rstrip("/")
    shown = "" if same else re.sub(r"^https://", "", shown)
    quoted = f'"{door.line(title)}"' if title else ""
    return " ".join(part for part in (shown, quoted) if part)
