"""Every state of the Pulumi CLI's credentials file: a login, or a sentence on why there is none."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_tui.pulumi.credentials import CliLogin, LoginTrouble, NoLogin, read_login
from tests.pulumi.conftest import CLOUD, TOKEN, Machine, logged_in

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 8, 15, 12, tzinfo=UTC)
HEADER = f"token {TOKEN}"


def login_of(machine: Machine) -> CliLogin | NoLogin:
    return read_login(machine.env, now=NOW)


LOGINS: list[tuple[str, Any, str]] = [
    ("account", logged_in(), "ada"),
    ("no list of tokens", {"current": CLOUD, "accounts": {CLOUD: {"accessToken": TOKEN, "username": "ada"}}}, "ada"),
    ("older file without accounts", {"current": CLOUD, "accessTokens": {CLOUD: TOKEN}}, ""),
    (
        "account without its token",
        {"current": CLOUD, "accessTokens": {CLOUD: TOKEN}, "accounts": {CLOUD: {"username": "ada"}}},
        "ada",
    ),
    ("slash at the end of the URL", logged_in(url=f"{CLOUD}/"), "ada"),
    ("CLI switched to state files", logged_in(current="file://~"), "ada"),
    ("CLI switched to a company's own", logged_in(current="https://pulumi.acme.test"), "ada"),
    ("nobody is current", logged_in(current=""), "ada"),
    ("token of another form", logged_in(accessToken="eyJhbGciOi.J9.x-_"), "ada"),
    (
        "token that does not expire yet",
        logged_in(tokenInformation={"name": "ci", "expiresAt": "2026-08-15T12:00:01Z"}),
        "ada",
    ),
    ("token information without expiry", logged_in(tokenInformation={"name": "ci", "team": "ops"}), "ada"),
    ("Go's zero time", logged_in(tokenInformation={"expiresAt": "0001-01-01T00:00:00Z"}), "ada"),
    ("expiry that is no time", logged_in(tokenInformation={"expiresAt": "soon"}), "ada"),
    ("username that is no string", logged_in(username=None), ""),
    ("fields of a later version", {**logged_in(), "later": [1]}, "ada"),
]


@pytest.mark.parametrize(("content", "username"), [row[1:] for row in LOGINS], ids=[row[0] for row in LOGINS])
def test_a_login_gives_token_and_name(content: object, username: str, machine: Machine) -> None:
    machine.credentials(content)
    login = login_of(machine)
    assert isinstance(login, CliLogin)
    assert login.token.header().startswith("token ")
    assert login.username == username
    assert login.token.source == "pulumi login"


OTHER = "https://pulumi.acme.test"
REASONS: list[tuple[str, Any, LoginTrouble, str]] = [
    ("empty file", "", LoginTrouble.LOGGED_OUT, "not logged in"),
    ("white space", " \n", LoginTrouble.LOGGED_OUT, "not logged in"),
    ("empty object", {}, LoginTrouble.LOGGED_OUT, "not logged in"),
    ("after logout", {"current": ""}, LoginTrouble.LOGGED_OUT, "not logged in"),
    ("empty token", logged_in(accessToken=""), LoginTrouble.LOGGED_OUT, "not logged in"),
    ("nulls", {"current": None, "accounts": None, "accessTokens": None}, LoginTrouble.LOGGED_OUT, "not logged in"),
    ("lists for tables", {"accounts": [], "accessTokens": [1]}, LoginTrouble.LOGGED_OUT, "not logged in"),
    ("self-hosted only", logged_in(url=OTHER), LoginTrouble.SELF_HOSTED, "pulumi.acme.test (from pulumi login)"),
    ("look-alike host", logged_in(url=f"{CLOUD}.evil"), LoginTrouble.SELF_HOSTED, "api.pulumi.com.evil"),
    ("files only", {"current": "file://~", "accessTokens": {"file://~": ""}}, LoginTrouble.DIY, "file://"),
    ("bucket only", {"current": "s3://state?region=eu"}, LoginTrouble.DIY, "s3://"),
    ("encrypted", {"$pulumiSecureStore": 1, "backend": "keyring", "data": "x"}, LoginTrouble.ENCRYPTED, "encrypted"),
    ("encrypted by a later CLI", {"$pulumiSecureStore": 99}, LoginTrouble.ENCRYPTED, "encrypted"),
    ("truncated", '{"current": "https://api.pul', LoginTrouble.BROKEN, "not complete JSON"),
    ("not JSON", "token", LoginTrouble.BROKEN, "not complete JSON"),
    ("a list", "[]", LoginTrouble.BROKEN, "no JSON object"),
    ("deep nesting", '{"a":' + "[" * 100_000, LoginTrouble.BROKEN, "not complete JSON"),
    ("huge number", '{"a":' + "9" * 5000 + "}", LoginTrouble.BROKEN, "not complete JSON"),
    ("token of two lines", logged_in(accessToken="pul-1\npul-2"), LoginTrouble.BROKEN, "no usable token"),
    ("token beyond ASCII", logged_in(accessToken="pül-1"), LoginTrouble.BROKEN, "no usable token"),
    (
        "expired",
        logged_in(tokenInformation={"expiresAt": "2026-08-15T14:00:00+02:00"}),
        LoginTrouble.EXPIRED,
        "expired at 2026-08-15 12:00 UTC",
    ),
]


@pytest.mark.parametrize(("content", "trouble", "words"), [row[1:] for row in REASONS], ids=[row[0] for row in REASONS])
def test_every_other_state_has_its_sentence(
    content: object, trouble: LoginTrouble, words: str, machine: Machine
) -> None:
    machine.credentials(content)
    login = login_of(machine)
    assert isinstance(login, NoLogin)
    assert login.trouble is trouble
    assert words in login.message
    assert login.hint
    assert "pul-" not in login.message + login.hint


def test_without_a_file_nobody_is_logged_in_and_nothing_is_created(machine: Machine) -> None:
    login = login_of(machine)
    assert isinstance(login, NoLogin)
    assert login.trouble is LoginTrouble.LOGGED_OUT
    assert not (machine.home / ".pulumi").exists()


def test_an_expired_login_that_the_cli_can_renew_says_so(machine: Machine) -> None:
    machine.credentials(logged_in(refreshToken="r", tokenInformation={"expiresAt": "2026-01-01T00:00:00Z"}))
    login = login_of(machine)
    assert isinstance(login, NoLogin)
    assert "renews" in login.hint


def test_the_expiry_is_given_in_utc(machine: Machine) -> None:
    machine.credentials(logged_in(tokenInformation={"expiresAt": "2026-12-24T18:00:00.123456789+01:00"}))
    login = login_of(machine)
    assert isinstance(login, CliLogin)
    assert login.expires_at is not None
    assert login.expires_at.isoformat(timespec="seconds") == "2026-12-24T17:00:00+00:00"


def test_the_environment_moves_the_file(machine: Machine, tmp_path: Path) -> None:
    machine.credentials(logged_in("of-home"))
    machine.credentials(logged_in("of-pulumi-home"), tmp_path / "elsewhere")
    machine.credentials(logged_in("of-credentials-path"), tmp_path / "creds")
    machine.env["PULUMI_HOME"] = str(tmp_path / "elsewhere")
    assert login_of(machine).username == "of-pulumi-home"
    machine.env["PULUMI_CREDENTIALS_PATH"] = str(tmp_path / "creds")
    assert login_of(machine).username == "of-credentials-path"
    machine.env["PULUMI_CREDENTIALS_PATH"] = ""
    machine.env["PULUMI_HOME"] = ""
    assert login_of(machine).username == "of-home"


@pytest.mark.skipif(os.name != "posix", reason="pipes and links are POSIX")
@pytest.mark.parametrize("kind", ["folder", "pipe", "closed", "foreign bytes", "huge"])
def test_a_file_that_cannot_be_read_is_named_with_the_reason(kind: str, machine: Machine) -> None:
    path = machine.home / ".pulumi" / "credentials.json"
    path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "closed":
        path.symlink_to(path)  # the system refuses it to everyone, root too
    else:
        path.write_bytes(b"\xff\xfe" if kind == "foreign bytes" else b" " * 4_000_001)
    login = login_of(machine)
    assert isinstance(login, NoLogin)
    assert login.trouble in {LoginTrouble.UNREADABLE, LoginTrouble.BROKEN}
    assert "~/.pulumi/credentials.json" in login.message


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_permission_denied_is_told_as_such(machine: Machine) -> None:
    path = machine.credentials(logged_in())
    path.chmod(0)
    before = os.geteuid()
    if before == 0:  # root may read everything
        os.seteuid(65534)
    try:
        login = login_of(machine)
    finally:
        os.seteuid(before)
    assert isinstance(login, NoLogin)
    assert login.trouble is LoginTrouble.UNREADABLE
    assert "permission denied" in login.message


def test_foreign_bytes_in_names_do_not_reach_the_screen(machine: Machine) -> None:
    machine.credentials(logged_in("a\x1b[31mda"))
    assert "\x1b" not in login_of(machine).username
    machine.credentials({"current": "s3\x1b]52;c;x\x07://y"})
    login = login_of(machine)
    assert isinstance(login, NoLogin)
    assert "\x1b" not in login.message


def test_no_repr_shows_the_token(machine: Machine) -> None:
    machine.credentials(logged_in())
    assert TOKEN not in repr(login_of(machine))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(
                ["current", "accounts", "accessTokens", CLOUD, "accessToken", "username", "expiresAt", "x"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON)
def test_no_json_whatever_is_an_error(machine: Machine, content: object) -> None:
    machine.credentials(json.dumps(content))
    assert isinstance(login_of(machine), CliLogin | NoLogin)
