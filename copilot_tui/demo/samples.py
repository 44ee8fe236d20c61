"""The demo's sample conversations: of several ages, organizations, languages and outcomes.

Each is a file, ``data/samples/*.toml``, in the order of their names; ages are written as in "2d 1h" and count back from
a given time. Ids follow from the files' names, so that the same samples have the same ids in every store.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from copilot_tui.demo.console import LOGIN
from copilot_tui.demo.programs import Draft, content_of
from copilot_tui.demo.script import TRACE
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import (
    INTERRUPTED,
    Cancelled,
    CopilotError,
    Failure,
    Forbidden,
    ServerTrouble,
    UsageLimit,
)
from copilot_tui.domain.identity import LENGTH
from copilot_tui.domain.message import Message, parse_message
from copilot_tui.domain.state import TurnState

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_FAILURES: dict[str, type[CopilotError]] = {kind.kind.value: kind for kind in (Forbidden, ServerTrouble, UsageLimit)}
# Hexadecimal digits in letters that no two of look alike, as in the ids of `copilot_tui.domain.identity`.
_LETTERS = str.maketrans("0123456789", "ghjkmnpqrs")


def sample_conversations(now: datetime) -> list[tuple[Conversation, list[Turn]]]:
    """The sample conversations with their turns, newest first.

    Args:
        now: what their ages count back from, UTC.
    """
    samples = [_conversation(name, data, now) for name, data in _files().items()]
    return sorted(samples, key=lambda sample: sample[0].updated_at, reverse=True)


def draft_of(service_id: str) -> Draft | None:
    """The program that a follow-up in a sample conversation starts from; None for any other conversation."""
    data = next((data for name, data in _files().items() if _service_id(name) == service_id), {})
    return _draft(data["follows"]) if "follows" in data else None


def _conversation(name: str, data: dict[str, Any], now: datetime) -> tuple[Conversation, list[Turn]]:
    context = CloudContext(org=data["org"], url=data["url"])
    local_id = _local_id(name)
    turns = [_turn(local_id, position, turn, context, now) for position, turn in enumerate(data["turns"])]
    answered = any(turn.state is TurnState.ANSWERED for turn in turns)
    conversation = Conversation(
        id=local_id,
        service_id=_service_id(name) if answered else None,
        title=data["title"],
        context=context,
        created_at=turns[0].asked_at,
        updated_at=max(turn.finished_at or turn.asked_at for turn in turns),
        pinned=data.get("pinned", False),
        archived=data.get("archived", False),
        unread=data.get("unread", False),
        draft=data.get("draft", ""),
    )
    return conversation, turns


def _turn(conversation_id: str, position: int, data: dict[str, Any], context: CloudContext, now: datetime) -> Turn:
    finished = now - age(data["ended"])
    asked = finished - timedelta(seconds=data["took"])
    state = TurnState(data.get("state", TurnState.ANSWERED))
    return Turn(
        id=_local_id(f"{conversation_id}/{position}"),
        conversation_id=conversation_id,
        position=position,
        query=data["query"].strip(),
        context=context,
        state=state,
        asked_at=asked,
        sent_at=asked,
        finished_at=finished,
        failure=_failure(state, data.get("failure", {})),
        messages=_messages(data, context) if state is TurnState.ANSWERED else (),
    )


def _failure(state: TurnState, data: dict[str, Any]) -> Failure | None:
    if state is TurnState.INTERRUPTED:
        return INTERRUPTED
    if state is TurnState.CANCELLED:
        return Cancelled("Cancelled before the answer came.").as_failure()
    if state is TurnState.FAILED:
        failure = _FAILURES[data["kind"]](data["message"], status=data["status"], request_id=data["request_id"])
        return failure.as_failure()
    return None


def _messages(data: dict[str, Any], context: CloudContext) -> tuple[Message, ...]:
    trace = {"kind": "trace", "content": f"{TRACE} for '{LOGIN}' in org '{context.org}' (rest-api-v2)"}
    return tuple(
        parse_message({"role": "assistant", "kind": message["kind"], "content": _content(message)})
        for message in (trace, *data["messages"])
    )


def _content(message: dict[str, Any]) -> str | dict[str, Any]:
    """The content of a message: its text, a program of the demo's own, or one that is written out."""
    if "library" in message:
        return content_of(_draft(message["library"]))
    if "code" in message:
        return {
            "code": message["code"],
            "plan": {"instructions": message["instructions"].strip()},
            "language": message["language"],
            "programId": "demo" + hashlib.sha256(message["code"].encode()).hexdigest()[:6],
        }
    text: str = message["content"]
    return text.strip()


def _draft(data: dict[str, Any]) -> Draft:
    return Draft(data["topic"], data["language"], frozenset(data["features"]))


def age(text: str) -> timedelta:
    """Reads an age such as "11s" or "2d 1h"."""
    parts = re.findall(r"(\d+)([smhdw])", text)
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in parts})


def _local_id(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()[:LENGTH].translate(_LETTERS)


def _service_id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"copilot-tui/demo/{name}"))


@cache
def _files() -> dict[str, dict[str, Any]]:
    """Every sample by its file's name, in the order of the names."""
    folder = files("copilot_tui.demo").joinpath("data", "samples")
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return {entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8")) for entry in found}
