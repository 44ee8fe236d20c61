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


def says_its_target(text: str, target: str) -> bool:
    """Whether what stands for a link is where it leads, its scheme apart."""
    return _bare(text) == _bare(target)


def _bare(address: str) -> str:
    return _SCHEME.sub("", door.line(address, 2_000)).rstrip("/")


def target_in_sight(text: str, target: str, title: str = "") -> str:
    """What stands after a link in half tone: its target, unless the text is the target; its title.

    The scheme is left out for https, the usual one, so that every other one is seen.
    """
    shown = "" if says_its_target(text, target) else re.sub(r"^https://", "", door.line(target, 2_000))
    quoted = f'"{door.line(title)}"' if title else ""
    return " ".join(part for part in (shown, quoted) if part)
