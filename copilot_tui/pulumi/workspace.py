"""The Pulumi project that a folder belongs to, and the stack that is selected in it.

As pulumi/pulumi finds them in ``sdk/go/common/workspace``: the project file upward from the working directory, the
selection in ``{home}/workspaces/{project}-{sha1 of the project file's path}-workspace.json``.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.endpoint import is_pulumi_cloud
from copilot_tui.pulumi.cli_files import (
    BrokenFile,
    pulumi_home,
    read_json_object,
    read_text,
    string,
    table,
)
from copilot_tui.pulumi.project_file import parse_project_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILE_NAMES: Final = ("Pulumi.json", "Pulumi.yaml", "Pulumi.yml")  # in the CLI's order
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,100}")


@dataclass(frozen=True, slots=True)
class Project:
    """A project file that was found."""

    path: Path
    """As the CLI names it: through the links that the person went through."""
    name: str
    backend_url: str = ""


@dataclass(frozen=True, slots=True)
class StackName:
    """A selected stack."""

    stack: str
    project: str = ""
    """"" for the project of the folder."""
    org: str = ""
    """"" for the default organization."""
    source: str = ""
    """What selected it: "PULUMI_STACK", or "" for the CLI's own selection."""


def find_project(cwd: Path, env: Mapping[str, str]) -> Project | None:
    """The project of a folder: its own project file, or that of the nearest folder above.

    Args:
        cwd: the working directory, absolute.
        env: the environment; its PWD tells through which links the folder was reached.

    Raises:
        UnusableFile: the project file cannot be read, or has no name; the text is the end of a sentence.
    """
    for folder in _upward(_logical(cwd, env)):
        for file_name in _FILE_NAMES:
            path = folder / file_name
            if _is_file(path) and (text := read_text(path)) is not None:
                return _project(path, text)
    return None


def selected_stack(project: Project, env: Mapping[str, str]) -> StackName | None:
    """The stack that is selected in a project; None where none is.

    Raises:
        UnusableFile: the CLI's own note of it cannot be read, or the name is no stack's.
    """
    if named := env.get("PULUMI_STACK", "").strip():
        return _stack(named, "PULUMI_STACK")
    for path in dict.fromkeys((str(project.path), os.path.realpath(project.path))):
        held = read_json_object(pulumi_home(env) / "workspaces" / settings_file_name(project.name, path))
        by_backend = table(held.get("stacks"))
        of_cloud = next((string(stack) for url, stack in by_backend.items() if is_pulumi_cloud(url)), "")
        if selected := of_cloud or string(held.get("stack")):
            return _stack(selected, "")
    return None


def settings_file_name(project: str, path: str) -> str:
    """The name of the CLI's settings file for a project.

    Args:
        project: its name.
        path: absolute path of the project file, spelled as the platform does.
    """
    digest = hashlib.sha1(path.encode(errors="surrogateescape"), usedforsecurity=False).hexdigest()
    return f"{project}-{digest}-workspace.json"


def _project(path: Path, text: str) -> Project:
    found = parse_project_file(text)
    if not _NAME.fullmatch(found.name) or found.name.strip(".") == "":
        raise BrokenFile("has no name that a Pulumi project can have")
    return Project(path, found.name, found.backend_url)


def _stack(name: str, source: str) -> StackName:
    """``stack``, ``org/stack`` or ``org/project/stack``, as the CLI takes it apart."""
    parts = name.split("/")
    if len(parts) > 3 or not all(_NAME.fullmatch(part) and part.strip(".") for part in parts):
        raise BrokenFile("names a stack that no stack can be called")
    org = parts[0] if len(parts) > 1 else ""
    return StackName(parts[-1], parts[1] if len(parts) == 3 else "", org, source)


def _logical(cwd: Path, env: Mapping[str, str]) -> Path:
    """The working directory as the shell names it; the CLI's hash is made of that."""
    named = env.get("PWD", "")
    try:
        if named and Path(named).is_absolute() and Path(named).samefile(cwd):
            return Path(named)
    except (OSError, ValueError):
        return cwd
    return cwd


def _upward(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above may be closed to this person; the CLI passes over it too
        return False
