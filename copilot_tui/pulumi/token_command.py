"""Running ``token_command``: the person's own program that prints the token, such as a password manager's."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.errors import NotSignedIn, WrongSettings
from copilot_tui.domain.text import line
from copilot_tui.domain.token import Token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SOURCE: Final = "token_command"
TIME_LIMIT_SECONDS: Final = 30.0
_TOKEN_LIKE: Final = re.compile(r"pul-[0-9A-Za-z]+")
_HINT: Final = "Try it in a shell; it must print the token and nothing else."


def run_token_command(
    command: Sequence[str], env: Mapping[str, str], *, time_limit_seconds: float = TIME_LIMIT_SECONDS
) -> Token:
    """Runs a program without a shell and takes its output for the token; blocks until it ends.

    It gets the environment as it is, since password managers live by it, and no terminal: a prompt would be drawn
    over the screen, so such a program fails instead.

    Args:
        command: the program and its arguments.
        env: its environment.
        time_limit_seconds: it is ended after that, with all that it started.

    Raises:
        WrongSettings: there is no such program, or what it printed is no token.
        NotSignedIn: it failed or took too long; says what it wrote to stderr, never what it printed.
    """
    name = line(command[0], 80)
    try:
        process = subprocess.Popen(  # noqa: S603 — the person's own command, from a file that only they can write
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(env),
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name or arguments cannot be used"
        raise WrongSettings(f"token_command: {name} cannot be run: {reason}.", hint=_HINT) from error
    try:
        output, errors = process.communicate(timeout=time_limit_seconds)
    except subprocess.TimeoutExpired as error:
        raise NotSignedIn(
            f"token_command: {name} did not end within {time_limit_seconds:g} seconds.", hint=_HINT
        ) from error
    finally:
        if process.stdout and not process.stdout.closed:  # cut off before it was read to its end
            _end(process)
    if process.returncode:
        raise NotSignedIn(f"token_command: {name} {_ending(process.returncode)}. {_words(errors)}".strip(), hint=_HINT)
    return Token(output.decode("utf-8", "replace"), source=SOURCE)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program, and what it started: a child that outlives it may still hold its output open."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it leads a group of its own
    else:
        process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def _ending(code: int) -> str:
    return f"failed with status {code}" if code > 0 else f"was ended by signal {-code}"


def _words(errors: bytes) -> str:
    text = line(errors.decode("utf-8", "replace"), 300)
    return f"It said: {_TOKEN_LIKE.sub('pul-***', text)}" if text else ""
