"""What a person sees on a terminal, and what keeps a terminal safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from copilot_tui.cli.table import cell_width

if TYPE_CHECKING:
    from tests.cli.conftest import Place

from tests.cli.terminal import on_terminal


def plain(shown: str) -> str:
    """Without styles, which cannot do any harm."""
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_the_list_is_fitted_to_the_width(filled: Place) -> None:
    seen = on_terminal(filled, "list", columns=44)
    lines = seen.screen.splitlines()
    assert len(lines) == 14
    assert max(map(cell_width, lines)) <= 44
    assert any(line.endswith("…") for line in lines)


def test_of_a_terminal_that_answers_nothing_nothing_is_claimed(place: Place) -> None:
    seen = on_terminal(place, "doctor", columns=200).screen
    assert "it does not say what keys" in seen
    assert "whether its clipboard can be set it does not say" in seen


def test_nothing_foreign_steers_the_terminal(place: Place) -> None:
    shown = on_terminal(place, "ask", "/odd", streams=("stdout",)).screen
    assert "␛[31mescapes␛[0m" in plain(shown)
    assert "‹RLO›gnp.exe" in shown
    for command in (("list",), ("programs",)):
        shown += on_terminal(place, *command, streams=("stdout",)).screen
    shown += on_terminal(place, "show", place.run("list", "--json").json[0]["id"], streams=("stdout",)).screen
    assert not {"\x1b", "\u202e"} & set(plain(shown))


def test_json_on_a_terminal_is_escaped_where_it_would_not_print(place: Place) -> None:
    shown = on_terminal(place, "ask", "/odd", "--json", streams=("stdout",)).screen
    assert "\u202e" not in shown
    assert r"\u202egnp.exe" in shown
    assert "Output<T>" in shown


def test_hits_are_bold_unless_colours_are_not_wanted(filled: Place) -> None:
    assert "\x1b[1m" in on_terminal(filled, "search", "bucket", streams=("stdout",)).screen
    assert "\x1b" not in on_terminal(filled, "search", "bucket", streams=("stdout",), NO_COLOR="1").screen


def test_the_time_that_passes_is_shown_while_asking_and_gone_afterwards(place: Place) -> None:
    seen = on_terminal(place, "ask", "Who are the admins?", streams=("stderr",))
    assert re.search(r"\r\x1b\[K. asking in acme · \d+\.\d s", seen.screen)
    assert seen.screen.splitlines()[-1].startswith("Kept as ")
    assert seen.screen.rpartition("\r\x1b[K")[2].startswith("· Executing")


@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_the_screen_needs_a_terminal_on_every_stream(place: Place, missing: str) -> None:
    streams = {"stdin", "stdout", "stderr"} - {missing}
    assert on_terminal(place, streams=streams).status == 2


def test_the_screen_is_not_drawn_on_a_dumb_terminal(place: Place) -> None:
    seen = on_terminal(place, TERM="dumb")
    assert seen.status == 2
    assert seen.screen.count("\n") == 1
    assert "TERM=dumb" in seen.screen
