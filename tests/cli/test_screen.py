"""Which screen is opened with which conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.cli.commands import screen
from copilot_tui.cli.main import run
from copilot_tui.wiring.rooms import Rooms

if TYPE_CHECKING:
    from copilot_tui.service.options import Options
    from tests.cli.conftest import Place


class Opening(Rooms):
    """The real rooms, but for the screen itself: it notes what it was opened with."""

    def __init__(self) -> None:
        self.opened: list[tuple[str | None, str | None]] = []

    def run_screen(self, options: Options, conversation: str | None) -> int:
        self.opened.append((conversation, options.org))
        return 7


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Opening:
    monkeypatch.setattr(screen, "_terminal_problem", lambda: "")
    return Opening()


def test_the_name_alone_opens_the_screen_and_its_status_is_the_exit_status(filled: Place, rooms: Opening) -> None:
    del filled
    assert run(rooms, []) == 7
    assert run(rooms, ["--org", "acme"]) == 7
    assert rooms.opened == [(None, None), (None, "acme")]


def test_what_is_no_command_is_the_beginning_of_a_conversations_id(filled: Place, rooms: Opening) -> None:
    found = filled.run("list", "--json").json[0]["id"]
    assert run(rooms, [found[:6]]) == 7
    assert run(rooms, ["--org", "acme", found]) == 7
    assert run(rooms, [found, "--org", "acme"]) == 7
    assert rooms.opened == [(found, None), (found, "acme"), (found, "acme")]


def test_a_word_that_is_a_command_is_the_command(filled: Place, rooms: Opening) -> None:
    del filled
    assert run(rooms, ["list"]) == 0
    assert rooms.opened == []


def test_an_id_that_nothing_has_opens_nothing(filled: Place, rooms: Opening) -> None:
    filled.capture.readouterr()
    assert run(rooms, ["lsit"]) == 2
    assert "starts with “lsit”" in filled.capture.readouterr().err
    assert run(rooms, ["a", "b"]) == 2
    assert rooms.opened == []
