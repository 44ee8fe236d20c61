"""A visit goes on whatever the browser says."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.web.conftest import Served

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
ODD = (
    "not JSON", "{}", "[]", "null", "[" * 100_000, '["stdin"]', '["stdin", 5]', '["stdin", null]', '["resize"]',
    '["resize", {}]', '["resize", {"width": "a", "height": -5}]', '["resize", {"width": 1e9, "height": true}]',
    '["no such thing", 1]', "[[]]",
)  # fmt: skip


async def seen(socket: Any, words: bytes) -> None:
    """Reads what the dashboard draws until something stands there."""
    drawn = b""
    while words not in drawn:
        message = await socket.receive(timeout=30)
        assert message.type.name in {"BINARY", "TEXT"}, f"the visit ended: {message}"
        drawn += message.data if isinstance(message.data, bytes) else b""


async def test_what_makes_no_sense_is_passed_over(served: Served) -> None:
    aiohttp = pytest.importorskip("aiohttp")
    jar = aiohttp.CookieJar(unsafe=True)  # as browsers do, of an address of digits too
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        await session.get(served.way_in)
        async with session.ws_connect(f"{served.address}/ws?width=100&height=30", max_msg_size=0) as socket:
            await seen(socket, b"To begin with")
            for odd in ODD:
                await socket.send_str(odd)
            await socket.send_str('["stdin", "half a\\ud83d face "]')
            await socket.send_json(["stdin", "and a whole 🙂 one"])
            await seen(socket, "whole 🙂 one".encode())
            await socket.send_json(["ping", 7])
            answer = await socket.receive(timeout=30)
            while answer.type is not aiohttp.WSMsgType.TEXT:
                answer = await socket.receive(timeout=30)
            assert answer.json() == ["pong", 7]
