"""What can go wrong between a question and its answer, as scripts for `tests.loopback`."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.loopback import Client

    Script = Callable[[Client], None]

MESSAGE = {"role": "assistant", "kind": "response", "content": "Because of the **quota**."}
ANSWER: dict[str, Any] = {"conversationId": "conversation-1", "messages": [MESSAGE]}
LAST_CHANCE = "the rest is lost"


def response(
    body: bytes | str | object = "",
    *,
    status: str = "200 OK",
    headers: tuple[str, ...] = ("Content-Type: application/json",),
    length: int | None = None,
    version: str = "HTTP/1.1",
) -> bytes:
    """A whole response; ``length`` where the announced one is wrong."""
    content = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    lines = [f"{version} {status}", *headers, f"Content-Length: {len(content) if length is None else length}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


def reply(body: bytes | str | object = "", **how: Any) -> Script:
    """Reads a request, answers it, and goes on to the next."""
    return send(response(body, **how))


def send(data: bytes) -> Script:
    def script(client: Client) -> None:
        while client.read_request():
            client.send(data)

    return script


def send_and_close(data: bytes) -> Script:
    def script(client: Client) -> None:
        client.read_request()
        client.send(data)

    return script


def answered_once(client: Client) -> None:
    """Says that it keeps the connection, and closes it after one answer."""
    client.read_request()
    client.send(response(ANSWER))


def message(content: object, **fields: object) -> dict[str, Any]:
    """An answer with one odd message between two good ones."""
    odd = {"role": "assistant", "kind": "response", "content": content} | fields
    return {"conversationId": "c", "messages": [MESSAGE, odd, {**MESSAGE, "content": LAST_CHANCE}]}


def raw_message(json_text: bytes) -> bytes:
    """The same with the odd content as JSON text that no encoder would write."""
    return json.dumps(message("HERE")).encode().replace(b'"HERE"', json_text)


def large(megabytes: float) -> dict[str, Any]:
    """An answer of many messages."""
    text = "The update failed because of the quota.\n" * 400
    return {"conversationId": "c", "messages": [{**MESSAGE, "content": text}] * int(megabytes * 2**20 / len(text))}


def bomb(size: int) -> bytes:
    """Gzip of an answer that is almost only blanks."""
    compressor = zlib.compressobj(9, wbits=31)
    pieces = [compressor.compress(b'{"messages": [')]
    blanks = b" " * 2**20
    pieces += [compressor.compress(blanks) for _ in range(size // 2**20)]
    return b"".join([*pieces, compressor.compress(b"]}"), compressor.flush()])


def stall_before_reading(client: Client) -> None:
    client.read_some()
    client.stall()


def stall_before_headers(client: Client) -> None:
    client.read_request()
    client.stall()


def stall_in_headers(client: Client) -> None:
    client.read_request()
    client.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    client.stall()


def stall_in_body(client: Client) -> None:
    client.read_request()
    client.send(response(ANSWER)[:-20])
    client.stall()


def drip_headers(client: Client) -> None:
    client.read_request()
    client.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    client.drip(b"a", every=0.02)


def drip_body(client: Client) -> None:
    client.read_request()
    client.send(response(length=10**6))
    client.drip(b" ", every=0.02)


def drip_an_error(client: Client) -> None:
    client.read_request()
    client.send(response(status="500 Internal Server Error", length=10**6))
    client.drip(b" ", every=0.02)


def close_before_reading(client: Client) -> None:
    client.read_some()
    client.reset()


def close_after_reading(client: Client) -> None:
    client.read_request()


def reset_after_reading(client: Client) -> None:
    client.read_request()
    client.reset()


def reset_in_body(client: Client) -> None:
    client.read_request()
    client.send(response(ANSWER)[:-20])
    client.reset()


def interim_responses(client: Client) -> None:
    client.read_request()
    client.send(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + response(ANSWER))


def over_tls(script: Script) -> Script:
    def secure(client: Client) -> None:
        client.start_tls()
        script(client)

    return secure


def chunked(data: bytes, *, whole: bool = True, size: int = 65536) -> Script:
    def pieces() -> Iterator[bytes]:
        for start in range(0, len(data), size):
            piece = data[start : start + size]
            yield b"%x\r\n%b\r\n" % (len(piece), piece)
        if whole:
            yield b"0\r\n\r\n"

    def script(client: Client) -> None:
        client.read_request()
        client.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        for piece in pieces():
            client.send(piece)

    return script
