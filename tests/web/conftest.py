"""The served dashboard as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Served:
    """Where it is."""

    way_in: str
    """The address with its password."""

    @property
    def address(self) -> str:
        return self.way_in.partition("/?")[0]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULUMI", "COPILOT", "XDG"))}
    return kept | {"HOME": str(home), "TMPDIR": str(home), "PYTHONWARNINGS": "error"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The demo, served."""
    yield from serving(tmp_path, "data")


@pytest.fixture
def served_beside(tmp_path: Path) -> Iterator[Served]:
    """Another one on the same host."""
    yield from serving(tmp_path, "data-beside")


def serving(tmp_path: Path, data: str) -> Iterator[Served]:
    """The demo over a folder, until the test ends."""
    pytest.importorskip("textual_serve")
    command = [sys.executable, "-m", "copilot_tui", "serve", "--demo", "--data-dir", str(tmp_path / data)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path), cwd=tmp_path, text=True
    ) as process:
        assert process.stdout is not None
        yield Served(process.stdout.readline().strip())
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out == ""
    assert err == "Open it in a browser: its password works once. ctrl+c ends it.\nEnded.\n"
