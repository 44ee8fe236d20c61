"""What goes out with a question, and what is noted of its way."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from copilot_tui.api.client import HttpCopilotApi
from copilot_tui.api.limits import Limits
from copilot_tui.domain.errors import (
    AnswerTooLarge,
    EndpointMoved,
    NetworkTrouble,
    NotSignedIn,
    RateLimited,
    ServerTrouble,
    UnreadableAnswer,
    WrongSettings,
)
from copilot_tui.domain.exchange import HIDDEN
from tests import faults
from tests.api.asking import QUESTION, SECRET, client, token
from tests.faults import ANSWER, reply
from tests.loopback import Loopback

if TYPE_CHECKING:
    from copilot_tui.service.ports import CopilotApi

GZIP = ("Content-Encoding: gzip",)


def test_it_is_the_wire_that_the_service_wants() -> None:
    wire: CopilotApi = HttpCopilotApi("https://api.pulumi.com", token)
    assert wire


async def test_headers_and_body_are_those_of_the_reference() -> None:
    with Loopback([reply(ANSWER)]) as server:
        async with client(server.url) as api:
            await api.ask(QUESTION)
            await api.ask(QUESTION.model_copy(update={"service_id": "conversation-1"}))
    first, second = server.requests
    assert first.line == "POST /api/ai/chat/preview HTTP/1.1"
    assert first.header("Authorization") == f"token {SECRET}"
    assert first.header("Content-Type") == "application/json"
    assert ("responseFormatVersion", "2") in first.headers
    assert first.header("Accept-Encoding") == "gzip"
    context = {"orgId": "acme", "url": "https://app.pulumi.com/acme/project1/dev/updates/4"}
    asked = {"query": "Why did it fail?", "state": {"client": {"cloudContext": context}}}
    assert first.json == asked
    assert second.json == asked | {"conversationId": "conversation-1"}
    assert server.connections == 2, "an idle connection that the server has just closed would cost a question"


async def test_any_text_can_be_asked() -> None:
    query = 'Ünïcode "quotes" \\ \x00 \ud800 🏔️\n\ttabs'
    with Loopback([reply(ANSWER)]) as server:
        async with client(server.url) as api:
            await api.ask(QUESTION.model_copy(update={"query": query}))
    assert server.requests[0].json["query"] == query.replace("\ud800", "�")


async def test_no_frame_on_the_way_shows_the_token() -> None:
    with Loopback([faults.reset_after_reading]) as server:
        async with client(server.url) as api:
            with pytest.raises(NetworkTrouble) as caught:
                await api.ask(QUESTION)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [frame for frame in shown.stack if "/tests/" not in frame.filename]
    cause = shown.__cause__
    while cause is not None:
        frames += cause.stack
        cause = cause.__cause__
    assert len(frames) > 10
    assert SECRET not in str([frame.locals for frame in frames])


async def test_no_log_holds_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Loopback([reply(ANSWER)]) as server:
        async with client(server.url) as api:
            await api.ask(QUESTION)
    assert "POST" in caplog.text
    assert SECRET not in caplog.text


async def test_the_base_address_may_have_a_path() -> None:
    with Loopback([reply(ANSWER)]) as server:
        async with client(f"{server.url}/pulumi/") as api:
            await api.ask(QUESTION)
    assert server.requests[0].line.startswith("POST /pulumi/api/ai/chat/preview ")


async def test_without_a_token_nothing_is_sent() -> None:
    with Loopback([reply(ANSWER)]) as server:
        api = HttpCopilotApi(server.url, lambda: None)
        with pytest.raises(NotSignedIn):
            await api.ask(QUESTION)
    assert server.connections == 0


def test_a_token_goes_to_no_plain_address_elsewhere() -> None:
    with pytest.raises(WrongSettings):
        HttpCopilotApi("http://api.pulumi.com", lambda: None)


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
async def test_a_redirect_takes_the_token_nowhere(status: str) -> None:
    other = Loopback([reply(ANSWER)])
    moved = reply(status=status, headers=(f"Location: {other.url}/api/ai/chat/preview",))
    with other, Loopback([moved]) as server:
        async with client(server.url) as api:
            with pytest.raises(EndpointMoved, match="not sent there"):
                await api.ask(QUESTION)
    assert other.connections == 0
    assert len(server.requests) == 1


async def test_the_exchange_shows_everything_but_the_token() -> None:
    headers = ("X-Pulumi-Request-ID: r-1", f"X-Echo: token {SECRET}", "Set-Cookie: s=1", "X-Pulumi-Warning: \x1b[1mold")
    with Loopback([reply(ANSWER, headers=headers)]) as server:
        async with client(server.url) as api:
            answer = await api.ask(QUESTION)
    exchange = answer.exchange
    assert exchange.url == f"{server.url}/api/ai/chat/preview"
    assert exchange.request_body == server.requests[0].body.decode()
    assert ("Authorization", HIDDEN) in exchange.request_headers
    assert ("X-Echo", "token ***") in exchange.response_headers
    assert ("Set-Cookie", "***") in exchange.response_headers
    assert (exchange.status, exchange.http_version, exchange.attempts) == (200, "HTTP/1.1", 1)
    assert exchange.request_id == "r-1"
    assert exchange.response_bytes > 50
    assert exchange.connect_seconds is not None
    assert exchange.first_byte_seconds is not None
    assert exchange.total_seconds is not None
    assert exchange.connect_seconds + exchange.first_byte_seconds <= exchange.total_seconds
    assert answer.warning == "␛[1mold"
    assert SECRET not in answer.model_dump_json()


async def test_a_body_that_no_answer_was_made_of_is_kept() -> None:
    with Loopback([reply(f"half an answer {SECRET}")]) as server:
        async with client(server.url) as api:
            with pytest.raises(UnreadableAnswer, match="not JSON") as caught:
                await api.ask(QUESTION)
    assert caught.value.exchange is not None
    assert caught.value.exchange.unread_body == "half an answer ***"


async def test_cookies_are_not_kept() -> None:
    with Loopback([reply(ANSWER, headers=("Set-Cookie: s=1",))]) as server:
        async with client(server.url) as api:
            await api.ask(QUESTION)
            await api.ask(QUESTION)
    assert server.requests[1].header("Cookie") is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7), ("0", 0), ("99999999", 7 * 86400), ("-3", None), ("soon", None), ("9" * 5000, None), ("", None)],
)
async def test_429_says_when_to_try_again(value: str, seconds: int | None) -> None:
    with Loopback([reply(status="429 Too Many Requests", headers=(f"Retry-After: {value}",))]) as server:
        async with client(server.url) as api:
            before = datetime.now(UTC)
            with pytest.raises(RateLimited) as caught:
                await api.ask(QUESTION)
    if seconds is None:
        assert caught.value.retry_at is None
    else:
        assert caught.value.retry_at is not None
        assert timedelta() <= caught.value.retry_at - before - timedelta(seconds=seconds) < timedelta(seconds=5)


async def test_503_may_say_how_long_to_wait() -> None:
    with Loopback([reply(status="503 Service Unavailable", headers=("Retry-After: 30",))]) as server:
        async with client(server.url) as api:
            with pytest.raises(ServerTrouble) as caught:
                await api.ask(QUESTION)
    assert "wait" in caught.value.hint
    assert caught.value.retry_at is not None
    assert abs(caught.value.retry_at - datetime.now(UTC) - timedelta(seconds=30)) < timedelta(seconds=5)


async def test_429_takes_a_date() -> None:
    with Loopback([reply(status="429 T", headers=("Retry-After: Fri, 31 Dec 1999 23:59:59 GMT",))]) as server:
        async with client(server.url) as api:
            with pytest.raises(RateLimited) as caught:
                await api.ask(QUESTION)
    assert caught.value.retry_at is not None
    assert abs(caught.value.retry_at - datetime.now(UTC)) < timedelta(seconds=5), "what is past is now"


@pytest.mark.parametrize(
    "script", [faults.stall_before_headers, faults.stall_in_body], ids=lambda script: script.__name__
)
async def test_cancelling_closes_the_connection_within_100_ms(script: faults.Script) -> None:
    with Loopback([script, reply(ANSWER)]) as server:
        async with client(server.url) as api:
            asking = asyncio.create_task(api.ask(QUESTION))
            await asyncio.to_thread(server.asked.wait, 5)
            started = time.monotonic()
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert await asyncio.to_thread(server.hung_up.wait, 5)
            assert time.monotonic() - started < 0.1
            assert (await api.ask(QUESTION)).messages, "the next question is not disturbed"


async def test_cancelling_one_question_leaves_the_others() -> None:
    with Loopback([faults.stall_before_headers, faults.stall_before_headers]) as server:
        async with client(server.url) as api:
            one = asyncio.create_task(api.ask(QUESTION))
            await asyncio.to_thread(server.asked.wait, 5)
            other = asyncio.create_task(api.ask(QUESTION))
            one.cancel()
            await asyncio.wait([one])
            assert await asyncio.to_thread(server.hung_up.wait, 5)
            assert not other.done()
            other.cancel()
            await asyncio.wait([other])


async def test_a_bomb_costs_the_cap_and_a_little() -> None:
    cap = 4 * 2**20
    bomb = faults.bomb(256 * 2**20)
    with Loopback([reply(bomb, headers=GZIP)]) as server:
        async with client(server.url, Limits(max_answer_bytes=cap)) as api:
            tracemalloc.start()
            with pytest.raises(AnswerTooLarge):
                await api.ask(QUESTION)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
    assert peak < 2.5 * cap


async def test_an_answer_of_5_mb_leaves_room_for_others() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)  # a turn of the loop, not a time
            turns += 1

    with Loopback([reply(faults.large(5))]) as server:
        async with client(server.url) as api:
            beside = asyncio.create_task(others())
            answer = await api.ask(QUESTION)
            beside.cancel()
    assert turns > len(answer.messages)
