"""Looking whether everything works, and saying what to do where it does not."""

from __future__ import annotations

import platform
import textwrap
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

import click

from copilot_tui.cli import output
from copilot_tui.cli.command import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.domain.diagnosis import Finding

_PACKAGES: Final = ("textual", "httpx", "pydantic")
_SUBJECT: Final = 10  # cells of a subject's name
_MARKS: Final = {"fine": "✓", "note": "·", "broken": "✗"}
_LEAST: Final = (40, 12)  # columns and rows that the screen needs


@click.command(
    "doctor",
    cls=Command,
    epilog="""
    copilot-tui doctor
    copilot-tui doctor --json | jq '.findings[] | select(.state == "broken")'
    copilot-tui doctor --repair
    """,
)
@click.option("--json", "json", is_flag=True, help="Print the findings as JSON.")
@click.option("--repair", is_flag=True, help="Mend the history first; a copy of it is kept.")
@click.pass_obj
def doctor(invocation: Invocation, json: bool, repair: bool) -> int:
    """Look whether everything works that asking a question needs.

    Versions, terminal, clipboard, settings, history, token (never the token itself), context, and whether the service
    answers: one request. The exit status is 1 if something is broken.
    """
    from copilot_tui.domain.diagnosis import State

    if repair:
        output.say(invocation.wiring.repair(invocation.options))
    findings: list[Finding] = []
    for finding in _findings(invocation):
        findings.append(finding)
        if not json:
            output.data(_shown(finding))
    broken = [finding for finding in findings if finding.state is State.BROKEN]
    if json:
        output.as_json({"ok": not broken, "findings": [finding.model_dump(mode="json") for finding in findings]})
    elif broken:
        output.say(f"Broken: {', '.join(finding.subject for finding in broken)}.")
    return 1 if broken else 0


def _findings(invocation: Invocation) -> Iterator[Finding]:
    yield _versions()
    yield _terminal()
    yield _clipboard()
    yield from invocation.wiring.examine(invocation.options)


def _versions() -> Finding:
    from importlib.metadata import version

    from copilot_tui.domain.diagnosis import Finding, State

    found = {name: version(name) for name in ("copilot-tui", *_PACKAGES)}
    facts = {**found, "python": platform.python_version(), "system": platform.platform(terse=True)}
    message = ", ".join(f"{name} {number}" for name, number in facts.items() if name != "system")
    return Finding(subject="versions", state=State.FINE, message=f"{message}, on {facts['system']}", facts=facts)


def _terminal() -> Finding:
    from copilot_tui.domain.diagnosis import Finding, State
    from copilot_tui.domain.text import line
    from copilot_tui.ui.terminal.abilities import abilities

    found = abilities()
    if found is None:
        hint = "Run it without a pipe to have the terminal looked at."
        return Finding(subject="terminal", state=State.NOTE, message="this is no terminal", hint=hint)
    facts = {
        "name": found.name,
        "columns": found.columns,
        "rows": found.rows,
        "colours": found.colours,
        "kitty_keys": found.kitty_keys,
        "osc_52": found.osc_52,
    }
    keys = {True: "shift+enter is told from enter", False: "ctrl+j breaks a line", None: "it does not say what keys"}
    clipboard = "its clipboard can be set" if found.osc_52 else "whether its clipboard can be set it does not say"
    size = f"{found.columns}×{found.rows}"
    message = f"{line(found.name, 60)}, {size}, {found.colours} colours; {keys[found.kitty_keys]}; {clipboard}"
    hint = ""
    if found.name.startswith("dumb"):
        hint = "The full screen needs a terminal that can draw: set TERM."
    elif found.columns < _LEAST[0] or found.rows < _LEAST[1]:
        hint = f"The full screen needs {_LEAST[0]}×{_LEAST[1]}: make the window larger."
    return Finding(
        subject="terminal", state=State.NOTE if hint else State.FINE, message=message, hint=hint, facts=facts
    )


def _clipboard() -> Finding:
    import asyncio

    from copilot_tui.domain.diagnosis import Finding, State
    from copilot_tui.ui.clipboard.clipboard import Clipboard

    way = asyncio.run(Clipboard(write=lambda _: None).mechanism())
    return Finding(subject="clipboard", state=State.FINE, message=f"through {way}", facts={"mechanism": way})


def _shown(finding: Finding) -> str:
    """A mark, the subject, what is so; what to do below it."""
    guard = output.manner().prose
    width = max(40, get_terminal_size().columns - 1)
    margin = " " * (_SUBJECT + 2)
    message = [piece for text in guard(finding.message).splitlines() for piece in _wrapped(text, width - len(margin))]
    rows = [f"{_MARKS[finding.state]} {finding.subject:<{_SUBJECT}}{message[0]}"]
    rows += [margin + piece for piece in message[1:]]
    hints = _wrapped(guard(finding.hint), width - len(margin) - 2)
    rows += [f"{margin}{'  ' if number else '→ '}{piece}" for number, piece in enumerate(hints)]
    return "\n".join(rows)


def _wrapped(text: str, width: int) -> list[str]:
    """Whole words; an address is never cut."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
