"""A search in the words of FTS5 and SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.context import CONSOLE
from copilot_tui.domain.message import well_formed
from copilot_tui.domain.search_query import FLAGS
from copilot_tui.store.folding import humps
from copilot_tui.store.index import MARKS
from copilot_tui.store.rows import to_micros

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from copilot_tui.domain.search_query import SearchQuery, Term

# The path of a console page between slashes, its organization without one before it: "acme/shop/dev/updates/4/".
_PATH: Final = f"replace(replace(lower(substr(url, {len(CONSOLE) + 2})), '?', '/'), '#', '/') || '/'"
_MOST_VALUES: Final = 32
ALWAYS: Final = "1"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must fulfil beside the index's own condition."""

    sql: str
    """Of the columns language, org, url, state, at and of the conversation's flags; `ALWAYS` for none."""
    values: tuple[object, ...]


def match_expression(query: SearchQuery, words_beginning: Callable[[str], Sequence[str]]) -> str:
    """The search in FTS5's query language; every word quoted, so that none of it is taken for an operator.

    Args:
        query: the search.
        words_beginning: the words of the index that a beginning stands for; none where it is not to be spelled out.

    Returns:
        "" for a search that asks for nothing.
    """
    if query.is_empty:
        return ""
    wanted = [_term(term, words_beginning) for term in query.terms]
    kinds = query.values("kind")
    if query.values("lang") and not kinds:
        kinds = ["program"]
    if not wanted and not kinds:
        kinds = ["question"]  # something stands for each turn
    if kinds:
        wanted.append("(" + " OR ".join(f'"{MARKS[kind]}"' for kind in dict.fromkeys(kinds)) + ")")
    unwanted = [_term(term, words_beginning) for term in query.excluded]
    unwanted += [f'"{MARKS[kind]}"' for kind in query.values("kind", negated=True)]
    if "trace" not in kinds:
        unwanted.append(f'"{MARKS["trace"]}"')
    return f"({' AND '.join(wanted)}) NOT ({' OR '.join(unwanted)})" if unwanted else " AND ".join(wanted)


def condition(query: SearchQuery) -> Condition:
    """What the index knows nothing of: where it was asked, when, what became of it, in which language."""
    parts: list[str] = []
    values: list[object] = []
    for field, one in _FIELDS.items():
        for negated in (False, True):
            wanted = query.values(field, negated=negated)[:_MOST_VALUES]
            if not wanted:
                continue
            clauses = []
            for value in wanted:
                clause, value_or_none = one(well_formed(value))
                clauses.append(clause)
                values += [] if value_or_none is None else [value_or_none]
            parts.append(f"{'NOT ' if negated else ''}({' OR '.join(clauses)})")
    if query.after is not None:
        parts.append("at >= ?")
        values.append(to_micros(query.after))
    if query.before is not None:
        parts.append("at < ?")
        values.append(to_micros(query.before))
    return Condition(" AND ".join(parts) or ALWAYS, tuple(values))


def shown_words(query: SearchQuery) -> list[str]:
    """The words to mark in what was found."""
    return [word for term in query.terms for word in (term.words.split() if term.prefix else [term.words])]


def _term(term: Term, words_beginning: Callable[[str], Sequence[str]]) -> str:
    words = well_formed(term.words)
    spelled = words_beginning(words) if term.prefix else ()
    # Of one Latin letter, only the word: to put together all that begins so takes seconds in a large store.
    begins = term.prefix and not (len(words) == 1 and words.isascii())
    whole = f"({' OR '.join(map(_quoted, spelled))})" if spelled else _quoted(words, prefix=begins)
    parts = [part for word in words.split() for part in humps(word)]
    # "policyDocument" is to find bucketPolicyDocument, of which the index has the parts in their order.
    if not term.prefix or len(parts) == len(words.split()):
        return whole
    return f"({whole} OR parts : {_quoted(' '.join(parts), prefix=True)})"


def _quoted(words: str, *, prefix: bool = False) -> str:
    doubled = words.replace('"', '""')
    return f'"{doubled}"{"*" if prefix else ""}'


def _org(value: str) -> tuple[str, str | None]:
    return "lower(org) = ?", value


def _stack(value: str) -> tuple[str, str | None]:
    # "dev" and "shop/dev" stand behind an organization; "acme/shop/dev" begins with one.
    path = f"'/' || {_PATH}" if value.count("/") > 1 else _PATH
    return f"instr({path}, ?) > 0", f"/{value}/"


def _state(value: str) -> tuple[str, str | None]:
    return (value, None) if value in FLAGS else ("state = ?", value)


def _language(value: str) -> tuple[str, str | None]:
    return "coalesce(language, '') = ?", value


_FIELDS: Final = {"org": _org, "stack": _stack, "state": _state, "lang": _language}
