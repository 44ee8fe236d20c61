"""Which proxy stands between here and a host, for errors to name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from copilot_tui.domain.endpoint import host_of, is_loopback


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy in use."""

    host: str
    """Host and port; never the user or password that its address may hold."""
    setting: str
    """Where it is set: "HTTPS_PROXY", or "the system's settings"."""

    @property
    def label(self) -> str:
        """The proxy in words: "the proxy proxy.example:3128 (from HTTPS_PROXY)"."""
        return f"the proxy {self.host} (from {self.setting})"


def proxy_for(url: str) -> Proxy | None:
    """The proxy that requests to an address go through; None where they go straight.

    The environment, and on macOS and Windows the system's settings, are read as httpx reads them. Addresses on this
    machine never go through one.
    """
    parts = urlsplit(url)
    if is_loopback(url) or proxy_bypass(parts.hostname or ""):
        return None
    known = getproxies()
    for scheme in (parts.scheme, "all"):
        if address := known.get(scheme):
            names = (f"{scheme}_proxy", f"{scheme}_proxy".upper())
            setting = next((name for name in names if os.environ.get(name)), "the system's settings")
            return Proxy(host_of(address if "://" in address else f"http://{address}"), setting)
    return None
