"""Go projects (pulumi/templates: go)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.naming import go_module
from copilot_tui.export.packages.go import PULUMI_SDK
from copilot_tui.export.projects.blueprint import pulumi_yaml

if TYPE_CHECKING:
    from copilot_tui.export.projects.blueprint import Blueprint

# A Go requirement is the least version that will do. Providers' own requirements raise it, `go mod tidy` adds the rest.
_LEAST_SDK = "v3.142.0"


def build_go(blueprint: Blueprint) -> list[PlannedFile]:
    """main.go, go.mod and Pulumi.yaml; versions of providers are left to ``go mod tidy``."""
    lines = [f"module {go_module(blueprint.name)}", "", "go 1.21", "", f"require {PULUMI_SDK} {_LEAST_SDK}"]
    if others := [dependency.package for dependency in blueprint.dependencies if dependency.package != PULUMI_SDK]:
        lines += ["", "// `go mod tidy` adds the newest version of:", *(f"//   {package}" for package in others)]
    return [
        PlannedFile(blueprint.file_name, blueprint.source),
        PlannedFile("go.mod", "\n".join(lines) + "\n"),
        pulumi_yaml(blueprint, ["go"]),
    ]
