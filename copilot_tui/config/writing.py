"""preferences.toml as a file: read without complaint, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copilot_tui.config.plain_file import open_plain
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from copilot_tui.config.dotted_names import Table

_HEADING: Final = """\
# What copilot-tui changes and remembers by itself. Settings of your own belong into config.toml, which goes first.
"""
_SIZE_LIMIT: Final = 1_000_000


def read_preferences(file: Path) -> tuple[Table, str]:
    """What the file holds, and what is wrong with it in a sentence ("" for nothing); a missing one holds nothing."""
    try:
        with open_plain(file) as stream:
            content = stream.read(_SIZE_LIMIT)
        return tomllib.loads(content.decode("utf-8-sig")), ""
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        return {}, f"{line(str(file))} cannot be read: {error.strerror or 'unknown reason'}."
    except (ValueError, RecursionError):  # not TOML, or not UTF-8
        return {}, f"{line(str(file))} is not TOML: nothing of it is used, and the next change replaces it."


def write_preferences(file: Path, table: Table) -> None:
    """Replaces the file.

    Raises:
        WrongSettings: it cannot be written; the old one is still there.
    """
    import tomli_w

    content = _HEADING + "\n" + tomli_w.dumps(table)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # readable by its owner only
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(content)
            temporary.replace(file)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise WrongSettings(
            f"{line(str(file))} could not be written: {reason}.", hint="It holds until you quit."
        ) from error
