"""What the terminal sends that is no key: bytes of another encoding, an ESC alone, nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.keys import ESCAPE, ctrl

if TYPE_CHECKING:
    from tests.e2e.desk import KeptDesk

pytestmark = pytest.mark.e2e
LATIN_1 = "café".encode("latin-1")
X10_CLICK_FAR_RIGHT = b"\x1b[M \xf0\x30"  # columns from 96 on are no UTF-8 in the oldest of the mouse's protocols


@pytest.mark.parametrize("sent", [LATIN_1, b"\x1b[200~" + LATIN_1 + b"\x1b[201~", X10_CLICK_FAR_RIGHT])
def test_bytes_that_are_no_utf_8_end_nothing(desk: KeptDesk, sent: bytes) -> None:
    terminal = desk.open()
    terminal.send(sent)
    terminal.send(" and typed on")
    screen = terminal.wait_for("and typed on")
    assert ("caf\N{REPLACEMENT CHARACTER}" in screen) == (b"caf" in sent)
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()


def test_an_esc_alone_is_a_key_though_nothing_follows(desk: KeptDesk) -> None:
    terminal = desk.open()
    terminal.send(ctrl("o"))
    terminal.wait_for("Open or search")
    terminal.send(ESCAPE)
    terminal.wait_gone("Open or search")
