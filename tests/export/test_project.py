"""Programs as projects: the files of each language, read back with real parsers."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_tui.domain.language import LANGUAGES
from copilot_tui.export.files import write_files
from copilot_tui.export.languages import EXPORT_LANGUAGES
from copilot_tui.export.naming import PROJECT_NAME, folder_name
from copilot_tui.export.project import plan_file, plan_project, required_packages
from copilot_tui.export.versions import MAJORS, MAVEN, NPM, NUGET, PIP, Registry
from tests.export.samples import BUCKET, program

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.export.project import ProjectPlan

HOSTILE = "x: y\n${project} $(rm) \"]]><!-- {{ }} #\u2028\u202e\x00 */ \\ '"


def texts(plan: ProjectPlan) -> dict[str, str]:
    return {file.path: file.text for file in plan.files}


def pulumi_yaml(plan: ProjectPlan) -> dict[str, Any]:
    loaded = yaml.safe_load(texts(plan)["Pulumi.yaml"])
    assert isinstance(loaded, dict)
    return loaded


def test_every_language_has_its_row_in_the_domains_order() -> None:
    assert [row.name for row in EXPORT_LANGUAGES] == [language.name for language in LANGUAGES]
    assert all(
        language.file_name.endswith(row.suffix) for row, language in zip(EXPORT_LANGUAGES, LANGUAGES, strict=True)
    )


def test_typescript() -> None:
    plan = plan_project(program(instructions="1. Install.\n"), name="site")
    files = texts(plan)
    assert list(files) == ["index.ts", "package.json", "tsconfig.json", ".gitignore", "Pulumi.yaml", "README.md"]
    assert files["index.ts"] == BUCKET
    package = json.loads(files["package.json"])
    assert (package["name"], package["main"]) == ("site", "index.ts")
    assert package["dependencies"] == {"@pulumi/pulumi": "^3.0.0", "@pulumi/aws": "^7.0.0"}
    assert package["devDependencies"] == {"@types/node": "^20.0.0", "typescript": "^5.0.0"}
    options = json.loads(files["tsconfig.json"])["compilerOptions"]
    assert (options["strict"], options["module"], options["moduleResolution"]) == (True, "nodenext", "nodenext")
    assert pulumi_yaml(plan) == {"name": "site", "description": "S3 bucket for the site", "runtime": "nodejs"}
    assert plan.packages == ("@pulumi/aws",)
    assert plan.config_hints == ("pulumi config set aws:region us-west-2",)
    assert plan.commands == ("npm install", "pulumi stack init dev", *plan.config_hints, "pulumi up")
    assert plan.warnings == ()


def test_javascript_is_declared_a_module_only_where_it_is_one() -> None:
    common = plan_project(program('const aws = require("@pulumi/aws");\nexports.x = 1;', "JS"))
    module = plan_project(program('import * as aws from "@pulumi/aws";\nexport const x = 1;', "javascript"))
    assert pulumi_yaml(common)["runtime"] == {"name": "nodejs", "options": {"typescript": False}}
    assert "type" not in json.loads(texts(common)["package.json"])
    assert json.loads(texts(module)["package.json"])["type"] == "module"
    assert list(texts(common)) == ["index.js", "package.json", ".gitignore", "Pulumi.yaml", "README.md"]


def test_python() -> None:
    plan = plan_project(program("import pulumi\nimport pulumi_aws as aws\nimport requests", "py"))
    files = texts(plan)
    assert list(files) == ["__main__.py", "requirements.txt", ".gitignore", "Pulumi.yaml", "README.md"]
    assert files["__main__.py"].endswith("import requests\n")
    assert files["requirements.txt"] == "pulumi>=3.0.0,<4.0.0\npulumi-aws>=7.0.0,<8.0.0\nrequests\n"
    assert pulumi_yaml(plan)["runtime"] == "python"
    assert "requests" in plan.warnings[0]


def test_go() -> None:
    code = (
        'package main\n\nimport (\n\t"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"\n'
        '\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"\n)\n'
    )
    plan = plan_project(program(code, "golang"), name="site")
    lines = texts(plan)["go.mod"].splitlines()
    assert list(texts(plan)) == ["main.go", "go.mod", "Pulumi.yaml", "README.md"]
    assert lines[0] == "module site"
    assert re.fullmatch(r"go 1\.\d+", lines[2])
    assert re.fullmatch(r"require github\.com/pulumi/pulumi/sdk/v3 v3\.\d+\.\d+", lines[4])
    assert all(line.startswith("//") or not line for line in lines[5:])
    assert plan.packages == ("github.com/pulumi/pulumi-aws/sdk/v7",)
    assert plan.commands[0] == "go mod tidy"
    assert plan.config_hints == ("pulumi config set aws:region us-west-2",)
    assert plan.warnings == ()


@pytest.mark.parametrize(
    ("language", "code", "file", "project", "references"),
    [
        (
            "c#",
            "using Pulumi;\nusing Pulumi.AzureNative.Storage;",
            "Program.cs",
            "site.csproj",
            {"Pulumi": "3.*", "Pulumi.AzureNative": "3.*"},
        ),
        (
            "F#",
            "module Program\nopen Pulumi.FSharp\nopen Pulumi.Aws.S3",
            "Program.fs",
            "site.fsproj",
            {"Pulumi": "3.*", "Pulumi.FSharp": "3.*", "Pulumi.Aws": "7.*"},
        ),
    ],
)
def test_dotnet(language: str, code: str, file: str, project: str, references: dict[str, str]) -> None:
    plan = plan_project(program(code, language), name="site")
    assert list(texts(plan)) == [file, project, "Pulumi.yaml", "README.md"]
    root = ET.fromstring(texts(plan)[project])
    assert root.findtext("PropertyGroup/TargetFramework") == "net8.0"
    assert root.findtext("PropertyGroup/Nullable") == "enable"
    assert {item.attrib["Include"]: item.attrib["Version"] for item in root.iter("PackageReference")} == references
    assert [item.attrib["Include"] for item in root.iter("Compile")] == (["Program.fs"] if file == "Program.fs" else [])


def test_java_lives_where_its_package_line_says() -> None:
    code = "package com.acme.site;\nimport com.pulumi.aws.s3.Bucket;\npublic class Main { }\nclass Other { }"
    plan = plan_project(program(code, "Java"), name="site")
    assert list(texts(plan)) == ["src/main/java/com/acme/site/Main.java", "pom.xml", "Pulumi.yaml", "README.md"]
    space = "{http://maven.apache.org/POM/4.0.0}"
    root = ET.fromstring(texts(plan)["pom.xml"])
    found = {
        f"{item.findtext(f'{space}groupId')}:{item.findtext(f'{space}artifactId')}": item.findtext(f"{space}version")
        for item in root.iter(f"{space}dependency")
    }
    assert found == {"com.pulumi:pulumi": "[1.0,2.0)", "com.pulumi:aws": "[7.0,8.0)"}
    assert root.findtext(f"{space}properties/{space}mainClass") == "com.acme.site.Main"
    assert root.findtext(f"{space}properties/{space}maven.compiler.release") == "11"
    assert plan_file(program(code, "Java")).path == "Main.java"
    assert texts(plan_project(program("class App { }", "java")))["src/main/java/App.java"]


@pytest.mark.parametrize(
    ("code", "release"),
    [
        ('class App { String text = """\nimport x;\n"""; }', "17"),
        ("record Place(String name) { }\npublic class App { }", "17"),
        ("record Pair<T>(T one, T other) { }", "17"),
        ('class App { String s = "\\"\\"\\""; /* """ */ int record = 1; }', "11"),
        ("class App { void x() { record(1); var y = record; } }", "11"),
    ],
)
def test_java_asks_for_the_release_that_its_syntax_needs(code: str, release: str) -> None:
    pom = ET.fromstring(texts(plan_project(program(code, "java")))["pom.xml"])
    space = "{http://maven.apache.org/POM/4.0.0}"
    assert pom.findtext(f"{space}properties/{space}maven.compiler.release") == release


@pytest.mark.parametrize(
    "code",
    [
        "name: old name!\nruntime: yaml\ndescription: mine\nresources:\n  b:\n    type: aws:s3:Bucket\n",
        "resources:\n  b:\n    type: aws:s3:Bucket\noutputs:\n  id: ${b.id}\n",
        "---\n# a comment\nresources:\n  b:\n    type: aws:s3:Bucket",
        "b:\n  type: aws:s3:Bucket\n",
        '{"resources": {"b": {"type": "aws:s3:Bucket"}}}',
        '{"b": {"type": "aws:s3:Bucket"}}',
        'name: "old\n  name"\nresources:\n  b:\n    type: aws:s3:Bucket\r\n',
    ],
)
def test_yaml_is_one_file_whatever_part_of_it_the_code_is(code: str) -> None:
    plan = plan_project(program(code, "yaml"), name="site")
    loaded = pulumi_yaml(plan)
    assert (loaded["name"], loaded["runtime"]) == ("site", "yaml")
    assert loaded["resources"]["b"]["type"] == "aws:s3:Bucket"
    assert list(texts(plan)) == ["Pulumi.yaml", "README.md"]
    assert plan.packages == ("aws",)
    assert plan.warnings == ()


def test_a_whole_pulumi_yaml_with_a_good_name_stays_as_it_was() -> None:
    code = "name: bucket-site\nruntime: yaml\nresources:\n  b:\n    type: aws:s3:Bucket # as written\n"
    plan = plan_project(program(code, "yml"))
    assert plan.name == "bucket-site"
    assert texts(plan)["Pulumi.yaml"] == code


def test_a_yaml_program_of_another_runtime_is_said() -> None:
    plan = plan_project(program("name: x\nruntime: nodejs\nresources:\n  b:\n    type: aws:s3:Bucket\n", "yaml"))
    assert "runtime" in plan.warnings[0]


@pytest.mark.parametrize("language", ["brainfuck", "", "../../x", "hcl"])
def test_an_unknown_language_is_a_plain_file_and_says_so(language: str) -> None:
    plan = plan_project(program("resource {}", language))
    assert list(texts(plan)) == ["program.txt", "README.md"]
    assert "plain file" in plan.warnings[0]
    assert plan.commands == ()
    assert required_packages(program("import x", language)) == ()


def test_majors_can_be_overridden() -> None:
    plan = plan_project(program(), versions={"aws": 6})
    assert json.loads(texts(plan)["package.json"])["dependencies"]["@pulumi/aws"] == "^6.0.0"


@pytest.mark.parametrize("spelling", ["azure-native", "AzureNative", "azure_native"])
@pytest.mark.parametrize(
    ("language", "code", "file", "range_"),
    [
        (
            "typescript",
            'import * as a from "@pulumi/azure-native";',
            "package.json",
            '"@pulumi/azure-native": "^2.0.0"',
        ),
        ("python", "import pulumi_azure_native", "requirements.txt", "pulumi-azure-native>=2.0.0,<3.0.0"),
        ("csharp", "using Pulumi.AzureNative.Storage;", "p.csproj", '"Pulumi.AzureNative" Version="2.*"'),
        ("fsharp", "open Pulumi.AzureNative.Storage", "p.fsproj", '"Pulumi.AzureNative" Version="2.*"'),
        ("java", "import com.pulumi.azurenative.Provider;", "pom.xml", "<version>[2.0,3.0)</version>"),
    ],
)
def test_an_override_counts_in_every_registry(language: str, code: str, file: str, range_: str, spelling: str) -> None:
    plan = plan_project(program(code, language), name="p", versions={spelling: 2})
    assert range_ in texts(plan)[file]


def test_a_major_can_be_given_to_a_provider_that_is_not_in_the_table() -> None:
    plan = plan_project(program("using Pulumi.WaveFront;", "csharp"), name="p", versions={"wave-front": 4})
    assert '"Pulumi.WaveFront" Version="4.*"' in texts(plan)["p.csproj"]
    assert plan.warnings == ()


def test_unknown_packages_are_left_unpinned_with_a_warning() -> None:
    plan = plan_project(program('import * as x from "@acme/own"; import * as w from "@pulumi/wavefront";'))
    assert json.loads(texts(plan)["package.json"])["dependencies"] == {
        "@pulumi/pulumi": "^3.0.0", "@acme/own": "*", "@pulumi/wavefront": "*",
    }  # fmt: skip
    assert all(name in said for name, said in zip(plan.packages, plan.warnings, strict=True))
    java = plan_project(program("import com.pulumi.wavefront.Alert;", "java"))
    assert "<version>[0,)</version>" in texts(java)["pom.xml"]


@pytest.mark.parametrize(
    ("registry", "package", "version"),
    [
        (NPM, "@pulumi/aws", "^7.0.0"),
        (NPM, "@pulumi/docker-build", "^0"),  # ^0.0.0 would be 0.0.0 alone
        (NPM, "@pulumi/gitlab", "^10.0.0"),
        (NPM, "react", None),
        (PIP, "pulumi-azure-native", ">=3.0.0,<4.0.0"),
        (PIP, "pulumi-docker-build", ">=0.0.0,<1.0.0"),
        (NUGET, "Pulumi.AzureNative", "3.*"),
        (NUGET, "Pulumi.DigitalOcean", "4.*"),
        (NUGET, "Pulumi.PostgreSql", "3.*"),
        (MAVEN, "com.pulumi:aws-native", "[1.0,2.0)"),
        (MAVEN, "com.pulumi:docker-build", "[0.0,1.0)"),
    ],
)
def test_each_registry_writes_ranges_its_own_way(registry: Registry, package: str, version: str | None) -> None:
    assert registry.range_for(package) == version


def test_the_table_of_majors_is_the_one_agreed_on() -> None:
    assert len(MAJORS) == 24
    assert (MAJORS["aws"], MAJORS["azure-native"], MAJORS["gcp"], MAJORS["kubernetes"]) == (7, 3, 9, 4)


def test_the_readme_tells_how_to_run_it_and_where_it_came_from() -> None:
    instructions = "1. Do this.\n\n```sh\nnever closed"
    plan = plan_project(program(instructions=instructions, query="Make a bucket\n# not a heading", version=2))
    text = texts(plan)["README.md"]
    assert "npm install\npulumi stack init dev\npulumi config set aws:region us-west-2\npulumi up\n```" in text
    assert "> Make a bucket\n> # not a heading" in text
    assert "`S3 bucket for the site`" in text
    assert "Asked in `acme · project1/dev · update 4`" in text
    assert "`pn7Gfod`" in text
    assert "Version 2" in text
    assert text.endswith(instructions + "\n```\n")


@pytest.mark.parametrize(
    ("language", "code", "needs"),
    [
        ("typescript", 'import * as aws from "@pulumi/aws";', "the Pulumi CLI, Node.js and credentials for AWS"),
        ("python", "import pulumi_random", "the Pulumi CLI and Python 3"),
        ("yaml", "resources:\n  r:\n    type: random:RandomPet\n", "the Pulumi CLI"),
        ("java", "import com.pulumi.gcp.x.Y;", "the Pulumi CLI, a JDK, Maven and credentials for Google Cloud"),
    ],
)
def test_the_readme_tells_what_must_be_there(language: str, code: str, needs: str) -> None:
    assert f"You need {needs}.\n" in texts(plan_project(program(code, language)))["README.md"]


def test_the_readme_tells_where_own_values_go() -> None:
    with_blank = plan_project(program('import * as gcp from "@pulumi/gcp";'))
    assert "gcp:project YOUR_PROJECT" in texts(with_blank)["README.md"]
    assert "your own values" in texts(with_blank)["README.md"]
    assert "your own values" not in texts(plan_project(program()))["README.md"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("// index.ts\nimport './b';\n// src/b.ts\nexport const b = 1;", "several files (index.ts, src/b.ts)"),
        ("# file: __main__.py\nx = 1\n# --- network.py ---\ny = 2\n", "several files (__main__.py, network.py)"),
        ("/* Program.cs */\n/* Vpc.cs */", "several files (Program.cs, Vpc.cs)"),
        ("```typescript\nconst a = 1;\n```\n", "Markdown fence"),
    ],
)
def test_what_looks_like_several_files_stays_one_and_is_said(code: str, said: str) -> None:
    plan = plan_project(program(code))
    assert said in plan.warnings[0]
    assert texts(plan)["index.ts"].rstrip("\n") == code.rstrip("\n")
    assert [file.path for file in plan.files if file.path.endswith(".ts")] == ["index.ts"]


@pytest.mark.parametrize(
    "code", ["// index.ts\nconst a = 1;", "// see index.ts and b.ts\n// b.ts holds more", 'const s = "```";', ""]
)
def test_one_file_is_not_taken_for_several(code: str) -> None:
    assert not [said for said in plan_project(program(code)).warnings if "several" in said or "fence" in said]


def test_a_chosen_name_that_pulumi_refuses_is_made_to_fit_and_said() -> None:
    plan = plan_project(program(), name="My Site!")
    assert plan.name == "My-Site"
    assert "My-Site" in plan.warnings[0]
    assert json.loads(texts(plan)["package.json"])["name"] == "my-site"


def test_a_single_file_is_the_code_and_nothing_else() -> None:
    assert (plan_file(program("x = 1", "python")).path, plan_file(program("x = 1", "python")).text) == (
        "__main__.py",
        "x = 1",
    )


@pytest.mark.parametrize("language", [row.name for row in EXPORT_LANGUAGES])
def test_hostile_text_stays_text(language: str) -> None:
    plan = plan_project(program("", language, title=HOSTILE, query=HOSTILE, program_id=HOSTILE, instructions=HOSTILE))
    loaded = pulumi_yaml(plan)
    assert set(loaded) == {"name", "runtime", "description"}
    for path, text in texts(plan).items():
        if path.endswith(".json"):
            json.loads(text)
        if path.endswith(("proj", ".xml")):
            ET.fromstring(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120, deadline=None)
@given(
    language=st.sampled_from([row.name for row in EXPORT_LANGUAGES]) | st.text(max_size=20),
    code=st.text(max_size=80)
    | st.text(alphabet="package .;\nclaspubic{}:-|\"'/*import", max_size=80)
    | st.text(max_size=20).map(lambda text: f"package {text};\npublic class {text} {{ }}"),
    title=st.text(max_size=120),
    program_id=st.text(max_size=40),
    name=st.none() | st.text(max_size=120),
)
def test_no_program_makes_an_export_fail_or_leave_its_folder(
    tmp_path: Path, *, language: str, code: str, title: str, program_id: str, name: str | None
) -> None:
    source = program(code, language, title=title, query=title, program_id=program_id, instructions=title)
    plan = plan_project(source, name=name)
    assert PROJECT_NAME.fullmatch(plan.name)
    root = tmp_path / "root"
    for path in write_files(root / folder_name(plan.name), plan.files, force=True):
        assert path.resolve().is_relative_to((root / folder_name(plan.name)).resolve())
    write_files(root / folder_name(plan.name), [plan_file(source)], force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["root"]
