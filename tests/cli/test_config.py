"""The settings file on the command line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Place


def test_a_first_file_is_written_where_path_says_and_never_over_another(place: Place, tmp_path: Path) -> None:
    path = place.run("config", "path").out.strip()
    assert path.startswith(str(tmp_path))
    assert "there is no" in place.run("config", "check").err.lower()
    assert place.run("config", "init").out.strip() == path
    assert "in order" in place.run("config", "check").err
    again = place.run("config", "init")
    assert again.status == 1
    assert "nothing was changed" in again.err


def test_every_setting_is_printed_as_it_stands(place: Place, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text("max_concurrent_requests = 7\n")
    found = tomllib.loads(place.run("config", "show", "--config", "my.toml").out)
    assert found["max_concurrent_requests"] == 7
    assert found["ui"]["start"] == "new"


def test_every_fault_is_named_with_its_line(place: Place, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('mouse = 1\nnotify = "loud"\n')
    result = place.run("--config", "my.toml", "config", "check")
    assert result.status == 2
    assert "my.toml, line 1" in result.err
    assert "my.toml, line 2" in result.err
    assert '"auto", "bell" or "off"' in result.err


def test_a_named_file_that_is_missing_is_wrong_configuration(place: Place) -> None:
    assert place.run("config", "check", "--config", "nowhere.toml").status == 2


def test_a_place_that_cannot_be_written_is_said(place: Place, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    result = place.run("config", "init", "--config", "file/config.toml")
    assert result.status == 1
    assert "could not be written" in result.err
