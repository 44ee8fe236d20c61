"""What is printed where: data on stdout, everything else on stderr; nothing foreign reaches a terminal unguarded."""

from __future__ import annotations

import errno
import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

import click

from copilot_tui.domain import text

if TYPE_CHECKING:
    from collections.abc import Callable

# Windows says EINVAL where a pipe was closed.
_PIPE_CLOSED: Final = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}


@dataclass(frozen=True, slots=True)
class Manner:
    """How foreign text is printed."""

    prose: Callable[[str], str]
    code: Callable[[str], str]


_COLOUR: Final = {"choice": "auto"}
_GUARDED: Final = Manner(prose=text.prose, code=text.code)
_EXACT: Final = Manner(prose=str, code=str)


def use_colour(choice: str) -> None:
    """Sets whether styles are printed, for as long as the process lives: stdout is the process's, too.

    Args:
        choice: "auto" (on a terminal that takes them, unless NO_COLOR says otherwise), "always" or "never".
    """
    _COLOUR["choice"] = choice


def manner() -> Manner:
    """Guarded on a terminal, exact into a pipe or file: what another program reads is what came."""
    return _GUARDED if for_people() else _EXACT


def for_people() -> bool:
    """Whether what is printed is to be looked at, and not read by another program."""
    return to_terminal() or _COLOUR["choice"] == "always"


def to_terminal() -> bool:
    """Whether stdout is a terminal."""
    return _is_terminal(sys.stdout)


def talks_to_terminal() -> bool:
    """Whether stderr is a terminal that can redraw a line."""
    return _is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"


def styled() -> bool:
    """Whether stdout takes bold, colours and the like (https://no-color.org)."""
    if _COLOUR["choice"] != "auto":
        return _COLOUR["choice"] == "always"
    return to_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def data(content: str) -> None:
    """Prints to stdout; a last newline is added where there is none.

    Raises:
        click.exceptions.Exit: the reader has closed the pipe and wants no more.
        click.ClickException: it could not be written, e.g. since a disk is full.
    """
    if not content:
        return
    try:
        _write(sys.stdout, content if content.endswith("\n") else content + "\n")
    except OSError as error:
        _silence(sys.stdout)
        if error.errno in _PIPE_CLOSED:
            raise click.exceptions.Exit(0) from error
        raise click.ClickException(f"Writing to standard output failed: {error.strerror}.") from error


def as_json(value: object) -> None:
    """Prints a value as JSON; on a terminal, what does not print is escaped."""
    import json  # here, since the screen is started without it

    written = json.dumps(value, ensure_ascii=False, indent=2)
    if to_terminal() and not written.replace("\n", " ").isprintable():
        written = "".join(mark if mark == "\n" or mark.isprintable() else json.dumps(mark)[1:-1] for mark in written)
    data(written)


def say(words: str) -> None:
    """Prints a line or more to stderr, guarded."""
    try:
        _write(sys.stderr, f"{text.prose(words)}\n")
    except OSError:  # nobody listens: what is done is done all the same
        _silence(sys.stderr)


def complain(message: str, hint: str = "") -> None:
    """Prints what went wrong and what can be done: in one line, unless the message has several."""
    between = "\n" if "\n" in message else " "
    say(f"Error: {message}{between if hint else ''}{hint}")


def make_lenient() -> None:
    """Makes stdout and stderr print a replacement for what their encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _write(stream: TextIO | None, content: str) -> None:
    if stream is not None:  # None where the process was started with it closed
        stream.write(content)
        stream.flush()


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _silence(stream: TextIO) -> None:
    """Lets what is still buffered go nowhere: at its end, Python would try to write it once more and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
