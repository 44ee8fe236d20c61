"""A history that is hostile wherever it can be: titles, questions, failures, notices, programs, plans."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import ErrorKind, Failure
from copilot_tui.domain.exchange import Exchange
from copilot_tui.domain.message import parse_message, well_formed
from copilot_tui.domain.state import TurnState
from copilot_tui.store.history import SqliteHistory
from tests.hostile.corpus import CHOSEN, CORPUS, LARGE, everything, marked, packed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from copilot_tui.domain.message import Message

NOW = datetime(2026, 8, 4, 14, tzinfo=UTC)
CONTEXT = CloudContext(org="acme")
END = "the very end"
LINES, TURNS = "lines", "turns"
"""Ids of the two conversations that hold everything: as lines of one program, and as turns."""
TOAST_LENGTH = 200
"""How many characters of a title are shown in a toast, whatever each of them becomes."""


def message(kind: str, text: str, plan: str = "") -> dict[str, Any]:
    """A message of a kind with a text wherever that kind has one."""
    if "rogram" not in kind:
        return {"role": "assistant", "kind": kind, "content": {"odd": text} if kind == "surprise" else text}
    content = {"code": text, "language": "go", "programId": text, "templateUrl": text}
    return {"role": "assistant", "kind": kind, "content": content | {"plan": {"instructions": plan or text}}}


def fill(folder: Path) -> None:
    """Fills a new store.

    A conversation for each string, named by it, and as many in the archive and in the bin; some named by many strings,
    for toasts and window titles; one with all of them as turns, one with all as lines of a program, of a plan, of JSON.

    Args:
        folder: where the store is made.
    """
    history = SqliteHistory(folder)
    history.import_conversations(
        [
            *(_short(f"c{number:03}", text, number) for number, text in enumerate(everything("l"))),
            *(_put_away(f"a{number:03}", text, number) for number, text in enumerate(everything("A"))),
            *(_put_away(f"b{number:03}", text, number) for number, text in enumerate(everything("B"))),
            (_conversation(LINES, LINES, 5_000), [_lines()]),
            (_conversation(TURNS, TURNS, 5_001), _turns()),
            *(_short(f"x{number:03}", text, 7_000 + number) for number, text in enumerate(packed("x", TOAST_LENGTH))),
        ]
    )  # fmt: skip
    for number in range(len(CHOSEN)):
        history.set_archived(f"a{number:03}", archived=True)
        history.delete(f"b{number:03}", at=datetime.now(UTC))
    history.close()


def fill_with_floods(folder: Path) -> None:
    """Fills a new store with a conversation for each text of size and depth: its title, its question, what failed."""
    history = SqliteHistory(folder)
    history.import_conversations(
        (_conversation(f"flood{number}", text, number), [_turn(f"flood{number}", 0, text, text)])
        for number, text in enumerate(LARGE.values())
    )
    history.close()


def fail_lately(folder: Path, texts: Sequence[str], batch: int) -> None:
    """Adds a conversation whose questions have failed just now, so that an overview shows them.

    Args:
        folder: where the store is.
        texts: the questions.
        batch: 0 and up; each is newer than the one before.
    """
    home, at = f"lost{batch}", datetime.now(UTC) + timedelta(seconds=batch)
    turns = [_turn(home, number, text, "no").model_copy(update={"asked_at": at}) for number, text in enumerate(texts)]
    history = SqliteHistory(folder)
    history.import_conversations([(_conversation(home, "Lost", 9_000 + batch), turns)])
    history.close()


def _short(identity: str, title: str, minutes: int) -> tuple[Conversation, list[Turn]]:
    return _conversation(identity, title, minutes), [_turn(identity, 0, f"Named {title}", "no")]


def _put_away(identity: str, title: str, minutes: int) -> tuple[Conversation, list[Turn]]:
    """The same, and not found by what is asked in the others."""
    return _conversation(identity, title, minutes), [_turn(identity, 0, "Put away", "no")]


def _turns() -> list[Turn]:
    turns = [
        _turn(TURNS, number, f"needle {marked('q', number, text)}", text, number) for number, text in CHOSEN.items()
    ]
    return [*turns, _turn(TURNS, len(CORPUS), END, END)]


def _lines() -> Turn:
    program = message("program", "\n".join(everything("v")), plan="\n\n".join(everything("P")))
    program["content"]["language"] = f"go {CORPUS[0]}"
    surprise = {"role": "assistant", "kind": "surprise", "content": everything("j")}
    return _turn(LINES, 0, "all lines", "").model_copy(
        update={
            "state": TurnState.ANSWERED,
            "failure": None,
            "notice": "",
            "messages": tuple(map(_parsed, (surprise, program))),
        }
    )


def _parsed(value: dict[str, Any]) -> Message:
    return parse_message(value)


def _conversation(identity: str, title: str, minutes: int) -> Conversation:
    at, name = NOW + timedelta(minutes=minutes), well_formed(title)
    return Conversation(
        id=identity, title=name, context=CONTEXT, created_at=at, updated_at=at, service_id=name
    )  # fmt: skip


def _turn(home: str, position: int, query: str, text: str, number: int = 0) -> Turn:
    at = NOW + timedelta(seconds=position)
    words = {letter: well_formed(marked(letter, number, text)) for letter in "fhn"}
    failure = Failure(kind=ErrorKind.REFUSED, message=words["f"], hint=words["h"], request_id=words["f"])
    exchange = Exchange(
        url="https://api.pulumi.com", sent_at=at, status=500, request_body=words["f"], unread_body=words["f"],
        response_headers=(("X-Odd", words["f"]),), http_version=words["f"],
    )  # fmt: skip
    return Turn(
        id=f"{home}-{position}", conversation_id=home, position=position, query=well_formed(query), context=CONTEXT,
        state=TurnState.FAILED, asked_at=at, sent_at=at, finished_at=at, failure=failure, notice=words["n"],
        exchange=exchange,
    )  # fmt: skip
