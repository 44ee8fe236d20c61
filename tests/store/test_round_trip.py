"""Whatever a history holds comes out as JSON Lines and in again elsewhere, byte for byte.

COPILOT_TUI_ROUND_TRIPS says how many conversations, 200 by default.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import ErrorKind, Failure
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.identity import new_id
from copilot_tui.domain.import_gain import ImportGain
from copilot_tui.domain.message import Message, parse_message
from copilot_tui.domain.state import TurnState
from copilot_tui.export.document import read_document, write_document
from copilot_tui.store.history import SqliteHistory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = int(os.environ.get("COPILOT_TUI_ROUND_TRIPS", "200"))
TEXT = st.text(max_size=80)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 — bounds are naive
PLAIN = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="/"), min_size=1, max_size=12)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**60), 2**60), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=6,
)
KINDS = st.sampled_from(["trace", "status", "response", "program", "improvedProgram", "later"])


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Messages of every kind, with content of the kind's shape or of another."""
    kind = draw(KINDS)
    content = draw(st.one_of(TEXT, JSON))
    if kind.lower().endswith("program") and draw(st.booleans()):
        content = {"code": draw(TEXT), "language": draw(st.sampled_from(["go", "TypeScript", "cobol", ""]))}
    return parse_message({"role": draw(st.sampled_from(["assistant", "user", "x"])), "kind": kind, "content": content})


@st.composite
def whole(draw: st.DrawFn) -> tuple[Conversation, list[Turn]]:
    """A conversation with its turns, as a history can hold one."""
    context = CloudContext(org=draw(PLAIN))
    home = new_id()
    turns = []
    for position in range(draw(st.integers(0, 4))):
        state = draw(st.sampled_from([state for state in TurnState if not state.is_open]))
        failure = Failure(kind=draw(st.sampled_from(ErrorKind)), message=draw(TEXT), hint=draw(TEXT))
        exchange = Exchange(url=draw(TEXT), sent_at=draw(TIMES), status=200, request_body=draw(TEXT))
        turns.append(
            Turn(
                id=new_id(),
                conversation_id=home,
                position=position,
                query=draw(TEXT),
                context=context,
                state=state,
                asked_at=draw(TIMES),
                sent_at=draw(st.none() | TIMES),
                finished_at=draw(st.none() | TIMES),
                failure=None if state is TurnState.ANSWERED else failure,
                notice=draw(TEXT),
                messages=tuple(draw(st.lists(messages(), max_size=4))),
                exchange=draw(st.none() | st.just(exchange)),
            )
        )
    flags = {name: draw(st.booleans()) for name in ("pinned", "archived", "unread")}
    conversation = Conversation(
        id=home,
        service_id=draw(st.none() | PLAIN),
        title=draw(TEXT),
        context=context,
        created_at=draw(TIMES),
        updated_at=draw(TIMES),
        draft=draw(TEXT),
        **flags,
    )
    return conversation, turns


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqliteHistory, SqliteHistory]]:
    folder: Path = tmp_path_factory.mktemp("stores")
    here, there = SqliteHistory(folder / "here"), SqliteHistory(folder / "there")
    for store in (here, there):  # what is tested is the way, not the disk
        with store._database.outside_transaction() as connection:
            connection.execute("PRAGMA synchronous = OFF")
    yield here, there
    here.close()
    there.close()


def line_of(store: SqliteHistory, conversation_id: str) -> str:
    conversation = store.conversation(conversation_id)
    assert conversation is not None
    return write_document(conversation, store.turns(conversation_id), compact=True)


@settings(
    max_examples=int(os.environ.get("COPILOT_TUI_ROUND_TRIPS", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(made=whole())
def test_out_and_in_again(stores: tuple[SqliteHistory, SqliteHistory], made: tuple[Conversation, list[Turn]]) -> None:
    here, there = stores
    home = made[0].id
    assert here.import_conversation(*made) is ImportGain.NEW
    line = line_of(here, home)
    assert there.import_conversation(*read_document(line)) is ImportGain.NEW
    assert line_of(there, home) == line
    assert there.import_conversation(*read_document(line)) is ImportGain.NOTHING
    assert there.turns(home) == here.turns(home)
