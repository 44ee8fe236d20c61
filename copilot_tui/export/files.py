"""Writing a set of files: all of them or none, inside the chosen folder, never over what is there unless told.

A plan (a sequence of `PlannedFile`) is made first and shown; `survey` says what stands in its place; `write_files`
writes it. Each file is written to a temporary name beside its place, synced, and published by a hard link, which
fails where the name is taken, so that nothing can be replaced by accident or by a race.
"""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.domain.planned import PlannedFile, Standing, Survey
from copilot_tui.domain.text import line
from copilot_tui.export.folder import Folder
from copilot_tui.export.naming import is_safe_name
from copilot_tui.export.publishing import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMPARED_BYTES: Final = 1_000_000
"""Existing files above this size are not read for a comparison."""
_LONGEST_PATH: Final = 400


def survey(folder: Path, files: Sequence[PlannedFile]) -> list[Survey]:
    """What stands in the places of a plan; changes nothing.

    Args:
        folder: the chosen folder; it need not exist yet.
        files: the plan.

    Raises:
        ExportTrouble: a path of the plan is unsafe, or the folder cannot be read.
    """
    _check(files)
    try:
        if not folder.is_dir():
            return [Survey(file, Standing.NEW) for file in files]
        with Folder.open(folder) as root:
            return [_survey_one(root, file) for file in files]
    except OSError as error:
        raise _trouble(folder, error) from error


def write_files(folder: Path, files: Sequence[PlannedFile], *, force: bool = False) -> list[Path]:
    """Writes a plan: all of its files or none.

    Args:
        folder: where to; made where it does not exist. A link here is the person's own choice and is followed; no
            link inside the folder is.
        files: the plan.
        force: whether regular files that are there may be replaced. Links, folders and devices never are.

    Returns:
        The paths of the files, in the plan's order.

    Raises:
        ExportTrouble: a file is in the way (each is named), a path is unsafe, or writing failed; nothing is left of
            the attempt, and what was there is there again.
    """
    _check(files)
    try:
        with Publication(folder) as publication:
            _refuse_what_is_in_the_way(publication.root, files, force=force)
            for file in files:
                publication.stage(PurePosixPath(file.path), file.content)
            publication.publish(replace=force)
    except FileExistsError as error:  # made by somebody between the look and the link
        raise _in_the_way([str(error.filename or folder)]) from error
    except OSError as error:
        raise _trouble(folder, error) from error
    return [folder / file.path for file in files]


def _check(files: Sequence[PlannedFile]) -> None:
    """Refuses paths that a plan must not hold; plans of ours never do, so this is the second lock of two."""
    seen: set[str] = set()
    for file in files:
        path = PurePosixPath(file.path)
        unsafe = path.is_absolute() or not all(is_safe_name(part) for part in file.path.split("/"))
        if unsafe or len(file.path) > _LONGEST_PATH:
            raise ExportTrouble(f"“{line(file.path, 100)}” is no safe path inside a folder; nothing was written.")
        if (folded := file.path.casefold()) in seen:
            raise ExportTrouble(f"Two files would have the name “{file.path}”; nothing was written.")
        seen.add(folded)


def _survey_one(root: Folder, file: PlannedFile) -> Survey:
    path = PurePosixPath(file.path)
    try:
        with root.walk(path.parent.parts) as place:
            status = place.status(path.name)
            if status is None:
                return Survey(file, Standing.NEW)
            if not stat.S_ISREG(status.st_mode):
                return Survey(file, Standing.BLOCKED)
            if status.st_size > COMPARED_BYTES:
                return Survey(file, Standing.DIFFERENT)
            content = place.read(path.name)
    except FileNotFoundError:
        return Survey(file, Standing.NEW)
    except NotADirectoryError:
        return Survey(file, Standing.BLOCKED)
    standing = Standing.SAME if content == file.content else Standing.DIFFERENT
    return Survey(file, standing, _text_of(content))


def _text_of(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _refuse_what_is_in_the_way(root: Folder, files: Sequence[PlannedFile], *, force: bool) -> None:
    replaceable = {Standing.NEW, Standing.SAME, Standing.DIFFERENT} if force else {Standing.NEW}
    standings = [(file.path, _survey_one(root, file).standing) for file in files]
    if names := [path for path, standing in standings if standing not in replaceable]:
        blocked = any(standing is Standing.BLOCKED for _, standing in standings)
        raise _in_the_way(names, blocked=blocked)


def _in_the_way(names: Sequence[str], *, blocked: bool = False) -> ExportTrouble:
    listed = ", ".join(_shortened(names))
    verb = "is" if len(names) == 1 else "are"
    hint = (
        "A link, a folder or a device is never replaced: choose another folder."
        if blocked
        else "Choose another folder, or say that existing files may be replaced (--force)."
    )
    return ExportTrouble(f"{listed} {verb} there already; nothing was written.", hint=hint)


def _shortened(names: Sequence[str], limit: int = 10) -> Iterator[str]:
    yield from (line(name, 200) for name in names[:limit])
    if len(names) > limit:
        yield f"and {len(names) - limit} more"


def _trouble(folder: Path, error: OSError) -> ExportTrouble:
    where = line(str(error.filename or folder), 200)
    reason = line(error.strerror or type(error).__name__, 200)
    return ExportTrouble(f"Writing to {where} failed: {reason}. Nothing was left behind.")
