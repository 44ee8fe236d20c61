"""Exported projects under the real compilers and interpreters: `pytest -m toolchain tests/export`.

The packages of all programs of a language are installed once, in a folder above the projects.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copilot_tui.export.files import write_files
from copilot_tui.export.naming import folder_name
from copilot_tui.export.project import ProjectPlan, plan_project
from tests.export.samples import program

pytestmark = pytest.mark.toolchain

PROGRAMS = Path(__file__).parent / "programs"
# Runs a program of the working directory against mocks, and waits for everything that it registers.
UNDER_MOCKS = """
import runpy
import pulumi

COMPUTED = dict.fromkeys(["arn", "hex", "websiteEndpoint", "uri", "url", "stdout", "certPem"], "computed")
COMPUTED["metadata"] = {"name": "computed"}

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        print(args.typ)
        return args.name + "-id", COMPUTED | args.inputs

    def call(self, args):
        return {}

pulumi.runtime.set_mocks(Mocks(), project="site", stack="dev", preview=False)

@pulumi.runtime.test
def check():
    runpy.run_path("__main__.py", run_name="__main__")

check()
"""


def sources(language: str) -> list[Path]:
    return sorted((PROGRAMS / language).iterdir())


def plan(source: Path) -> ProjectPlan:
    name = source.name.split(".")[0]
    planned = plan_project(program(source.read_text(), source.parent.name, title=name), name=name)
    assert planned.warnings == ()
    return planned


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False, timeout=1500)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def node_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("npm") is None:
        pytest.skip("needs npm")
    folder = tmp_path_factory.mktemp("node")
    wanted: dict[str, dict[str, str]] = {"dependencies": {}, "devDependencies": {}}
    for source in sources("typescript"):
        package = json.loads(next(file.text for file in plan(source).files if file.path == "package.json"))
        for kind, packages in wanted.items():
            packages.update(package[kind])
    (folder / "package.json").write_text(json.dumps(wanted))
    run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", cwd=folder)
    return folder


@pytest.fixture(scope="session")
def python_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("python")
    run(sys.executable, "-m", "venv", "venv", cwd=folder)
    wanted: set[str] = set()
    for source in sources("python"):
        requirements = next(file.text for file in plan(source).files if file.path == "requirements.txt")
        wanted.update(requirements.splitlines())
    (folder / "requirements.txt").write_text("\n".join(sorted(wanted)))
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", "-r", "requirements.txt", cwd=folder)
    return python


@pytest.mark.parametrize("source", sources("typescript"), ids=lambda source: source.stem)
def test_typescript_compiles(node_packages: Path, source: Path) -> None:
    planned = plan(source)
    folder = node_packages / folder_name(planned.name)
    write_files(folder, planned.files)
    run("node", node_packages / "node_modules" / "typescript" / "bin" / "tsc", "--noEmit", cwd=folder)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
@pytest.mark.parametrize("source", sources("javascript"), ids=lambda source: source.stem)
def test_javascript_is_taken_for_what_it_is(tmp_path: Path, source: Path) -> None:
    write_files(tmp_path, plan(source).files)
    run("node", "--check", "index.js", cwd=tmp_path)


@pytest.mark.parametrize("source", sources("python"), ids=lambda source: source.name.split(".")[0])
def test_python_registers_its_resources(python_packages: Path, tmp_path: Path, source: Path) -> None:
    planned = plan(source)
    write_files(tmp_path, planned.files)
    registered = run(python_packages, "-c", UNDER_MOCKS, cwd=tmp_path)
    assert len(registered.splitlines()) >= 2
