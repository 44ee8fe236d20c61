"""Opening links: only those that cannot do harm by themselves, and never before their whole target was seen."""

from __future__ import annotations

import asyncio
import webbrowser
from urllib.parse import urlsplit

ALLOWED = ("http", "https", "mailto")
_OWN = "pulumi.com"


def problem_of(target: str) -> str:
    """Why a link is not opened, as a sentence; "" when it may be."""
    scheme = target.partition(":")[0].lower()
    if scheme not in ALLOWED or ":" not in target:
        return "Only http, https and mailto links are opened."
    if any(character.isspace() or not character.isprintable() for character in target):
        return "This address holds characters that no address has."
    return ""


def is_own(target: str) -> bool:
    """Whether a link leads to Pulumi's own pages over https."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    return parts.scheme == "https" and parts.username is None and (host == _OWN or host.endswith(f".{_OWN}"))


async def open_link(target: str) -> str:
    """Opens a link in the person's browser; returns what went wrong, "" if nothing did."""
    if problem := problem_of(target):
        return problem
    try:
        opened = await asyncio.to_thread(webbrowser.open, target)
    except webbrowser.Error as error:
        return f"The browser could not be started: {error}."
    return "" if opened else "There is no browser here: c copies the address."
