"""A server on loopback that does to a client whatever a script says, byte by byte.

It runs in threads, so that tests of any kind (async, or driving the program in another process) can use it.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""Certificate and key of "localhost" and 127.0.0.1, signed by itself; worthless anywhere else."""


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    line: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """One connection, as a script sees it."""

    def __init__(self, connection: socket.socket, server: Loopback) -> None:
        self._connection = connection
        self._server = server
        self._buffer = b""

    def read_request(self) -> Request | None:
        """The next request; None when the client closed."""
        while b"\r\n\r\n" not in self._buffer:
            if not self._receive():
                return None
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        line, *lines = head.decode("latin-1").split("\r\n")
        pairs = tuple((name, value.strip()) for name, _, value in (text.partition(":") for text in lines))
        length = next((int(value) for name, value in pairs if name.lower() == "content-length"), 0)
        while len(self._buffer) < length:
            if not self._receive():
                return None
        body, self._buffer = self._buffer[:length], self._buffer[length:]
        request = Request(line, pairs, body)
        self._server.requests.append(request)
        self._server.asked.set()
        return request

    def read_some(self) -> bytes:
        """The beginning of a request, unparsed."""
        self._receive()
        self._server.asked.set()
        return self._buffer

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def start_tls(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self._connection = context.wrap_socket(self._connection, server_side=True)
        self._server.keep(self._connection)

    def stall(self) -> None:
        """Says nothing until the client hangs up; notes that it did."""
        while self._receive():
            pass
        self._server.hung_up.set()

    def drip(self, byte: bytes, *, every: float) -> None:
        """Sends one byte again and again until the client hangs up."""
        while not self._server.stopping.wait(every):
            self.send(byte)

    def reset(self) -> None:
        """Closes with RST instead of FIN."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def _receive(self) -> bool:
        data = self._connection.recv(65536)
        self._buffer += data
        return bool(data)


@dataclass
class Loopback:
    """The server; use it with ``with``.

    Args:
        scripts: what to do with each connection in turn; the last one serves all that follow.
    """

    scripts: list[Callable[[Client], None]]
    port: int = 0
    """A free one where none is given."""
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    asked: threading.Event = field(default_factory=threading.Event)
    """A request has come."""
    hung_up: threading.Event = field(default_factory=threading.Event)
    """A client that was stalled hung up."""
    stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port), backlog=32)
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def secure_url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def keep(self, connection: socket.socket) -> None:
        """Remembers a connection to close at the end."""
        self._open.append(connection)

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for connection in [self._listener, *self._open]:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self.stopping.is_set():
                connection, _ = self._listener.accept()
                self.keep(connection)
                script = self.scripts[min(self.connections, len(self.scripts) - 1)]
                self.connections += 1
                thread = threading.Thread(target=self._serve, args=(connection, script), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket, script: Callable[[Client], None]) -> None:
        client = Client(connection, self)
        with contextlib.suppress(OSError):  # the client hung up, as some faults make it
            script(client)
        with contextlib.suppress(OSError):
            client._connection.shutdown(socket.SHUT_RDWR)
        client._connection.close()
