"""Where the token comes from: PULUMI_ACCESS_TOKEN, then ``token_command``, then the Pulumi CLI's login."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.account import TokenSource
from copilot_tui.domain.endpoint import PULUMI_CLOUD, host_of, is_pulumi_cloud
from copilot_tui.domain.environment import VARIABLE
from copilot_tui.domain.errors import NotSignedIn
from copilot_tui.domain.text import line
from copilot_tui.domain.token import Token
from copilot_tui.pulumi.credentials import SOURCE as LOGIN
from copilot_tui.pulumi.credentials import NoLogin, read_login
from copilot_tui.pulumi.token_command import SOURCE as COMMAND
from copilot_tui.pulumi.token_command import run_token_command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class FoundToken:
    """A token and what is known of it."""

    token: Token
    username: str = ""
    """Whose it is; "" where that is not known without asking the service."""
    expires_at: datetime | None = None
    """UTC; None where that is not known, or never."""

    @property
    def source(self) -> str:
        """Where it was found: "PULUMI_ACCESS_TOKEN", "token_command" or "pulumi login"."""
        return self.token.source


def find_token(
    env: Mapping[str, str],
    *,
    api_url: str = PULUMI_CLOUD,
    token_command: Sequence[str] = (),
    only: str = "",
    now: datetime | None = None,
) -> FoundToken:
    """Finds the token; may block for as long as ``token_command`` takes.

    What the CLI's file or ``token_command`` hold was made for the Pulumi Cloud and goes nowhere else: any other
    address gets the token that was put into the environment for it, or none.

    Args:
        env: the environment.
        api_url: where the token is to be sent.
        token_command: program and arguments from config.toml; empty for none.
        only: the one place to look at, by its name in `token_sources`; "" for all of them in order.
        now: UTC, to tell whether a login has expired; None for the clock's time.

    Raises:
        NotSignedIn: there is none; says why, and what can be done.
        WrongSettings: what was found cannot be a token, or ``token_command`` cannot be run.
    """
    if only in {"", VARIABLE} and (explicit := env.get(VARIABLE, "").strip()):
        return FoundToken(Token(explicit, source=VARIABLE))
    if not is_pulumi_cloud(api_url):
        raise NotSignedIn(
            f"{VARIABLE} is not set, and no other token is sent to {host_of(api_url) or 'this address'}.",
            hint=f"Set {VARIABLE} to the token that is meant for it.",
        )
    if only == VARIABLE:
        raise NotSignedIn(f"{VARIABLE} is not set.")
    if only in {"", COMMAND} and token_command:
        return FoundToken(run_token_command(token_command, env))
    if only == COMMAND:
        raise NotSignedIn("token_command is not set in config.toml.")
    login = read_login(env, now=now)
    if isinstance(login, NoLogin):
        raise NotSignedIn(login.message, hint=login.hint)
    return FoundToken(login.token, login.username, login.expires_at)


def token_sources(
    env: Mapping[str, str],
    *,
    api_url: str = PULUMI_CLOUD,
    token_command: Sequence[str] = (),
    now: datetime | None = None,
) -> tuple[TokenSource, ...]:
    """The places where a token may be found, in the order in which `find_token` looks; runs nothing.

    Args:
        env: the environment.
        api_url: where the token is to be sent.
        token_command: program and arguments from config.toml; empty for none.
        now: UTC, to tell whether a login has expired; None for the clock's time.
    """
    is_set = bool(env.get(VARIABLE, "").strip())
    variable = TokenSource(VARIABLE, "set" if is_set else "not set", is_set)
    if not is_pulumi_cloud(api_url):
        return (variable,)
    command = line(token_command[0], 60) if token_command else ""
    login = read_login(env, now=now)
    if isinstance(login, NoLogin):
        cli = TokenSource(LOGIN, login.message, usable=False)
    else:
        until = f"until {login.expires_at:%Y-%m-%d %H:%M} UTC" if login.expires_at else ""
        cli = TokenSource(LOGIN, ", ".join(filter(None, (login.username or "logged in", until))), usable=True)
    return variable, TokenSource(COMMAND, command or "not set in config.toml", bool(command)), cli
