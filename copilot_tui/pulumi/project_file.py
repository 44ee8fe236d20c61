"""Name and backend out of a Pulumi project file, without a YAML parser.

Only two values are needed, both at the top of a file that the CLI has checked: ``name:`` and ``url:`` within
``backend:``. In block style a key of the outermost mapping is what starts at the first column, so that is all that is
looked for; what cannot be read so (anchors, block scalars) counts as missing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.pulumi.cli_files import string, table

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENTRY: Final = re.compile(
    r"""(?P<indent>[ ]*)(?P<quote>["']?)(?P<key>[A-Za-z0-9_.-]+)(?P=quote)[ \t]*:(?:[ \t]+(?P<value>.*))?$"""
)
_DOUBLE: Final = re.compile(r'("(?:\\.|[^"\\])*")[ \t]*(?:[ \t]#.*)?')
_SINGLE: Final = re.compile(r"'((?:''|[^'])*)'[ \t]*(?:[ \t]#.*)?")
_NOT_PLAIN: Final = re.compile(r"[\"'#&*!|>%@`{}\[\],]")
_COMMENT: Final = re.compile(r"[ \t]#")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")  # not str.splitlines, which cuts at characters that end no line in YAML
_FLOW_URL: Final = re.compile(r"""[{,][ \t]*["']?url["']?[ \t]*:[ \t]+("[^"]*"|'[^']*'|[^\s,{}]+)""")
_NULL: Final = {"~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """What a project file says; "" for what it does not."""

    name: str = ""
    backend_url: str = ""


def parse_project_file(text: str) -> ProjectFile:
    """Reads Pulumi.yaml or Pulumi.json; never fails, whatever stands there."""
    if text.lstrip().startswith("{"):
        return _parse_json(text)
    name = backend_url = ""
    section, depth = "", 0
    for indent, key, value in _entries(text):
        depth = depth or indent  # of the first key within the section
        if not indent:
            section, depth = (key if not value or value.startswith("#") else ""), 0
            name = name or (_scalar(value) if key == "name" else "")
            if key == "backend" and (flow := _FLOW_URL.search(value)):
                backend_url = backend_url or _scalar(flow[1])
        elif section == "backend" and key == "url" and indent == depth:
            backend_url = backend_url or _scalar(value)
    return ProjectFile(name, backend_url)


def _entries(text: str) -> Iterable[tuple[int, str, str]]:
    """Indentation, key and value of every line of the first document that has a key."""
    begun = False
    for row in _LINE_END.split(text.removeprefix("\ufeff")):
        if row.startswith(("---", "...")):
            if begun:
                return
            continue
        if entry := _ENTRY.match(row):
            begun = True
            yield len(entry["indent"]), entry["key"], (entry["value"] or "").strip()


def _scalar(value: str) -> str:
    """A scalar of one line; "" for anything else."""
    if double := _DOUBLE.fullmatch(value):
        try:
            return string(json.loads(double[1]))  # JSON's escapes are YAML's most common ones
        except ValueError:
            return ""
    if single := _SINGLE.fullmatch(value):
        return single[1].replace("''", "'").strip()
    plain = "" if _NOT_PLAIN.match(value) else _COMMENT.split(value, maxsplit=1)[0].strip()
    return "" if plain in _NULL else plain


def _parse_json(text: str) -> ProjectFile:
    try:
        found = table(json.loads(text))
    except (ValueError, RecursionError):
        return ProjectFile()
    return ProjectFile(string(found.get("name")), string(table(found.get("backend")).get("url")))
