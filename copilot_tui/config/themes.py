"""A person's own themes: ``themes/NAME.toml`` beside config.toml; read without pydantic, for the first frame's sake.

A file says whether it is dark and which colours are others than in ours::

    dark = true
    accent = "#ffcc66"
    ground = "#0b0e14"
"""

from __future__ import annotations

import errno
import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from copilot_tui.config.line_numbers import key_lines, toml_fault
from copilot_tui.config.plain_file import open_plain
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROLES: Final = (
    *("ground", "panel", "raised", "selected", "text", "half", "faint", "accent", "you", "copilot"),
    *("success", "warning", "error", "link", "keyword", "string", "number", "function", "type", "comment"),
)
"""What a colour can be given for; what each says stands in `copilot_tui.ui.theme.palette.Palette`."""
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_SIZE_LIMIT: Final = 100_000
_MOST: Final = 200  # files


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One theme of a person's own."""

    name: str
    dark: bool
    colours: dict[str, str]
    """Role → "#rrggbb"; what is left out is as in our theme."""


@dataclass(frozen=True, slots=True)
class ReadThemes:
    """What a folder of themes holds."""

    themes: tuple[ThemeFile, ...] = ()
    problems: tuple[str, ...] = ()
    """What is wrong, each in a sentence with file, line and key; a file with a problem gives no theme."""


def read_themes(folder: Path) -> ReadThemes:
    """Reads all themes of a folder, which need not exist."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".toml")[:_MOST]
    except OSError:
        return ReadThemes()
    read = [read_theme(file) for file in files]
    return ReadThemes(
        tuple(theme for theme, _ in read if theme is not None), tuple(fault for _, faults in read for fault in faults)
    )


def read_theme(file: Path) -> tuple[ThemeFile | None, tuple[str, ...]]:
    """Reads one theme, and says what is wrong with it; None where anything is."""
    shown = f"themes/{line(file.name, 100)}"
    if not _NAME.fullmatch(file.stem):
        return None, (f"{shown}: a theme's file is named with letters, digits, - and _.",)
    try:
        text = _content(file).decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(text)
    except OSError as error:
        return None, (f"{shown} cannot be read: {error.strerror or 'unknown reason'}.",)
    except tomllib.TOMLDecodeError as error:
        number, reason = toml_fault(error, text)
        return None, (f"{shown}, line {number}: {reason}.",)
    except (ValueError, RecursionError):
        return None, (f"{shown}: this is not a theme.",)
    lines = key_lines(text)
    problems = tuple(f"{shown}, line {lines.get((key,), 1)}: {sentence}" for key, sentence in _faults(found))
    if problems:
        return None, problems
    colours: dict[str, str] = {role: str(found[role]).lower() for role in ROLES if role in found}
    return ThemeFile(file.stem, found.get("dark", True), colours), ()


def _content(file: Path) -> bytes:
    with open_plain(file) as stream:
        content = stream.read(_SIZE_LIMIT + 1)
    if len(content) > _SIZE_LIMIT:
        raise OSError(errno.EFBIG, "it is larger than a theme can be (100 KB)", str(file))
    return content


def signature(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a theme in a folder does: names, times, sizes."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".toml")
    except OSError:
        return ()
    return tuple((file.name, *_time_and_size(file)) for file in files)


def _time_and_size(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:  # a link that leads nowhere: one file without a theme, as reading it will say
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _faults(found: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if key == "dark":
            if not isinstance(value, bool):
                yield key, "dark takes true or false."
        elif key not in ROLES:
            near = get_close_matches(key, ROLES, n=1)
            meant = f" Did you mean {near[0]}?" if near else f" There are dark, {', '.join(ROLES)}."
            yield key, f"{line(key, 60)} is no colour of a theme.{meant}"
        elif not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            yield key, f'{key} takes a colour like "#1a2b3c".'
