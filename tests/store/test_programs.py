from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.samples import ACME, answer, converse, minute, says, writes

if TYPE_CHECKING:
    from copilot_tui.store.history import SqliteHistory


def test_a_program_is_shown_with_where_it_comes_from(history: SqliteHistory) -> None:
    turn = converse(history, "Write a bucket", says("Here"), writes("a\nb\n", "TS", "Run it."), at=minute(0))
    (program,) = history.programs()
    assert history.program(program.id) == program
    assert (program.conversation_id, program.turn_id) == (turn.conversation_id, turn.id)
    assert (program.content.code, program.content.instructions) == ("a\nb\n", "Run it.")
    assert (program.language, program.version, program.lines) == ("typescript", 1, 2)
    assert (program.query, program.conversation_title) == ("Write a bucket", "Write a bucket")
    assert program.created_at == turn.finished_at


def test_programs_come_newest_first_of_one_conversation_or_of_all(history: SqliteHistory) -> None:
    first = converse(history, "One", writes("1"), at=minute(0))
    second = converse(history, "Two", writes("2"), writes("3", "python"), at=minute(1))
    more = history.add_turn(first.conversation_id, "More", ACME, at=minute(2))
    history.finish_answered(more.id, answer(writes("4")), at=minute(3), unread=False)
    codes = [program.content.code for program in history.programs()]
    assert codes == ["4", "3", "2", "1"]
    assert [program.content.code for program in history.programs(limit=2)] == ["4", "3"]
    of_first = history.programs(conversation_id=first.conversation_id)
    assert [(program.content.code, program.version) for program in of_first] == [("4", 2), ("1", 1)]
    assert len(history.programs(conversation_id=second.conversation_id)) == 2
    assert history.programs(conversation_id="nothing") == []


def test_programs_are_found_by_the_beginning_of_their_id(history: SqliteHistory) -> None:
    turn = converse(history, "Write", writes("1"), writes("2"))
    program = history.programs()[0]
    assert history.find_program_ids(program.id[:6]) == [program.id]
    assert history.find_program_ids("?") == []
    history.delete(turn.conversation_id, at=minute(1))
    assert history.find_program_ids(program.id) == []
    assert history.program(program.id) is None
    assert history.programs() == []
