"""Which programs are meant by what is typed: the language of the search, as far as it can be said of a program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.language import badge
from copilot_tui.domain.search_query import parse_search

if TYPE_CHECKING:
    from datetime import datetime

    from copilot_tui.domain.program import Program
    from copilot_tui.domain.search_query import SearchQuery


@dataclass(frozen=True, slots=True)
class SearchedProgram:
    """A program with the text that words are looked for in, made once for many filters."""

    program: Program
    text: str

    @classmethod
    def of(cls, program: Program) -> SearchedProgram:
        """Language, place, title, question, plan and code."""
        content = program.content
        place = (program.context.org, program.context.url) if program.context else ()
        about = (program.language, badge(program.language), *place, program.conversation_title, program.query)
        return cls(program, "\n".join((*about, content.instructions, content.code)).casefold())


@dataclass(frozen=True, slots=True)
class ProgramFilter:
    """What is asked for: words anywhere, ``lang:``, ``org:``, ``stack:``, ``after:``, ``before:``, and ``-`` for not.

    What says nothing about programs, such as ``kind:``, leaves all of them.
    """

    query: SearchQuery

    @classmethod
    def typed(cls, words: str, now: datetime) -> ProgramFilter:
        """The filter that a person means.

        Args:
            words: any text; nothing in it is an error.
            now: with the person's time zone, for ``after:`` and ``before:``.
        """
        return cls(parse_search(words, now))

    def takes(self, searched: SearchedProgram) -> bool:
        """Whether a program is meant."""
        query, created = self.query, searched.program.created_at
        return (
            all(term.words.casefold() in searched.text for term in query.terms)
            and not any(term.words.casefold() in searched.text for term in query.excluded)
            and all(self._takes_field(field, searched.program) for field in ("lang", "org", "stack"))
            and (query.after is None or created >= query.after)
            and (query.before is None or created < query.before)
        )

    def _takes_field(self, field: str, program: Program) -> bool:
        wanted, unwanted = self.query.values(field), self.query.values(field, negated=True)
        values = _values(field, program)
        return (not wanted or bool(values & set(wanted))) and not values & set(unwanted)


def _values(field: str, program: Program) -> set[str]:
    """What a program has in a field, in lower case; of a stack the name, and the name with its project."""
    if field == "lang":
        return {program.language}
    if program.context is None:
        return set()
    if field == "org":
        return {program.context.org.lower()}
    page = program.context.page
    names = {page.stack, f"{page.project}/{page.stack}", f"{page.org}/{page.project}/{page.stack}"}
    return {name.lower() for name in names} if page.stack else set()
