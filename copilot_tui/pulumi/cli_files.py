"""Where the Pulumi CLI keeps its own files, and reading them; nothing here ever writes.

Places and names as pulumi/pulumi has them in ``sdk/go/common/workspace`` (paths.go, creds.go).
"""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIZE_LIMIT: Final = 4_000_000


class UnusableFile(Exception):
    """A file of the CLI that is there and cannot be used; its text is the end of a sentence that names the file."""


class UnreadableFile(UnusableFile):
    """The system does not give it."""


class BrokenFile(UnusableFile):
    """It is not what the CLI writes."""


def user_home(env: Mapping[str, str]) -> Path:
    """The person's home folder."""
    named = env.get("HOME") or env.get("USERPROFILE")
    return Path(named) if named else Path.home()


def pulumi_home(env: Mapping[str, str]) -> Path:
    """The CLI's folder: $PULUMI_HOME, else ``~/.pulumi``."""
    named = env.get("PULUMI_HOME")
    return Path(named) if named else user_home(env) / ".pulumi"


def credentials_dir(env: Mapping[str, str]) -> Path:
    """The folder of credentials.json and config.json: $PULUMI_CREDENTIALS_PATH, which names a folder, else the home."""
    named = env.get("PULUMI_CREDENTIALS_PATH")
    return Path(named) if named else pulumi_home(env)


def shown(path: Path, env: Mapping[str, str]) -> str:
    """A path to show: ``~`` for the home folder, nothing that a terminal would act on."""
    try:
        return line(f"~/{path.relative_to(user_home(env)).as_posix()}")
    except ValueError:
        return line(str(path))


def read_text(path: Path) -> str | None:
    """A file's text; None where there is none.

    Raises:
        UnreadableFile: it is no ordinary file, or the system does not give it.
        BrokenFile: it is far too large, or not UTF-8.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
            raise UnreadableFile("is no ordinary file")
        with path.open("rb") as stream:
            content = stream.read(_SIZE_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {(error.strerror or 'unknown reason').lower()}") from error
    except ValueError as error:  # a path with a NUL
        raise UnreadableFile("has a name that no file can have") from error
    if len(content) > _SIZE_LIMIT:
        raise BrokenFile("is far larger than the Pulumi CLI writes it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenFile("is not UTF-8") from error


def read_json_object(path: Path) -> dict[str, Any]:
    """A JSON file's object; an empty one where the file is missing or empty, as the CLI has it.

    Raises:
        UnusableFile: see `read_text`; or it is not JSON, or no object.
    """
    text = read_text(path)
    if not text or not text.strip():
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile("is not complete JSON") from error
    if not isinstance(value, dict):
        raise BrokenFile("holds no JSON object")
    return value


def table(value: object) -> dict[str, Any]:
    """A JSON object, or an empty one where something else stands."""
    return value if isinstance(value, dict) else {}


def string(value: object) -> str:
    """A JSON string, or "" where something else stands."""
    return value.strip() if isinstance(value, str) else ""
