"""The log for support tells what failed and how, and nothing that was asked, answered or secret."""

from __future__ import annotations

import logging
import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Turn
from copilot_tui.domain.errors import Failure, ServerTrouble, WrongSettings
from copilot_tui.domain.state import TurnState
from copilot_tui.service.events import NotSaved, Retrying, TurnChanged
from copilot_tui.wiring.log import KEPT, MAX_BYTES, Log

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
TOKEN = "pul-c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00"


def turn(state: TurnState, failure: Failure | None = None, **fields: object) -> Turn:
    return Turn(
        id="turn1",
        conversation_id="home",
        position=0,
        query=f"the question, with {TOKEN}",
        context=CloudContext(org="acme", url="https://app.pulumi.com/acme"),
        state=state,
        asked_at=NOW,
        sent_at=NOW,
        finished_at=NOW + timedelta(seconds=2.5),
        failure=failure,
    ).model_copy(update=fields)


def fail_with(answer: str) -> None:
    raise ValueError(answer)


def written(log: Log) -> str:
    log.close()
    return log.path.read_text(encoding="utf-8")


def test_a_run_is_told_by_versions_kinds_and_statuses(tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    log.started(demo=True)
    trouble = ServerTrouble("the words of the service", status=503, request_id="req-7").as_failure()
    log.heed(TurnChanged(turn(TurnState.ANSWERED)))
    log.heed(TurnChanged(turn(TurnState.FAILED, trouble)))
    log.heed(Retrying("turn1", 2, "the reason in words"))
    log.heed(NotSaved(turn(TurnState.ANSWERED), trouble))
    log.refused(WrongSettings("config.toml, line 3: …").as_failure())
    log.stopped(0)
    text = written(log)
    for told in (
        "started: copilot-tui 0",
        "Textual 8",
        "demo",
        "turn turn1: answered after 2.5 s",
        "turn turn1: failed after 2.5 s: server_trouble, status 503, request req-7",
        "connecting again, attempt 2",
        "could not be kept: server_trouble",
        "refused: settings",
        "stopped: exit status 0",
    ):
        assert told in text
    for silent in ("the question", "words of the service", "reason in words", "line 3", TOKEN):
        assert silent not in text


def test_a_crash_is_told_by_its_places_not_by_its_words(tmp_path: Path) -> None:
    log = Log(tmp_path)
    with pytest.raises(ValueError, match="the answer was") as raised:
        fail_with(f"the answer was {TOKEN}")
    log.crashed(raised.value)
    text = written(log)
    assert "crashed: ValueError" in text
    assert "test_log.py:" in text
    assert "the answer was" not in text


def test_a_second_net_hides_tokens_and_shows_control_characters(tmp_path: Path) -> None:
    log = Log(tmp_path)
    odd = ServerTrouble("x", request_id=f"{TOKEN}\x1b[2J\nforged line").as_failure()
    log.heed(TurnChanged(turn(TurnState.FAILED, odd)))
    text = written(log)
    assert TOKEN not in text
    assert "***␛[2J" in text
    assert text.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
def test_only_its_owner_can_read_it_also_after_it_was_rotated(tmp_path: Path) -> None:
    log = Log(tmp_path / "some" / "log")
    for _ in range(6):
        log.heed(TurnChanged(turn(TurnState.ANSWERED, id="t" * (MAX_BYTES // 2))))
    log.close()
    files = sorted(log.path.parent.iterdir())
    assert 2 <= len(files) <= 1 + KEPT
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(log.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("obstacle", ["file", "link", *(["pipe"] if hasattr(os, "mkfifo") else [])])
def test_a_log_that_cannot_be_written_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], obstacle: str
) -> None:
    folder, elsewhere = tmp_path / "log", tmp_path / "elsewhere"
    if obstacle == "file":
        folder.write_text("in the way")
    elif obstacle == "link":
        folder.mkdir()
        (folder / "copilot-tui.log").symlink_to(elsewhere)
    else:
        folder.mkdir()
        os.mkfifo(folder / "copilot-tui.log")
    log = Log(folder)
    log.started(demo=False)
    log.stopped(0)
    log.close()
    assert capsys.readouterr() == ("", "")
    assert not elsewhere.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_its_folders_are_the_persons_own_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        log = Log(tmp_path / "state" / "log")
        log.started(demo=False)
        log.close()
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {"state": 0o700, "log": 0o700, "copilot-tui.log": 0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "copilot-tui.log").touch(mode=0o644)
    log = Log(tmp_path)
    log.started(demo=False)
    log.close()
    assert stat.S_IMODE((tmp_path / "copilot-tui.log").stat().st_mode) == 0o600


def test_at_debug_level_the_steps_of_a_connection_are_named_and_nothing_that_they_carry(tmp_path: Path) -> None:
    library = logging.getLogger("httpcore.http11")
    log = Log(tmp_path)
    library.debug("before.started")
    log.set_level("info")
    library.debug("info.started")
    log.set_level("debug")
    library.debug("receive_response_headers.complete return_value=[(b'Set-Cookie', b'session=hunter2')]")
    log.close()
    library.debug("after.started")
    lines = (tmp_path / "copilot-tui.log").read_text()
    assert lines.endswith("DEBUG receive_response_headers.complete\n")
    assert lines.count("\n") == 1
