"""TypeScript and JavaScript projects (pulumi/templates: typescript, javascript)."""

from __future__ import annotations

import json
from typing import Any

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.naming import npm_name
from copilot_tui.export.packages.node import is_module
from copilot_tui.export.projects.blueprint import Blueprint, pulumi_yaml

_COMPILER_OPTIONS = {
    "strict": True,
    "outDir": "bin",
    "target": "es2020",
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "sourceMap": True,
    "experimentalDecorators": True,
    "pretty": True,
    "noFallthroughCasesInSwitch": True,
    "noImplicitReturns": True,
    "forceConsistentCasingInFileNames": True,
    # Third-party declarations are not the program's to mend.
    "skipLibCheck": True,
}


def build_typescript(blueprint: Blueprint) -> list[PlannedFile]:
    """index.ts, package.json, tsconfig.json, .gitignore and Pulumi.yaml."""
    package = _package(blueprint) | {"devDependencies": {"@types/node": "^20.0.0", "typescript": "^5.0.0"}}
    return [
        PlannedFile(blueprint.file_name, blueprint.source),
        PlannedFile("package.json", _json(package)),
        PlannedFile("tsconfig.json", _json({"compilerOptions": _COMPILER_OPTIONS, "files": [blueprint.file_name]})),
        PlannedFile(".gitignore", "/bin/\n/node_modules/\n"),
        pulumi_yaml(blueprint, ["nodejs"]),
    ]


def build_javascript(blueprint: Blueprint) -> list[PlannedFile]:
    """index.js, package.json, .gitignore and Pulumi.yaml; an ES module is declared as one."""
    package = _package(blueprint)
    if is_module(blueprint.code):
        package["type"] = "module"
    return [
        PlannedFile(blueprint.file_name, blueprint.source),
        PlannedFile("package.json", _json(package)),
        PlannedFile(".gitignore", "/node_modules/\n"),
        pulumi_yaml(blueprint, ["", "  name: nodejs", "  options:", "    typescript: false"]),
    ]


def _package(blueprint: Blueprint) -> dict[str, Any]:
    return {
        "name": npm_name(blueprint.name),
        "version": "0.1.0",
        "private": True,
        "main": blueprint.file_name,
        "dependencies": {dependency.package: dependency.range for dependency in blueprint.dependencies},
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=4, ensure_ascii=False) + "\n"
