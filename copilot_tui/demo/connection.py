"""HTTP/1.1 on one connection, as much as an API with small JSON bodies needs, with a limit to everything."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_HEAD_BYTES = 32 * 1024
MAX_BODY_BYTES = 1024 * 1024
IDLE_SECONDS = 60
"""How long a connection may take for its next request, head and body."""
_BODYLESS = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}


class Refused(Exception):
    """A request that is not read any further; the connection ends with this answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read whole."""

    method: str
    path: str
    """Decoded, without the query."""
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    keep_alive: bool
    """Whether the client will send another request on this connection."""


@dataclass(frozen=True, slots=True)
class Response:
    """One response, ready to be written."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    sent_bytes: int | None = None
    """Only so many bytes of head and body are sent before the connection is closed; None for all."""


def json_response(value: object, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """A response with a JSON body."""
    # ensure_ascii: a lone surrogate that came in an escape goes out as one, and never stops the encoder.
    return Response(status, json.dumps(value).encode(), headers=headers)


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request | None:
    """Reads the next request of a connection; None when the client has closed it.

    Args:
        reader: the connection; its limit is the limit of a request's head.
        writer: where ``100 Continue`` is said to clients that wait for it.

    Raises:
        Refused: the request is broken, too large, or of a form that is not taken.
        TimeoutError: nothing came for `IDLE_SECONDS`.
        OSError: the connection broke.
    """
    async with asyncio.timeout(IDLE_SECONDS):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError as end:
            if not end.partial.strip():
                return None
            raise Refused(400, "The request ended within its head.") from end
        except asyncio.LimitOverrunError as flood:
            raise Refused(431, "The request's head is too large.") from flood
        method, target, version, headers = _parse_head(head)
        length = _body_length(method, headers)
        if length and headers.get("expect", "").lower() == "100-continue":
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            body = await reader.readexactly(length)
        except asyncio.IncompleteReadError as end:
            raise Refused(400, "The request ended within its body.") from end
    path, parameters = _parse_target(target)
    keep_alive = version == "HTTP/1.1" and headers.get("connection", "").lower() != "close"
    return Request(method, path, parameters, headers, body, keep_alive)


async def write_response(
    writer: asyncio.StreamWriter, response: Response, *, keep_alive: bool, head_only: bool = False
) -> bool:
    """Writes a response.

    Args:
        writer: the connection.
        response: what to write.
        keep_alive: whether the connection may go on after it.
        head_only: the request was HEAD: no body follows.

    Returns:
        Whether the connection goes on.

    Raises:
        OSError: the connection broke.
    """
    goes_on = keep_alive and response.sent_bytes is None
    headers = [
        ("Content-Type", response.content_type),
        ("Content-Length", str(len(response.body))),
        ("X-Pulumi-Request-ID", str(uuid4())),
        ("Connection", "keep-alive" if goes_on else "close"),
        *response.headers,
    ]
    if response.status in _BODYLESS:
        headers = headers[2:]
    lines = [f"HTTP/1.1 {response.status} {HTTPStatus(response.status).phrase}", *(f"{n}: {v}" for n, v in headers)]
    head = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
    whole = head + (b"" if head_only or response.status in _BODYLESS else response.body)
    if response.sent_bytes is not None:  # counted from the body's start, where there is anything to send at all
        whole = whole[: len(head) + response.sent_bytes] if response.sent_bytes else b""
    writer.write(whole)
    await writer.drain()
    return goes_on


def _parse_head(head: bytes) -> tuple[str, str, str, dict[str, str]]:
    first, *lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    match first.split(" "):
        case [method, target, ("HTTP/1.1" | "HTTP/1.0") as version] if method.isalpha() and target:
            pass
        case _:
            raise Refused(400, "The first line is not that of an HTTP/1.1 request.")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        if not colon or not name or name != name.strip():
            raise Refused(400, "A header is not readable.")
        if name == "content-length" and name in headers:
            raise Refused(400, "The body's length is there twice.")
        headers[name] = value.strip()
    return method, target, version, headers


def _body_length(method: str, headers: Mapping[str, str]) -> int:
    if "transfer-encoding" in headers:
        raise Refused(411, "Send the body's length instead of chunks.")
    text = headers.get("content-length")
    if text is None:
        if method == "POST":
            raise Refused(411, "The body's length is missing.")
        return 0
    if not (text.isascii() and text.isdigit()):
        raise Refused(400, "The body's length is not a number.")
    if len(text) > 12 or int(text) > MAX_BODY_BYTES:
        raise Refused(413, f"The body is larger than {MAX_BODY_BYTES // 1024} KB.")
    return int(text)


def _parse_target(target: str) -> tuple[str, dict[str, str]]:
    try:
        parts = urlsplit(target)
        return unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50))
    except ValueError as odd:
        raise Refused(400, "The request's address is not readable.") from odd
