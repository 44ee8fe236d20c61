"""Exported projects under the parsers of their languages: `pytest -m toolchain tests/export`.

Go, Java and .NET fetch packages from registries of their own, which not every machine reaches: where there is no
compiling, the language's own parser (gofmt, the Java compiler's, Maven's) or a grammar of tree-sitter reads the code.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copilot_tui.export.files import write_files
from tests.export.test_programs import PACKAGES, plan

pytestmark = pytest.mark.toolchain

GRAMMARS = {"go": "tree_sitter_go", "csharp": "tree_sitter_c_sharp", "fsharp": "tree_sitter_fsharp"}
# Prints the place of what a grammar does not understand.
UNDERSTOOD = """
import importlib, sys
from tree_sitter import Language, Parser
grammar = importlib.import_module(sys.argv[1])
language = Language((getattr(grammar, "language_fsharp", None) or grammar.language)())
nodes = [Parser(language).parse(open(sys.argv[2], "rb").read()).root_node]
while nodes:
    node = nodes.pop()
    if node.is_error or node.is_missing:
        print(node.type, node.start_point, node.text[:80])
    nodes.extend(node.children)
"""
# Reads Java sources as the compiler does, up to where packages would be needed.
PARSE_JAVA = """
import com.sun.source.util.JavacTask;
import java.util.List;
import javax.tools.*;

public class Parse {
    public static void main(String[] arguments) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var files = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(arguments[1]);
        var options = List.of("--release", arguments[0]);
        ((JavacTask) compiler.getTask(null, null, problems, options, null, files)).parse();
        problems.getDiagnostics().forEach(System.out::println);
    }
}
"""


def written(language: str, name: str, folder: Path) -> Path:
    """The program's own file of an exported project."""
    return write_files(folder, plan(language, name).files)[0]


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def grammars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the grammars."""
    folder = tmp_path_factory.mktemp("grammars")
    run(sys.executable, "-m", "venv", "venv", cwd=folder)
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = ("tree-sitter<0.26", *GRAMMARS.values())
    run(python, "-m", "pip", "install", "--quiet", *wanted, cwd=folder)
    return python


@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language in GRAMMARS for name in PACKAGES[language]]
)
def test_a_grammar_understands_every_line(grammars: Path, tmp_path: Path, language: str, name: str) -> None:
    source = written(language, name, tmp_path)
    assert run(grammars, "-c", UNDERSTOOD, GRAMMARS[language], source, cwd=tmp_path) == ""


@pytest.mark.skipif(shutil.which("go") is None, reason="needs Go")
@pytest.mark.parametrize("name", PACKAGES["go"])
def test_go_takes_the_program_and_its_module(tmp_path: Path, name: str) -> None:
    source = written("go", name, tmp_path)
    assert run("gofmt", "-l", "-e", source, cwd=tmp_path) == ""  # formatted as Go formats
    module = json.loads(run("go", "mod", "edit", "-json", cwd=tmp_path))
    assert module["Module"]["Path"] == name
    assert [required["Path"] for required in module["Require"]] == ["github.com/pulumi/pulumi/sdk/v3"]


@pytest.mark.skipif(shutil.which("javac") is None, reason="needs a JDK")
@pytest.mark.parametrize("name", PACKAGES["java"])
def test_java_parses_at_the_release_of_its_project(tmp_path: Path, name: str) -> None:
    source = written("java", name, tmp_path)
    release = (tmp_path / "pom.xml").read_text().partition("compiler.release>")[2].partition("<")[0]
    (tmp_path / "Parse.java").write_text(PARSE_JAVA)
    assert run("java", "Parse.java", release, source, cwd=tmp_path) == ""


@pytest.mark.skipif(shutil.which("mvn") is None, reason="needs Maven")
@pytest.mark.parametrize("name", PACKAGES["java"])
def test_maven_takes_the_project(tmp_path: Path, name: str) -> None:
    written("java", name, tmp_path)
    run("mvn", "--offline", "--quiet", "validate", cwd=tmp_path)
