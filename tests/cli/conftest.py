"""The command line over real rooms: a store in a folder, a scripted API on loopback, real processes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from copilot_tui.cli.main import run
from copilot_tui.demo.samples import sample_conversations
from copilot_tui.demo.server import DemoServer
from copilot_tui.store.history import SqliteHistory
from copilot_tui.wiring.rooms import Rooms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# What drives a pseudo-terminal cannot even be imported where there are none.
collect_ignore = [] if os.name == "posix" else ["test_completion.py", "test_rendering.py", "test_terminal.py"]

TOKEN = "pul-0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Place:
    """A person's machine: folders, environment, and the command line on it."""

    folder: Path
    api_url: str
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    @property
    def command(self) -> list[str]:
        """The program, to be started."""
        return [sys.executable, "-m", "copilot_tui"]

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULUMI", "COPILOT", "XDG"))}
        return kept | {
            "HOME": str(self.folder),
            "PULUMI_HOME": str(self.folder / "pulumi"),
            "PULUMI_ACCESS_TOKEN": TOKEN,
            "PULUMI_DEFAULT_ORGANIZATION": "acme",
            "COPILOT_TUI_DATA_DIR": str(self.data_dir),
            "COPILOT_TUI_CONFIG": "",
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "COPILOT_TUI_API_URL": self.api_url,
            "PYTHONWARNINGS": "error",
        }

    def run(self, *arguments: str, stdin: bytes | None = None) -> Result:
        """Runs a command in this process."""
        self.capture.readouterr()
        if stdin is not None:
            self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = run(Rooms(), arguments)
        out, err = self.capture.readouterr()
        return Result(status, out, err)

    @contextmanager
    def start(
        self,
        *arguments: str,
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.PIPE,
        stderr: int = subprocess.PIPE,
        variables: Mapping[str, str] | None = None,
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A command as a process of its own, with some other variables in its environment; a failed test ends it."""
        command = [*self.command, *arguments]
        environment = self.environment | dict(variables or {})
        with subprocess.Popen(
            command, stdin=stdin, stdout=stdout, stderr=stderr, env=environment, cwd=self.folder, text=False
        ) as process:
            try:
                yield process
            except BaseException:
                process.kill()  # or its end would be waited for, for ever
                raise

    def process(self, *arguments: str, **variables: str) -> Result:
        """Runs a command as a process of its own, away from any terminal."""
        with self.start(*arguments, variables=variables) as process:
            out, err = process.communicate(timeout=30)
        return Result(process.returncode, out.decode(), err.decode())

    def history(self) -> SqliteHistory:
        """The store; the caller closes it."""
        return SqliteHistory(self.data_dir)


@pytest.fixture(scope="package")
def server() -> Iterator[DemoServer]:
    with DemoServer(delay_seconds=lambda _: 0) as running:
        yield running


@pytest.fixture
def place(
    tmp_path: Path, server: DemoServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Place:
    """A machine where nothing was asked yet."""
    made = Place(tmp_path, server.url, capsys, monkeypatch)
    for name in [name for name in os.environ if name not in made.environment]:
        monkeypatch.delenv(name)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def filled(place: Place) -> Place:
    """The same with the demo's sample conversations in its history."""
    history = place.history()
    for conversation, turns in sample_conversations(datetime.now(UTC) - timedelta(minutes=1)):
        history.import_conversation(conversation, turns)
    history.close()
    return place
