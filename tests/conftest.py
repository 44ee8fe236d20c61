"""What all tests share."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from textual import app, pilot

from tests.idle import wait_for_idle

if TYPE_CHECKING:
    from pathlib import Path

# Examples are judged by what they show; how long one takes on a busy machine says nothing.
settings.register_profile("copilot-tui", deadline=None)
settings.load_profile("copilot-tui")

_OF_THE_PERSON = ("PULUMI_", "XDG_", "LESS")
_ALSO = (
    "COPILOT_TUI_API_URL",
    "COPILOT_TUI_CONFIG",
    "COPILOT_TUI_DATA_DIR",
    "NO_COLOR",
    "COLUMNS",
    "LINES",
    "PAGER",
    "EDITOR",
    "VISUAL",
)


# A shell starts what goes on in the background deaf to Ctrl+C, and children inherit that: a test that interrupts one
# would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


# What Textual waits for behind every key and in every pause.
app.wait_for_idle = pilot.wait_for_idle = wait_for_idle  # type: ignore[attr-defined]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than cores where there are two, since some wait for terminals and servers; measurements are alone."""
    return 0 if "bench" in config.option.markexpr else max(3, min(8, os.cpu_count() or 1))


@pytest.fixture(autouse=True)
def nobody(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path | None:
    """Settings, preferences, logins and histories of whoever runs the tests are neither read nor changed."""
    for name in os.environ:
        if name.startswith(_OF_THE_PERSON) or name in _ALSO:
            monkeypatch.delenv(name)
    if request.node.get_closest_marker("toolchain"):  # npm and pip keep what they have fetched in the home folder
        return None
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home
