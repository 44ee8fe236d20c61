"""Python projects (pulumi/templates: python)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.projects.blueprint import pulumi_yaml

if TYPE_CHECKING:
    from copilot_tui.export.projects.blueprint import Blueprint


def build_python(blueprint: Blueprint) -> list[PlannedFile]:
    """__main__.py, requirements.txt, .gitignore and Pulumi.yaml."""
    requirements = "".join(f"{dependency.package}{dependency.range}\n" for dependency in blueprint.dependencies)
    return [
        PlannedFile(blueprint.file_name, blueprint.source),
        PlannedFile("requirements.txt", requirements),
        PlannedFile(".gitignore", "*.pyc\n__pycache__/\nvenv/\n"),
        pulumi_yaml(blueprint, ["python"]),
    ]
