"""Opening links: only those that cannot do harm by themselves, and never before their whole target was seen."""

from __future__ import annotations

import asyncio
import re
import webbrowser
from urllib.parse import urlsplit

ALLOWED = ("http", "https", "mailto")
_OWN_HOST = re.compile(r"(?:[a-z0-9-]+\.)*pulumi\.com", re.ASCII)


def problem_of(target: str) -> str:
    """Why a link is not opened, as a sentence; "" when it may be."""
    scheme = target.partition(":")[0].lower()
    if scheme not in ALLOWED or ":" not in target:
        return "Only http, https and mailto links are opened."
    # Browsers take a backslash for a slash, others do not: what stands before it would be a host for some only.
    if any(character.isspace() or not character.isprintable() or character == "\\" for character in target):
        return "This address holds characters that no address has."
    return ""


def is_own(target: str) -> bool:
    """Whether a link leads to Pulumi's own pages over https."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    return parts.scheme == "https" and parts.username is None and _OWN_HOST.fullmatch(host) is not None


def plain_host(target: str) -> str:
    """The host of a link as it is looked up, where that differs from what is seen: "xn--…" for other alphabets."""
    try:
        host = urlsplit(target).hostname or ""
        return "" if host.isascii() else host.encode("idna").decode()
    except ValueError:  # no address, or a host that cannot be
        return ""


async def open_link(target: str) -> str:
    """Opens a link in the person's browser; returns what went wrong, "" if nothing did."""
    if problem := problem_of(target):
        return problem
    try:
        opened = await asyncio.to_thread(webbrowser.open, target)
    except webbrowser.Error as error:
        return f"The browser could not be started: {error}."
    return "" if opened else "There is no browser here; the address can be copied."
