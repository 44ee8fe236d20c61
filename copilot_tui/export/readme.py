"""The README of an exported project: how to run it, what was asked, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.fences import closed, fenced, plain, quoted, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.program import Program


def readme(
    program: Program,
    *,
    name: str,
    title: str,
    needs: Sequence[str],
    commands: Sequence[str],
    warnings: Sequence[str],
) -> PlannedFile:
    """README.md of a project.

    Args:
        program: what was exported.
        name: the project's name.
        title: its language as people write it; "" for one that we do not know.
        needs: what must be there to run it, in words.
        commands: what to run, in order.
        warnings: what to look at first.
    """
    parts = [f"# {name}", _introduction(title)]
    if warnings:
        parts += ["## Look at this first", "\n".join(f"- {plain(warning)}" for warning in warnings)]
    if commands:
        parts += ["## Run it", f"You need {_listed(needs)}.", fenced("\n".join(commands), "sh")]
        if any("YOUR_" in command for command in commands):
            parts.append("Put your own values where it says `YOUR_…`.")
    if program.query.strip():
        parts += ["## The question", quoted(program.query)]
    parts += ["## Where it came from", "\n".join(_origin(program))]
    if program.content.instructions.strip():  # last: foreign Markdown may leave anything open
        parts += ["## The plan", closed(program.content.instructions)]
    return PlannedFile("README.md", "\n\n".join(parts).rstrip("\n") + "\n")


def _introduction(title: str) -> str:
    what = f"A Pulumi program in {title}" if title else "A program"
    return f"{what}, written by Pulumi Copilot and exported by copilot-tui. Read it before you run it."


def _listed(things: Sequence[str]) -> str:
    """As people list things: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(things[:-1]), *things[-1:])))


def _origin(program: Program) -> Iterator[str]:
    if program.conversation_title.strip():
        yield f"- Conversation: {span(program.conversation_title)}"
    if program.context is not None:
        place = " · ".join(filter(None, (program.context.org, program.context.page.label)))
        yield f"- Asked in {span(place)}"
    yield f"- Version {program.version} of the program in this language, {program.lines} lines"
    yield f"- Answered {program.created_at:%Y-%m-%d %H:%M} UTC"
    for label, value in (
        ("programId", program.content.program_id),
        ("Language as the service wrote it", program.content.language),
        ("Template", program.content.template_url),
    ):
        if value.strip():
            yield f"- {label}: {span(value)}"
