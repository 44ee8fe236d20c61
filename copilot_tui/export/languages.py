"""The languages that export as projects that run: one typed row each.

Names are those of `copilot_tui.domain.language`; runtimes, files and package rules are read from Pulumi's own
templates and documentation. A new language is a row here, a reader in `packages` and a builder in `projects`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.language import find_language
from copilot_tui.export.packages import dotnet as dotnet_packages
from copilot_tui.export.packages import go as go_packages
from copilot_tui.export.packages import java as java_packages
from copilot_tui.export.packages import node as node_packages
from copilot_tui.export.packages import python as python_packages
from copilot_tui.export.packages import yaml as yaml_packages
from copilot_tui.export.packages.ecmascript import script_tokens
from copilot_tui.export.projects.dotnet import build_csharp, build_fsharp
from copilot_tui.export.projects.go import build_go
from copilot_tui.export.projects.java import build_java
from copilot_tui.export.projects.node import build_javascript, build_typescript
from copilot_tui.export.projects.python import build_python
from copilot_tui.export.projects.yaml import build_yaml
from copilot_tui.export.settings import python_tokens, settings_in_calls, settings_in_yaml
from copilot_tui.export.versions import GO, MAVEN, NPM, NUGET, PIP, YAML

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from copilot_tui.domain.planned import PlannedFile
    from copilot_tui.export.packages.found import Imports
    from copilot_tui.export.packages.lexing import Token
    from copilot_tui.export.projects.blueprint import Blueprint
    from copilot_tui.export.versions import Registry


@dataclass(frozen=True, slots=True)
class ExportLanguage:
    """One row of the table."""

    name: str
    """Canonical name, as in `copilot_tui.domain.language`."""
    title: str
    """As people write it."""
    runtime: str
    """What Pulumi.yaml says."""
    suffix: str
    """Of its source files, with the dot."""
    registry: Registry
    libraries: tuple[str, ...]
    """Pulumi's own packages, in every project."""
    manifest: str
    """The file that versions stand in; "" where the project names none."""
    read_packages: Callable[[str], Imports]
    read_settings: Callable[[str], tuple[str, ...]]
    """Commands for the settings that the program itself asks for."""
    build: Callable[[Blueprint], list[PlannedFile]]
    install: tuple[str, ...]
    """Commands that fetch the packages."""
    tools: tuple[str, ...]
    """What must be installed to run it, beside Pulumi, in words."""


def _in_calls(read_tokens: Callable[[str], Iterable[Token]]) -> Callable[[str], tuple[str, ...]]:
    return lambda code: settings_in_calls(list(read_tokens(code)))


_NPM_INSTALL: Final = ("npm install",)
_PIP_INSTALL: Final = ("python3 -m venv venv", ". venv/bin/activate", "pip install -r requirements.txt")
_PULUMI_NPM: Final = ("@pulumi/pulumi",)
_DOTNET_BUILD: Final = ("dotnet build",)
_NODE: Final = ("Node.js",)
_DOTNET: Final = ("the .NET SDK 8",)
_JAVA: Final = ("a JDK", "Maven")

EXPORT_LANGUAGES: Final = (
    ExportLanguage(
        "typescript", "TypeScript", "nodejs", ".ts", NPM, _PULUMI_NPM, "package.json",
        node_packages.read_packages, _in_calls(script_tokens), build_typescript, _NPM_INSTALL, _NODE,
    ),
    ExportLanguage(
        "javascript", "JavaScript", "nodejs", ".js", NPM, _PULUMI_NPM, "package.json",
        node_packages.read_packages, _in_calls(script_tokens), build_javascript, _NPM_INSTALL, _NODE,
    ),
    ExportLanguage(
        "python", "Python", "python", ".py", PIP, ("pulumi",), "requirements.txt",
        python_packages.read_packages, _in_calls(python_tokens), build_python, _PIP_INSTALL, ("Python 3",),
    ),
    ExportLanguage(
        "go", "Go", "go", ".go", GO, (go_packages.PULUMI_SDK,), "",
        go_packages.read_packages, _in_calls(go_packages.read_tokens), build_go, ("go mod tidy",), ("Go",),
    ),
    ExportLanguage(
        "csharp", "C#", "dotnet", ".cs", NUGET, ("Pulumi",), "the .csproj file",
        dotnet_packages.read_csharp, _in_calls(dotnet_packages.csharp_tokens), build_csharp, _DOTNET_BUILD, _DOTNET,
    ),
    ExportLanguage(
        "fsharp", "F#", "dotnet", ".fs", NUGET, ("Pulumi", "Pulumi.FSharp"), "the .fsproj file",
        dotnet_packages.read_fsharp, _in_calls(dotnet_packages.fsharp_tokens), build_fsharp, _DOTNET_BUILD, _DOTNET,
    ),
    ExportLanguage(
        "java", "Java", "java", ".java", MAVEN, ("com.pulumi:pulumi",), "pom.xml",
        java_packages.read_packages, _in_calls(java_packages.read_tokens), build_java, ("mvn compile",), _JAVA,
    ),
    ExportLanguage(
        "yaml", "YAML", "yaml", ".yaml", YAML, (), "",
        yaml_packages.read_packages, settings_in_yaml, build_yaml, (), (),
    ),
)  # fmt: skip
"""All of them, in the order of `copilot_tui.domain.language.LANGUAGES`."""

_BY_NAME: Final = {row.name: row for row in EXPORT_LANGUAGES}


def find_export_language(spelling: str | None) -> ExportLanguage | None:
    """The row for a spelling in any case, aliases included; None for a language that exports as a plain file."""
    language = find_language(spelling)
    return _BY_NAME.get(language.name) if language else None
