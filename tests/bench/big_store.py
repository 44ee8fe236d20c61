"""A store of any size, made fast: conversations, questions and answers of ordinary and of code's words.

Run by hand: ``python -m tests.bench.big_store FOLDER [CONVERSATIONS]``; 100,000 by default, ten messages each.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

from copilot_tui.domain.conversation import title_of
from copilot_tui.domain.identity import LENGTH
from copilot_tui.domain.message import parse_message, searchable_text
from copilot_tui.store.folding import filter_key, identifier_parts
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.index import MARKS, kind_of
from copilot_tui.store.rows import to_micros

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

CONVERSATIONS: Final = 100_000
TURNS: Final = 2
MESSAGES: Final = 5
"""For each turn: traces, statuses, a program, prose."""
CHARACTERS: Final = 300
"""About so many in each message."""

_SYLLABLES: Final = [
    first + last
    for first in ("b", "cl", "d", "f", "gr", "k", "l", "m", "n", "p", "st", "t", "v", "z")
    for last in "aeiou"
]
_FAMILIAR_TEXT: Final = (
    "the to of and a in is that for with bucket stack deploy policy failed update resource provider network subnet "
    "cluster role access version config secret region instance database queue lambda function error preview"
)
_CODE: Final = (
    "const bucketPolicy = new aws.s3.BucketPolicy(bucketName, { policyDocument: readFile });",
    "export const clusterName = eksCluster.clusterSecurityGroup.apply(group => group.vpcId);",
    "const vpcNetwork = new gcp.compute.Network(networkName, { autoCreateSubnetworks: false });",
    "resourceGroup = azure_native.resources.ResourceGroup(resource_group_name)",
)
_LANGUAGES: Final = ("typescript", "python", "go", "yaml", "csharp")
_BATCH: Final = 2_000


def build(folder: Path, conversations: int = CONVERSATIONS, *, seed: int = 7) -> Path:
    """Makes the store.

    Args:
        folder: where; without a store in it.
        conversations: how many, two turns each, five messages a turn.
        seed: the same one makes the same store.

    Returns:
        Its file.
    """
    history = SqliteHistory(folder)
    writer = _Writer(random.Random(seed), conversations)
    for first in range(0, conversations, _BATCH):
        with history._database.writing() as connection:
            writer.write(connection, range(first, min(conversations, first + _BATCH)))
    with history._database.outside_transaction() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    history.close()
    return history.path


_Rows = dict[str, list[tuple[object, ...]]]


class _Asked(NamedTuple):
    conversation: int
    turn: int
    position: int
    at: int


class _Writer:
    def __init__(self, chance: random.Random, conversations: int) -> None:
        self._chance = chance
        self._seq = 0
        rare = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
        self._words = [*_FAMILIAR_TEXT.split(), *dict.fromkeys(rare)]
        # Zipf: the second word half as often as the first, the third a third as often.
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))
        self._newest = datetime.now(UTC) - timedelta(minutes=5)
        self._apart = timedelta(days=700) / conversations
        self._conversations = conversations

    def write(self, connection: sqlite3.Connection, numbers: range) -> None:
        """Writes some conversations, oldest first; rows are put in as the store's own code does."""
        rows: _Rows = {name: [] for name in _INSERTS}
        for number in numbers:
            self._conversation(rows, number)
        for name, statement in _INSERTS.items():
            connection.executemany(statement, rows[name])
        connection.execute("UPDATE meta SET value = ? WHERE key = 'sequence'", (self._seq,))

    def _conversation(self, rows: _Rows, number: int) -> None:
        at = self._newest - self._apart * (self._conversations - number)
        org = ("acme", "globex", "initech")[number % 3]
        url = f"https://app.pulumi.com/{org}/project{number % 40}/{('dev', 'staging', 'prod')[number % 7 % 3]}"
        queries = [self._prose(60).capitalize() + "?" for _ in range(TURNS)]
        title = title_of(queries[0])
        language = _LANGUAGES[number % len(_LANGUAGES)]
        key, title_seq = number + 1, self._index(rows, title, "title")
        state = "failed" if number % 50 == 0 else "answered"
        rows["conversations"].append(
            (
                *(key, self._id("c", key), title, filter_key(title), title_seq, org, url, to_micros(at), to_micros(at)),
                *(int(number % 1000 == 0), int(number % 97 == 0), TURNS, TURNS, state, language),
            )
        )
        for position, query in enumerate(queries):
            asked = to_micros(at - timedelta(minutes=TURNS - position))
            turn = self._index(rows, query, "question")
            took = 4_000_000 + turn % 97 * 311_000
            rows["turns"].append(
                (turn, self._id("t", turn), key, position, state, org, url, asked, asked, asked + took, took, query)
            )
            self._answer(rows, _Asked(key, turn, position, asked), language)

    def _answer(self, rows: _Rows, asked: _Asked, language: str) -> None:
        for at, kind in enumerate(("trace", "status", "program", "response", "response")):
            content: object = self._prose(CHARACTERS)
            if kind == "program":
                code = "\n".join(self._chance.choices(_CODE, k=3))
                content = {
                    "code": code,
                    "language": language,
                    "programId": f"p{asked.turn}",
                    "plan": {"instructions": ""},
                }
            raw = json.dumps({"role": "assistant", "kind": kind, "content": content})
            message = parse_message(json.loads(raw)) if kind == "program" else None
            text = searchable_text(message) if message else str(content)
            seq = self._index(rows, text, kind_of(kind))
            rows["messages"].append((seq, asked.turn, at, "assistant", kind, raw))
            if kind == "program":
                place = (asked.conversation, asked.turn, seq)
                version = (language, asked.position + 1, asked.at + 9_000_000)
                rows["programs"].append((self._id("p", seq), *place, *version))

    def _index(self, rows: _Rows, text: str, kind: str) -> int:
        self._seq += 1
        rows["search"].append((self._seq, text, identifier_parts(text), MARKS[kind]))
        return self._seq

    def _prose(self, characters: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=characters // 6))

    @staticmethod
    def _id(letter: str, number: int) -> str:
        # Spread as random ids are: neighbours do not stand side by side.
        return f"{letter}{number * 0x9E3779B97F4A7C15 % (1 << 60):015x}"[:LENGTH]


_INSERTS: Final = {
    "conversations": """INSERT INTO conversations (seq, id, title, title_key, title_seq, org, url, created_at,
        updated_at, pinned, archived, turns, programs, state, language)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
    "turns": """INSERT INTO turns (seq, id, conversation, position, state, org, url, asked_at, sent_at, finished_at,
        took, query) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
    "messages": "INSERT INTO messages (seq, turn, position, role, kind, raw) VALUES (?, ?, ?, ?, ?, ?)",
    "programs": """INSERT INTO programs (id, conversation, turn, message, language, version, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
    "search": "INSERT INTO search (rowid, text, parts, mark) VALUES (?, ?, ?, ?)",
}


def main(arguments: Sequence[str]) -> None:
    """Makes one where the first argument says."""
    start = perf_counter()
    path = build(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else CONVERSATIONS)
    sys.stdout.write(f"{path}: {path.stat().st_size / 1e6:.0f} MB in {perf_counter() - start:.0f} s\n")


if __name__ == "__main__":
    main(sys.argv[1:])
