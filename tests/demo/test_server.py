"""The server itself: starting, stopping, and requests that no well-meaning client sends."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
import threading
import time
import warnings
from contextlib import ExitStack, suppress

import httpx
import pytest

from copilot_tui.demo.chat import PATH
from copilot_tui.demo.connection import MAX_BODY_BYTES, MAX_HEAD_BYTES
from copilot_tui.demo.server import HOST, MAX_CONNECTIONS, DemoServer
from copilot_tui.domain.errors import WrongSettings
from tests.demo.conftest import HEADERS, Client, question


def sent(server: DemoServer, data: bytes) -> bytes:
    """Everything that the server says to raw bytes until it closes."""
    with socket.create_connection((HOST, port_of(server)), timeout=5) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def port_of(server: DemoServer) -> int:
    return httpx.URL(server.url).port or 0


def demo_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if "demo server" in thread.name]


def test_stopping_leaves_no_thread_and_no_listener() -> None:
    before = demo_threads()
    server = DemoServer()
    url = server.start()
    port = port_of(server)
    assert url == server.url == f"http://127.0.0.1:{port}"
    server.stop()
    assert demo_threads() == before
    assert server.url == ""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, port), timeout=5)


def test_stopping_closes_what_is_just_being_accepted() -> None:
    with warnings.catch_warnings(record=True) as unclosed:
        warnings.simplefilter("always", ResourceWarning)
        for count in range(1, 40):
            with DemoServer() as server, ExitStack() as clients:
                for _ in range(count % 10):
                    clients.enter_context(socket.create_connection((HOST, port_of(server)), timeout=5))
                server.stop()
        gc.collect()
    assert not [str(each.message) for each in unclosed]


def test_starting_twice_is_starting_once_and_stopping_twice_is_stopping_once() -> None:
    server = DemoServer()
    assert server.start() == server.start()
    server.stop()
    server.stop()


def test_a_stopped_server_can_be_started_again() -> None:
    server = DemoServer(delay_seconds=lambda _: 0)
    for _ in range(2):
        with server, httpx.Client(base_url=server.url, headers=HEADERS, trust_env=False) as http:
            assert http.post(PATH, json=question("Hello")).status_code == 200


def test_stopping_does_not_wait_for_answers_or_idle_connections() -> None:
    asked = threading.Event()

    def delay(_: str) -> float:
        asked.set()
        return 600

    server = DemoServer(delay_seconds=delay)
    client = Client(server.start())
    failures: list[Exception] = []

    def ask() -> None:
        try:
            client.post("Hello")
        except httpx.HTTPError as failure:
            failures.append(failure)

    asking = threading.Thread(target=ask)
    with client.http, socket.create_connection((HOST, port_of(server)), timeout=5):
        asking.start()
        assert asked.wait(5)
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 3
        asking.join(5)
    assert isinstance(failures[0], httpx.RemoteProtocolError | httpx.ReadError)


def test_a_port_that_is_taken_is_said_in_words(server: DemoServer) -> None:
    with pytest.raises(WrongSettings, match=f"cannot listen on port {port_of(server)}"):
        DemoServer(port=port_of(server)).start()
    with pytest.raises(WrongSettings, match="cannot listen on port 99999"):
        DemoServer(port=99999).start()


def test_one_connection_takes_many_requests(server: DemoServer) -> None:
    get = b"GET /api/user HTTP/1.1\r\nHost: x\r\nAuthorization: token x\r\n\r\n"
    assert sent(server, get * 3).count(b"HTTP/1.1 200 OK") == 3


def test_an_old_client_gets_its_answer_and_the_end(server: DemoServer) -> None:
    with socket.create_connection((HOST, port_of(server)), timeout=5) as connection:
        connection.sendall(b"GET /api/user HTTP/1.0\r\nAuthorization: token x\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b"Connection: close" in answer


def test_a_client_that_waits_for_leave_gets_it(server: DemoServer) -> None:
    with socket.create_connection((HOST, port_of(server)), timeout=5) as connection:
        head = f"POST {PATH} HTTP/1.1\r\nAuthorization: token x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(b"{}")
        assert connection.recv(65536).startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n\r\n", 400),
        (b"GET /api/user HTTP/1.1\r\nHalf", 400),
        (b"GET /api/user HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET /api/user HTTP/1.1\r\nSpace : x\r\n\r\n", 400),
        (b"GET http://[ HTTP/1.1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nContent-Length: 999999999999999999\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * (MAX_HEAD_BYTES + 10) + b"\r\n\r\n", 431),
    ],
)
def test_a_broken_request_is_refused_in_json(server: DemoServer, data: bytes, status: int) -> None:
    head, _, body = sent(server, data).partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"application/json" in head
    assert b'"code"' in body


def test_a_large_question_is_refused_and_the_client_hears_it(client: Client) -> None:
    response = client.http.post(PATH, content=b"x" * (MAX_BODY_BYTES + 1))
    assert response.status_code == 413


@pytest.mark.parametrize(("method", "path", "allowed"), [("GET", PATH, "POST"), ("DELETE", "/api/user", "GET, HEAD")])
def test_another_method_is_not_allowed(client: Client, method: str, path: str, allowed: str) -> None:
    response = client.http.request(method, path)
    assert response.status_code == 405
    assert response.headers["Allow"] == allowed


def test_head_has_the_head_only(client: Client) -> None:
    response = client.http.head("/api/user")
    assert response.status_code == 200
    assert response.content == b""
    assert int(response.headers["Content-Length"]) > 0


def test_too_many_connections_are_turned_away() -> None:
    with DemoServer() as server:
        held = [socket.create_connection((HOST, port_of(server)), timeout=5) for _ in range(MAX_CONNECTIONS)]
        try:
            held[-1].sendall(b"GET /api/user HTTP/1.1\r\n\r\n")
            assert held[-1].recv(12) == b"HTTP/1.1 401"
            further = socket.create_connection((HOST, port_of(server)), timeout=5)
            with further, suppress(ConnectionResetError):  # an aborted connection may look like this as well
                assert further.recv(1) == b""
        finally:
            for connection in held:
                connection.close()


def test_requests_are_told_without_the_token_and_safe_to_print() -> None:
    told: list[str] = []
    with DemoServer(delay_seconds=lambda _: 0, on_request=told.append) as server:
        client = Client(server.url)
        with client.http:
            client.ask("Hello")
            client.http.get("/api/%1b[31m")
    assert told == [f"POST {PATH} 200", "GET /api/␛[31m 404"]
    assert "pul-demo" not in repr(vars(server))


def test_waiting_ends_when_the_server_is_stopped() -> None:
    server = DemoServer()
    server.start()
    waiting = threading.Thread(target=server.wait)
    waiting.start()
    server.stop()
    waiting.join(5)
    assert not waiting.is_alive()


def test_the_server_needs_no_http_client_and_no_screen() -> None:
    check = (
        "import sys, copilot_tui.demo.server, copilot_tui.demo.samples;"
        "print(*{'httpx', 'textual', 'rich', 'sqlite3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", check], check=False, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("", "", 0)
