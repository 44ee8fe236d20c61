"""The fault matrix: everything that can happen to a question on its way, and what the person is told.

A row: what the server does, and either the message that arrives, or the error and words that must stand in it.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from copilot_tui.api.limits import Limits
from copilot_tui.domain import errors
from copilot_tui.domain.message import ResponseMessage
from tests import faults
from tests.api.asking import QUESTION, SECRET, client
from tests.faults import ANSWER, LAST_CHANCE, message, raw_message, reply, response, send, send_and_close
from tests.loopback import Loopback

if TYPE_CHECKING:
    from copilot_tui.domain.question import Answer
    from tests.faults import Script

PLENTY = Limits(total_seconds=30)
QUIET = Limits(total_seconds=30, silence_seconds=0.2)
SHORT = Limits(total_seconds=0.4, silence_seconds=30)
SMALL = Limits(total_seconds=30, max_answer_bytes=200_000)
HTML = ("Content-Type: text/html",)
TEXT = ("Content-Type: text/plain",)
GZIP = ("Content-Type: application/json", "Content-Encoding: gzip")
PAGE = b"<!doctype html><html><head><title>Sign in to \x1b[31mGuest Wi-Fi</title></head></html>"
SSO = {
    "code": 401,
    "message": "SAML",
    "errors": [{"resource": "org", "attribute": "acme", "errorType": "saml_reauth_required"}],
}
STRANGE = {"errors": [{"attribute": "../../evil?", "errorType": "saml_login_required"}]}
BAD_URL = {"code": 400, "message": "Bad Request: invalid URL", "errors": [{"attribute": "url", "errorType": "invalid"}]}


@dataclass(frozen=True)
class Fault:
    name: str
    script: Script
    error: type[errors.CopilotError] | None = None
    """None where an answer is due all the same."""
    says: tuple[str, ...] = ()
    """Words of the error's text and hint, or of the answer's last message."""
    limits: Limits = field(default=PLENTY, repr=False)


ANSWERED = [
    Fault("plain", reply(ANSWER), says=("quota",)),
    Fault("HTTP/1.0 without a length", send_and_close(b"HTTP/1.0 200 OK\r\n\r\n" + json.dumps(ANSWER).encode())),
    Fault("chunked", faults.chunked(json.dumps(ANSWER).encode(), size=7)),
    Fault("gzip", reply(gzip.compress(json.dumps(ANSWER).encode()), headers=GZIP)),
    Fault("gzip with something behind it", reply(gzip.compress(json.dumps(ANSWER).encode()) + b"xx", headers=GZIP)),
    Fault("interim responses first", faults.interim_responses),
    Fault("byte order mark", reply(b"\xef\xbb\xbf" + json.dumps(ANSWER).encode())),
    Fault("UTF-16", reply(json.dumps(ANSWER).encode("utf-16"))),
    Fault("wrong content type", reply(ANSWER, headers=TEXT)),
    Fault("status 201", reply(ANSWER, status="201 Created")),
    Fault("no conversationId", reply({"messages": ANSWER["messages"]})),
    Fault("a number as conversationId", reply({**ANSWER, "conversationId": 17})),
    Fault("error beside messages", reply({**ANSWER, "error": "half of it failed", "details": {"message": "x"}})),
    Fault("invalid UTF-8 in a message", reply(raw_message(b'"\xff\xfe"')), says=(LAST_CHANCE,)),
    Fault("lone surrogates", reply(raw_message(b'"\\ud800"')), says=(LAST_CHANCE,)),
    Fault("control characters in strings", reply(raw_message(b'"\x1b[31m\x00\n"')), says=(LAST_CHANCE,)),
    Fault("NaN and infinities", reply(raw_message(b"[NaN, -Infinity, 1e999]")), says=(LAST_CHANCE,)),
    Fault("a number of 5,000 digits", reply(raw_message(b"9" * 5000)), says=(LAST_CHANCE,)),
    Fault("duplicated keys", reply(raw_message(b'"a", "content": "b"')), says=(LAST_CHANCE,)),
    Fault("100,000 brackets in a message", reply(raw_message(b"[" * 100_000 + b"]" * 100_000)), says=(LAST_CHANCE,)),
    Fault("100,000 objects in a message", reply(raw_message(b'{"a":' * 100_000 + b"1" + b"}" * 100_000))),
    Fault("content of another type", reply(message({"code": 1})), says=(LAST_CHANCE,)),
    Fault("a list where an object is due", reply(message(["a"], kind="program")), says=(LAST_CHANCE,)),
    Fault("program with nulls", reply(message({"code": None, "plan": None}, kind="program")), says=(LAST_CHANCE,)),
    Fault("kind and role are numbers", reply(message("x", kind=1, role=2)), says=(LAST_CHANCE,)),
    Fault("unknown kind", reply(message({"a": [1]}, kind="hologram")), says=(LAST_CHANCE,)),
    Fault("messages is one object", reply({"messages": ANSWER["messages"][0]})),
    Fault("null between messages", reply({"messages": [None, *ANSWER["messages"], None]})),
    Fault("5 MB", reply(faults.large(5))),
    Fault("5 MB, compressed", reply(gzip.compress(json.dumps(faults.large(5)).encode()), headers=GZIP)),
    Fault("keep-alive closed between questions", faults.answered_once),
    Fault("a cookie", reply(ANSWER, headers=("Set-Cookie: session=1",))),
]

REFUSED = [
    Fault("error and no messages", reply({"error": "Copilot is asleep"}), errors.CopilotRefused, ("is asleep",)),
    Fault("error as an object", reply({"error": {"message": "too odd"}}), errors.CopilotRefused, ("too odd",)),
    Fault("an error's body as a success", reply({"code": 5, "message": "no"}), errors.CopilotRefused, (": no",)),
    Fault("204", reply(status="204 No Content"), errors.NoAnswer, ("no answer", "204")),
    Fault("empty body", reply(), errors.NoAnswer, ("empty",)),
    Fault("empty object", reply({}), errors.NoAnswer, ("no messages",)),
    Fault("no messages", reply({"conversationId": "c", "messages": []}), errors.NoAnswer, ("no messages",)),
    Fault("a list as the answer", reply([ANSWER]), errors.UnreadableAnswer, ("a list", "object")),
    Fault("a string as the answer", reply('"hello"'), errors.UnreadableAnswer, ("a string",)),
    Fault("null as the answer", reply("null"), errors.UnreadableAnswer, ("null",)),
    Fault("not JSON", reply("Usage limit reached"), errors.UnreadableAnswer, ("not JSON", "line 1")),
    Fault("only brackets", reply(b"[" * 100_000), errors.UnreadableAnswer, ("cut off",)),
    Fault("a page instead", reply(PAGE, headers=HTML), errors.EndpointMoved, ("page", "Guest Wi-Fi", "␛", "200")),
    Fault("a page that says it is JSON", reply(PAGE), errors.EndpointMoved, ("127.0.0.1", "Guest Wi-Fi")),
    Fault("301", reply(status="301 Moved", headers=("Location: /v2",)), errors.EndpointMoved, ("301", "/v2")),
    Fault(
        "302 to another host",
        reply(status="302 Found", headers=("Location: https://login.example/x",)),
        errors.EndpointMoved,
        ("login.example", "not sent there"),
    ),
    Fault("307", reply(status="307 Temporary Redirect", headers=("Location: //evil.example",)), errors.EndpointMoved),
    Fault("308 without a place", reply(status="308 Permanent Redirect"), errors.EndpointMoved, ("308",)),
    Fault("400", reply(BAD_URL, status="400 Bad"), errors.BadRequest, ("invalid URL", "Check the URL of the context")),
    Fault("400, empty", reply(status="400 Bad Request"), errors.BadRequest, ("did not accept",)),
    Fault(
        "401",
        reply({"code": 401, "message": f"Unauthorized {SECRET}"}, status="401 Unauthorized"),
        errors.Unauthorized,
        ("PULUMI_ACCESS_TOKEN was refused", "Unauthorized ***", "account/tokens"),
    ),
    Fault("401, SAML", reply(SSO, status="401 No"), errors.Unauthorized, ("acme", "/signin/sso/acme/reauth")),
    Fault("401, SAML, a strange organization", reply(STRANGE, status="401 No"), errors.Unauthorized, ("com/signin,",)),
    Fault("402", reply("Usage limit reached", status="402 P", headers=TEXT), errors.UsageLimit, ("limit", "daily")),
    Fault("403", reply({"message": "no"}, status="403 F"), errors.Forbidden, ("off for acme", "Access Management")),
    Fault("403, a proxy's page", reply(PAGE, status="403 F", headers=HTML), errors.EndpointMoved, ("403", "Guest")),
    Fault("404", reply({"message": "Not Found"}, status="404 N"), errors.EndpointMoved, ("404", "127.0.0.1")),
    Fault("404, a page", reply(PAGE, status="404 N", headers=HTML), errors.EndpointMoved, ("Guest Wi-Fi",)),
    Fault("405", reply(status="405 Method Not Allowed"), errors.EndpointMoved, ("405",)),
    Fault("407", reply(status="407 Proxy Auth"), errors.NetworkTrouble, ("name and a password", "HTTPS_PROXY")),
    Fault("408", reply(status="408 Request Timeout"), errors.TimedOut, ("408",)),
    Fault("410", reply("gone for good", status="410 Gone"), errors.EndpointMoved, ("410", "gone for good")),
    Fault("413", reply(status="413 Too Large"), errors.BadRequest, ("too long", "Shorten")),
    Fault("418", reply("teapot", status="418 Teapot"), errors.ServiceTrouble, ("418", "teapot")),
    Fault("422", reply({"message": "orgId?"}, status="422 U"), errors.BadRequest, ("Check the organization",)),
    Fault("429", reply({"message": "slow down"}, status="429 Too Many"), errors.RateLimited, ("slow down",)),
    Fault(
        "500 with a request id",
        reply({"message": "oops"}, status="500 ISE", headers=("X-Pulumi-Request-ID: r-42",)),
        errors.ServerTrouble,
        ("500 Internal Server Error", "oops", "Try again in a while"),
    ),
    Fault("502, a page", reply(PAGE, status="502 Bad", headers=HTML), errors.ServerTrouble, ("gateway", "Guest Wi-Fi")),
    Fault("503", reply("down", status="503 S", headers=TEXT), errors.ServerTrouble, ("down or overloaded",)),
    Fault("504", reply(status="504 Gateway Timeout"), errors.ServerTrouble, ("gateway", "504")),
    Fault("511", reply(PAGE, status="511 N", headers=HTML), errors.NetworkTrouble, ("sign-in", "browser")),
    Fault("599", reply(status="599 Odd"), errors.ServerTrouble, ("599",)),
    Fault("an error that does not end", faults.drip_an_error, errors.ServerTrouble, ("500",)),
]

BROKEN = [
    Fault("stall before reading", faults.stall_before_reading, errors.TimedOut, ("silent for 0.2 s",), QUIET),
    Fault("stall before headers", faults.stall_before_headers, errors.TimedOut, ("before it answered",), QUIET),
    Fault("stall in headers", faults.stall_in_headers, errors.TimedOut, ("silent for 0.2 s",), QUIET),
    Fault("stall in body", faults.stall_in_body, errors.TimedOut, ("in the middle",), QUIET),
    Fault("drip in headers", faults.drip_headers, errors.TimedOut, ("After 0.4 s",), SHORT),
    Fault("drip in body", faults.drip_body, errors.TimedOut, ("After 0.4 s", "still coming in"), SHORT),
    Fault("reset before reading", faults.close_before_reading, errors.NetworkTrouble, ("before it answered",)),
    Fault("reset after reading", faults.reset_after_reading, errors.NetworkTrouble, ("may have been answered",)),
    Fault("closed after reading", faults.close_after_reading, errors.NetworkTrouble, ("may have been answered",)),
    Fault("reset in body", faults.reset_in_body, errors.NetworkTrouble, ("middle of the answer",)),
    Fault("truncated", send_and_close(response(ANSWER)[:-20]), errors.UnreadableAnswer, ("cut off",)),
    Fault("length too large", send_and_close(response(ANSWER, length=999)), errors.UnreadableAnswer, ("cut off",)),
    Fault("length too small", reply(ANSWER, length=40), errors.UnreadableAnswer, ("cut off",)),
    Fault(
        "cut without a length",
        send_and_close(b"HTTP/1.1 200 OK\r\n\r\n" + json.dumps(ANSWER).encode()[:-9]),
        errors.UnreadableAnswer,
        ("cut off",),
    ),
    Fault("chunks end early", faults.chunked(b"{" * 99, whole=False), errors.UnreadableAnswer, ("cut off",)),
    Fault(
        "a chunk of nonsense",
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        errors.UnreadableAnswer,
        ("damaged",),
    ),
    Fault("not HTTP", send_and_close(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), errors.UnreadableAnswer, ("not HTTP",)),
    Fault("endless headers", send(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000), errors.UnreadableAnswer, ("not HTTP",)),
    Fault("gzip cut", reply(gzip.compress(b"{}" * 99)[:-9], headers=GZIP), errors.UnreadableAnswer, ("cut off",)),
    Fault("gzip damaged", reply(b"\x1f\x8b" + b"x" * 99, headers=GZIP), errors.UnreadableAnswer, ("damaged",)),
    Fault(
        "compressed as nobody asked", reply(b"x", headers=("Content-Encoding: br",)), errors.UnreadableAnswer, ("br",)
    ),
    Fault("bomb", reply(faults.bomb(64 * 2**20), headers=GZIP), errors.AnswerTooLarge, ("200000 bytes",), SMALL),
    Fault("50 MB, announced", reply(b" " * 50 * 2**20), errors.AnswerTooLarge, ("larger than 32 MB",)),
    Fault("50 MB, chunked", faults.chunked(b" " * 50 * 2**20), errors.AnswerTooLarge, ("max_answer_megabytes",)),
    Fault("5 MB, cut", reply(json.dumps(faults.large(5))[:-99]), errors.UnreadableAnswer, ("cut off",)),
    Fault("5 MB, not JSON", reply("x" * 5 * 2**20), errors.UnreadableAnswer, ("not JSON",)),
]


def named(fault: Fault) -> str:
    return fault.name


@pytest.mark.parametrize("fault", ANSWERED, ids=named)
async def test_an_answer_arrives_all_the_same(fault: Fault) -> None:
    with Loopback([fault.script]) as server:
        async with client(server.url, fault.limits) as api:
            answers: list[Answer] = [await api.ask(QUESTION), await api.ask(QUESTION)]
    assert len(server.requests) == 2
    for answer in answers:
        last = answer.messages[-1]
        assert isinstance(last, ResponseMessage)
        assert all(words in last.content for words in fault.says)
        assert answer.exchange.total_seconds is not None


@pytest.mark.parametrize("fault", REFUSED + BROKEN, ids=named)
async def test_a_fault_is_one_error_in_words_and_the_question_is_sent_once(fault: Fault) -> None:
    assert fault.error is not None
    with Loopback([fault.script]) as server:
        async with client(server.url, fault.limits) as api:
            with pytest.raises(errors.CopilotError) as caught:
                await api.ask(QUESTION)
    error = caught.value
    assert type(error) is fault.error
    for words in fault.says:
        assert words in f"{error.message} {error.hint}"
    assert server.connections == 1, "nothing is sent twice once it may have arrived"
    assert error.exchange is not None
    assert error.status == error.exchange.status
    assert error.message.endswith(".")
    everything = f"{error!r} {error.as_failure().model_dump_json()} {error.exchange.model_dump_json()}"
    assert SECRET not in everything
    assert "\x1b" not in error.message


def test_the_table_is_long_enough() -> None:
    assert len({fault.name for fault in ANSWERED + REFUSED + BROKEN}) >= 40
