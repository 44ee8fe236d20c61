"""What is asked: the words of the command line, and what comes through a pipe."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final, TextIO

import click

from copilot_tui.cli import output
from copilot_tui.domain.attachment import Attachment, shortened, with_attachments

if TYPE_CHECKING:
    from collections.abc import Sequence

STDIN: Final = "-"


def compose(words: Sequence[str], stdin: TextIO | None = None) -> str:
    """The question: the words, stdin for "-" or for no words in a pipe, or the words with stdin attached.

    Args:
        words: the arguments; a last "-" stands for stdin.
        stdin: what to read; None for the process's own.

    Raises:
        click.UsageError: the question is empty.
    """
    source = stdin or sys.stdin
    piped = source is not None and not source.closed and not source.isatty()
    wants_stdin = words[-1:] == (STDIN,) or (not words and piped)
    typed = " ".join(words[:-1] if words[-1:] == (STDIN,) else words)
    piped_text = _read(source) if wants_stdin and source is not None else ""
    attachments = [Attachment("stdin", piped_text)] if typed.strip() and piped_text.strip() else []
    query = with_attachments(typed, attachments) if typed.strip() else piped_text
    if not query.strip():
        raise click.UsageError("The question is empty: nothing was sent.")
    return query


def _read(source: TextIO) -> str:
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(encoding="utf-8", errors="replace")  # a log with a broken byte is still a log
    text, left_out = shortened(source)
    if left_out:
        output.say(f"The input is long: {left_out:,} characters in its middle are left out.")
    return text.rstrip("\n")
