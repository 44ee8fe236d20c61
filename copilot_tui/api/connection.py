"""One request over the wire: deadlines, attempts to connect, sizes, and every failure as an error of the domain."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import httpx

from copilot_tui.api import body, failures, refusals
from copilot_tui.api.opening import open_client
from copilot_tui.api.proxies import proxy_for
from copilot_tui.api.record import Record
from copilot_tui.api.reply import Reply
from copilot_tui.domain.endpoint import check_base_url, host_of
from copilot_tui.domain.errors import CopilotError, NotSignedIn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from copilot_tui.api.limits import Limits
    from copilot_tui.domain.token import Token

    OnRetry = Callable[[int, str], None]
    Pause = Callable[[float], Awaitable[None]]
    TokenSource = Callable[[], Token | None]

T = TypeVar("T")
_REFUSAL_BYTES: Final = 64 * 1024
_FIRST_PAUSE_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Call:
    """A request, ready to be sent."""

    method: str
    path: str
    """From the base address on, e.g. "/api/user"; with its query."""
    headers: dict[str, str]
    """Beside Authorization and those of HTTP itself."""
    body: bytes = b""
    org: str = ""
    """The organization it is about, for refusals to name."""


class Connection:
    """The way to one base address. Requests may run beside each other.

    Args:
        base_url: checked by `copilot_tui.domain.endpoint.check_base_url`.
        token: asked for the token before each request.
        pause: waits between attempts to connect; replaced in tests.

    Raises:
        WrongSettings: the base address cannot be used.
    """

    def __init__(self, base_url: str, token: TokenSource, *, pause: Pause = asyncio.sleep) -> None:
        self.base_url: Final = check_base_url(base_url)
        self._token = token
        self._pause = pause
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()

    async def send(
        self, call: Call, limits: Limits, read: Callable[[Reply], Awaitable[T]], on_retry: OnRetry | None = None
    ) -> T:
        """Sends a request and reads what comes back.

        Args:
            call: what to send.
            limits: what it may cost.
            read: makes a value of a reply with a status of success, within the same deadline.
            on_retry: told before connecting is tried again: the number of the coming attempt, and why.

        Raises:
            CopilotError: every failure; with `exchange` where something was sent.
        """
        token = self._token()
        if token is None:
            raise NotSignedIn("There is no access token to send.")
        record = Record(call.method, self.base_url + call.path, call.body, redact=token.redact)
        try:
            async with asyncio.timeout(limits.total_seconds):
                reply = await self._attempts(call, token, limits, record, on_retry)
                return await self._readable(reply, read)
        except TimeoutError as error:
            passed = failures.deadline_passed(self._circumstances(call, limits, record))
            raise record.attach(passed) from error
        except CopilotError as error:
            record.attach(error)
            raise

    async def close(self) -> None:
        """Closes idle connections; the next request opens others."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _attempts(
        self, call: Call, token: Token, limits: Limits, record: Record, on_retry: OnRetry | None
    ) -> Reply:
        number = 1
        while True:
            try:
                return await self._once(call, token, limits, record, number)
            except (httpx.TransportError, OSError, UnicodeError) as error:
                trouble = failures.explain(error, self._circumstances(call, limits, record))
                if record.written or number >= limits.attempts or not failures.may_pass(error):
                    raise trouble from error
            number += 1
            if on_retry is not None:
                on_retry(number, trouble.message)
            await self._pause(_FIRST_PAUSE_SECONDS * 2 ** (number - 2))

    async def _once(self, call: Call, token: Token, limits: Limits, record: Record, number: int) -> Reply:
        client = await self._open(limits)
        request = client.build_request(
            call.method,
            self.base_url + call.path,
            headers={"Authorization": token.header(), **call.headers, "Accept-Encoding": body.ACCEPT_ENCODING},
            content=call.body or None,
            timeout=httpx.Timeout(limits.silence_seconds, connect=limits.connect_seconds, pool=None),
            extensions={"trace": record.trace},
        )
        record.attempt(number, request)
        try:
            response = await client.send(request, stream=True)
        except asyncio.CancelledError:
            await record.hang_up()
            raise
        try:
            record.response(response)
            if response.is_success:
                content = await body.read_whole(response, limits.max_answer_bytes)
            else:
                start = await body.read_start(response, _REFUSAL_BYTES)
                content = token.redact(start.decode("latin-1")).encode("latin-1")
        finally:
            record.received(response.num_bytes_downloaded)
            await response.aclose()
        reply = Reply(
            url=str(request.url),
            status=response.status_code,
            headers=response.headers,
            body=content,
            org=call.org,
            token_source=token.source,
            record=record,
        )
        if not response.is_success:
            record.unread(content)
            raise refusals.refusal(reply)
        return reply

    async def _readable(self, reply: Reply, read: Callable[[Reply], Awaitable[T]]) -> T:
        try:
            return await read(reply)
        except CopilotError:
            reply.record.unread(reply.body)
            raise

    async def _open(self, limits: Limits) -> httpx.AsyncClient:
        async with self._opening:
            if self._client is None:
                # In a thread: reading the trusted certificates takes a while.
                self._client = await asyncio.to_thread(open_client, self.base_url, limits)
            return self._client

    def _circumstances(self, call: Call, limits: Limits, record: Record) -> failures.Circumstances:
        return failures.Circumstances(
            host=host_of(self.base_url),
            proxy=proxy_for(self.base_url),
            limits=limits,
            written=record.written,
            answered=record.answered,
            asks=bool(call.body),
        )
