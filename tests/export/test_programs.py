"""Programs of the size that Copilot writes, five a language: what each needs, and projects that parsers take.

Compilers and interpreters see the same programs in `test_toolchain`.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml

from copilot_tui.domain.language import LANGUAGES
from copilot_tui.export.naming import PROJECT_NAME
from copilot_tui.export.project import ProjectPlan, plan_project
from tests.export.samples import program

PROGRAMS = Path(__file__).parent / "programs"
GO = "github.com/pulumi/pulumi"
PACKAGES: dict[str, dict[str, list[str]]] = {
    "typescript": {
        "policy": ["@pulumi/aws"],
        "secrets": ["@pulumi/command", "@pulumi/random", "@pulumi/tls"],
        "site": ["@pulumi/aws"],
        "storage": ["@pulumi/azure-native"],
        "web": ["@pulumi/kubernetes"],
    },
    "javascript": {
        "bucket": ["@pulumi/aws"],
        "cluster": ["@pulumi/eks", "@pulumi/kubernetes"],
        "run": ["@pulumi/gcp"],
        "vpc": ["@pulumi/aws", "@pulumi/awsx"],
        "zone": ["@pulumi/cloudflare"],
    },
    "python": {
        "bucket": ["pulumi-aws"],
        "deployment": ["pulumi-kubernetes"],
        "queue": ["pulumi-aws", "pulumi-command"],
        "run": ["pulumi-gcp"],
        "secrets": ["pulumi-random", "pulumi-tls"],
    },
    "go": {
        "cluster": [f"{GO}-awsx/sdk/v3", f"{GO}-eks/sdk/v4"],
        "deployment": [f"{GO}-kubernetes/sdk/v4", f"{GO}-random/sdk/v4"],
        "run": [f"{GO}-gcp/sdk/v9"],
        "site": [f"{GO}-aws/sdk/v7"],
        "storage": [f"{GO}-azure-native-sdk/resources/v3", f"{GO}-azure-native-sdk/storage/v3"],
    },
    "csharp": {
        "certificate": ["Pulumi.Command", "Pulumi.Random", "Pulumi.Tls"],
        "deployment": ["Pulumi.Kubernetes", "Pulumi.Random"],
        "run": ["Pulumi.Gcp"],
        "site": ["Pulumi.Aws"],
        "storage": ["Pulumi.AzureNative"],
    },
    "fsharp": {
        "bucket": ["Pulumi.Aws"],
        "certificate": ["Pulumi.Random", "Pulumi.Tls"],
        "deployment": ["Pulumi.Kubernetes"],
        "run": ["Pulumi.Gcp"],
        "storage": ["Pulumi.AzureNative"],
    },
    "java": {
        "certificate": ["com.pulumi:random", "com.pulumi:tls"],
        "cluster": ["com.pulumi:awsx", "com.pulumi:eks"],
        "deployment": ["com.pulumi:kubernetes"],
        "site": ["com.pulumi:aws"],
        "storage": ["com.pulumi:azure-native"],
    },
    "yaml": {
        "deployment": ["kubernetes", "random"],
        "queue": ["aws"],
        "run": ["gcp"],
        "site": ["aws"],
        "storage": ["azure-native"],
    },
}
ALL = [(language, name) for language, programs in PACKAGES.items() for name in programs]


def plan(language: str, name: str) -> ProjectPlan:
    source = next((PROGRAMS / language).glob(f"{name}.*"))
    return plan_project(program(source.read_text(encoding="utf-8"), language, title=name), name=name)


def text(plan: ProjectPlan, suffix: str) -> str:
    return next(file.text for file in plan.files if file.path.endswith(suffix))


def test_there_are_five_programs_in_each_language() -> None:
    assert list(PACKAGES) == [language.name for language in LANGUAGES]
    for language, programs in PACKAGES.items():
        assert len(programs) >= 5
        assert {path.name.split(".")[0] for path in (PROGRAMS / language).iterdir()} == set(programs)


@pytest.mark.parametrize(("language", "name"), ALL, ids=map("-".join, ALL))
def test_a_program_needs_just_its_packages_and_leaves_no_doubt(language: str, name: str) -> None:
    planned = plan(language, name)
    assert list(planned.packages) == PACKAGES[language][name]
    assert planned.warnings == ()
    assert PROJECT_NAME.fullmatch(planned.name)
    project = yaml.safe_load(text(planned, "Pulumi.yaml"))
    assert project["name"] == name
    assert project["runtime"]


@pytest.mark.parametrize("name", [*PACKAGES["typescript"]])
def test_packages_of_typescript_are_all_pinned(name: str) -> None:
    dependencies = json.loads(text(plan("typescript", name), "package.json"))["dependencies"]
    assert set(dependencies) == {"@pulumi/pulumi", *PACKAGES["typescript"][name]}
    assert all(re.fullmatch(r"\^\d+\.0\.0", pinned) for pinned in dependencies.values())


@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language in ("csharp", "fsharp") for name in PACKAGES[language]]
)
def test_packages_of_dotnet_are_all_pinned(language: str, name: str) -> None:
    references = ET.fromstring(text(plan(language, name), "proj")).iter("PackageReference")
    versions = {item.attrib["Include"]: item.attrib["Version"] for item in references}
    assert versions.keys() - {"Pulumi", "Pulumi.FSharp"} == set(PACKAGES[language][name])
    assert all(re.fullmatch(r"\d+\.\*", version) for version in versions.values())


@pytest.mark.parametrize("name", [*PACKAGES["java"]])
def test_packages_of_java_are_all_pinned(name: str) -> None:
    space = "{http://maven.apache.org/POM/4.0.0}"
    dependencies = ET.fromstring(text(plan("java", name), "pom.xml")).iter(f"{space}dependency")
    versions = {item.findtext(f"{space}artifactId"): item.findtext(f"{space}version") for item in dependencies}
    assert {f"com.pulumi:{artifact}" for artifact in versions} == {"com.pulumi:pulumi", *PACKAGES["java"][name]}
    assert all(re.fullmatch(r"\[\d+\.0,\d+\.0\)", version or "") for version in versions.values())


@pytest.mark.parametrize("name", [*PACKAGES["yaml"]])
def test_yaml_refers_only_to_what_it_has(name: str) -> None:
    written = text(plan("yaml", name), "Pulumi.yaml")
    project: dict[str, Any] = yaml.safe_load(written)
    known = {*project["resources"], *project.get("variables", {}), *project.get("config", {})}
    assert set(re.findall(r"\$\{(\w+)", written)) <= known
    assert all(":" in resource["type"] for resource in project["resources"].values())
