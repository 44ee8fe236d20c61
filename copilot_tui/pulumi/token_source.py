"""Where the token comes from: PULUMI_ACCESS_TOKEN, then ``token_command``, then the Pulumi CLI's login."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.endpoint import PULUMI_CLOUD, host_of, is_pulumi_cloud
from copilot_tui.domain.errors import NotSignedIn
from copilot_tui.domain.token import Token
from copilot_tui.pulumi.credentials import NoLogin, read_login
from copilot_tui.pulumi.token_command import run_token_command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

VARIABLE: Final = "PULUMI_ACCESS_TOKEN"


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
    now: datetime | None = None,
) -> FoundToken:
    """Finds the token; may block for as long as ``token_command`` takes.

    What the CLI's file or ``token_command`` hold was made for the Pulumi Cloud and goes nowhere else: any other
    address gets the token that was put into the environment for it, or none.

    Args:
        env: the environment.
        api_url: where the token is to be sent.
        token_command: program and arguments from config.toml; empty for none.
        now: UTC, to tell whether a login has expired; None for the clock's time.

    Raises:
        NotSignedIn: there is none; says why, and what can be done.
        WrongSettings: what was found cannot be a token, or ``token_command`` cannot be run.
    """
    if explicit := env.get(VARIABLE, "").strip():
        return FoundToken(Token(explicit, source=VARIABLE))
    if not is_pulumi_cloud(api_url):
        raise NotSignedIn(
            f"{VARIABLE} is not set, and no other token is sent to {host_of(api_url) or 'this address'}.",
            hint=f"Set {VARIABLE} to the token that is meant for it.",
        )
    if token_command:
        return FoundToken(run_token_command(token_command, env))
    login = read_login(env, now=now)
    if isinstance(login, NoLogin):
        raise NotSignedIn(login.message, hint=login.hint)
    return FoundToken(login.token, login.username, login.expires_at)
