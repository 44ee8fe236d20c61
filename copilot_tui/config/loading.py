"""Reading config.toml whole."""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from copilot_tui.config.faults import faults
from copilot_tui.config.line_numbers import key_lines, toml_fault
from copilot_tui.config.paths import CONFIG_VARIABLE, config_path
from copilot_tui.config.plain_file import open_plain
from copilot_tui.config.settings import Settings
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SIZE_LIMIT: Final = 1_000_000
_HINT: Final = "`copilot-tui --config NEW-FILE config init` writes one that names every setting."


def load_settings(path: Path | None = None, env: Mapping[str, str] = os.environ) -> Settings:
    """Reads the settings.

    Args:
        path: the file; None for the one that $COPILOT_TUI_CONFIG names, else the usual one, which need not exist.
        env: the environment.

    Raises:
        WrongSettings: the file is missing although it was named, cannot be read, or holds what cannot be used; the
            message has a line for every fault, with file, line, key and the allowed values, and never a value.
    """
    return load_given(path, env).settings


@dataclass(frozen=True, slots=True)
class Given:
    """What a settings file says."""

    file: Path
    """Where it is, or would be."""
    settings: Settings
    found: dict[str, Any]
    """What stands in it, tables within tables; nothing where there is no file."""
    lines: dict[tuple[str, ...], int]
    """On which line each of it stands; see `copilot_tui.config.line_numbers.key_lines`."""


def load_given(path: Path | None = None, env: Mapping[str, str] = os.environ) -> Given:
    """Reads the settings, and what of them stands in the file; see `load_settings`."""
    named = path is not None or bool(env.get(CONFIG_VARIABLE))
    file = path or config_path(env)
    text = _read(file, must_exist=named)
    if text is None:
        return Given(file, Settings(), {}, {})
    return Given(file, *_parse(file, text), key_lines(text))


def _read(file: Path, *, must_exist: bool) -> str | None:
    """The file's text; None where it is missing and may be."""
    try:
        with open_plain(file) as stream:
            mode = os.fstat(stream.fileno()).st_mode
            content = stream.read(_SIZE_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not must_exist:
            return None
        raise WrongSettings(f"{_shown(file)}: there is no such file.", hint=_HINT) from error
    except OSError as error:
        raise WrongSettings(f"{_shown(file)} cannot be read: {error.strerror or 'unknown reason'}.") from error
    if os.name == "posix" and stat.S_ISREG(mode) and mode & stat.S_IWOTH:
        # Whoever may write the file could have a program run in this person's name, or the warning of secrets left out.
        raise WrongSettings(
            f"{_shown(file)}: everyone may write to this file, so that it is not to be trusted.",
            hint=f"Look at what it says, then: chmod go-w {_shown(file)}",
        )
    if len(content) > _SIZE_LIMIT:
        raise WrongSettings(f"{_shown(file)} is larger than a settings file can be (1 MB).")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise WrongSettings(f"{_shown(file)}, line {number}: the file is not UTF-8.", hint=_HINT) from error


def _parse(file: Path, text: str) -> tuple[Settings, dict[str, Any]]:
    found = _toml(file, text)
    try:
        settings = Settings.model_validate(found)
    except ValidationError as error:
        places = [(f"{_shown(file)}, line {at}" if at else _shown(file), fault) for at, fault in faults(error, text)]
        raise WrongSettings("\n".join(f"{place}: {fault}" for place, fault in places), hint=_HINT) from error
    return settings, found


def _toml(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        number, reason = toml_fault(error, text)
        raise WrongSettings(f"{_shown(file)}, line {number}: {reason}.", hint=_HINT) from error
    except (RecursionError, ValueError) as error:  # brackets without end; a number of 5,000 digits
        raise WrongSettings(f"{_shown(file)}: this is not a settings file.", hint=_HINT) from error


def _shown(file: Path) -> str:
    return line(str(file))
