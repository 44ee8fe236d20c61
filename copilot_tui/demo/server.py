"""The scripted Pulumi Copilot API on loopback: real HTTP, one thread with an event loop of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import TYPE_CHECKING, Self

from copilot_tui.demo.chat import Chat, usual_delay
from copilot_tui.demo.connection import MAX_HEAD_BYTES, Refused, Request, read_request, write_response
from copilot_tui.demo.faults import error_response
from copilot_tui.demo.routes import Api, now
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

HOST = "127.0.0.1"
MAX_CONNECTIONS = 100
MAX_PORT = 65535
_LINGER_SECONDS = 1


class DemoServer:
    """The demo's server; use it as a context manager, or start and stop it.

    It listens on loopback only, and works in a thread of its own: the caller's event loop has no part in it.

    Args:
        port: where to listen; 0 takes a free one.
        delay_seconds: how long the answer to a query takes; one to three seconds by default.
        whole_history: answer follow-ups with the whole conversation instead of the new turn only.
        clock: the time, UTC; ages of stacks and updates count from it.
        on_request: is told every request that was answered, as one line that is safe to print; called in the server's
            thread.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        delay_seconds: Callable[[str], float] = usual_delay,
        whole_history: bool = False,
        clock: Callable[[], datetime] = now,
        on_request: Callable[[str], None] | None = None,
    ) -> None:
        self._port = port
        self._api = Api(Chat(delay_seconds, asyncio.sleep, whole_history=whole_history), clock)
        self._on_request = on_request
        self._url = ""
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._running = threading.Event()
        self._connections: dict[asyncio.Task[None], asyncio.WriteTransport] = {}

    @property
    def url(self) -> str:
        """The base address, such as ``http://127.0.0.1:8123``; "" while it is not running."""
        return self._url

    def start(self) -> str:
        """Starts to listen and returns the base address; takes about a millisecond.

        Raises:
            WrongSettings: the port cannot be had.
        """
        if self._thread is not None:
            return self._url
        listener = _listen(self._port)  # here, not in the thread: the address is known at once
        self._url = f"http://{HOST}:{listener.getsockname()[1]}"
        self._running.clear()
        self._thread = threading.Thread(target=self._run, args=(listener,), name="copilot-tui demo server", daemon=True)
        self._thread.start()
        return self._url

    def stop(self) -> None:
        """Stops listening and ends every connection, answered or not; its thread has ended when this returns."""
        if self._thread is None:
            return
        self._running.wait()
        if self._loop is not None and self._stopping is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()
        self._thread = None
        self._url = ""

    def wait(self) -> None:
        """Waits until it is stopped, by another thread; KeyboardInterrupt gets through."""
        thread = self._thread
        while thread is not None and thread.is_alive():
            thread.join(timeout=0.5)  # Windows takes Ctrl+C only between waits

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self, listener: socket.socket) -> None:
        try:
            with asyncio.Runner(
                loop_factory=asyncio.SelectorEventLoop
            ) as runner:  # the one that stops listening by hand
                runner.run(self._serve(listener))
        finally:
            self._running.set()  # whatever happened: stopping must not wait for what will not come

    async def _serve(self, listener: socket.socket) -> None:
        self._loop = loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        server = await asyncio.start_server(self._accept, sock=listener, limit=MAX_HEAD_BYTES)
        self._running.set()
        try:
            await self._stopping.wait()
        finally:
            loop.remove_reader(listener)  # not yet closed: asyncio drops, unclosed, what a closed server still accepts
            for task, transport in self._connections.items():
                task.cancel()
                transport.abort()  # a task cancelled before its first step closes nothing
            await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)
            server.close()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stopping = self._stopping is None or self._stopping.is_set()
        if stopping or len(self._connections) >= MAX_CONNECTIONS:
            writer.transport.abort()
            return
        task = asyncio.get_running_loop().create_task(self._connection(reader, writer))
        self._connections[task] = writer.transport
        task.add_done_callback(self._connections.pop)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers the requests of one connection, one after the other, until either side ends it."""
        try:
            while (request := await read_request(reader, writer)) is not None:
                if not await self._exchange(request, writer):
                    break
        except Refused as refused:
            await _refuse(reader, writer, refused)
        except (OSError, TimeoutError):
            pass  # the client is gone, or silent for too long
        finally:
            writer.close()

    async def _exchange(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        response = await self._api.respond(request)
        if self._on_request is not None:
            self._on_request(line(f"{request.method} {request.path} {response.status}"))
        return await write_response(writer, response, keep_alive=request.keep_alive, head_only=request.method == "HEAD")


def _listen(port: int) -> socket.socket:
    hint = "Choose another port, or 0 for a free one."
    if not 0 <= port <= MAX_PORT:
        raise WrongSettings(f"The demo server cannot listen on port {port}: ports end at {MAX_PORT}.", hint=hint)
    try:
        return socket.create_server((HOST, port), backlog=MAX_CONNECTIONS)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise WrongSettings(
            f"The demo server cannot listen on port {port} of {HOST}: {reason}.", hint=hint
        ) from trouble


async def _refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, refused: Refused) -> None:
    """Says why a request is not taken, and hears the client out for a moment: else the reset would overtake it."""
    try:
        await write_response(writer, error_response(refused.status, refused.message), keep_alive=False)
        writer.write_eof()
        async with asyncio.timeout(_LINGER_SECONDS):
            while await reader.read(64 * 1024):
                pass
    except (OSError, TimeoutError):
        pass  # the client is gone, or sends without an end
