"""The demo's chat endpoint: reads questions as the API reference has them, keeps conversations, plays the script."""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from copilot_tui.demo.connection import Response, json_response
from copilot_tui.demo.faults import error_response, scripted_delay, scripted_failure
from copilot_tui.demo.samples import draft_of
from copilot_tui.demo.script import reply
from copilot_tui.domain.context import CloudContext, org_problem, url_problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from copilot_tui.demo.programs import Draft

PATH = "/api/ai/chat/preview"
MAX_CONVERSATIONS = 500
"""How many are kept; those not asked for the longest time go first."""
MAX_MESSAGES = 1000
"""How many messages of a conversation are kept; the oldest go first."""
_MAX_ID = 200


class WrongQuestion(Exception):
    """A request that is no question: the sentence says which field is at fault."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it came in."""

    query: str
    context: CloudContext
    conversation_id: str | None


@dataclass(slots=True)
class Thread:
    """What is kept of a conversation."""

    org: str
    draft: Draft | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)


def usual_delay(query: str) -> float:
    """Seconds until a question is answered: one to three, always the same for the same question."""
    return 1 + zlib.crc32(query.encode("utf-8", "replace")) % 2001 / 1000


class Chat:
    """The conversations of one running demo.

    Args:
        delay_seconds: how long the answer to a query takes.
        sleep: waits for so many seconds.
        whole_history: answer with the whole conversation, as the API reference words it, and not with the new turn
            only, as public clients read it.
    """

    def __init__(
        self,
        delay_seconds: Callable[[str], float],
        sleep: Callable[[float], Awaitable[None]],
        *,
        whole_history: bool = False,
    ) -> None:
        self._delay_seconds = delay_seconds
        self._sleep = sleep
        self._whole_history = whole_history
        self._threads: OrderedDict[str, Thread] = OrderedDict()

    async def post(self, body: bytes) -> Response:
        """Answers ``POST /api/ai/chat/preview``; takes as long as the question's delay."""
        try:
            asked = read_question(body)
        except WrongQuestion as wrong:
            return error_response(400, f"Bad Request: {wrong}")
        slow, question = scripted_delay(asked.query)
        await self._sleep(self._delay_seconds(asked.query) if slow is None else slow)
        failure = scripted_failure(question, asked.context)
        return failure or self._answer(asked, question)

    def _answer(self, asked: Asked, question: str) -> Response:
        conversation_id, thread = self._thread(asked)
        answer = reply(question, asked.context, thread.draft)
        turn = [{"role": "user", "kind": "response", "content": asked.query}, *answer.messages]
        thread.draft = answer.draft
        thread.messages = [*thread.messages, *turn][-MAX_MESSAGES:]
        messages = thread.messages if self._whole_history else turn
        headers = (("X-Pulumi-Warning", answer.warning),) if answer.warning else ()
        return json_response({"conversationId": conversation_id, "messages": messages}, headers=headers)

    def _thread(self, asked: Asked) -> tuple[str, Thread]:
        """The conversation of a question.

        An id that is not known goes on as it is: a client with a history outlives the demo it was made with. Another
        organization starts another conversation, as with the service.
        """
        conversation_id = asked.conversation_id or str(uuid4())
        thread = self._threads.get(conversation_id)
        if thread is not None and thread.org != asked.context.org:
            conversation_id, thread = str(uuid4()), None
        if thread is None:
            thread = Thread(asked.context.org, draft_of(conversation_id))
        self._threads[conversation_id] = thread
        self._threads.move_to_end(conversation_id)
        if len(self._threads) > MAX_CONVERSATIONS:
            self._threads.popitem(last=False)
        return conversation_id, thread


def read_question(body: bytes) -> Asked:
    """Reads the request body of the API reference.

    Raises:
        WrongQuestion: not JSON, no query, or a context that the service would refuse.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise WrongQuestion("the body is not JSON.") from broken
    query = _get(value, "query")
    if not isinstance(query, str) or not query.strip():
        raise WrongQuestion("query must be a text that is not empty.")
    context = _get(value, "state", "client", "cloudContext")
    org, url = _get(context, "orgId"), _get(context, "url")
    if not isinstance(org, str) or (problem := org_problem(org)):
        raise WrongQuestion(f"orgId: {problem if isinstance(org, str) else 'a text is missing.'}")
    if not isinstance(url, str) or (problem := url_problem(url)):
        raise WrongQuestion(f"url: {problem if isinstance(url, str) else 'a text is missing.'}")
    if len(org) > 200 or len(url) > 2000:
        raise WrongQuestion("orgId or url is too long.")
    conversation_id = _get(value, "conversationId")
    known = conversation_id if isinstance(conversation_id, str) and 0 < len(conversation_id) <= _MAX_ID else None
    return Asked(query, CloudContext(org=org, url=url), known)


def _get(value: object, *path: str) -> object:
    """What stands at a path of objects; None where something on the way is no object."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
