"""Contexts that a person may mean, each with what it is: what the picker offers, and what typing makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.context import CloudContext, console_url, org_problem, read_console_url, url_problem

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS: Final = 3  # organization, project, stack


@dataclass(frozen=True, slots=True)
class Place:
    """One context to choose."""

    context: CloudContext
    kind: str
    """What it is, in a word or two: "this folder", "last used", "stack", "prod" for a preset of that name."""
    note: str = ""
    """What is known of it: "34 resources"."""

    @property
    def label(self) -> str:
        """Its parts with slashes between, as they can be typed: "acme/project1/dev · update 4"."""
        page = self.context.page
        return " · ".join(part for part in ("/".join(_path(self.context)), page.page_label) if part)


def distinct(places: Iterable[Place]) -> list[Place]:
    """Each context once, by its first place."""
    found: dict[CloudContext, Place] = {}
    for place in places:
        found.setdefault(place.context, place)
    return list(found.values())


def typed_place(typed: str, org: str = "") -> Place | None:
    """What was typed or pasted, taken for a context: a console URL, "org", "org/project/stack", or "project/stack".

    Args:
        typed: the text.
        org: the organization that "project/stack" belongs to; "" for none.
    """
    text = typed.strip()
    if "://" in text:
        page = read_console_url(text)
        fits = not url_problem(text) and not org_problem(page.org)
        return Place(CloudContext(org=page.org, url=text), "this page") if fits else None
    parts = [part for part in text.split("/") if part]
    if len(parts) == _PARTS - 1 and org:
        parts = [org, *parts]
    elif len(parts) not in {1, _PARTS}:
        return None
    if any(map(org_problem, parts)) or url_problem(url := console_url(*parts)):
        return None
    return Place(CloudContext(org=parts[0], url=url), "as typed")


def problem_of(typed: str) -> str:
    """Why what was typed is no context, as a sentence."""
    if "://" in typed:
        page = read_console_url(typed)
        return url_problem(typed) or org_problem(page.org) or ""
    return "Type an organization, or paste an address of the Pulumi console."


def _path(context: CloudContext) -> list[str]:
    page = context.page
    if page.org and page.org != context.org:
        return [context.org, page.org, *filter(None, (page.project, page.stack))]
    return [context.org, *filter(None, (page.project, page.stack))]
