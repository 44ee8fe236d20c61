"""Settings on their screen: what they are, where that comes from, and changing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from copilot_tui.config.descriptions import described
from copilot_tui.ui.screens.keys import KeyScreen
from copilot_tui.ui.screens.setting_value import SettingValueScreen
from copilot_tui.ui.screens.settings import SettingsScreen
from copilot_tui.ui.screens.themes import ThemeScreen
from tests.ui.desk_host import kept, opened, said
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp


async def go_to(app: CopilotApp, pilot: Pilot[Any], name: str, words: str = "") -> SettingsScreen:
    """Opens the settings at one of them."""
    if not isinstance(app.screen, SettingsScreen):
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen.table.meant is not None)
    screen = app.screen
    assert isinstance(screen, SettingsScreen)
    names = {"_": "underscore", " ": "space"}
    await pilot.press("slash", *(names.get(letter, letter) for letter in words or name), "enter")
    await until(pilot, lambda: screen.table.meant is not None and screen.table.meant.setting.key == name)
    return screen


async def test_each_setting_says_what_it_is_and_where_that_comes_from(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('notify = "bell"\n\n[ui]\ngutter = false\n')
    async with opened(config=config) as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: f"{len(described())} settings" in shown(app))
        await until(pilot, lambda: "config.toml line 4" in shown(app))
        await go_to(app, pilot, "notify")
        text = shown(app)
        assert "config.toml line 1" in text
        assert 'takes    "auto", "bell" or "off"' in text
        assert "default  auto" in text
        assert "change it there" in " ".join(text.split())


async def test_a_truth_is_turned_round_at_once_and_kept() -> None:
    async with opened() as (app, pilot):
        await app.dashboard.navigation.choose(app.dashboard.listed.summaries[1].id)
        transcript = app.dashboard.transcript
        assert transcript is not None
        before = transcript.show_gutter
        screen = await go_to(app, pilot, "gutter")
        await pilot.press("enter")
        await until(pilot, lambda: screen.table.meant is not None and screen.table.meant.value == "false")
        assert (before, transcript.show_gutter) == (True, False)
        assert "gutter = false" in kept()
        assert "preferences.toml" in shown(app)
        await pilot.press("d")
        await until(pilot, lambda: screen.table.meant is not None and screen.table.meant.value == "true")
        assert "gutter" not in kept()


async def test_a_page_goes_on_by_what_is_in_sight() -> None:
    async with opened(size=(120, 20)) as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen.table.meant is not None)
        assert isinstance(app.screen, SettingsScreen)
        table, names = app.screen.table, [setting.name for setting in described()]
        await pilot.press("pagedown")
        assert table.meant is not None
        assert names.index(table.meant.setting.name) == table.size.height - 2
        await pilot.press("pageup")
        assert table.meant is not None
        assert table.meant.setting.name == names[0]


def is_set(screen: SettingsScreen, value: str) -> bool:
    return screen.table.meant is not None and screen.table.meant.value == value


async def test_choices_go_round() -> None:
    async with opened() as (app, pilot):
        screen = await go_to(app, pilot, "notify")
        for value in ("bell", "off", "auto"):
            await pilot.press("enter")
            await until(pilot, partial(is_set, screen, value))


async def test_a_number_is_typed_and_what_is_wrong_with_it_is_said() -> None:
    async with opened() as (app, pilot):
        await go_to(app, pilot, "trash_days")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SettingValueScreen))
        await pilot.press("9", "9", "9", "9", "enter")
        await until(pilot, lambda: "trash_days takes a whole number from 1 to 3650" in shown(app))
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert app.desk is not None
        assert app.desk.settings.trash_days == 999


async def test_what_config_sets_cannot_be_changed_here(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[ui]\ngutter = false\n")
    async with opened(config=config) as (app, pilot):
        await go_to(app, pilot, "gutter")
        await pilot.press("enter", "d")
        assert app.desk is not None
        assert not app.desk.settings.ui.gutter
        assert config.read_text() == "[ui]\ngutter = false\n"
        assert kept() == ""


async def test_config_is_edited_in_the_editor_and_holds_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("")

    def edit(_app: object, file: Path) -> str:
        file.write_text("[ui]\ngutter = false\n")
        return ""

    monkeypatch.setattr("copilot_tui.ui.editor.run_editor", edit)
    async with opened(config=config) as (app, pilot):
        await go_to(app, pilot, "gutter")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "config.toml line 2" in shown(app))
        assert app.dashboard.transcript is not None
        assert not app.dashboard.transcript.show_gutter


async def test_themes_are_shown_as_they_are_gone_through_and_left_as_they_were() -> None:
    async with opened() as (app, pilot):
        await go_to(app, pilot, "theme")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen) and "dracula" in shown(app))
        assert shown(app).split("\n")[-1].strip() == "enter keep it  esc back"  # and no other bar
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "copilot-light")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "copilot-dark")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen) and "dracula" in shown(app))
        await pilot.press(*"nord")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("enter")
        await until(pilot, lambda: 'theme = "nord"' in kept())
    async with opened() as (app, pilot):
        assert app.theme == "nord"


async def test_under_no_color_no_theme_brings_colours_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    config = tmp_path / "config.toml"
    config.write_text('theme = "nord"\n')
    async with opened(config=config) as (app, _pilot):
        assert app.theme == "no-color"
        app.dashboard.applied_settings.apply_all()  # as after config.toml was edited
        assert app.theme == "no-color"


async def test_a_key_is_given_by_pressing_it_and_conflicts_are_named() -> None:
    async with opened() as (app, pilot):
        await go_to(app, pilot, "keys", "other keys for")
        await pilot.press("enter")
        await until(pilot, lambda: "another key" in shown(app))
        await pilot.press(*"programs", "enter")
        await until(pilot, lambda: isinstance(app.screen, KeyScreen))
        await pilot.press("f1")  # would open help anywhere else
        await until(pilot, lambda: "f1 is both programs and help" in shown(app))
        await pilot.press("ctrl+k", "enter")
        await until(pilot, lambda: 'programs = "ctrl+k"' in kept())
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "^k programs" in shown(app))


async def test_the_mouse_presses_what_the_keys_do() -> None:
    async with opened() as (app, pilot):
        screen = await go_to(app, pilot, "gutter")
        await pilot.press("slash", "ctrl+u", "enter")
        row = next(at for at, line in enumerate(shown(app).split("\n")) if line.lstrip().startswith("show_traces"))
        await pilot.click(offset=(5, row))
        await until(pilot, lambda: screen.table.meant is not None and screen.table.meant.setting.key == "show_traces")
        await pilot.click(offset=(5, row))
        await until(pilot, lambda: "show_traces = true" in kept())
    assert "could not" not in said(app)


async def test_what_is_said_names_keys_as_they_are_remapped(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\n"list.undo" = "z"\n"composer.send" = "ctrl+s"\n')
    async with opened(config=config) as (app, pilot):
        await until(pilot, lambda: "^s sends to" in shown(app))
        app.dashboard.listed.focus()
        await pilot.press("a")
        await until(pilot, lambda: "z takes it back" in said(app))
