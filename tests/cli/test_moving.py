"""The history is taken from one place to another, and things into the bin and out of it."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pytest

from tests.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Place

SAVED = {
    "conversationId": "abc",
    "messages": [
        {"role": "user", "kind": "response", "content": "How many stacks are there?"},
        {"role": "assistant", "kind": "response", "content": "Three."},
        {"role": "user", "kind": "response", "content": "Which?"},
        {"role": "assistant", "kind": "response", "content": "dev, staging, prod"},
    ],
}


def lines(place: Place, folder: str) -> str:
    return place.run("--data-dir", folder, "export", "--all", "--as", "jsonl").out


def test_a_history_comes_out_and_in_byte_for_byte(filled: Place) -> None:
    out = filled.run("export", "--all", "--as", "jsonl").out
    (filled.folder / "all.jsonl").write_text(out, encoding="utf-8")
    count = len(out.splitlines())
    first = filled.run("--data-dir", "other", "import", "all.jsonl")
    assert (first.status, first.out) == (0, f"all.jsonl: {count} new\n")
    again = filled.run("--data-dir", "other", "import", "all.jsonl")
    assert again.out == f"all.jsonl: {count} known already\n"
    assert lines(filled, "other") == out


def test_files_of_a_folder_are_taken_in_and_a_bad_one_is_named(filled: Place) -> None:
    folder = filled.folder / "backup"
    assert filled.run("export", "--all", "backup", "--as", "json").status == 0
    count = len(list(folder.iterdir()))
    (folder / "bad.json").write_text('{"x": 1}')
    good = next(folder.glob("*.json")).read_text()
    (folder / "cut.json").write_text(good[: len(good) // 2])
    line = filled.run("export", "--all", "--as", "jsonl").out.splitlines()[0]
    (folder / "half.jsonl").write_text(f"{line}\n{line[:50]}}}\n")
    result = filled.run("--data-dir", "other", "import", "backup", "--json")
    assert result.status == 1
    taken = {entry["file"]: entry for entry in result.json}
    assert len(taken) == count + 3
    assert sum(entry["new"] for entry in result.json) == count
    faults = {name.rpartition("/")[2]: entry["error"]["message"] for name, entry in taken.items() if entry["error"]}
    assert set(faults) == {"bad.json", "cut.json", "half.jsonl"}
    assert faults["half.jsonl"].startswith("Line 2: ")
    assert "neither" in faults["bad.json"]


def test_an_answer_saved_from_the_api_becomes_a_conversation(place: Place) -> None:
    file = place.folder / "answer.json"
    file.write_text(json.dumps(SAVED, indent=2))
    assert place.run("--org", "globex", "import", str(file)).status == 0
    (row,) = place.run("list", "--json").json
    assert (row["title"], row["conversation_id"], row["org"], row["turns"]) == (
        "How many stacks are there?",
        "abc",
        "globex",
        2,
    )
    assert "dev, staging, prod" in place.run("show", row["id"]).out
    assert "known already" in place.run("import", str(file)).out
    longer = {**SAVED, "messages": [*SAVED["messages"], {"role": "user", "kind": "response", "content": "Thanks"}]}
    file.write_text(json.dumps(longer))
    assert "1 with more in them" in place.run("import", str(file)).out
    assert place.run("list", "--json").json[0]["turns"] == 3


def test_an_answer_with_its_headers_is_the_same_answer(place: Place) -> None:
    body = json.dumps(SAVED)
    (place.folder / "plain.json").write_text(body)
    head = "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200 \r\ncontent-type: application/json\r\n\r\n"
    (place.folder / "headers.json").write_bytes((head + body).encode())
    result = place.run("import", "headers.json", "plain.json", "--org", "acme")
    assert result.out == "headers.json: 1 new\nplain.json: 1 known already\n"


def test_an_answer_of_version_1_and_one_without_a_question_are_taken_in(place: Place) -> None:
    (place.folder / "a.json").write_text(json.dumps({"messages": [{"role": "assistant", "content": ["One.", "Two."]}]}))
    (place.folder / "b.json").write_text(
        json.dumps({"messages": [{"role": "user", "content": "Go?"}], "programs": [{"code": "x", "language": "go"}]})
    )
    assert place.run("import", "a.json", "b.json").status == 0
    assert len(place.run("programs", "--json").json) == 1
    assert {row["title"] for row in place.run("list", "--json").json} == {"Saved answer", "Go?"}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 100_000, b'"', b"null", b"{}", b"{}\n{}\n"])
def test_what_is_no_conversation_is_refused_with_a_reason(place: Place, content: bytes) -> None:
    (place.folder / "odd.json").write_bytes(content)
    result = place.run("import", "odd.json")
    assert result.status == 1
    assert result.err.startswith("Error: odd.json: ")
    assert place.run("list", "--json").json == []


def test_a_folder_without_anything_to_import_is_said_to_be_one(filled: Place) -> None:
    (filled.folder / "pages").mkdir()
    (filled.folder / "pages" / "one.html").write_text("<p>")
    result = filled.run("import", "pages")
    assert (result.status, result.out) == (1, "")
    assert "There are no files to import there (.json, .jsonl, .ndjson)." in result.err


def test_an_import_that_is_stopped_leaves_no_half_file(filled: Place) -> None:
    line = filled.run("export", "--all", "--as", "jsonl").out.splitlines()[0]
    document = json.loads(line)
    big = filled.folder / "big.jsonl"
    with big.open("w", encoding="utf-8") as file:
        for number in range(10_000):
            home = f"x{number:011d}"
            document["conversation"]["id"] = home
            turns = [turn | {"id": f"{home}{at}", "conversation_id": home} for at, turn in enumerate(document["turns"])]
            file.write(json.dumps(document | {"turns": turns}) + "\n")
    with filled.start("--data-dir", "other", "import", str(big)) as process:
        log = filled.folder / "other" / "history.db-wal"
        wait_until(lambda: log.exists() and log.stat().st_size > 1_000_000)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130, (out, err)
    assert b"nothing of the others" in err
    assert filled.run("--data-dir", "other", "list", "--json").json == []


def test_what_is_deleted_can_be_brought_back(filled: Place) -> None:
    ids = [row["id"] for row in filled.run("list", "--json").json]
    result = filled.run("delete", ids[0][:6], ids[1])
    assert [row.split()[0] for row in result.out.splitlines()] == ids[:2]
    assert [row["id"] for row in filled.run("list", "--json").json] == ids[2:]
    assert {row["id"] for row in filled.run("list", "--deleted", "--json").json} == set(ids[:2])
    assert filled.run("restore", ids[0][:6]).status == 0
    assert {row["id"] for row in filled.run("list", "--deleted", "--json").json} == {ids[1]}
    assert filled.run("restore", ids[0]).status == 2
    assert filled.run("show", ids[1]).status == 2


def test_conversations_are_renamed_pinned_and_archived_as_on_the_screen(filled: Place) -> None:
    rows = filled.run("list", "--json").json
    first, second, *others = [row["id"] for row in rows if not row["pinned"]]
    assert filled.run("rename", first[:6], "Buckets", "for logs").out == f"{first}  Buckets for logs\n"
    assert [hit["id"] for hit in filled.run("search", "in:title", "logs", "--json").json] == [first]
    assert filled.run("pin", others[0]).status == 0
    assert others[0] in {row["id"] for row in filled.run("list", "--json").json if row["pinned"]}
    assert filled.run("pin", "--undo", others[0]).status == 0
    assert others[0] not in {row["id"] for row in filled.run("list", "--json").json if row["pinned"]}
    assert filled.run("archive", first, second).status == 0
    assert not {first, second} & {row["id"] for row in filled.run("list", "--json").json}
    assert {first, second} <= {row["id"] for row in filled.run("list", "--all", "--json").json}
    assert filled.run("archive", "--undo", second).status == 0
    assert second in {row["id"] for row in filled.run("list", "--json").json}
    assert filled.run("archive", second, "zzzz").status == 2
    assert second in {row["id"] for row in filled.run("list", "--json").json}
    assert filled.run("rename", second, " ").status == 2


def test_of_several_to_delete_none_goes_where_one_is_unknown(filled: Place) -> None:
    ids = [row["id"] for row in filled.run("list", "--json").json]
    assert filled.run("delete", ids[0], "zzzz").status == 2
    assert filled.run("list", "--deleted").err == "The bin is empty.\n"


@pytest.mark.parametrize("arguments", [("--as", "jsonl"), ("q7xk", "--as", "jsonl"), ("--all", "x", "--as", "jsonl")])
def test_json_lines_are_of_everything_and_to_standard_output(filled: Place, arguments: tuple[str, ...]) -> None:
    assert filled.run("export", *arguments).status == 2


def test_a_search_reads_its_language(filled: Place) -> None:
    kinds = {hit["kind"] for hit in filled.run("search", "kind:program bucket", "--json").json}
    assert kinds <= {"program", "improvedProgram"}
    assert kinds
    assert len(filled.run("search", "bucket", "--best", "--json").json) == len(
        filled.run("search", "bucket", "--json").json
    )
    assert filled.run("search", "org:nobody bucket", "--json").json == []


def test_imported_files_are_only_read(filled: Place, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    file.write_text(filled.run("export", "--all", "--as", "jsonl").out, encoding="utf-8")
    before = (file.stat().st_mtime_ns, file.read_bytes())
    filled.run("--data-dir", "other", "import", str(file))
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
