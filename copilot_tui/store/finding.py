"""Finding words within one conversation, in every turn of it, without reading those that cannot hold them.

SQLite passes over what has none of the words' letters side by side; only the rest is parsed and counted. So thousands
of messages take milliseconds, and none of them has to be held.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.errors import Failure
from copilot_tui.domain.finding import NOTICE, OUTCOME, QUESTION, Place, message_text
from copilot_tui.domain.message import parse_message
from copilot_tui.store.part import Part
from copilot_tui.store.reading import OF_CONVERSATION
from copilot_tui.store.written import read_written

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from copilot_tui.domain.finding import Sought

_PLAIN_KINDS: Final = {"response", "status", "trace"}
# Marks of emphasis are no text. A letter may stand in JSON as an escape, which SQLite does not read.
_HOLDS: Final = "replace(replace({text}, '*', ''), '`', '') LIKE ?"
_ESCAPED: Final = "messages.raw LIKE '%\\u00%'"
_QUESTIONS: Final = "SELECT position, state, query, failure, notice FROM turns WHERE"
_MESSAGES: Final = """SELECT turns.position AS turn_position, messages.position, messages.kind, messages.raw
    FROM turns CROSS JOIN messages ON messages.turn = turns.seq WHERE"""


class Finding(Part):
    """Finds words in the turns of one conversation."""

    def find_in_turns(self, conversation_id: str, sought: Sought) -> dict[Place, int]:
        """See `copilot_tui.service.ports.History`."""
        found: dict[Place, int] = {}
        with self._database.searching() as connection:
            for position, part, text in (
                *_texts_of_turns(connection, conversation_id, sought),
                *_texts_of_messages(connection, conversation_id, sought),
            ):
                if count := sought.count(text):
                    found[Place(position, part)] = count
        return found


def _texts_of_turns(
    connection: sqlite3.Connection, conversation_id: str, sought: Sought
) -> Iterator[tuple[int, int, str]]:
    holds, values = _holding("turns.query || ' ' || turns.notice || ' ' || coalesce(turns.failure, '')", sought)
    query = " ".join((_QUESTIONS, OF_CONVERSATION, "AND", holds))
    for row in connection.execute(query, (conversation_id, *values)):
        yield row["position"], QUESTION, row["query"]
        if row["notice"]:
            yield row["position"], NOTICE, row["notice"]
        if row["failure"] and row["state"] in {"failed", "cancelled", "interrupted"}:
            failure = read_written(Failure, row["failure"])
            yield row["position"], OUTCOME, f"{failure.message}\n{failure.hint}".strip()


def _texts_of_messages(
    connection: sqlite3.Connection, conversation_id: str, sought: Sought
) -> Iterator[tuple[int, int, str]]:
    holds, values = _holding("messages.raw", sought)
    query = " ".join((_MESSAGES, OF_CONVERSATION, "AND (", _ESCAPED, "OR", holds, ")"))
    for row in connection.execute(query, (conversation_id, *values)):
        value = _value(row["raw"])
        content = value.get("content") if isinstance(value, dict) else None
        # The usual kinds without a model each: of thousands, the models would take most of the time.
        if row["kind"] not in _PLAIN_KINDS or not isinstance(content, str):
            content = message_text(parse_message(value, row["raw"]))
        yield row["turn_position"], row["position"], content


def _value(raw: str) -> object:
    """A message's JSON value; of one whose text is damaged, the text."""
    try:
        return json.loads(raw)
    except ValueError:
        return raw


def _holding(text: str, sought: Sought) -> tuple[str, list[str]]:
    """A condition that every text with a hit meets, and its values."""
    holds = " OR ".join(_HOLDS.format(text=text) for _ in sought.runs)
    return f"({holds})", [f"%{run}%" for run in sought.runs]
