"""What a project is built from, and what all projects have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.scalars import yaml_scalar

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Dependency:
    """A package and the versions that will do, in its registry's notation."""

    package: str
    range: str


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Everything that a project's files are made of."""

    name: str
    """By Pulumi's rule: letters, digits and ``_.-``."""
    description: str
    """One line; foreign text."""
    code: str
    file_name: str
    """The file that the code conventionally lives in."""
    dependencies: Sequence[Dependency]
    """The language's own Pulumi library first."""

    @property
    def source(self) -> str:
        """The code as a file: with a newline at its end."""
        return self.code if self.code.endswith("\n") or not self.code else f"{self.code}\n"


def pulumi_yaml(blueprint: Blueprint, runtime: Sequence[str]) -> PlannedFile:
    """``Pulumi.yaml``: the project file.

    Args:
        blueprint: the project.
        runtime: the lines of its runtime, the first one following ``runtime:``.
    """
    lines = [f"name: {yaml_scalar(blueprint.name)}"]
    if blueprint.description:
        lines.append(f"description: {yaml_scalar(blueprint.description)}")
    lines.append(f"runtime: {runtime[0]}".rstrip())
    lines.extend(runtime[1:])
    return PlannedFile("Pulumi.yaml", "\n".join(lines) + "\n")
