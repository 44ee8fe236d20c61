"""What is asked: the words of the command line, and what comes through a pipe."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final, TextIO

import click

from copilot_tui.cli import output

if TYPE_CHECKING:
    from collections.abc import Sequence

STDIN: Final = "-"
MOST_CHARACTERS: Final = 200_000
"""How much of stdin goes with a question; of more, the middle is left out."""
_CHUNK: Final = 65_536


def compose(words: Sequence[str], stdin: TextIO | None = None) -> str:
    """The question: the words, stdin for "-" or for no words in a pipe, or both with a blank line between.

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
    attached = _attached(source) if wants_stdin and source is not None else ""
    query = "\n\n".join(part for part in (typed, attached) if part.strip())
    if not query:
        raise click.UsageError("The question is empty: nothing was sent.")
    return query


def shortened(source: TextIO, most: int = MOST_CHARACTERS) -> tuple[str, int]:
    """The text of a stream without its middle where it is too long, however long that is.

    Args:
        source: read to its end.
        most: how many characters are kept.

    Returns:
        The text, and how many characters were left out; where some were, the text says so in their place.
    """
    head = source.read(most)
    half, total, tail = most // 2, len(head), ""
    while chunk := source.read(_CHUNK):
        total += len(chunk)
        tail = (tail + chunk)[-half:]
    left_out = total - most
    if left_out <= 0:
        return head, 0
    # The end may reach back into what was read first.
    end = (head + tail)[-half:] if len(tail) < half else tail
    return f"{head[: most - half]}\n\n[… {left_out:,} characters left out here …]\n\n{end}", left_out


def _attached(source: TextIO) -> str:
    if isinstance(source, io.TextIOWrapper):
        source.reconfigure(encoding="utf-8", errors="replace")  # a log with a broken byte is still a log
    text, left_out = shortened(source)
    if left_out:
        output.say(f"The input is long: {left_out:,} characters in its middle are left out.")
    return text.rstrip("\n")
