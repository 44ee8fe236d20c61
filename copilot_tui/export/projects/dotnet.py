"""C# and F# projects (pulumi/templates: csharp, fsharp)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.naming import safe_name
from copilot_tui.export.projects.blueprint import pulumi_yaml

if TYPE_CHECKING:
    from copilot_tui.export.projects.blueprint import Blueprint


def build_csharp(blueprint: Blueprint) -> list[PlannedFile]:
    """Program.cs, {name}.csproj and Pulumi.yaml."""
    return _build(blueprint, ".csproj", "")


def build_fsharp(blueprint: Blueprint) -> list[PlannedFile]:
    """Program.fs, {name}.fsproj and Pulumi.yaml; F# compiles only what the project lists."""
    compiled = f"  <ItemGroup>\n    <Compile Include={quoteattr(blueprint.file_name)} />\n  </ItemGroup>\n\n"
    return _build(blueprint, ".fsproj", compiled)


def _build(blueprint: Blueprint, suffix: str, compiled: str) -> list[PlannedFile]:
    references = "".join(
        f"    <PackageReference Include={quoteattr(dependency.package)} Version={quoteattr(dependency.range)} />\n"
        for dependency in blueprint.dependencies
    )
    project = (
        '<Project Sdk="Microsoft.NET.Sdk">\n\n'
        "  <PropertyGroup>\n"
        "    <OutputType>Exe</OutputType>\n"
        "    <TargetFramework>net8.0</TargetFramework>\n"
        "    <Nullable>enable</Nullable>\n"
        "  </PropertyGroup>\n\n"
        f"{compiled}"
        f"  <ItemGroup>\n{references}  </ItemGroup>\n\n"
        "</Project>\n"
    )
    return [
        PlannedFile(blueprint.file_name, blueprint.source),
        PlannedFile(safe_name(blueprint.name, fallback="program", suffix=suffix), project),
        pulumi_yaml(blueprint, ["dotnet"]),
    ]
