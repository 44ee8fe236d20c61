"""A megabyte in a line, 100,000 levels, floods of marks: nothing of it stops the program or reaches the terminal."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import KeptDesk
from tests.e2e.keys import END, ENTER, ESCAPE, F3, HOME, PAGE_UP, click, ctrl
from tests.e2e.test_untrusted import foreign
from tests.faults import reply
from tests.hostile.corpus import LARGE
from tests.hostile.store import END as LAST
from tests.hostile.store import fill_with_floods, message
from tests.loopback import Loopback

if TYPE_CHECKING:
    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
ECHO_SECONDS = 5  # of a busy machine; what takes time grows with the text, and would take minutes
MOST_BYTES = 60_000  # in a frame: twice as many as a screen full of colours takes
FRAME_END = b"\x1b[?2026l"


def echo(terminal: Terminal, typed: str) -> float:
    """How many seconds a letter takes to be seen."""
    began = time.monotonic()
    terminal.send(typed)
    terminal.wait_for(typed)
    return time.monotonic() - began


def leave(terminal: Terminal, slowest: float, what: str) -> None:
    """Ends the program, and looks at all that it wrote and how long it took."""
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert foreign(terminal) == []
    frames = terminal.raw.split(FRAME_END)
    largest = max(map(len, frames))
    figures = (
        f"{len(terminal.raw):,} bytes in {len(frames)} frames, {largest:,} in one; {slowest:.2f} s until a key is seen"
    )
    print(f"{what}: {figures}")  # noqa: T201 — asked for
    assert slowest < ECHO_SECONDS
    assert largest < MOST_BYTES


@pytest.mark.parametrize("kind", ["response", "status", "program", "surprise"])
def test_no_flood_freezes_or_leaks(start: Starter, kind: str) -> None:
    messages = [*(message(kind, text) for text in LARGE.values()), message("response", LAST)]
    body = json.dumps({"conversationId": "c", "messages": messages}, ensure_ascii=False).encode()
    config = start.home / "config.toml"
    config.write_text("max_answer_megabytes = 64\n")  # a program has its text in four places
    with Loopback([reply(body)]) as server:
        terminal = KeptDesk(start, server.url, start.home / "data").open("--config", str(config))
        terminal.send(f"flood{ENTER}")
        assert server.asked.wait(20)
        slowest = max(echo(terminal, f"Q{number}Z") for number in range(5))
        terminal.wait_for("copilot ·")
        slowest = max(slowest, echo(terminal, "at the end"))
        terminal.send(ESCAPE)
        for key in (HOME, *"j" * len(LARGE), PAGE_UP, END):
            terminal.send(key)
            terminal.wait_quiet(0.1)
        terminal.wait_for(LAST)
        terminal.send(ESCAPE)
        terminal.wait_for(lambda _: "newline" in terminal.key_bar())
        slowest = max(slowest, echo(terminal, "amid it"))
        leave(terminal, slowest, kind)


def test_no_flood_in_titles_and_questions_freezes_or_leaks(start: Starter) -> None:
    fill_with_floods(start.home / "data")
    with Loopback([reply({})]) as server:
        terminal = KeptDesk(start, server.url, start.home / "data").open()
        slowest = echo(terminal, "at the start")
        terminal.wait_for(lambda screen: screen.count("✗") == len(LARGE))
        for row, line in enumerate(terminal.screen().split("\n")):
            if "✗" in line:
                terminal.send(click(line.index("✗"), row))
                terminal.wait_frame()
                terminal.wait_quiet(0.1)
        for key, shown in ((ctrl("o"), "Open or search"), (ctrl("p"), "enter do it"), (F3, "weeks, since")):
            terminal.send(key)
            terminal.wait_for(shown)
            terminal.send("flood" if key != F3 else "jjj")
            terminal.wait_quiet(0.2)
            terminal.send(ESCAPE)
            terminal.wait_gone(shown)
        terminal.send(ctrl("n"))
        terminal.wait_for(lambda _: "newline" in terminal.key_bar())
        slowest = max(slowest, echo(terminal, "at the end"))
        terminal.send(ctrl("r"))
        terminal.wait_for("Earlier questions")
        slowest = max(slowest, echo(terminal, "end"))
        terminal.send(ESCAPE)
        terminal.wait_gone("Earlier questions")
        leave(terminal, slowest, "titles and questions")
