"""Panes, the tour, a person's own themes, the mouse: what the screen remembers and follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.events import MouseDown, MouseMove, MouseUp

from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.ui.terminal.mouse import use_mouse
from copilot_tui.ui.theme.palette import DARK, palette_of
from copilot_tui.ui.widgets.context_panel import ContextPanel
from copilot_tui.ui.widgets.list_pane import ListPane
from tests.ui.desk_host import kept, opened, said
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


async def drag(app: CopilotApp, pilot: Pilot[Any], start: int, to: int, y: int = 20) -> None:
    """Moves an edge with the mouse, as the terminal tells it."""
    none: dict[str, Any] = {"delta_x": 0, "delta_y": 0, "shift": False, "meta": False, "ctrl": False}
    for kind, x, button in ((MouseMove, start, 0), (MouseDown, start, 1), (MouseMove, to, 1), (MouseUp, to, 1)):
        app.screen._forward_event(kind(widget=None, x=x, y=y, button=button, screen_x=x, screen_y=y, **none))
        await pilot.pause()


async def test_edges_are_dragged_and_stay_where_they_were_left() -> None:
    async with opened() as (app, pilot):
        left, right = app.dashboard.query_one(ListPane), app.dashboard.query_one(ContextPanel)
        await drag(app, pilot, left.region.right - 1, 39)
        await until(pilot, lambda: left.region.width == 40 and "list_width = 40" in kept())
        await drag(app, pilot, right.region.x, 80)
        await until(pilot, lambda: right.region.width == 40 and "context_width = 40" in kept())
        await drag(app, pilot, left.region.right - 1, 119)
        await until(pilot, lambda: "list_width = 72" in kept())  # the rest is for reading
        await drag(app, pilot, left.region.right - 1, 2)
        await until(pilot, lambda: "list_width = 16" in kept())  # never away by accident
    async with opened() as (app, pilot):
        assert app.dashboard.query_one(ListPane).region.width == 16
        assert app.dashboard.query_one(ContextPanel).region.width == 40


async def test_two_clicks_on_an_edge_give_the_pane_its_own_width_back() -> None:
    async with opened() as (app, pilot):
        left = app.dashboard.query_one(ListPane)
        usual = left.region.width
        await drag(app, pilot, usual - 1, 50)
        await until(pilot, lambda: left.region.width == 51)
        await pilot.click(offset=(50, 20), times=2)
        await until(pilot, lambda: left.region.width == usual and "list_width = 0" in kept())


async def test_panes_that_were_folded_away_stay_away() -> None:
    async with opened() as (app, pilot):
        await pilot.press("f7", "f8")
        await until(pilot, lambda: "show_list = false" in kept() and "show_context = false" in kept())
    async with opened() as (app, pilot):
        assert not app.dashboard.query_one(ListPane).display
        assert not app.dashboard.query_one(ContextPanel).display
        await pilot.press("f7")
        await until(pilot, lambda: app.dashboard.query_one(ListPane).display)


async def test_the_tour_of_the_first_start_goes_away_for_good() -> None:
    async with opened() as (app, pilot):
        assert "New here" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: "New here" not in shown(app) and "tour_seen = true" in kept())
    async with opened() as (app, pilot):
        assert "New here" not in shown(app)
        assert "To begin with" in shown(app)


async def test_the_tour_is_put_away_with_the_mouse_too() -> None:
    async with opened() as (app, pilot):
        row = next(at for at, line in enumerate(shown(app).split("\n")) if "got it" in line)
        await pilot.click(offset=(shown(app).split("\n")[row].index("got it"), row))
        await until(pilot, lambda: "tour_seen = true" in kept())


async def test_the_tour_names_keys_as_they_are(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\nsettings = "f12"\n')
    async with opened(config=config) as (app, _):
        assert "f12 settings" in shown(app)


async def test_a_theme_of_ones_own_is_drawn_at_the_start_and_follows_its_file(tmp_path: Path) -> None:
    config, folder = tmp_path / "config.toml", tmp_path / "themes"
    config.write_text('theme = "mine"\n')
    folder.mkdir()
    (folder / "mine.toml").write_text('dark = false\nground = "#fff8e0"\n')
    app = CopilotApp(Launch(open_desk=lambda: (_ for _ in ()).throw(AssertionError), theme="mine", themes_dir=folder))
    assert app.theme == "mine"  # in the first frame already
    async with opened(config=config) as (app, pilot):
        assert app.screen.styles.background.hex.lower() == "#fff8e0"
        (folder / "mine.toml").write_text('dark = false\nground = "#e0fff8"\n')
        await until(pilot, lambda: app.screen.styles.background.hex.lower() == "#e0fff8")
        (folder / "mine.toml").write_text('dark = false\n\ngruond = "#e0fff8"\n')
        await until(pilot, lambda: "themes/mine.toml, line 3: gruond is no colour of a theme." in said(app))
        assert app.screen.styles.background.hex.lower() == "#e0fff8"


async def test_a_file_called_like_a_theme_of_ours_changes_nothing_of_that(tmp_path: Path) -> None:
    config, folder = tmp_path / "config.toml", tmp_path / "themes"
    config.write_text("")
    folder.mkdir()
    for name in ("copilot-dark", "another"):
        (folder / f"{name}.toml").write_text('ground = "#123456"\n')
    async with opened(config=config) as (app, pilot):
        await until(pilot, lambda: "another" in app.available_themes)
        assert palette_of(app.available_themes["another"]).ground == "#123456"
        assert palette_of(app.available_themes["copilot-dark"]).ground == DARK.ground


async def test_a_theme_that_there_is_not_is_said_with_its_place(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('theme = "mist"\n')
    async with opened(config=config) as (app, pilot):
        assert app.theme == "copilot-dark"
        await until(pilot, lambda: "There is no theme mist (config.toml line 1)." in said(app))


async def test_key_conflicts_are_said_at_the_start(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\nopen = "ctrl+n"\n')
    async with opened(config=config) as (app, pilot):
        await until(pilot, lambda: "ctrl+n is both new and open" in said(app))


async def test_the_vim_keys_work(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('keymap = "vim"\n')
    async with opened(config=config) as (app, pilot):
        app.dashboard.listed.focus()
        await pilot.press("j", "l")
        await until(pilot, lambda: app.dashboard.conversation is not None and bool(app.dashboard.turns))
        assert app.dashboard.transcript is not None
        app.dashboard.transcript.focus()
        await pilot.press("i")
        await until(pilot, lambda: app.focused is app.dashboard.composer.prompt)


async def test_the_mouse_is_given_back_to_the_terminal_and_taken_again() -> None:
    async with opened() as (app, _):
        driver = app._driver
        assert driver is not None
        use_mouse(app, wanted=False)
        assert not driver._mouse
        use_mouse(app, wanted=True)
        assert driver._mouse
