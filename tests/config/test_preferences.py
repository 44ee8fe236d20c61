"""Two files: the person's own goes first and is never written to; what the app changes goes into the other."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest

from copilot_tui.config.preferences import Preferences
from copilot_tui.config.settings import Settings
from copilot_tui.domain.errors import WrongSettings


class Files:
    """A person's settings file, and the app's own."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "config.toml"
        self.own = folder / "state" / "preferences.toml"

    def write(self, *, config: str = "", own: str = "") -> Preferences:
        self.config.write_text(config)
        if own:
            self.own.parent.mkdir(exist_ok=True)
            self.own.write_text(own)
        return self.read()

    def read(self) -> Preferences:
        return Preferences(self.config, self.own, {})


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_without_either_file_everything_is_default(tmp_path: Path) -> None:
    preferences = Preferences(None, tmp_path / "none.toml", {"XDG_CONFIG_HOME": str(tmp_path)})
    assert preferences.settings == Settings()
    assert preferences.origin("theme").words == "default"
    assert not preferences.remembered.tour_seen


def test_config_goes_first_and_each_value_says_where_it_comes_from(files: Files) -> None:
    preferences = files.write(
        config='# mine\ntheme = "nord"\n\n[ui]\ngutter = false\n',
        own='theme = "dracula"\nnotify = "bell"\n[ui]\nlist_width = 30\n',
    )
    assert preferences.settings.theme == "nord"
    assert preferences.settings.notify == "bell"
    assert preferences.settings.ui.list_width == 30
    assert not preferences.settings.ui.gutter
    names = ("theme", "ui.gutter", "notify", "ui.list_width", "mouse")
    assert [preferences.origin(name).words for name in names] == [
        "config.toml line 2", "config.toml line 5", "preferences.toml", "preferences.toml", "default",
    ]  # fmt: skip


def test_a_change_holds_at_once_and_after_a_restart(files: Files) -> None:
    preferences = files.write(config='notify = "off"\n')
    preferences.change("ui.gutter", value=False)
    preferences.change("request_timeout_seconds", 60)
    for read in (preferences, files.read()):
        assert not read.settings.ui.gutter
        assert read.settings.request_timeout_seconds == 60
    assert files.config.read_text() == 'notify = "off"\n'
    assert tomllib.loads(files.own.read_text()) == {"ui": {"gutter": False}, "request_timeout_seconds": 60}


def test_reset_leaves_nothing_behind(files: Files) -> None:
    preferences = files.write()
    preferences.change("ui.gutter", value=False)
    preferences.reset("ui.gutter")
    assert preferences.settings == Settings()
    assert tomllib.loads(files.own.read_text()) == {}


def test_what_config_sets_is_not_changed_here(files: Files) -> None:
    preferences = files.write(config='theme = "nord"\n')
    with pytest.raises(WrongSettings, match=r"theme is set in config.toml line 1"):
        preferences.change("theme", "dracula")
    assert not files.own.exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("trash_days", 0, "trash_days takes a whole number from 1 to 3650"),
        ("ui.start", "never", r'ui.start takes "new", "last" or "overview"'),
        ("context.org", "not an org!", "context.org"),
        ("token_command", ["sh"], "config.toml only"),
    ],
)
def test_a_value_that_is_none_is_refused_and_the_old_one_stays(
    name: str, value: object, said: str, files: Files
) -> None:
    preferences = files.write()
    with pytest.raises(WrongSettings, match=said):
        preferences.change(name, value)
    assert preferences.settings == Settings()


def test_faults_in_preferences_are_left_out_and_said(files: Files) -> None:
    preferences = files.write(
        own='theme = 3\nnotify = "bell"\ntoken_command = ["sh"]\nfuture = 1\n[ui]\nlist_width = -1\n'
    )
    assert preferences.settings == Settings(notify="bell")
    assert [notice.split(":")[0] for notice in preferences.notices] == ["preferences.toml"] * 2
    assert "theme takes a string" in preferences.notices[0]
    assert preferences.origin("theme").words == "default"


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"x" * 10])
def test_preferences_that_are_no_toml_are_said_and_replaced_by_the_next_change(content: bytes, files: Files) -> None:
    files.write()
    files.own.parent.mkdir()
    files.own.write_bytes(content)
    preferences = files.read()
    assert "is not TOML" in preferences.notices[0]
    preferences.change("notify", "off")
    assert files.read().settings.notify == "off"
    assert not files.read().notices


def test_another_copy_of_the_program_loses_nothing(files: Files) -> None:
    first, second = files.write(), files.read()
    first.change("notify", "off")
    second.change("ui.gutter", value=False)
    settings = files.read().settings
    assert (settings.notify, settings.ui.gutter) == ("off", False)


def test_what_is_remembered_outlasts_a_run_and_is_no_setting(files: Files) -> None:
    preferences = files.write()
    preferences.remember(tour_seen=True)
    preferences.remember(org="acme", url="https://app.pulumi.com/acme")
    read = files.read()
    assert read.remembered.tour_seen
    assert read.remembered.org == "acme"
    assert read.settings == Settings()


def test_odd_memories_are_forgotten(files: Files) -> None:
    read = files.write(own='[remembered]\ntour_seen = "yes"\norg = "acme"\nlater = 3\n')
    assert (read.remembered.tour_seen, read.remembered.org) == (False, "acme")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_its_owner_can_read_it(files: Files) -> None:
    files.write().change("notify", "off")
    assert stat.S_IMODE(files.own.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.own.parent.stat().st_mode) == 0o700
    assert [file.name for file in files.own.parent.iterdir()] == ["preferences.toml"]


def test_a_change_that_cannot_be_kept_holds_for_this_run(files: Files) -> None:
    preferences = files.write()
    files.own.parent.write_text("a file where the folder should be")
    with pytest.raises(WrongSettings, match="could not be written"):
        preferences.change("notify", "off")
    assert preferences.settings.notify == "off"


def test_editing_config_counts_after_reading_it_again(files: Files) -> None:
    preferences = files.write()
    files.config.write_text("trash_days = 7\n")
    preferences.reload()
    assert preferences.settings.trash_days == 7
    files.config.write_text("trash_days = x\n")
    with pytest.raises(WrongSettings):
        preferences.reload()
    assert preferences.settings.trash_days == 7
