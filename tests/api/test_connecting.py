"""Before a byte of a question is written: names, connections, TLS, proxies, and what is tried again."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest

from copilot_tui.api.limits import Limits
from copilot_tui.domain.errors import NetworkTrouble, TimedOut, WrongSettings
from tests import faults
from tests.api.asking import QUESTION, SECRET, Pauses, client
from tests.faults import ANSWER, reply, response
from tests.loopback import CERTIFICATE, Loopback

if TYPE_CHECKING:
    from pathlib import Path

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


async def failure(url: str, limits: Limits | None = None) -> tuple[NetworkTrouble, list[tuple[int, str]], list[float]]:
    """Asks where it cannot work: the error, what was said before each new attempt, and the pauses."""
    said: list[tuple[int, str]] = []
    pauses = Pauses()
    async with client(url, limits, pauses) as api:
        with pytest.raises(NetworkTrouble) as caught:
            await api.ask(QUESTION, on_retry=lambda attempt, why: said.append((attempt, why)))
    assert caught.value.exchange is not None
    assert caught.value.exchange.attempts == len(said) + 1
    assert caught.value.exchange.status is None
    assert SECRET not in caught.value.exchange.model_dump_json()
    return caught.value, said, pauses.seconds


async def test_a_refused_connection_is_tried_three_times_visibly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    error, said, pauses = await failure(f"http://127.0.0.1:{port}")
    assert f"127.0.0.1:{port} refused" in error.message
    assert [attempt for attempt, _ in said] == [2, 3]
    assert all("refused" in why for _, why in said)
    assert pauses == [0.5, 1.0]


async def test_a_connection_that_comes_at_the_second_attempt_answers() -> None:
    with Loopback([faults.over_tls(reply(ANSWER))]) as server:
        pass  # its port is closed now
    late: list[Loopback] = []

    class Late(Pauses):
        async def __call__(self, seconds: float) -> None:
            await super().__call__(seconds)
            late.append(Loopback([reply(ANSWER)], port=server.port).__enter__())

    async with client(server.url, pause=Late()) as api:
        answer = await api.ask(QUESTION)
    late[0].__exit__()
    assert answer.exchange.attempts == 2
    assert len(late[0].requests) == 1


async def test_a_name_that_does_not_exist() -> None:
    error, said, _ = await failure("https://copilot.invalid")
    assert "name copilot.invalid could not be found" in error.message
    assert len(said) == 2


async def test_a_name_that_cannot_be_one() -> None:
    error, _, _ = await failure(f"https://{'a' * 70}.invalid")
    assert "could not be found" in error.message


async def test_a_handshake_that_stalls_is_a_time_out_of_connecting() -> None:
    with Loopback([faults.stall_before_reading]) as server:
        error, said, _ = await failure(server.secure_url, Limits(connect_seconds=0.2))
    assert isinstance(error, TimedOut)
    assert "within 0.2 s" in error.message
    assert len(said) == 2


async def test_a_server_without_tls() -> None:
    with Loopback([lambda client: client.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")]) as server:
        error, said, _ = await failure(server.secure_url)
    assert "No secure connection" in error.message
    assert len(said) == 2


async def test_a_server_that_resets_the_handshake() -> None:
    with Loopback([faults.close_before_reading]) as server:
        error, said, _ = await failure(server.secure_url)
    assert "No " in error.message
    assert len(said) == 2


async def test_a_foreign_certificate_names_the_variable_and_is_not_tried_again() -> None:
    with Loopback([faults.over_tls(reply(ANSWER))]) as server:
        error, said, _ = await failure(server.secure_url)
    assert "certificate of 127.0.0.1" in error.message
    assert "self-signed" in error.message.lower().replace("self signed", "self-signed")
    assert "SSL_CERT_FILE" in error.hint
    assert not said
    assert not server.requests


async def test_the_certificate_file_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Loopback([faults.over_tls(reply(ANSWER))]) as server:
        async with client(server.secure_url) as api:
            assert (await api.ask(QUESTION)).messages


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_a_certificate_file_that_cannot_be_used(
    content: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "roots.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    async with client("https://127.0.0.1:1") as api:
        with pytest.raises(WrongSettings) as caught:
            await api.ask(QUESTION)
    assert f"SSL_CERT_FILE names {path}" in caught.value.message


async def test_a_proxy_that_refuses_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback([reply(status="407 Proxy Authentication Required")]) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:hunter2@127.0.0.1:{proxy.port}")
        error, _, _ = await failure("https://copilot.example")
    assert proxy.requests[0].line.startswith("CONNECT copilot.example:443")
    assert proxy.requests[0].header("Authorization") is None
    assert f"127.0.0.1:{proxy.port} (from HTTPS_PROXY)" in error.message
    assert "407" in error.message
    assert "hunter2" not in f"{error.message}{error.hint}"


async def test_a_proxy_that_is_down_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{port}")
    error, said, _ = await failure("https://copilot.example")
    assert f"The proxy 127.0.0.1:{port} (from ALL_PROXY) refused" in error.message
    assert len(said) == 2


async def test_what_is_on_this_machine_is_reached_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback([reply(ANSWER)]) as proxy, Loopback([reply(ANSWER)]) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        async with client(server.url) as api:
            await api.ask(QUESTION)
    assert proxy.connections == 0


@pytest.mark.parametrize(
    ("proxy", "words"), [("socks5://127.0.0.1:1", "socksio"), ("nonsense://127.0.0.1:1", "address cannot be used")]
)
async def test_a_proxy_that_cannot_be_used_at_all(proxy: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    async with client("https://copilot.example") as api:
        with pytest.raises(WrongSettings, match=words):
            await api.ask(QUESTION)


async def test_the_deadline_holds_for_all_attempts_together() -> None:
    with Loopback([faults.stall_before_reading]) as server:
        error, _, _ = await failure(server.secure_url, Limits(total_seconds=0.3, connect_seconds=0.2))
    assert "After 0.3 s" in error.message


async def test_cancelling_within_a_handshake_closes_the_connection() -> None:
    with Loopback([faults.stall_before_reading]) as server:
        async with client(server.secure_url) as api:
            asking = asyncio.create_task(api.ask(QUESTION))
            await asyncio.to_thread(server.asked.wait, 5)
            asking.cancel()
            await asyncio.wait([asking])
            assert await asyncio.to_thread(server.hung_up.wait, 5)


async def test_an_idle_connection_that_was_closed_costs_nothing() -> None:
    with Loopback([faults.send_and_close(response(ANSWER)), reply(ANSWER)]) as server:
        async with client(server.url) as api:
            for _ in range(3):
                assert (await api.ask(QUESTION)).exchange.attempts == 1
    assert len(server.requests) == 3
