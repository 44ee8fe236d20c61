"""The order in which a token is looked for, and where none may go."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from copilot_tui.domain.account import TokenSource
from copilot_tui.domain.errors import NotSignedIn, WrongSettings
from copilot_tui.pulumi.token_command import run_token_command
from copilot_tui.pulumi.token_source import find_token, token_sources
from tests.pulumi.conftest import TOKEN, Machine, logged_in
from tests.waiting import wait_until

COMMANDED = "pul-commanded"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


PRINTS = python(f"print('{COMMANDED}')")


# the order


def test_the_environment_goes_first(machine: Machine) -> None:
    machine.credentials(logged_in())
    machine.env["PULUMI_ACCESS_TOKEN"] = " pul-env\n"
    found = find_token(machine.env, token_command=("/nonexistent",))
    assert found.token.header() == "token pul-env"
    assert found.source == "PULUMI_ACCESS_TOKEN"


@pytest.mark.parametrize("value", ["", "  \n"])
def test_an_empty_variable_is_none(value: str, machine: Machine) -> None:
    machine.credentials(logged_in())
    machine.env["PULUMI_ACCESS_TOKEN"] = value
    assert find_token(machine.env).source == "pulumi login"


def test_the_command_goes_before_the_clis_login(machine: Machine) -> None:
    machine.credentials(logged_in())
    found = find_token(machine.env, token_command=PRINTS)
    assert found.token.header() == f"token {COMMANDED}"
    assert found.source == "token_command"


def test_the_clis_login_comes_with_its_name(machine: Machine) -> None:
    machine.credentials(logged_in())
    found = find_token(machine.env)
    assert found.token.header() == f"token {TOKEN}"
    assert found.username == "ada"
    assert TOKEN not in repr(found)


def test_without_any_the_reason_and_the_ways_in_are_told(machine: Machine) -> None:
    with pytest.raises(NotSignedIn, match="not logged in") as caught:
        find_token(machine.env)
    assert "PULUMI_ACCESS_TOKEN" in caught.value.hint


def test_a_command_that_fails_is_told_and_not_passed_over(machine: Machine) -> None:
    machine.credentials(logged_in())
    with pytest.raises(NotSignedIn, match="token_command"):
        find_token(machine.env, token_command=python("raise SystemExit(3)"))


# other addresses


@pytest.mark.parametrize(
    "api_url",
    [
        "http://127.0.0.1:8080",
        "https://api.pulumi.com.evil",
        "https://pulumi.acme.test",
        "http://api.pulumi.com",
        "https://api.pulumi.com:8443",
        "https://x@api.pulumi.com",
        "https://evil/https://api.pulumi.com",
    ],
)
def test_other_addresses_get_only_what_was_put_into_the_environment(
    api_url: str, machine: Machine, tmp_path: Path
) -> None:
    machine.credentials(logged_in())
    ran = tmp_path / "ran"
    command = python(f"open({str(ran)!r}, 'w'); print('{COMMANDED}')")
    with pytest.raises(NotSignedIn, match="PULUMI_ACCESS_TOKEN is not set"):
        find_token(machine.env, api_url=api_url, token_command=command)
    assert not ran.exists()
    machine.env["PULUMI_ACCESS_TOKEN"] = "pul-explicit"
    assert find_token(machine.env, api_url=api_url).token.header() == "token pul-explicit"


# the command


def test_the_command_gets_its_environment_and_no_shell() -> None:
    env = {**os.environ, "VAULT": "pul-from-env"}
    code = "import os, sys; print(os.environ['VAULT'] + sys.argv[1])"
    token = run_token_command((*python(code), "-$HOME;x"), env)
    assert token.header() == "token pul-from-env-$HOME;x"


def test_what_a_failing_command_says_is_shown_without_what_may_be_a_token() -> None:
    code = f"import sys; print('{TOKEN}'); print('locked \\x1b[31m', '{TOKEN}', file=sys.stderr); sys.exit(4)"
    with pytest.raises(NotSignedIn) as caught:
        run_token_command(python(code), os.environ)
    assert "failed with status 4" in caught.value.message
    assert "locked" in caught.value.message
    assert TOKEN not in caught.value.message
    assert "\x1b" not in caught.value.message


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_command_that_is_killed_is_told_as_such() -> None:
    with pytest.raises(NotSignedIn, match="ended by signal 9"):
        run_token_command(python("import os; os.kill(os.getpid(), 9)"), os.environ)


def test_a_command_that_does_not_end_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = "import time; time.sleep(60)"  # to be ended; a minute, so that a test that fails leaves none for ever
    code = (
        f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {child!r}]); "
        f"f = open({str(note)!r}, 'w'); f.write(str(p.pid)); f.close()"
    )
    began = time.monotonic()
    with pytest.raises(NotSignedIn, match="did not end within 1 seconds"):
        run_token_command(python(code), os.environ, time_limit_seconds=1)
    assert time.monotonic() - began < 20
    grandchild = int(note.read_text())
    wait_until(lambda: not _runs(grandchild))


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("command", [("/nonexistent/op",), ("",), ("a\0b",), ("/",)])
def test_a_command_that_is_no_program_is_a_wrong_setting(command: tuple[str, ...]) -> None:
    with pytest.raises(WrongSettings, match="cannot be run"):
        run_token_command(command, os.environ)


@pytest.mark.parametrize("printed", ["", "pul-1\\npul-2", "pül"])
def test_output_that_is_no_token_is_refused_without_repeating_it(printed: str) -> None:
    with pytest.raises(WrongSettings, match="from token_command") as caught:
        run_token_command(python(f"import sys; sys.stdout.buffer.write('{printed}'.encode())"), os.environ)
    assert "pul-1" not in caught.value.message


def test_a_command_has_no_terminal_to_ask_on() -> None:
    code = "import sys; sys.exit(0 if sys.stdin.read() == '' else 1)"
    with pytest.raises(WrongSettings, match="is empty"):
        run_token_command(python(code), os.environ)


# which places there are


def test_every_place_says_what_is_there(machine: Machine) -> None:
    machine.credentials(logged_in(tokenInformation={"name": "laptop", "expiresAt": "2099-01-02T03:04:05Z"}))
    env = machine.env | {"PULUMI_ACCESS_TOKEN": TOKEN}
    assert token_sources(env, token_command=("op", "read")) == (
        TokenSource("PULUMI_ACCESS_TOKEN", "set", usable=True),
        TokenSource("token_command", "op", usable=True),
        TokenSource("pulumi login", "ada, until 2099-01-02 03:04 UTC", usable=True),
    )


def test_a_place_without_a_token_says_why(machine: Machine) -> None:
    assert [one.usable for one in token_sources(machine.env)] == [False, False, False]
    assert "not logged in" in token_sources(machine.env)[2].state


def test_another_address_than_the_cloud_takes_only_the_environments_token(machine: Machine) -> None:
    machine.credentials(logged_in())
    assert [one.name for one in token_sources(machine.env, api_url="http://127.0.0.1:1")] == ["PULUMI_ACCESS_TOKEN"]


def test_one_place_alone_can_be_asked(machine: Machine) -> None:
    machine.credentials(logged_in())
    env = machine.env | {"PULUMI_ACCESS_TOKEN": "pul-other"}
    assert find_token(env, only="pulumi login").username == "ada"
    assert find_token(env, only="PULUMI_ACCESS_TOKEN").source == "PULUMI_ACCESS_TOKEN"
    assert find_token(env, token_command=python("print('x')"), only="token_command").source == "token_command"
    for name in ("PULUMI_ACCESS_TOKEN", "token_command"):
        with pytest.raises(NotSignedIn, match=f"{name} is not set"):
            find_token(machine.env, only=name)
