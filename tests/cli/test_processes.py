"""The program as processes: imports, pipes, signals, exit statuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.state import TurnState
from tests.loopback import Client, Loopback

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from tests.cli.conftest import Place

posix = pytest.mark.skipif(os.name != "posix", reason="signals and /dev are those of POSIX")
HEAVY = ("textual", "rich", "httpx", "asyncio")


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("--version",), (*HEAVY, "pydantic", "sqlite3")),
        (("--help",), (*HEAVY, "pydantic", "sqlite3")),
        (("ask", "--help"), (*HEAVY, "pydantic", "sqlite3")),
        (("list",), (*HEAVY, "pydantic")),
        (("list", "--json"), (*HEAVY, "pydantic")),
        (("search", "bucket"), (*HEAVY, "pydantic")),
        (("search", "kind:program bucket", "--json"), (*HEAVY, "pydantic")),
        (("programs",), (*HEAVY, "pydantic")),
        (("programs", "--json"), (*HEAVY, "pydantic")),
        (("show", "bnerg"), (*HEAVY, "pydantic")),
        (("show", "bnerg", "--redact"), (*HEAVY, "pydantic")),
    ],
)
def test_a_command_imports_only_what_it_works_with(
    filled: Place, arguments: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    script = "import sys; from copilot_tui.__main__ import main; main(); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=filled.environment, capture_output=True, check=True, timeout=30
    )
    assert done.stdout
    assert not {*absent} & {*done.stderr.decode().split()}


def test_no_plugin_of_the_environment_sees_what_is_asked(place: Place, tmp_path: Path) -> None:
    (tmp_path / "watching.py").write_text("print('a plugin is here')\nplugin = None\n")
    facts = tmp_path / "watching-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: watching\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[pydantic]\nwatching = watching:plugin\n")
    done = subprocess.run(
        [sys.executable, "-m", "copilot_tui", "ask", "Who are the admins?"],
        env={**place.environment, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert b"plugin" not in done.stdout + done.stderr


def test_what_was_asked_here_is_shown_without_what_checks_answers(place: Place) -> None:
    place.run("ask", "Who are the admins?")
    place.run("ask", "/fail 500")
    script = "import sys; from copilot_tui.__main__ import main; main(); print('pydantic' in sys.modules)"
    for row in place.run("list", "--json").json:
        shown = subprocess.run(
            [sys.executable, "-c", script, "show", row["id"]],
            env=place.environment,
            capture_output=True,
            check=False,
            timeout=30,
        )
        assert shown.stdout.decode().splitlines()[-1] == "False", shown.stderr


def test_a_reader_that_wants_no_more_ends_it_quietly(filled: Place) -> None:
    with filled.start("list", "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_a_failure_in_one_line(filled: Place) -> None:
    with Path("/dev/full").open("wb") as full, filled.start("list", stdout=full.fileno()) as process:
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err.count(b"\n") == 1


@posix
def test_streams_that_are_closed_or_bytes_that_are_no_text_do_no_harm(filled: Place) -> None:
    for command in ("list >&-", "list 2>&-", 'show "$(printf "\\377")" <&- 2>&-', 'ask "$(printf "\\377")" >&- <&-'):
        shell = f"{sys.executable} -m copilot_tui {command}"
        done = subprocess.run(shell, shell=True, env=filled.environment, capture_output=True, check=False, timeout=30)
        assert b"bug" not in done.stderr, command
        assert done.returncode == (2 if command.startswith("show") else 0), done.stderr


def test_without_a_terminal_the_screen_refuses_in_one_line(place: Place) -> None:
    result = place.process()
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert place.process("--demo").status == 2


def test_the_demo_answers_without_token_or_organization(place: Place) -> None:
    result = place.process("ask", "--demo", "Who are the admins?", "--json", PULUMI_ACCESS_TOKEN="")
    assert (result.status, result.json["state"]) == (0, "answered")
    assert not place.data_dir.exists()
    assert len(place.process("--demo", "list", "--json").json) == 14
    assert not place.data_dir.exists()


def test_nobody_listening_is_a_network_failure(place: Place) -> None:
    with Loopback([]) as closed:
        url = closed.url
    result = place.process("ask", "Who are the admins?", COPILOT_TUI_API_URL=url)
    assert result.status == 4
    assert "attempt 2" in result.err


@posix
def test_an_interrupt_while_asking_cancels_the_question_and_keeps_it(place: Place) -> None:
    with Loopback([_silent]) as server:
        with place.start("ask", "Who are the admins?", variables={"COPILOT_TUI_API_URL": server.url}) as process:
            assert server.asked.wait(30)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        assert server.hung_up.wait(30)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert b"The question is kept" in err
    assert _only_turn(place).state is TurnState.CANCELLED


@posix
def test_an_interrupt_before_anything_is_committed_leaves_nothing_behind(place: Place) -> None:
    with place.start("ask", "-", stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        # More than a pipe holds: once it is written, the command is reading.
        process.stdin.write(b"x" * 1_000_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert not place.data_dir.exists()


@posix
def test_a_killed_question_is_interrupted_from_the_next_command_on(place: Place) -> None:
    with Loopback([_silent]) as server:
        with place.start("ask", "Who are the admins?", variables={"COPILOT_TUI_API_URL": server.url}) as process:
            assert server.asked.wait(30)
            assert "◐" in place.run("list").out  # still being asked
            process.kill()
        assert "◌" in place.run("list").out
    assert _only_turn(place).state is TurnState.INTERRUPTED


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_server_prints_its_address_and_ends_quietly(place: Place, number: signal.Signals) -> None:
    with place.start("demo-server") as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        assert address.startswith("http://127.0.0.1:")
        answer = httpx.get(f"{address}/api/user", headers={"Authorization": "token any"}, trust_env=False)
        assert answer.status_code == 200
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, b"")
    assert b"Traceback" not in err


def test_a_port_that_is_taken_is_wrong_usage(place: Place) -> None:
    with Loopback([]) as taken:
        result = place.process("demo-server", "--port", str(taken.port))
    assert (result.status, result.out) == (2, "")
    assert str(taken.port) in result.err


def test_a_bug_ends_in_one_line_without_anyones_data(place: Place) -> None:
    code = (
        "from copilot_tui.__main__ import main\n"
        "from copilot_tui.wiring.rooms import Rooms\n"
        "def broken(rooms, options):\n    raise LookupError('what somebody asked')\n"
        "Rooms.history = broken\n"
        "main()\n"
    )
    command = [sys.executable, "-c", code, "list"]
    done = subprocess.run(command, env=place.environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: This is a bug of copilot-tui: LookupError in <string>, line 4.")
    assert done.stderr.count("\n") == 1
    assert "somebody" not in done.stderr


def _silent(client: Client) -> None:
    client.read_request()
    client.stall()


def _only_turn(place: Place) -> Turn:
    history = place.history()
    [summary] = history.page(ListQuery())
    [turn] = history.turns(summary.id)
    history.close()
    return turn
