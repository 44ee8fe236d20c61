"""What a person reads after the screen is gone: a bug without local variables and secrets, a text that was not kept."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from copilot_tui.domain.secrets import redact
from copilot_tui.domain.text import code, prose

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.domain.errors import CopilotError


def crash_words(error: BaseException, log: Path | None) -> str:
    """All that is said after a crash: whose mistake it was, what is kept, the report, and where the log is."""
    kept = "copilot-tui ended by a mistake of its own. Your questions are kept."
    where = f"\nThe log is {code(str(log))}" if log is not None else ""
    return f"{kept}\n\n{crash_report(error)}{where}"


def crash_report(error: BaseException) -> str:
    """The error's traceback as text: no local variables, no control characters, what looks like a secret hidden."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    return redact(code("".join(lines)))


def cause_of(error: BaseException) -> BaseException:
    """The mistake itself: a worker hands it over within an error of its own, which tells nothing."""
    from textual.worker import WorkerFailed

    return error.error if isinstance(error, WorkerFailed) else error


def unsaved_words(failure: CopilotError, typed: str) -> str:
    """What is said where not all could be kept: why, and the draft itself, to be copied from here."""
    draft = f" What you typed last was:\n\n{typed}" if typed.strip() else ""
    return prose(f"copilot-tui: what you did last could not be kept. {failure.message}{draft}")
