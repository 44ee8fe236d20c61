"""The language of the search: words, phrases, and what narrows them down. Nothing typed is ever an error.

``bucket policy`` finds texts with both words, each as the beginning of a word; ``"bucket policy"`` the words side by
side; ``-bucket`` texts without it. ``kind:program``, ``lang:go``, ``org:acme``, ``stack:dev``, ``state:failed``,
``after:3d``, ``before:2026-08`` and ``in:title`` narrow down, with a minus in front the other way round. Whatever is
none of these is looked for as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.language import LANGUAGES, find_language
from copilot_tui.domain.moments import read_moment
from copilot_tui.domain.state import TurnState

if TYPE_CHECKING:
    from datetime import datetime

MOST_CHARACTERS: Final = 1000
MOST_TERMS: Final = 32

KINDS: Final = ("title", "question", "response", "program", "status", "trace", "other")
"""What can be found: titles, questions, and messages by their kind; "other" is a kind of message that has no name here.
An improved program is a program."""
FLAGS: Final = ("pinned", "archived", "unread")
"""What ``state:`` takes beside the states of a turn."""
FIELDS: Final = ("kind", "lang", "org", "stack", "state", "after", "before", "in")

_VALUES: Final = {
    "kind": KINDS,
    "in": ("title",),
    "lang": tuple(row.name for row in LANGUAGES),
    "state": (*(state.value for state in TurnState), *FLAGS),
}
_NAMES: Final = {
    ("kind", "answer"): "response",
    ("kind", "plan"): "program",
    ("kind", "code"): "program",
    ("kind", "improvedprogram"): "program",
    ("state", "asking"): TurnState.SENDING.value,
}
"""Other words for values."""
_TOKEN: Final = re.compile(
    rf'-?(?:{"|".join(FIELDS)}):(?=\s|$)|(-?)(?:([a-z]+):)?("[^"]*"\*?|"[^"]*$|[^\s"]+)', re.IGNORECASE
)

_LONE_LETTER: Final = re.compile(r"(?<!\S)[A-Za-z0-9]\Z")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side."""

    words: str
    prefix: bool = True
    """Whether the last one may be the beginning of a longer word."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that narrows a search down; several values of one field are alternatives."""

    field: str
    """kind, lang, org, stack or state."""
    value: str
    """Canonical where the field has a list of values, else as typed, in lower case."""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a search is for."""

    terms: tuple[Term, ...] = ()
    """All must be there."""
    excluded: tuple[Term, ...] = ()
    """None may be there."""
    filters: tuple[Filter, ...] = ()
    after: datetime | None = None
    """Asked at this moment or later."""
    before: datetime | None = None
    """Asked before this moment."""

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return self == SearchQuery()

    def values(self, field: str, *, negated: bool = False) -> list[str]:
        """The values of a field."""
        return [one.value for one in self.filters if one.field == field and one.negated == negated]


def without_begun_letter(typed: str) -> str:
    """What is typed without a last word of one Latin letter.

    Nearly everything holds a word that begins so: to look for it takes longer than the next letter takes to come.
    """
    return _LONE_LETTER.sub("", typed)


def parse_search(typed: str, now: datetime) -> SearchQuery:
    """What a person means by what they type.

    Args:
        typed: any text; of more than `MOST_CHARACTERS` and `MOST_TERMS` the rest is left out.
        now: with the person's time zone, for ``after:`` and ``before:``.
    """
    terms: list[Term] = []
    excluded: list[Term] = []
    filters: list[Filter] = []
    moments: dict[str, datetime] = {}
    for match in _TOKEN.finditer(typed[:MOST_CHARACTERS].replace("\x00", " ")):
        minus, field, value = match[1] or "", (match[2] or "").lower(), match[3]
        if value is None:
            continue  # "kind:" with nothing behind it yet: still being typed
        if moment := _moment(field, value, now) if not minus else None:
            moments[field] = moment
        elif one := _filter(field, _bare(value), negated=bool(minus)):
            filters.append(one)
        elif term := _term(match[0][len(minus) :] if field else value):
            (excluded if minus else terms).append(term)
    return SearchQuery(
        tuple(terms[:MOST_TERMS]),
        tuple(excluded[:MOST_TERMS]),
        tuple(filters[:MOST_TERMS]),
        after=moments.get("after"),
        before=moments.get("before"),
    )


def _moment(field: str, value: str, now: datetime) -> datetime | None:
    return read_moment(_bare(value), now) if field in {"after", "before"} else None


def _filter(field: str, value: str, *, negated: bool) -> Filter | None:
    """A filter, where field and value are known; None for words that merely look like one."""
    found = _value(field, value.strip().lower())
    if found is None:
        return None
    return Filter("kind" if field == "in" else field, found, negated)


def _value(field: str, value: str) -> str | None:
    if field in {"org", "stack"}:
        return value.strip("/") or None
    if field == "lang" and value:
        language = find_language(value)
        return language.name if language else _begun(value, field) or value
    if field not in _VALUES or not value:
        return None
    return _NAMES.get((field, value)) or _begun(value, field)


def _begun(value: str, field: str) -> str | None:
    """The one value that starts so, while it is typed; the first where there are several."""
    return next((one for one in _VALUES[field] if one.startswith(value)), None)


def _bare(value: str) -> str:
    return value.removesuffix("*").strip('"')


def _term(value: str) -> Term | None:
    """Words to look for; None where there is no letter and no digit in them."""
    if not any(map(str.isalnum, value)):
        return None
    quoted = value.startswith('"')
    closed = quoted and len(value) > 1 and value.endswith('"')
    return Term(value.removesuffix("*").strip('"'), prefix=not closed)
