"""No query walks through a whole table: each is asked for its plan as it is really run."""

from __future__ import annotations

import inspect
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import INTERRUPTED
from copilot_tui.domain.finding import Sought
from copilot_tui.domain.listing import Cursor, ListQuery
from copilot_tui.domain.overview import days_until
from copilot_tui.service.ports import History
from tests.store.samples import ACME, NOON, answer, converse, minute, says, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.store.history import SqliteHistory


@contextmanager
def statements(history: SqliteHistory) -> Iterator[list[str]]:
    """What both connections run within the block, values filled in."""
    seen: list[str] = []
    database = history._database
    connections = (database._reader, database._searcher, database._writer)
    for connection in connections:
        connection.set_trace_callback(seen.append)
    yield seen
    for connection in connections:
        connection.set_trace_callback(None)


def scans(history: SqliteHistory, seen: list[str]) -> list[tuple[str, str]]:
    """The statements, with their plans' lines, that walk through a table, or through an index without an end."""
    found: list[tuple[str, str]] = []
    for statement in seen:
        if "'search_" in statement or not re.match(r"\s*(SELECT|UPDATE|DELETE|INSERT)", statement):  # FTS5's own
            continue
        plan = history._database._searcher.execute("EXPLAIN QUERY PLAN " + statement).fetchall()
        lines = [row["detail"] for row in plan]
        in_order = "LIMIT" in statement and not any("TEMP B-TREE" in line for line in lines)
        for line in lines:
            stops_at_the_limit = in_order and re.search("USING (COVERING )?INDEX", line)
            if (
                line.startswith("SCAN")
                and not re.search(
                    "VIRTUAL TABLE INDEX|CONSTANT ROW|^SCAN (found|text)$", line
                )  # found: a stretch with a limit; text: one row
                and not stops_at_the_limit
            ):
                found.append((statement, line))
    return found


def test_every_reading_query_uses_an_index(history: SqliteHistory) -> None:
    turn = converse(history, "Write a bucket", says("Here"), writes("code"))
    cursor = Cursor(pinned=False, updated_at=minute(9), id="z")
    queries = [
        ListQuery(),
        ListQuery(text="write a bucket"),
        ListQuery(org="acme"),
        ListQuery(org="acme", url_prefix=ACME.url),
        ListQuery(url_prefix=ACME.url, archived=True),
    ]
    with statements(history) as seen:
        for query in queries:
            history.page(query)
            history.page(query, after=cursor)
            history.page(query, skip=3, from_end=True)
            history.outline(query, [minute(5), NOON])
            history.position(query, cursor)
            history.count(query)
        history.summary(turn.conversation_id)
        history.conversation(turn.conversation_id)
        history.find_ids("a")
        history.turns(turn.conversation_id)
        history.turn(turn.id)
        history.turn_page(turn.conversation_id)
        history.turn_page(turn.conversation_id, before=9)
        history.turn_page(turn.conversation_id, after=-1)
        history.find_in_turns(turn.conversation_id, Sought(("bucket", "code")))
        history.program_at(turn.id, 1)
        history.adopt_queued(turn.conversation_id)
        history.usual_seconds()
        history.recent_queries(before=NOON)
        history.programs()
        history.programs(conversation_id=turn.conversation_id)
        history.program(history.programs()[0].id)
        history.find_program_ids("a")
        history.search("bucket")
        history.search("fooBar co", ranked=True)
        history.search("bucket org:acme state:failed stack:dev lang:go after:3d")
        history.overview(days_until(NOON))
        history.recent_contexts()
        history.last_open()
        history.purge(deleted_before=NOON)
    assert len([statement for statement in seen if "SELECT" in statement]) >= 30
    assert scans(history, seen) == []


def test_pages_are_read_in_the_order_of_their_index(history: SqliteHistory) -> None:
    with statements(history) as seen:
        history.page(ListQuery(text="a"), after=Cursor(pinned=False, updated_at=NOON, id="z"))
        history.page(ListQuery(org="acme"))
        history.programs()
        history.programs(conversation_id="x")
        history.recent_queries()
        history.turn_page("x")
        history.search("word")
    plans = [
        row["detail"]
        for statement in seen
        if statement.startswith("SELECT") and "'search_" not in statement  # FTS5's own
        for row in history._database._searcher.execute("EXPLAIN QUERY PLAN " + statement)
    ]
    assert plans
    assert not [line for line in plans if "TEMP B-TREE" in line]


def test_every_write_finds_its_rows_by_an_index(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=NOON)
    with statements(history) as seen:
        history.set_draft(conversation.id, "x")
        first = history.add_turn(conversation.id, "One?", ACME, at=NOON)
        second = history.add_turn(conversation.id, "Two?", ACME, at=NOON, send=False)
        third = history.add_turn(conversation.id, "Three?", ACME, at=NOON, send=False)
        history.remove_queued(second.id)
        history.finish_answered(first.id, answer(says("a"), writes("b")), at=NOON, unread=False)
        history.start_turn(third.id, at=NOON)
        history.interrupt_abandoned(at=NOON)
        history.rename(conversation.id, "Name")
        history.delete(conversation.id, at=NOON)
        history.purge(deleted_before=minute(1))
        history.set_last_open(conversation.id)
    assert scans(history, seen) == []


def test_a_page_of_the_list_touches_conversations_only(history: SqliteHistory) -> None:
    with statements(history) as seen:
        history.page(ListQuery(text="a", org="acme"))
        history.count(ListQuery())
    assert not [statement for statement in seen if re.search("turns |messages|programs ", statement.split("FROM")[-1])]


def test_what_is_taken_in_finds_its_place_by_an_index(history: SqliteHistory) -> None:
    turn = converse(history, "Write a bucket", says("Here"), writes("code"))
    home = history.conversation(turn.conversation_id)
    assert home is not None
    turns = history.turns(home.id)
    more = turns[0].model_copy(update={"id": "other", "position": 1})
    with statements(history) as seen:
        history.import_conversation(home, [*turns, more])
        history.import_conversations([(home.model_copy(update={"id": "copy"}), [])])
        history.take_over(home, [*turns, more], before=(home, turns))
        history.count_among(ListQuery(), [home.id])
        history.set_pinned(home.id, pinned=True)
        history.set_archived(home.id, archived=True)
        history.set_unread(home.id, unread=True)
        history.set_context(home.id, ACME)
        history.undelete(home.id)
        history.finish_failed(more.id, INTERRUPTED, at=NOON)
        history.remember_folder("/tmp")
        history.recent_folders()
    assert scans(history, seen) == []


def test_no_call_of_the_history_is_left_out() -> None:
    asked = Path(__file__).read_text(encoding="utf-8")
    calls = {name for name, _ in inspect.getmembers(History, inspect.isfunction) if name[0] != "_"}
    without_a_query = {"retry", "close", "data_version"}
    assert not {name for name in calls - without_a_query if f"history.{name}(" not in asked}
