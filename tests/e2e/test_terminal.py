"""The checker, checked: what a program leaves behind or lets through is noticed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.modes import switched
from tests.e2e.sequences import Sequences, cut

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter

pytestmark = pytest.mark.e2e


def program(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


def test_a_program_that_leaves_the_terminal_as_it_is_not(start: Starter) -> None:
    terminal = start(command=program("import tty; tty.setraw(0); print(end='\\x1b[?1049h\\x1b[?25l\\x1b[>1u')"))
    assert terminal.wait_exit() == 0
    assert not terminal.line_discipline_is_restored()
    assert terminal.modes_left() == {1049, 25, "kitty keyboard"}


def test_a_program_that_asks_gets_answers(start: Starter) -> None:
    asking = "import sys,tty; tty.setraw(0); print(end='\\x1b[c', flush=True); print(repr(sys.stdin.read(9)))"
    terminal = start(command=program(asking))
    terminal.wait_for(r"\[\?62;22c")
    assert terminal.wait_exit() == 0


def test_modes_are_counted_in_order() -> None:
    assert switched(cut(b"\x1b[?1000h\x1b[?1000l\x1b[?25l\x1b[?25h\x1b[>1u\x1b[<u\x1b[22;2t\x1b[23;2t")) == set()
    assert switched(cut(b"\x1b[?1000l\x1b[?1000;1006h\x1b[?7l\x1b[22;2t")) == {1000, 1006, 7, "title"}


def test_sequences_are_cut_alike_however_they_arrive() -> None:
    output = "a\x1b[31mü\x1b]2;t\x07\x1bPq\x1b\\\x9b1m\x1b(B\r\n".encode()
    whole = cut(output)
    assert [piece.kind for piece in whole] == [
        "text", "csi", "text", "osc", "string", "control", "text", "escape", "control", "control",
    ]  # fmt: skip
    stream = Sequences()
    pieces = [piece for at in range(len(output)) for piece in stream.feed(output[at : at + 1])]
    assert "".join(piece.raw for piece in pieces) == output.decode()
    assert [piece.kind for piece in pieces if piece.kind != "text"] == [p.kind for p in whole if p.kind != "text"]


def test_without_a_terminal_it_refuses_in_one_line(start: Starter) -> None:
    ended = subprocess.run(
        [*start.command, "--demo"], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=start.env, check=False
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "needs a terminal" in ended.stderr
