"""Rows as a damaged file may hold them: a value of another kind is trouble in words, and bytes are still a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.errors import StoreTrouble
from tests.store.samples import ACME, NOON

if TYPE_CHECKING:
    from copilot_tui.store.history import SqliteHistory


def ask(history: SqliteHistory, column: str, value: object) -> str:
    """Asks a question, puts a value into its row, and returns its id."""
    turn = history.add_turn(history.create(ACME, at=NOON).id, "Why?", ACME, at=NOON)
    with history._database.writing() as connection:
        connection.execute(f"UPDATE turns SET {column} = ? WHERE id = ?", (value, turn.id))
    return turn.id


@pytest.mark.parametrize("column", ["asked_at", "sent_at", "position"])
def test_a_number_that_is_none_is_trouble(history: SqliteHistory, column: str) -> None:
    turn_id = ask(history, column, "not a number")
    with pytest.raises(StoreTrouble, match="cannot read"):
        history.turn(turn_id)


def test_bytes_are_the_text_that_they_hold(history: SqliteHistory) -> None:
    turn = history.turn(ask(history, "query", b"Why \xff?"))
    assert turn is not None
    assert turn.query == "Why \ufffd?"


@pytest.mark.parametrize("column", ["failure", "state"])
def test_what_cannot_be_read_of_a_turn_does_not_cost_the_turn(history: SqliteHistory, column: str) -> None:
    turn = history.turn(ask(history, column, "{"))
    assert turn is not None
    assert (turn.query, turn.failure) == ("Why?", None)
