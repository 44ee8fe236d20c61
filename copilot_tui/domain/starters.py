"""Questions to begin with, made for where the person is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.cloud import UpdateSummary
    from copilot_tui.domain.context import CloudContext

FAILED: Final = "failed"
_PROGRAM: Final = "Write a program that "


@dataclass(frozen=True, slots=True)
class Starter:
    """One question to begin with."""

    question: str
    """As it goes into the composer; the beginning of one where it ends in a space."""
    url: str = ""
    """The console page that it is about, where that is another one than the context's."""
    in_a_language: bool = False
    """Whether it is about a program, whose language is to be chosen."""
    prompt: str = ""
    """The name of the person's own prompt that it stands for; "" for none."""

    @property
    def label(self) -> str:
        """The question, with "…" for what is left to write."""
        return f"{self.question.rstrip()} …" if self.question.endswith(" ") else self.question


def starters(context: CloudContext | None, updates: Sequence[UpdateSummary] = ()) -> tuple[Starter, ...]:
    """Questions that fit.

    Args:
        context: where the person is; None where not even the organization is known.
        updates: the last ones of the context's stack, newest first; empty where they are not known.
    """
    program = Starter(_PROGRAM, in_a_language=True)
    if context is None:
        return program, Starter("How do stack references work?")
    page = context.page
    section, _, number = page.page.partition("/")
    if section == "updates" and number.isdecimal():
        return (*_about_update(int(number), updates), program)
    if page.stack:
        return (*_about_stack(context, updates), program)
    return Starter("Who are the admins?"), Starter("Which stacks were updated this week?"), program


def _about_update(number: int, updates: Sequence[UpdateSummary]) -> tuple[Starter, ...]:
    why = Starter(f"Why did update {number} fail, and how do I fix it?")
    what = Starter(f"What did update {number} change?")
    result = next((update.result for update in updates if update.version == number), "")
    if not result:
        return why, what
    return (why, what) if result == FAILED else (what, Starter(f"Is there anything to worry about in update {number}?"))


def _about_stack(context: CloudContext, updates: Sequence[UpdateSummary]) -> tuple[Starter, ...]:
    from copilot_tui.domain.context import console_url

    page = context.page
    what = Starter("What is in this stack?")
    if not updates:
        return what, Starter("Did the last update succeed? If not, how do I fix it?")
    last = updates[0]
    url = f"{console_url(page.org, page.project, page.stack)}/updates/{last.version}"
    if last.result == FAILED:
        return Starter(f"Why did update {last.version} fail, and how do I fix it?", url=url), what
    return what, Starter(f"What did update {last.version} change?", url=url)
