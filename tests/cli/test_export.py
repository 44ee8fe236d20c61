"""Taking programs and conversations away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copilot_tui.export.document import read_document

if TYPE_CHECKING:
    from tests.cli.conftest import Place


@pytest.fixture
def conversation(filled: Place) -> str:
    """The id of a conversation that holds programs."""
    found: str = filled.run("programs", "--json").json[0]["conversation"]
    return found


def test_a_conversation_stands_for_its_newest_program_in_a_folder_of_its_own(filled: Place, conversation: str) -> None:
    result = filled.run("export", conversation[:8])
    assert result.status == 0
    paths = [Path(line) for line in result.out.splitlines()]
    assert all(path.is_file() for path in paths)
    assert len({path.parts[0] for path in paths}) == 1
    assert "Pulumi.yaml" in {path.name for path in paths}
    assert f"cd {paths[0].parts[0]}" in result.err
    assert "pulumi up" in result.err


def test_a_named_folder_is_taken_as_it_is(filled: Place, conversation: str, tmp_path: Path) -> None:
    assert filled.run("export", conversation, "infra", "--name", "my-infra").status == 0
    assert "name: my-infra" in (tmp_path / "infra" / "Pulumi.yaml").read_text()


def test_a_program_is_exported_by_its_own_id_as_one_file(filled: Place, tmp_path: Path) -> None:
    program = filled.run("programs", "--json").json[0]
    result = filled.run("export", program["id"], "out", "--as", "file")
    assert result.status == 0
    [path] = (tmp_path / "out").iterdir()
    assert len(path.read_text().splitlines()) == program["lines"]


@pytest.mark.parametrize("form", ["md", "json", "html"])
def test_a_conversation_is_exported_as_a_document(filled: Place, conversation: str, form: str, tmp_path: Path) -> None:
    assert filled.run("export", conversation, "--as", form).status == 0
    [path] = tmp_path.glob(f"*.{form}")
    assert path.stat().st_size > 100


def test_the_json_says_what_was_written_and_what_to_run(filled: Place, conversation: str) -> None:
    found = filled.run("export", conversation, "out", "--json").json
    assert list(found) == ["name", "folder", "files", "warnings", "commands"]
    assert all(Path(path).is_file() for path in found["files"])
    assert "pulumi up" in found["commands"]


def test_files_that_are_there_are_replaced_only_when_told(filled: Place, conversation: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Pulumi.yaml").write_text("mine")
    result = filled.run("export", conversation, "out")
    assert result.status == 1
    assert "--force" in result.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["Pulumi.yaml"]
    assert filled.run("export", conversation, "out", "--force").status == 0
    assert (tmp_path / "out" / "Pulumi.yaml").read_text() != "mine"


def test_a_conversation_without_a_program_says_what_can_be_exported(filled: Place) -> None:
    listed = filled.run("list", "--json").json
    without = next(row["id"] for row in listed if not row["programs"])
    result = filled.run("export", without)
    assert result.status == 1
    assert "--as md" in result.err


def test_what_does_not_go_together_is_wrong_usage(filled: Place, conversation: str) -> None:
    program = filled.run("programs", "--json").json[0]["id"]
    assert filled.run("export", program, "--as", "md").status == 2
    assert filled.run("export", conversation, "--as", "md", "--name", "x").status == 2
    assert filled.run("export", conversation, "--as", "pdf").status == 2


def test_the_folder_of_the_settings_is_the_usual_one(filled: Place, conversation: str, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('[export]\nfolder = "exports"\n')
    assert filled.run("export", conversation, "--as", "md", "--config", "my.toml").status == 0
    assert list((tmp_path / "exports").glob("*.md"))


def test_all_conversations_are_exported_whole(filled: Place) -> None:
    listed = {row["id"] for row in filled.run("list", "--all", "--json").json if row["turns"]}
    result = filled.run("export", "--all", "backup", "--as", "json", "--json")
    assert result.status == 0
    files = [Path(path) for path in result.json["files"]]
    assert {path.parent.name for path in files} == {"backup"}
    assert {read_document(path.read_text())[0].id for path in files} == listed


def test_all_go_to_a_folder_of_their_own_where_none_is_named(filled: Place, tmp_path: Path) -> None:
    assert filled.run("export", "--all", "--as", "md").status == 0
    assert list((tmp_path / "copilot-conversations").glob("*.md"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--all"], "--all goes with --as md"),
        (["--all", "--as", "file"], "--all goes with --as md"),
        (["--all", "q7xk", "out", "--as", "md"], "--all takes no ID"),
        ([], "Which one?"),
    ],
)
def test_wrong_use_of_all_is_said(filled: Place, arguments: list[str], said: str) -> None:
    result = filled.run("export", *arguments)
    assert result.status == 2
    assert said in result.err
