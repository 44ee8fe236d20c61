"""What stands in the body of a refusal: the service's JSON, plain text, or somebody else's page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

from copilot_tui.api import json_text
from copilot_tui.domain.text import line

_TITLE: Final = re.compile(rb"<title[^>]{0,200}>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class FieldError:
    """One entry of ``errors``; shape as the Pulumi Cloud REST API sends it, any field may be missing."""

    type: str
    attribute: str
    message: str


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """A refusal's own words, fit to be shown in a line."""

    message: str = ""
    """The service's sentence, or the plain text."""
    page_title: str = ""
    """Title of a page, "a page without a title" where it has none; empty where the body is no page."""
    fields: tuple[FieldError, ...] = ()


def read_error_body(body: bytes, content_type: str) -> ErrorBody:
    """Reads the beginning of a refusal's body; never fails.

    Args:
        body: its first bytes.
        content_type: the header's value.
    """
    if is_page(body, content_type):
        match = _TITLE.search(body)
        title = line(html.unescape(match[1].decode(errors="replace")), 120) if match else ""
        return ErrorBody(page_title=f"“{title}”" if title.strip() else "a page without a title")
    try:
        value = json_text.read(body)
    except json_text.NotJson:
        return ErrorBody(message=line(body.decode(errors="replace"), 400))
    if not isinstance(value, dict):
        return ErrorBody(message=line(value, 400) if isinstance(value, str) else "")
    entries = value.get("errors")
    fields = (
        tuple(_field(entry) for entry in entries[:20] if isinstance(entry, dict)) if isinstance(entries, list) else ()
    )
    return ErrorBody(
        message=say(value.get("message")) or say(value.get("error")) or say([field.message for field in fields]),
        fields=fields,
    )


def is_page(body: bytes, content_type: str) -> bool:
    """Whether a body is a page for a browser; no JSON starts with "<"."""
    return "html" in content_type.lower() or body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def say(value: object, limit: int = 400) -> str:
    """A text of the service as one line, whatever shape it came in; "" where there is none."""
    if isinstance(value, str):
        return line(value, limit)
    if isinstance(value, dict):
        return say(value.get("message"), limit) or say(value.get("error"), limit)
    if isinstance(value, list):
        return line(" ".join(filter(None, (say(item, limit) for item in value[:20]))), limit)
    return "" if value is None or isinstance(value, bool) else line(str(value), limit)


def _field(entry: dict[str, object]) -> FieldError:
    return FieldError(
        type=say(entry.get("errorType"), 100),
        attribute=say(entry.get("attribute"), 100),
        message=say(entry.get("customMessage")),
    )
