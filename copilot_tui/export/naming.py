"""Names for files and projects, made from text that somebody else wrote.

Every name is folded to a short allow-list, so that no title, language or programId can leave its folder, hide a file,
or mean something to a shell, an XML file or a module path.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NAME_LENGTH: Final = 80
"""The longest file name that is written, in characters."""
PROJECT_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,100}", re.ASCII)
"""Pulumi's rule for project names."""
SLUG_LENGTH: Final = 48
"""The longest project name that is made from a sentence; what a person types may be longer."""

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)
_SAFE_FILE_NAME: Final = re.compile(rf"(?![.-])[A-Za-z0-9._-]{{1,{NAME_LENGTH}}}(?<!\.)", re.ASCII)
# Windows opens a device for these, with any ending: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", "clock$", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
_OUR_HIDDEN_FILES: Final = frozenset({".gitignore"})
_RESERVED_BY_NPM: Final = frozenset({"node_modules", "favicon.ico"})
_FALLBACK_PROJECT: Final = "copilot-program"


def safe_name(text: str, *, fallback: str = "untitled", suffix: str = "") -> str:
    """A file name from any text.

    Args:
        text: whatever it should remind of; Unicode is folded (NFKD), what is left outside letters, digits and ``._-``
            becomes a dash.
        fallback: what to use where nothing is left.
        suffix: an ending such as ".md" that is kept whole; it must itself be a safe one.

    Returns:
        At most `NAME_LENGTH` characters, no dot or dash first, no dot last, no Windows device name.
    """
    room = NAME_LENGTH - len(suffix)
    stem = _folded(text)[:room].strip(".-") or fallback
    if is_device(stem):
        stem = f"{stem[: room - 5]}-file" if "." not in stem else f"file-{stem}"[:room].rstrip(".-")
    return stem + suffix


def is_safe_name(name: str) -> bool:
    """Whether a name may be written: what `safe_name` gives, and the hidden files of a project."""
    return name in _OUR_HIDDEN_FILES or (_SAFE_FILE_NAME.fullmatch(name) is not None and not is_device(name))


def is_device(name: str) -> bool:
    """Whether Windows takes the name for a device, whatever its ending."""
    return name.split(".", 1)[0].strip().lower() in _DEVICES


def project_name(text: str, *, fallback: str = _FALLBACK_PROJECT) -> str:
    """A project name from a sentence: lower-case words with dashes, by Pulumi's rule, cut between words."""
    slug = re.sub(r"[._-]+", "-", _folded(text).lower()).strip("-")
    if len(slug) > SLUG_LENGTH:
        cut = slug[:SLUG_LENGTH]
        slug = (cut.rsplit("-", 1)[0] if "-" in cut[SLUG_LENGTH // 2 :] else cut).strip("-")
    if not slug:
        return fallback
    return f"{slug}-project" if is_device(slug) else slug


def chosen_project_name(text: str) -> str:
    """A person's own project name: as it is where Pulumi takes it, else the nearest that it takes."""
    if PROJECT_NAME.fullmatch(text) and set(text) != {"."}:
        return text
    return _folded(text)[:100].strip(".-") or _FALLBACK_PROJECT


def folder_name(project: str) -> str:
    """The name of a project's own folder: nearly always that of the project."""
    return safe_name(project, fallback=_FALLBACK_PROJECT)


def npm_name(project: str) -> str:
    """A project's name as npm takes it: lower-case, no dot or underscore first."""
    name = project.lower().lstrip("._-") or _FALLBACK_PROJECT
    return f"{name}-project" if name in _RESERVED_BY_NPM else name


def go_module(project: str) -> str:
    """A project's name as a Go module path: no dot at either end, no device name (go.dev/ref/mod, "Module paths")."""
    name = project.strip(".-") or _FALLBACK_PROJECT
    return f"project-{name}" if is_device(name) else name


def _folded(text: str) -> str:
    # The text is cut first: a title of a megabyte gives the same name as its beginning.
    decomposed = unicodedata.normalize("NFKD", text[:1000])
    ascii_only = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _UNSAFE.sub("-", ascii_only).strip(".-")
