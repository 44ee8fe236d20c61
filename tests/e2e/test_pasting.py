"""What a paste holds is text, whatever it holds: it presses no key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ctrl, paste
from tests.e2e.test_untrusted import HOSTILE, foreign

if TYPE_CHECKING:
    from tests.e2e.desk import KeptDesk

pytestmark = pytest.mark.e2e
# Terminals keep ESC out of a paste, or should. Behind it stand keys that quit, send, and open a dialog.
KEYS = f"one \x1b{ctrl('q')} two \x1b\r three \x1b[13u \x1bOP four {ctrl('q')}"


def test_a_paste_that_holds_esc_presses_no_key(desk: KeptDesk) -> None:
    terminal = desk.open(size=(150, 50))
    terminal.send(paste(KEYS + HOSTILE + "THE END"))
    screen = terminal.wait_for("THE END")
    assert re.search(r"one ␛␑ two ␛", screen)
    assert "you ·" not in screen
    terminal.send(" typed after it")
    terminal.wait_for("THE END typed after it")
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()
    assert foreign(terminal) == []
