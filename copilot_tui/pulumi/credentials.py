"""The Pulumi CLI's credentials file: who is logged in to the Pulumi Cloud, and with which token.

The file, as pulumi/pulumi writes it in ``sdk/go/common/workspace/creds.go``::

    {"current": url, "accessTokens": {url: token}, "accounts": {url: {"accessToken", "username", "organizations",
     "refreshToken"?, "tokenInformation"?: {"name", "organization"?, "team"?, "expiresAt"?}}}}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from copilot_tui.domain.endpoint import PULUMI_CLOUD, is_pulumi_cloud
from copilot_tui.domain.errors import NotSignedIn, WrongSettings
from copilot_tui.domain.text import line
from copilot_tui.domain.token import Token
from copilot_tui.pulumi.backend import Backend, BackendKind, current_backend
from copilot_tui.pulumi.cli_files import (
    BrokenFile,
    UnusableFile,
    credentials_dir,
    read_json_object,
    shown,
    string,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE: Final = "pulumi login"
_ENCRYPTED: Final = "$pulumiSecureStore"


class LoginTrouble(StrEnum):
    """Why the CLI's file gives no token."""

    LOGGED_OUT = "logged out"
    SELF_HOSTED = "self-hosted backend"
    DIY = "diy backend"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    UNREADABLE = "unreadable"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class CliLogin:
    """A login to the Pulumi Cloud."""

    token: Token
    username: str = ""
    """As the CLI wrote it; may be missing."""
    expires_at: datetime | None = None
    """UTC; None where the token does not expire, or the file does not say."""
    current: str = ""
    """URL of the backend that the CLI is switched to; may be another one than the Pulumi Cloud."""


@dataclass(frozen=True, slots=True)
class NoLogin:
    """No usable login, and why."""

    trouble: LoginTrouble
    message: str
    hint: str = ""
    current: str = ""
    """As in `CliLogin`; "" where the file does not say."""
    username: str = ""
    """Of a login that cannot be used; "" where there is none."""


def read_login(env: Mapping[str, str], *, now: datetime | None = None) -> CliLogin | NoLogin:
    """Reads the CLI's credentials file; nothing that stands there is an error, it is a reason.

    Args:
        env: the environment.
        now: UTC, to tell whether a token has expired; None for the clock's time.
    """
    path = credentials_dir(env) / "credentials.json"
    name = shown(path, env)
    try:
        held = read_json_object(path)
    except UnusableFile as error:
        broken = isinstance(error, BrokenFile)
        return NoLogin(
            LoginTrouble.BROKEN if broken else LoginTrouble.UNREADABLE,
            f"The Pulumi CLI's credentials file {name} {error}.",
            "Run `pulumi login` again, or set PULUMI_ACCESS_TOKEN." if broken else "Set PULUMI_ACCESS_TOKEN.",
        )
    if _ENCRYPTED in held:
        return NoLogin(
            LoginTrouble.ENCRYPTED,
            f"The Pulumi CLI keeps its login encrypted in {name}, where only the CLI can read it.",
            "Set PULUMI_ACCESS_TOKEN, or token_command in config.toml.",
        )
    current = string(held.get("current"))
    account = _account(held)
    if not string(account.get("accessToken")):
        return _without_token(env, current)
    return _login(account, current, name, now or datetime.now(UTC))


def _account(held: Mapping[str, Any]) -> dict[str, Any]:
    """The Pulumi Cloud's account; with the token of the older table where only that has one."""
    account = dict(table(_of_cloud(table(held.get("accounts")))))
    if not string(account.get("accessToken")):
        account["accessToken"] = _of_cloud(table(held.get("accessTokens")))
    return account


def _of_cloud(by_url: Mapping[str, Any]) -> object:
    if PULUMI_CLOUD in by_url:
        return by_url[PULUMI_CLOUD]
    return next((value for url, value in by_url.items() if is_pulumi_cloud(url)), None)


def _without_token(env: Mapping[str, str], current: str) -> NoLogin:
    backend: Backend = current_backend(env, "", "", current)
    if backend.kind is BackendKind.CLOUD:
        return NoLogin(
            LoginTrouble.LOGGED_OUT,
            "The Pulumi CLI is not logged in to the Pulumi Cloud.",
            NotSignedIn.default_hint,
            current,
        )
    trouble = LoginTrouble.DIY if backend.kind is BackendKind.DIY else LoginTrouble.SELF_HOSTED
    hint = f"Set PULUMI_ACCESS_TOKEN, or run `pulumi login {PULUMI_CLOUD}`."
    return NoLogin(trouble, backend.sentence, hint, current)


def _login(account: Mapping[str, Any], current: str, name: str, now: datetime) -> CliLogin | NoLogin:
    username = line(string(account.get("username")), 100)
    expires_at = _time(table(account.get("tokenInformation")).get("expiresAt"))
    if expires_at is not None and expires_at <= now:
        renewed = ", or any command of the Pulumi CLI, which renews it" if account.get("refreshToken") else ""
        return NoLogin(
            LoginTrouble.EXPIRED,
            f"The Pulumi CLI's login expired at {expires_at:%Y-%m-%d %H:%M} UTC.",
            f"Run `pulumi login`{renewed}, or set PULUMI_ACCESS_TOKEN.",
            current,
            username,
        )
    try:
        token = Token(string(account.get("accessToken")), source=SOURCE)
    except WrongSettings as error:
        message = f"The Pulumi CLI's credentials file {name} holds no usable token. {error.message}"
        return NoLogin(LoginTrouble.BROKEN, message, error.hint, current, username)
    return CliLogin(token, username, expires_at, current)


def _time(value: object) -> datetime | None:
    """A time as Go writes it (RFC 3339, up to nine digits of a second); Go's zero time means none."""
    try:
        time = datetime.fromisoformat(string(value))
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return time if time.year > 1 else None
