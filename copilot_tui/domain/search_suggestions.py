"""What a search could go on with while it is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.language import LANGUAGES
from copilot_tui.domain.search_query import FIELDS, FLAGS, KINDS
from copilot_tui.domain.state import TurnState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.domain.listing import Summary

_MOMENTS: Final = ("today", "yesterday", "3d", "1w", "1mo", "1y")
_VALUES: Final[Mapping[str, Sequence[str]]] = {
    "kind": KINDS,
    "lang": tuple(language.name for language in LANGUAGES),
    "state": ("failed", "interrupted", "cancelled", "unread", *(state.value for state in TurnState), *FLAGS),
    "in": ("title",),
    "after": _MOMENTS,
    "before": _MOMENTS,
}
_LAST: Final = re.compile(r"(?<!\S)(-?)([A-Za-z]*)(?:(:)([^\s\"]*))?\Z")


def suggestions(typed: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """Ways to go on with the last word.

    Args:
        typed: everything up to the cursor.
        known: values from the history: "org" and "stack", the likeliest first.

    Returns:
        Each what the last word would become, such as "kind:program"; the likeliest first, each once. Nothing where
        the last word is no field and the beginning of none.
    """
    match = _LAST.search(typed)
    if match is None or typed.count('"') % 2:
        return []
    before, field, value = match[1], match[2].lower(), (match[4] or "").lower()
    if not match[3]:
        if not field and not before and typed.strip():
            return []
        return [f"{before}{name}:" for name in FIELDS if name.startswith(field)]
    values = known.get(field) or _VALUES.get(field, ())
    fitting = [one for one in dict.fromkeys(values) if one.lower().startswith(value) and one.lower() != value]
    return [f"{before}{field}:{one}" for one in fitting]


def values_of(rows: Sequence[Summary]) -> dict[str, Sequence[str]]:
    """Values to suggest from conversations, those of the first ones first: "org" and "stack"."""
    from copilot_tui.domain.context import read_console_url

    pages = [read_console_url(url) for url in dict.fromkeys(row.url for row in rows)]
    return {
        "org": list(dict.fromkeys(row.org.lower() for row in rows)),
        "stack": list(dict.fromkeys(f"{page.project}/{page.stack}".lower() for page in pages if page.stack)),
    }


def completed(typed: str, suggestion: str) -> str:
    """What is typed with its last word gone on with; a space follows what is complete."""
    match = _LAST.search(typed)
    head = typed[: match.start()] if match else typed
    return f"{head}{suggestion}" if suggestion.endswith(":") else f"{head}{suggestion} "
