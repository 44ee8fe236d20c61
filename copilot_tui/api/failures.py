"""What broke on the way, as the domain's errors: every failure of httpx, TLS and the operating system."""

from __future__ import annotations

import os
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx

from copilot_tui.domain.errors import CopilotError, NetworkTrouble, TimedOut, UnreadableAnswer
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.api.limits import Limits
    from copilot_tui.api.proxies import Proxy

_MAYBE_ANSWERED: Final = "It may have been answered all the same: resend only if asking twice does no harm."


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How far a request had come when it failed."""

    host: str
    proxy: Proxy | None
    limits: Limits
    written: bool
    """Whether a byte of the request may have left."""
    answered: bool
    """Whether the headers of a response had come."""
    asks: bool
    """Whether it carried a question, which may have been answered; all else can be asked again at any time."""


def explain(error: Exception, at: Circumstances) -> CopilotError:
    """The failure of a connection in words.

    Args:
        error: an ``httpx.TransportError``, or an ``OSError`` or ``UnicodeError`` that passed httpx as it was.
        at: how far the request had come.
    """
    trouble = _explained(error, at)
    if at.written and not at.asks and isinstance(trouble, NetworkTrouble):
        trouble.hint = _with_proxy(NetworkTrouble.default_hint, at)
    return trouble


def _explained(error: Exception, at: Circumstances) -> CopilotError:
    if isinstance(error, httpx.TimeoutException):
        return _silence(error, at)
    if isinstance(error, httpx.ProxyError):
        return NetworkTrouble(
            f"{_capital(_proxy(at))} did not let the request through: {line(str(error), 200)}.",
            hint="Look at HTTPS_PROXY and its user and password, or add the host to NO_PROXY; then try again.",
        )
    if at.written:
        return _broken(error, at)
    return _no_connection(error, at)


def deadline_passed(at: Circumstances) -> TimedOut:
    """The whole question took longer than it may."""
    done = "the answer was still coming in" if at.answered else "no answer had come"
    hint = "" if at.asks else _with_proxy(NetworkTrouble.default_hint, at)
    return TimedOut(f"After {_seconds(at.limits.total_seconds)} {done} from {at.host}, so it was given up.", hint=hint)


def may_pass(error: Exception) -> bool:
    """Whether trying again can help: not where a certificate was refused, which stays refused."""
    return not any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error))


def _silence(error: httpx.TimeoutException, at: Circumstances) -> TimedOut:
    limits = at.limits
    if isinstance(error, httpx.ConnectTimeout):
        return TimedOut(
            f"No connection to {at.host} within {_seconds(limits.connect_seconds)}.",
            hint=_with_proxy("Check the network, a VPN or a firewall, then try again.", at),
        )
    if isinstance(error, httpx.WriteTimeout):
        return TimedOut(f"{at.host} did not take the question within {_seconds(limits.silence_seconds)}.")
    when = "in the middle of its answer" if at.answered else "before it answered"
    return TimedOut(f"{at.host} was silent for {_seconds(limits.silence_seconds)} {when}.")


def _broken(error: Exception, at: Circumstances) -> CopilotError:
    """The connection was there and the request on it."""
    if at.answered and isinstance(error, httpx.RemoteProtocolError):
        if "closed" in str(error):
            return UnreadableAnswer("The answer was cut off on its way: its end is missing.")
        return UnreadableAnswer("The answer is damaged: its pieces do not fit together.")
    if at.answered:
        return NetworkTrouble(f"The connection to {at.host} broke in the middle of the answer.", hint=_MAYBE_ANSWERED)
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        return UnreadableAnswer(f"What {at.host} sent back is not HTTP.")
    return NetworkTrouble(f"{at.host} closed the connection before it answered.", hint=_MAYBE_ANSWERED)


def _no_connection(error: Exception, at: Circumstances) -> NetworkTrouble:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate(cause, at)
        if isinstance(cause, ssl.SSLError):
            reason = line(cause.reason or "the handshake failed", 100).replace("_", " ").lower()
            return NetworkTrouble(
                f"No secure connection to {at.host}: {reason}.",
                hint=_with_proxy("Check the address and its port, or what stands in between, then try again.", at),
            )
        if isinstance(cause, socket.gaierror | UnicodeError):
            name = at.proxy.host if at.proxy else at.host
            return NetworkTrouble(
                f"The name {name} could not be found.",
                hint=_with_proxy("Check the network, a VPN and the name itself, then try again.", at),
            )
        if isinstance(cause, ConnectionRefusedError):
            name = at.proxy.label if at.proxy else at.host
            return NetworkTrouble(
                f"{_capital(name)} refused the connection: nothing listens there.",
                hint=_with_proxy("Check the address, then try again.", at),
            )
    why = next((cause.strerror for cause in _causes(error) if isinstance(cause, OSError) and cause.strerror), "")
    return NetworkTrouble(
        f"No connection to {at.host}" + (f": {line(why, 100)}." if why else ": it was closed before it stood."),
        hint=_with_proxy("Check the network, then try again.", at),
    )


def _certificate(error: ssl.SSLCertVerificationError, at: Circumstances) -> NetworkTrouble:
    hint = (
        "A company's proxy often shows a certificate of its own: set SSL_CERT_FILE to a file that holds its root "
        "certificate (PEM), then start again."
    )
    if path := os.environ.get("SSL_CERT_FILE"):
        hint = f"SSL_CERT_FILE is {line(path, 200)}: the root certificate of this connection must be in that file."
    reason = line(error.verify_message or "not trusted", 200).rstrip(".")
    return NetworkTrouble(f"The certificate of {at.host} was not accepted: {reason}.", hint=_with_proxy(hint, at))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, groups opened: the operating system's own word is at the bottom."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)
        waiting.extend(cause for cause in (current.__cause__, current.__context__) if cause is not None)


def _with_proxy(hint: str, at: Circumstances) -> str:
    return f"{hint} {_capital(at.proxy.label)} is in between." if at.proxy else hint


def _proxy(at: Circumstances) -> str:
    return at.proxy.label if at.proxy else "the proxy"


def _capital(text: str) -> str:
    """A sentence's beginning; host names stay as they are spelled."""
    return f"T{text[1:]}" if text.startswith("the ") else text


def _seconds(seconds: float) -> str:
    return f"{seconds:g} s"
