"""Settings files that are none: pipes, devices, links, and what has no end."""

from __future__ import annotations

import os
import sys
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from copilot_tui.config.first_frame import Peek, peek
from copilot_tui.config.loading import load_settings
from copilot_tui.config.themes import read_theme, read_themes, signature
from copilot_tui.config.writing import read_preferences
from copilot_tui.domain.errors import WrongSettings
from tests.waiting import PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no named pipes and devices there")


def at_once(read: Callable[[], object]) -> object:
    """What is read; fails where it is waited for."""
    found: list[object] = []
    thread = Thread(target=lambda: found.append(read()), daemon=True)
    thread.start()
    thread.join(PATIENCE_SECONDS / 6)
    assert found, "it waits for somebody who writes"
    return found[0]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    return path


def test_a_pipe_among_themes_is_said_and_costs_no_other(pipe: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("dark = false")
    themes = read_themes(tmp_path) if at_once(lambda: read_theme(pipe)) else None
    assert themes is not None
    assert [theme.name for theme in themes.themes] == ["mine"]
    assert themes.problems == ("themes/pipe.toml cannot be read: it is a pipe, not a file.",)


def test_a_link_that_leads_nowhere_costs_no_other_theme(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("dark = false")
    before = signature(tmp_path)
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    assert signature(tmp_path) != before
    assert len(signature(tmp_path)) == 2
    themes = read_themes(tmp_path)
    assert [theme.name for theme in themes.themes] == ["mine"]
    assert themes.problems == ("themes/gone.toml cannot be read: No such file or directory.",)


@pytest.mark.parametrize("endless", ["link", "large"])
def test_a_theme_without_end_is_said(endless: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    if endless == "link":
        path.symlink_to("/dev/zero")
    else:
        path.write_text("dark = false\n" + "#" * 100_000)
    assert read_theme(path) == (None, ("themes/mine.toml cannot be read: it is larger than a theme can be (100 KB).",))


def test_the_first_frame_waits_for_no_pipe_and_no_end(pipe: Path, tmp_path: Path) -> None:
    assert at_once(lambda: peek(pipe, pipe)) == Peek()
    (tmp_path / "endless.toml").symlink_to("/dev/zero")
    assert at_once(lambda: peek(tmp_path / "endless.toml")) == Peek()


def test_settings_from_a_pipe_are_refused(pipe: Path) -> None:
    def refused() -> str:
        with pytest.raises(WrongSettings) as error:
            load_settings(pipe)
        return error.value.message

    assert at_once(refused) == f"{pipe} cannot be read: it is a pipe, not a file."
    assert at_once(lambda: read_preferences(pipe)) == ({}, f"{pipe} cannot be read: it is a pipe, not a file.")


def test_a_linked_file_and_the_null_device_are_settings_as_any(tmp_path: Path) -> None:
    (tmp_path / "kept.toml").write_text('theme = "nord"')
    (tmp_path / "config.toml").symlink_to(tmp_path / "kept.toml")
    assert load_settings(tmp_path / "config.toml").theme == "nord"
    assert peek(tmp_path / "config.toml").theme == "nord"
    assert load_settings(type(tmp_path)(os.devnull)) == load_settings(tmp_path / "kept.toml").model_copy(
        update={"theme": Peek().theme}
    )
