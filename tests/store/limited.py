"""A process whose files may not grow beyond a size, as on a full disk: asks until it cannot, then once it can again.

Usage: ``python -m tests.store.limited DATA_DIR BYTES``; prints as JSON what it saw.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from copilot_tui.domain.errors import StoreUnwritable
from copilot_tui.domain.listing import ListQuery
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.kept import KeptHistory
from tests.store.samples import ACME, NOON, answer, says


def main(data_dir: str, limit: str) -> None:
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    plain = SqliteHistory(Path(data_dir))
    home = plain.create(ACME, at=NOON, title="Plain").id
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), unlimited[1]))
    committed, refused = fill(plain, home)
    still_there = [turn.query for turn in plain.turns(home)]
    plain.close()
    kept = KeptHistory(Path(data_dir))
    second = kept.create(ACME, at=NOON, title="Kept").id
    asked: list[str] = []
    while not kept.retry()[0] and len(asked) < 200:
        asked.append(f"Kept {len(asked)}")
        ask(kept, second, asked[-1])
    asked.append("Kept in memory")
    ask(kept, second, asked[-1])
    unsaved, why = kept.retry()
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    kept.retry()
    seen = {
        "committed": committed,
        "refused": refused,
        "still_there": still_there,
        "unsaved": unsaved,
        "why": why,
        "kept_all": [turn.query for turn in SqliteHistory.turns(kept, second)] == asked,
        "listed": sorted(row.title for row in kept.page(ListQuery())),
        "problems": kept.check(thorough=True),
    }
    kept.close()
    sys.stdout.write(json.dumps(seen))


def fill(history: SqliteHistory, home: str) -> tuple[list[str], str]:
    """Asks until it is refused: what was committed, and the refusal."""
    committed: list[str] = []
    while True:
        query = f"Plain {len(committed)}"
        try:
            ask(history, home, query)
        except StoreUnwritable as error:
            return committed, f"{error.message} {error.hint}"
        committed.append(query)


def ask(history: SqliteHistory, home: str, query: str) -> None:
    turn = history.add_turn(home, query, ACME, at=NOON)
    history.finish_answered(turn.id, answer(says(f"{query}: " + "words " * 2000)), at=NOON, unread=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
