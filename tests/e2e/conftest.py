"""How the whole program is started in a terminal, with nothing of this machine's own settings."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.desk import KeptDesk
    from tests.e2e.terminal import Terminal
    from tests.hostile.walk import Sights

PROGRAM_VARIABLE = "COPILOT_TUI_PROGRAM"
"""Names an installed copilot-tui; CI runs the tests marked "wheel" with it."""
TOKEN = "pul-c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00"

if sys.platform == "win32":  # no pseudo-terminals there
    collect_ignore_glob = ["test_*.py"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs an installed program where none is named."""
    if os.environ.get(PROGRAM_VARIABLE):
        return
    left_out = [item for item in items if item.get_closest_marker("wheel")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


class Starter:
    """Starts the program in terminals, all in one home folder; ends what a test leaves running."""

    def __init__(self, home: Path, stack: ExitStack, command: list[str]) -> None:
        self.home = home
        self.command = command
        self.env = _environment(home)
        self._stack = stack

    def __call__(
        self,
        *arguments: str,
        env: dict[str, str] | None = None,
        size: tuple[int, int] = (120, 40),
        command: list[str] | None = None,
    ) -> Terminal:
        """Starts it with arguments; `env` is added to a clean environment, `command` replaces the program."""
        from tests.e2e.terminal import Terminal

        return self._stack.enter_context(
            Terminal([*(command or self.command), *arguments], env=self.env | (env or {}), size=size, cwd=self.home)
        )


class Pace:
    """How long the service takes for an answer; tells when it was asked."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.asked = threading.Event()

    def __call__(self, query: str) -> float:
        del query
        self.asked.set()
        return self.seconds

    def wait_asked(self) -> None:
        """Waits until the question has arrived."""
        assert self.asked.wait(timeout=20)
        self.asked.clear()


@pytest.fixture
def pace() -> Pace:
    return Pace()


@pytest.fixture
def desk(start: Starter, pace: Pace) -> Iterator[KeptDesk]:
    """A history that stays between starts, and a service that answers at this pace."""
    from copilot_tui.demo.server import DemoServer
    from tests.e2e.desk import KeptDesk

    with DemoServer(delay_seconds=pace) as server:
        yield KeptDesk(start, server.url, start.home / "data")


@pytest.fixture(scope="session")
def sights() -> Iterator[Sights]:
    """Which hostile strings were seen on which surfaces, in all tests together; prints the figures."""
    from tests.hostile.corpus import CHOSEN
    from tests.hostile.walk import Sights

    found = Sights()
    yield found
    print(f"\n{found.table()}\n{found.pairs:5}  surfaces × strings, of {len(CHOSEN)} strings")  # noqa: T201 — asked for


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Starts the program that is tested here."""
    with ExitStack() as stack:
        yield Starter(tmp_path, stack, [sys.executable, "-m", "copilot_tui"])


@pytest.fixture
def start_installed(tmp_path: Path) -> Iterator[Starter]:
    """Starts the installed program."""
    with ExitStack() as stack:
        yield Starter(tmp_path, stack, [os.environ[PROGRAM_VARIABLE]])


def _environment(home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }
