"""A person's own prompts: texts with places that are filled when they are used.

``{org}``, ``{project}``, ``{stack}``, ``{url}`` and ``{language}`` come from where the person is; ``{ask:Which one?}``
is asked. ``{{org}}`` stands for the words "{org}" themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copilot_tui.domain.context import CloudContext

PLACES: Final = ("org", "project", "stack", "url", "language")
NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
RESERVED: Final = frozenset({"file"})
"""Names that the composer has for itself."""
_ASK: Final = "ask:"
_PLACE: Final = re.compile(r"\{\{([a-z_]+)\}\}|\{([a-z_]+|ask:[^{}\n]{1,200})\}")


def name_problem(name: str) -> str | None:
    """What is wrong with a prompt's name, as a sentence; None when it will do."""
    if name in RESERVED:
        return f"/{name} means something else already: give it another name."
    if not NAME.fullmatch(name):
        return "a name is small letters, digits, - and _, at most 40: it is typed after a slash."
    return None


def text_problem(text: str) -> str | None:
    """What is wrong with a prompt's text, as a sentence; None when it will do."""
    for place in _PLACE.finditer(text):
        if place[2] and not place[2].startswith(_ASK) and place[2] not in PLACES:
            known = ", ".join(f"{{{name}}}" for name in (*PLACES, "ask:…"))
            return (
                f"there is no place {{{place[2]}}}: there are {known}; {{{{{place[2]}}}}} stands for the word itself."
            )
    return None


def wanted(text: str, known: Mapping[str, str]) -> list[str]:
    """What has to be asked before a text can be filled, each once and in order: a place's name, or the question.

    Args:
        text: the prompt.
        known: place → value, e.g. of `places_of`; one that is "" has to be asked.
    """
    places = [place[2] for place in _PLACE.finditer(text) if place[2]]
    asked = [place.removeprefix(_ASK) if place.startswith(_ASK) else place for place in places if not known.get(place)]
    return list(dict.fromkeys(asked))


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with its places filled.

    Args:
        text: the prompt.
        known: a place's name, or a question, → what to write there.
    """

    def fill(place: re.Match[str]) -> str:
        if place[1]:
            return f"{{{place[1]}}}"
        return known.get(place[2].removeprefix(_ASK)) or place[0]

    return _PLACE.sub(fill, text)


def places_of(context: CloudContext | None, language: str) -> dict[str, str]:
    """What can be filled in without asking; "" for what is not known."""
    page = context.page if context else None
    return {
        "org": context.org if context else "",
        "project": page.project if page else "",
        "stack": page.stack if page else "",
        "url": context.url if context else "",
        "language": language,
    }
