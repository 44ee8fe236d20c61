"""A bug of ours ends the program with a report that helps and that tells no secret."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e import crashing
from tests.e2e.conftest import TOKEN
from tests.e2e.keys import ctrl

if TYPE_CHECKING:
    from tests.e2e.desk import KeptDesk

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("place", ["handler", "worker"])
def test_the_report_names_the_mistake_and_the_log_but_no_secret(desk: KeptDesk, place: str) -> None:
    terminal = desk.open(command=[desk.start.command[0], str(Path(crashing.__file__)), place])
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 1
    assert terminal.is_restored(), terminal.modes_left()

    screen = terminal.screen()
    assert "ended by a mistake of its own" in screen
    assert "ValueError: no luck with" in screen
    assert "in _use" in screen
    log = desk.start.home / ".local/state/copilot-tui/log/copilot-tui.log"
    assert str(log) in screen.replace("\n", "")

    lines = log.read_text()
    assert "crashed: ValueError" in lines
    assert "in _use" in lines
    assert "no luck" not in lines
    for secret in (crashing.CANARY, crashing.LOCAL, TOKEN):
        assert secret.encode() not in terminal.raw
        assert secret not in lines
    assert not [sequence for sequence in terminal.sequences() if "pwned" in sequence.raw and sequence.kind == "osc"]
