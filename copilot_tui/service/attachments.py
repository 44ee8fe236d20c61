"""Files as attachments, read with care: whatever a person names may be a folder, a pipe, or no text at all."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.attachment import Attachment, shortened
from copilot_tui.domain.errors import AttachmentTrouble
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from typing import TextIO

_LOOKED_AT: Final = 8192  # bytes in which a NUL tells that a file is no text
_MOST_SUGGESTED: Final = 20


def read_attachment(typed: str) -> tuple[Attachment, int]:
    """Reads a file; blocks.

    Args:
        typed: its path as a person types it: with ``~``, in quotes, or with spaces behind backslashes.

    Returns:
        The attachment, and how many characters in its middle were left out.

    Raises:
        AttachmentTrouble: it is no file that holds text, or cannot be read.
    """
    path = _path(typed)
    name = line(str(path), 200)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
            raise AttachmentTrouble(f"{name} is no file.", hint="Name a text file.")
        with path.open("rb") as stream:
            if b"\0" in stream.read(_LOOKED_AT):
                raise AttachmentTrouble(f"{name} holds no text.", hint="Only text goes with a question.")
        with path.open(encoding="utf-8-sig", errors="replace") as source:
            return attached(path.name, source)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AttachmentTrouble(f"There is no file {name}.") from error
    except OSError as error:
        raise AttachmentTrouble(f"{name} cannot be read: {error.strerror or 'unknown reason'}.") from error
    except ValueError as error:  # a name with a NUL
        raise AttachmentTrouble(f"{name} is a name that no file can have.") from error


def attached(name: str, source: TextIO) -> tuple[Attachment, int]:
    """A stream's text under a name, and how many characters were left out."""
    text, left_out = shortened(source)
    return Attachment(name, text.rstrip("\n")), left_out


def paths_like(typed: str) -> list[str]:
    """Paths that what is typed could become, folders with a slash at their end; blocks.

    Args:
        typed: the beginning of a path.
    """
    shown, _, beginning = typed.rpartition("/")
    folder = _path(f"{shown}/" if "/" in typed else ".")
    try:
        # What could not be shown as it is, is not offered.
        entries = sorted((one for one in folder.iterdir() if line(one.name) == one.name), key=_alphabetical)
        found = [entry for entry in entries if entry.name.startswith(beginning)]
        prefix = f"{shown}/" if "/" in typed else ""
        visible = [one for one in found if beginning.startswith(".") or not one.name.startswith(".")]
        return [f"{prefix}{one.name}{'/' if one.is_dir() else ''}" for one in visible[:_MOST_SUGGESTED]]
    except (OSError, ValueError):
        return []


def _alphabetical(entry: Path) -> str:
    return entry.name.casefold()


def _path(typed: str) -> Path:
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    path = Path(text)
    if "\\ " in text and not path.exists():  # as a shell writes it, and terminals when a file is dropped on them
        path = Path(text.replace("\\ ", " "))
    try:
        return path.expanduser()
    except RuntimeError:  # "~nobody"
        return path
