"""Who gets in: whoever opens the address with the password first; no other page, and nobody under another name."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from aiohttp import web

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

PARAMETER: Final = "password"
"""The parameter of the address."""
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        # Nothing from elsewhere is loaded (textual-serve's page would ask Google for a font), and no page frames it.
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self' ws: wss:; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_SPENT: Final = (
    "The password of this address has been used. Go on in the browser that used it, or start `copilot-tui serve` again."
)
_CLOSED: Final = "Open the address that `copilot-tui serve` has printed: its password lets one browser in."
_ELSEWHERE: Final = "This request comes from another page, or under another name than the one that is served."


class Door:
    """Lets one browser in.

    Args:
        address: where browsers reach the server: scheme, host and port.
        names: other hosts that it may be called by, such as "localhost:8000".
        port: where it listens.
    """

    def __init__(self, address: str, names: frozenset[str], port: int) -> None:
        self.address = address
        """Where browsers reach the server, without a password."""
        parts = urlsplit(address)
        self._hosts = names | {parts.netloc}
        self._secure = parts.scheme == "https"
        self._password: str | None = secrets.token_urlsafe(24)
        # Cookies are a host's, whatever the port: of two servers each has one by its own name.
        self._cookie = f"copilot-tui-{port}"
        self._session = secrets.token_urlsafe(32)

    @property
    def way_in(self) -> str:
        """The address with the password, to be opened once."""
        return f"{self.address}/?{PARAMETER}={self._password}"

    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Middleware: everything passes here, the websocket too."""
        if request.host not in self._hosts or not self._is_from_here(request):
            return _refused(_ELSEWHERE)
        given = request.query.get(PARAMETER)
        if given is not None and request.path == "/":
            return self._let_in(given) or _refused(_SPENT)
        if not _is(request.cookies.get(self._cookie, ""), self._session):
            return _refused(_CLOSED)
        return await handler(request)

    async def add_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Signal: before a response is sent."""
        response.headers.update(_HEADERS)

    def _is_from_here(self, request: web.Request) -> bool:
        """Whether a page of this server asks; browsers name it for whatever could do harm."""
        origin = request.headers.get("Origin")
        try:
            return origin is None or urlsplit(origin).netloc in self._hosts
        except ValueError:  # "http://[": no page has that for an address
            return False

    def _let_in(self, given: str) -> web.StreamResponse | None:
        """The way on, without the password in the address; None where it is wrong or was used."""
        if self._password is None or not _is(given, self._password):
            return None
        self._password = None
        response = web.Response(status=303, headers={"Location": "/"})
        # Lax: with Strict, a link clicked in another page (a terminal in a browser) would come back without it.
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="Lax", secure=self._secure, path="/")
        return response


def _is(given: str, secret: str) -> bool:
    """Compares in the same time whatever is given; bytes that are no text come as lone surrogates."""
    return secrets.compare_digest(given.encode(errors="surrogatepass"), secret.encode())


def _refused(why: str) -> web.StreamResponse:
    return web.Response(status=403, text=f"{why}\n")
