"""What the first frame needs to know of config.toml and preferences.toml, read without pydantic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from copilot_tui.config.paths import config_path
from copilot_tui.config.plain_file import open_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeGuard

Value = TypeVar("Value")

DEFAULT_THEME: Final = "copilot-dark"
DEFAULT_MOUSE: Final = True
DEFAULT_SHOWN: Final = True
_MOST_BYTES: Final = 1_000_000
BY_ITSELF: Final = 0
"""A pane's width where nobody has chosen one."""


@dataclass(frozen=True, slots=True)
class Panes:
    """Which panes stand beside the transcript, and how wide they are in columns."""

    show_list: bool = DEFAULT_SHOWN
    show_context: bool = DEFAULT_SHOWN
    list_width: int = BY_ITSELF
    context_width: int = BY_ITSELF


@dataclass(frozen=True, slots=True)
class Peek:
    """What must be known before anything is drawn."""

    theme: str = DEFAULT_THEME
    mouse: bool = DEFAULT_MOUSE
    panes: Panes = field(default_factory=Panes)


def peek(path: Path | None = None, preferences: Path | None = None) -> Peek:
    """Reads what the first frame shows; what is wrong stands at its default, and reading the files whole will say so.

    Args:
        path: the settings file; None for the usual one.
        preferences: what the app has changed by itself; None for nothing.
    """
    files = [found for file in (path or config_path(), preferences) if file is not None and (found := _read(file))]

    def value(fits: Callable[[object], TypeGuard[Value]], default: Value, *names: str) -> Value:
        for found in files:
            at: object = found
            for name in names:
                at = at.get(name) if isinstance(at, dict) else None
            if fits(at):
                return at
        return default

    return Peek(
        theme=value(_is_name, DEFAULT_THEME, "theme"),
        mouse=value(_is_truth, DEFAULT_MOUSE, "mouse"),
        panes=Panes(
            show_list=value(_is_truth, DEFAULT_SHOWN, "ui", "show_list"),
            show_context=value(_is_truth, DEFAULT_SHOWN, "ui", "show_context"),
            list_width=value(_is_width, BY_ITSELF, "ui", "list_width"),
            context_width=value(_is_width, BY_ITSELF, "ui", "context_width"),
        ),
    )


def _read(file: Path) -> dict[str, Any]:
    try:
        with open_plain(file) as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8-sig")
        import tomllib  # only where there is a file: the first frame waits for this

        return tomllib.loads(text)
    except (OSError, ValueError, RecursionError):  # ValueError: not TOML, or not UTF-8
        return {}


def _is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)


def _is_truth(value: object) -> TypeGuard[bool]:
    return isinstance(value, bool)


def _is_width(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 200
