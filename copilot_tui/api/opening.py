"""Opening the HTTP client: where the environment can be wrong before anything is sent."""

from __future__ import annotations

import os
import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Final

import httpx

from copilot_tui.domain.endpoint import is_loopback
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from copilot_tui.api.limits import Limits

# Each question has a connection of its own: one that the server has just closed would take the question, fail, and
# then must not be tried again. Beside the time of an answer, that of connecting is nothing.
_POOL: Final = httpx.Limits(max_connections=None, max_keepalive_connections=0)


def open_client(base_url: str, limits: Limits) -> httpx.AsyncClient:
    """A client for one base address.

    It follows no redirects, keeps no cookies, and heeds proxies and ``SSL_CERT_FILE`` of the environment, except that
    nothing on this machine is reached through a proxy: the token would be readable there.

    Raises:
        WrongSettings: a certificate file or proxy of the environment cannot be used.
    """
    timeout = httpx.Timeout(limits.silence_seconds, connect=limits.connect_seconds, pool=None)
    context = _tls_context(base_url)
    try:
        return httpx.AsyncClient(
            verify=context,
            trust_env=not is_loopback(base_url),
            follow_redirects=False,
            timeout=timeout,
            limits=_POOL,
            headers={"User-Agent": "copilot-tui"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )
    except ImportError as error:
        raise WrongSettings(
            "The environment asks for a SOCKS proxy, which needs the Python package socksio.",
            hint="Install it beside this program (pip install 'httpx[socks]'), or unset ALL_PROXY and HTTPS_PROXY.",
        ) from error
    except (ValueError, httpx.InvalidURL) as error:
        raise WrongSettings(
            "The environment names a proxy whose address cannot be used.",
            hint="Look at HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY: an address looks like http://host:3128",
        ) from error


def _tls_context(base_url: str) -> ssl.SSLContext:
    if base_url.startswith("http:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # not used; reading the trusted certificates takes its time
    try:
        return httpx.create_ssl_context()
    except OSError as error:  # ssl.SSLError is one: a file without a certificate in it
        path = line(os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or "", 300)
        why = "is not there" if isinstance(error, FileNotFoundError) else "holds no certificates that can be read"
        raise WrongSettings(
            f"SSL_CERT_FILE names {path}, which {why}.",
            hint="It must be a readable file of certificates in PEM form; or unset it to use the usual ones.",
        ) from error
