"""Options, help and wrong usage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.cli.main import Root, root, run
from copilot_tui.service.options import Options
from copilot_tui.wiring.rooms import Rooms

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.store.history import SqliteHistory
    from tests.cli.conftest import Place

COMMANDS = (*Root.table, *(f"config {name}" for name in ("path", "init", "show", "check")))


class Listening(Rooms):
    """The real rooms, which remember what they were asked with."""

    def __init__(self) -> None:
        self.asked: list[Options] = []

    def history(self, options: Options) -> SqliteHistory:
        self.asked.append(options)
        return super().history(options)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--org", "acme", "--theme", "nord", "list", "--json"),
        ("list", "--json", "--theme", "nord", "--org", "acme"),
        ("--org", "other", "list", "--org", "acme", "--theme", "nord"),
    ],
)
def test_common_options_stand_before_or_after_the_command(place: Place, arguments: tuple[str, ...]) -> None:
    rooms = Listening()
    assert run(rooms, [*arguments, "--data-dir", str(place.data_dir)]) == 0
    assert rooms.asked == [Options(org="acme", theme="nord", data_dir=place.data_dir)]


def test_the_folder_of_the_history_can_be_named(place: Place, tmp_path: Path) -> None:
    assert place.run("ask", "Who are the admins?", "--data-dir", "elsewhere").status == 0
    assert (tmp_path / "elsewhere" / "history.db").is_file()
    assert place.run("list", "--json").json == []
    assert len(place.run("--data-dir", "elsewhere", "list", "--json").json) == 1


def test_what_each_command_does_is_said_in_whole_on_its_line(place: Place) -> None:
    listed = place.run("--help").out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(listed) == len(Root.table)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_examples(place: Place, command: str) -> None:
    result = place.run(*command.split(), "--help")
    assert result.status == 0
    examples = result.out.partition("Examples:\n")[2]
    assert f"copilot-tui {command}" in examples
    assert "--data-dir" in result.out


def test_the_help_names_every_command(place: Place) -> None:
    out = place.run("--help").out
    assert out.startswith("Usage: copilot-tui [OPTIONS] [CONVERSATION]\n")
    assert all(f"\n  {name} " in out for name in root.list_commands(root.make_context("x", [], resilient_parsing=True)))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "--token", "x"), "No such option"),
        (("--token", "x"), "No such option"),
        (("list", "--limit", "0"), "--limit"),
        (("list", "--org", "a b"), "one word"),
        (("list", "--org", ""), "empty"),
        (("--url", "https://app.pulumi.com.evil/", "list"), "must be a page of"),
        (("show",), "Missing argument"),
        (("export", "x", "--as", "zip"), "zip"),
        (("ask", "Hm?", "--api-url", "http://example.com"), "plain http"),
        (("demo-server", "--port", "x"), "--port"),
    ],
)
def test_wrong_usage_is_2_and_one_message(place: Place, arguments: tuple[str, ...], words: str) -> None:
    result = place.run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert words in result.err
    assert result.err.startswith("Error: ")
    assert len(result.err.splitlines()) <= 2


def test_what_is_typed_is_shown_without_its_control_characters(place: Place) -> None:
    result = place.run("show", "\x1b[31mred")
    assert result.status == 2
    assert "\x1b" not in result.err


def test_a_store_that_cannot_be_opened_is_1_and_says_why(place: Place) -> None:
    place.data_dir.write_text("a file where the folder should be")
    result = place.run("list")
    assert result.status == 1
    assert result.err.startswith("Error: ")
    assert "Traceback" not in result.err
