"""Pulumi YAML projects: program and project file are one.

The code may be a whole Pulumi.yaml, its sections without name and runtime, or nothing but resources.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.packages.yaml import read_json_object
from copilot_tui.export.packages.yaml_lines import entries
from copilot_tui.export.scalars import yaml_scalar

if TYPE_CHECKING:
    from copilot_tui.export.packages.yaml_lines import Entry
    from copilot_tui.export.projects.blueprint import Blueprint

# The top-level keys of a YAML program (pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference).
_SECTIONS: Final = frozenset({
    "name", "runtime", "description", "config", "configuration", "variables", "resources", "outputs", "components",
    "plugins", "packages", "template", "main", "backend", "options", "pulumi", "author", "website", "license",
    "stackConfigDir", "sdkVersion",
})  # fmt: skip
_DOCUMENT_START: Final = re.compile(r"---(?:[ \t].*)?\r?")


def build_yaml(blueprint: Blueprint) -> list[PlannedFile]:
    """One Pulumi.yaml with this project's name and a runtime; everything else stays as it was written."""
    program = read_json_object(blueprint.code)
    text = _from_text(blueprint) if program is None else _from_object(blueprint, program)
    return [PlannedFile(blueprint.file_name, text)]


def own_name(code: str) -> str:
    """The project name that a whole Pulumi.yaml brings along; "" where there is none."""
    if (program := read_json_object(code)) is not None:
        name = program.get("name")
        return name if isinstance(name, str) else ""
    return next((entry.value for entry in entries(code) if entry.path == ("name",)), "")


def problem(code: str) -> str | None:
    """What stands against this being a YAML program, as a sentence."""
    found = list(entries(code))
    runtime = {entry.value for entry in found if entry.path in {("runtime",), ("runtime", "name")}} - {""}
    if runtime - {"yaml"}:
        return "The program's own runtime is not yaml: its resources may live in other files."
    if read_json_object(code) is None and not any(_is_resource(entry) for entry in found):
        return "No resources were found in the program: check it before running it."
    return None


def _is_resource(entry: Entry) -> bool:
    return entry.path[0] == "resources" or (len(entry.path) == 2 and entry.path[1] == "type")


def _from_object(blueprint: Blueprint, program: dict[str, object]) -> str:
    if not program.keys() & _SECTIONS:
        program = {"resources": program}
    head = {"name": blueprint.name, "runtime": program.get("runtime", "yaml")}
    return json.dumps(head | {key: program[key] for key in program if key not in head}, indent=2) + "\n"


def _from_text(blueprint: Blueprint) -> str:
    found = list(entries(blueprint.code))
    top = {entry.path[0]: entry for entry in reversed(found) if len(entry.path) == 1}
    lines = blueprint.source.split("\n")
    head = []
    if not top.keys() & _SECTIONS and any(entry.path[1:] == ("type",) for entry in found):
        lines = _nested(lines)
    if "name" not in top or top["name"].value != blueprint.name:
        head.append(f"name: {yaml_scalar(blueprint.name)}")
        if "name" in top:
            _remove_scalar(lines, top["name"].line)
    if "runtime" not in top:
        if blueprint.description and "description" not in top:
            head.append(f"description: {yaml_scalar(blueprint.description)}")
        head.append("runtime: yaml")
    start = _first_line(lines)
    return "\n".join([*lines[:start], *head, *lines[start:]])


def _nested(lines: list[str]) -> list[str]:
    """Resources without their section, put into one."""
    start = _first_line(lines)
    return [*lines[:start], "resources:", *(f"  {line}" if line.strip() else line for line in lines[start:])]


def _remove_scalar(lines: list[str], number: int) -> None:
    """Takes a top-level key with a scalar out, with the lines that the scalar goes on over."""
    end = number + 1
    while end < len(lines) and lines[end][:1] in {" ", "\t"} and lines[end].strip():
        end += 1
    del lines[number:end]


def _first_line(lines: list[str]) -> int:
    """Where the document begins: after its marker and directives, if it has them."""
    for number, line in enumerate(lines):
        if _DOCUMENT_START.fullmatch(line):
            return number + 1
        if line.strip() and not line.startswith(("#", "%")):
            break
    return 0
