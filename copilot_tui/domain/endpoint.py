"""Where questions may be sent, and which host is the Pulumi Cloud itself."""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import SplitResult, urlsplit

from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.text import line

PULUMI_CLOUD: Final = "https://api.pulumi.com"
_HINT: Final = f"Give an address such as {PULUMI_CLOUD}, or http://127.0.0.1:8080 for a server on this machine."


def check_base_url(url: str) -> str:
    """The API's base address, checked and without a slash at its end.

    A token goes there, so it must be https; plain http is allowed where nothing leaves the machine.

    Args:
        url: as given by ``--api-url``, the environment or config.toml.

    Raises:
        WrongSettings: no URL, another scheme, http to another machine, or one that carries a user, query or fragment.
    """
    url = url.strip()
    if problem := _problem(url):
        # Without its user part, which may be a password: this sentence is printed and stored.
        shown = line(url.rpartition("@")[2], 100)
        raise WrongSettings(f"The API address {shown} {problem}.", hint=_HINT)
    return url.rstrip("/")


def is_pulumi_cloud(url: str) -> bool:
    """Whether an address is the Pulumi Cloud's own API, as parsed: every kind of token may go there."""
    parts = _split(url.strip())
    if parts is None or parts.username is not None or _port(parts) not in {None, 443}:
        return False
    return parts.scheme == "https" and parts.hostname == "api.pulumi.com"


def is_loopback(url: str) -> bool:
    """Whether an address stays on this machine."""
    parts = _split(url.strip())
    host = (parts.hostname or "") if parts else ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of an address to name it by, with its port where it has one of its own."""
    parts = _split(url)
    return line(parts.netloc.rpartition("@")[2], 100) if parts else ""


def _problem(url: str) -> str:
    """What is wrong with a base address, as the end of a sentence; "" when it will do."""
    parts = _split(url)
    if parts is None or not parts.hostname or not url.isascii() or any(character <= " " for character in url):
        return "is no URL"
    if _port(parts) == 0:
        return "has no usable port"
    if parts.username is not None or parts.query or parts.fragment:
        return "holds more than scheme, host and path: no user, query or fragment is taken"
    return _scheme_problem(parts.scheme, local=is_loopback(url))


def _scheme_problem(scheme: str, *, local: bool) -> str:
    if scheme == "https" or (scheme == "http" and local):
        return ""
    if scheme == "http":
        return "is plain http to another machine: the token would be readable on the way"
    return "is neither https nor http"


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # e.g. "https://[": no URL at all
        return None


def _port(parts: SplitResult) -> int | None:
    """The port; None where none is given, 0 where what is given is none."""
    try:
        return parts.port
    except ValueError:
        return 0
