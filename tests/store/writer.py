"""A process that asks and is answered, again and again; each line on stdout is a commit that must never be lost.

Usage: ``python -m tests.store.writer DATA_DIR NAME COUNT``
"""

from __future__ import annotations

import sys
from pathlib import Path

from copilot_tui.store.history import SqliteHistory
from tests.store.samples import ACME, NOON, answer, says, user, writes


def main(data_dir: str, name: str, count: str) -> None:
    history = SqliteHistory(Path(data_dir))
    conversation = history.create(ACME, at=NOON)
    for number in range(int(count)):
        query = f"{name} asks {number}"
        turn = history.add_turn(conversation.id, query, ACME, at=NOON)
        sys.stdout.write(f"asked {turn.id}\n")
        sys.stdout.flush()
        messages = (user(query), says(f"Answer {number}"), writes(f"code({number})"))
        history.finish_answered(turn.id, answer(*messages), at=NOON, unread=False)
        sys.stdout.write(f"answered {turn.id}\n")
        sys.stdout.flush()
    history.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
