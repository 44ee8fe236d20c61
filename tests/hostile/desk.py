"""The program at a desk that is hostile wherever it can be: its history, and the service that it asks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.e2e.desk import KeptDesk
from tests.e2e.keys import F6, ctrl
from tests.e2e.test_untrusted import foreign
from tests.faults import reply
from tests.hostile.corpus import CORPUS, as_json, everything
from tests.hostile.store import END, fill, message
from tests.hostile.walk import Walk
from tests.loopback import Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal
    from tests.hostile.walk import Sights

NARROW, WIDE = (70, 200), (150, 120)
KINDS = {"trace": "t", "status": "s", "response": "r", "program": "p", "improvedProgram": "i", "surprise": "u"}
CONFIG = "warn_on_secrets = false\nmax_concurrent_requests = 32\n[ui]\nshow_traces = true\n"


@contextmanager
def hostile_desk(start: Starter) -> Iterator[KeptDesk]:
    """A history full of it, and a service that answers with nothing else."""
    start.env["PAGER"] = ""  # what is printed is looked at as it is printed
    (start.home / "config.toml").write_text(CONFIG)
    fill(start.home / "data")
    messages = [message(kind, text) for kind, letter in KINDS.items() for text in everything(letter)]
    body = as_json({"conversationId": CORPUS[0], "messages": [*messages, message("response", END)]})
    with Loopback([reply(body)]) as server:
        yield KeptDesk(start, server.url, start.home / "data")


def go_to_list(terminal: Terminal) -> None:
    """Has the list take the keys, from the composer of a new conversation."""
    terminal.send(F6)
    terminal.wait_for(lambda _: "begin with it" in terminal.key_bar())
    terminal.send(F6)
    terminal.wait_for(lambda _: "filter" in terminal.key_bar())


@contextmanager
def walked(desk: KeptDesk, sights: Sights, *arguments: str, size: tuple[int, int] = NARROW) -> Iterator[Walk]:
    """The screen with the desk's settings, to be gone through; in the end it has written nothing foreign."""
    terminal = desk.open("--config", str(desk.start.home / "config.toml"), *arguments, size=size)
    yield Walk(terminal, sights)
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert terminal.is_restored(), terminal.modes_left()
    assert foreign(terminal) == []
