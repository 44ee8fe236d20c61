"""What the first frame needs to know of config.toml, read without pydantic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.config.places import config_path

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_THEME: Final = "copilot-dark"
DEFAULT_MOUSE: Final = True


@dataclass(frozen=True, slots=True)
class Peek:
    """The two settings that must be known before anything is drawn."""

    theme: str = DEFAULT_THEME
    mouse: bool = DEFAULT_MOUSE


def peek(path: Path | None = None) -> Peek:
    """Reads theme and mouse; whatever is wrong with the file stands at its default, and loading it whole will say so.

    Args:
        path: the settings file; None for the usual one.
    """
    try:
        text = (path or config_path()).read_text(encoding="utf-8-sig")
        import tomllib  # only where there is a file: the first frame waits for this

        found = tomllib.loads(text)
    except (OSError, ValueError, RecursionError):  # ValueError: not TOML, or not UTF-8
        return Peek()
    theme, mouse = found.get("theme"), found.get("mouse")
    return Peek(
        theme=theme if isinstance(theme, str) and theme else DEFAULT_THEME,
        mouse=mouse if isinstance(mouse, bool) else DEFAULT_MOUSE,
    )
