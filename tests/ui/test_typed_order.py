"""Keys that come in one burst, as a fast typist sends them: each does what it is for after those before it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.listing import ListQuery
from copilot_tui.ui.screens.context import ContextScreen
from copilot_tui.ui.screens.dialog import LineDialog
from copilot_tui.ui.screens.earlier import earlier_screen
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import Host

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen

    from copilot_tui.ui.app import CopilotApp
    from copilot_tui.ui.widgets.transcript.view import Transcript

FIELDS = {
    "the palette": ("ctrl+p",),
    "earlier questions": ("ctrl+r",),
    "the search": ("ctrl+o",),
    "the context": ("f4",),
    "help": ("f1",),
    "a filter of programs": ("f2", "slash"),
    "a filter of settings": ("f9", "slash"),
}
CHARACTERS = {"enter": "\r", "slash": "/", "colon": ":", "space": " "}


def burst(app: App[Any], *keys: str) -> None:
    """All in one read, before any is handled."""
    for key in keys:
        app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))


def field(app: App[Any]) -> Input:
    focused = app.screen.focused
    assert isinstance(focused, Input)
    return focused


async def opened_transcript(app: CopilotApp, pilot: Pilot[Any]) -> Transcript:
    """The transcript of a conversation, once it shows something."""
    board = app.dashboard
    await board.navigation.choose(board.listed.summaries[1].id)
    await until(pilot, lambda: board.transcript is not None and bool(board.transcript.viewport.blocks))
    assert board.transcript is not None
    return board.transcript


def is_over(app: App[Any], before: Screen[Any]) -> bool:
    """Whether another screen takes the keys."""
    return app.screen is not before and app.focused is not None


@pytest.mark.parametrize("name", FIELDS)
async def test_letters_behind_a_key_that_deletes_stay(name: str) -> None:
    async with opened() as (app, pilot):
        await pilot.press(*FIELDS[name])
        await until(pilot, lambda: isinstance(app.screen.focused, Input))
        burst(app, *"wrong", "ctrl+u", *"righht", "left", "backspace", "home", "x")
        await until(pilot, lambda: field(app).value == "xright", lambda: field(app).value)


async def test_letters_behind_the_key_of_a_filter_are_words_of_it_and_no_keys_of_the_pane() -> None:
    async with opened() as (app, pilot):
        assert app.desk is not None
        session = app.desk.session
        before = await session.read(lambda history: history.page(ListQuery(), limit=50))
        app.set_focus(app.dashboard.listed)
        burst(app, "slash", *"dapx", "left", "u")  # of the list they would delete, archive, pin
        await until(pilot, lambda: isinstance(app.focused, Input) and field(app).value == "dapux")
        assert await session.read(lambda history: history.page(ListQuery(), limit=50)) == before


@pytest.mark.parametrize(
    "way", [("f2", "slash"), ("f9", "slash"), ("f2", "v", "slash"), ("f2", "v", "colon")], ids="-".join
)
async def test_letters_behind_the_key_of_a_line_are_typed_into_it(way: tuple[str, ...]) -> None:
    async with opened() as (app, pilot):
        *screens, line = way
        for key in screens:
            before = app.screen
            await pilot.press(key)
            await until(pilot, partial(is_over, app, before))
            await until(pilot, lambda: all(work.is_finished for work in app.workers if work.group == "load"))
        burst(app, line, *"d12", "backspace", "3")
        await until(pilot, lambda: isinstance(app.focused, Input) and field(app).value == "d13")


async def test_letters_behind_the_key_of_the_transcript_are_looked_for() -> None:
    async with opened() as (app, pilot):
        board, read = app.dashboard, await opened_transcript(app, pilot)
        app.set_focus(read)
        burst(app, "g", "slash", *"cdx")  # of a block they would copy, compare, remove
        await until(pilot, lambda: isinstance(app.focused, Input) and field(app).value == "cdx")
        assert read.meant == read.viewport.blocks.begin
        await pilot.press("escape")
        await until(pilot, lambda: app.focused is read)
        burst(app, "G", "escape", *"then a question")
        await until(pilot, lambda: board.composer.text == "then a question", lambda: board.composer.text)
        assert read.meant == read.viewport.blocks.end - 1


@pytest.mark.parametrize("key", ["ctrl+r", "ctrl+p", "ctrl+o", "f1"])
async def test_letters_behind_the_key_of_a_dialog_are_typed_into_it(key: str) -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        await until(pilot, lambda: app.focused is board.composer.prompt)
        burst(app, *"before", key, *"vpd", "backspace", "c")
        await until(pilot, lambda: app.screen is not board and app.screen.focused is not None)
        await until(pilot, lambda: field(app).value == "vpc", lambda: field(app).value)
        assert board.composer.text == "before"


async def test_letters_behind_a_key_of_the_list_are_typed_into_its_dialog() -> None:
    async with opened() as (app, pilot):
        app.set_focus(app.dashboard.listed)
        burst(app, "r", "ctrl+u", *"dapx")  # of the list they would delete, archive, pin
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        await until(pilot, lambda: field(app).value == "dapx", lambda: field(app).value)
        assert not app.dashboard.listed.chosen


async def test_letters_behind_the_enter_that_takes_a_choice_are_typed_behind_what_it_gives() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        await until(pilot, lambda: app.focused is board.composer.prompt)
        burst(app, "ctrl+r", *"vpc", "enter", *"xyz")
        await until(pilot, lambda: board.composer.text.endswith("xyz"), lambda: board.composer.text)
        assert "VPC" in board.composer.text


async def test_nothing_typed_is_kept_for_long_or_lost_where_nothing_opens() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        await until(pilot, lambda: app.focused is board.composer.prompt)
        app.type_ahead.hold()
        burst(app, *"one")
        app.post_message(events.Paste(" pasted "))
        burst(app, *"two")
        await pilot.pause()
        assert board.composer.text == ""
        await until(pilot, lambda: board.composer.text == "one pasted two", lambda: board.composer.text)
        app.type_ahead.hold()
        burst(app, "ctrl+u", *"x" * 1500)  # a key that is held down for most of a minute
        await until(pilot, lambda: board.composer.text == "x" * 1500, lambda: board.composer.text)


async def test_letters_behind_an_earlier_question_are_typed_behind_it() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        await until(pilot, lambda: app.focused is board.composer.prompt)
        await pilot.press("up")
        await until(pilot, lambda: bool(board.composer.text))
        earlier = board.composer.text
        await pilot.press("down")
        await until(pilot, lambda: not board.composer.text)
        burst(app, "up", *"vpc")
        await until(pilot, lambda: board.composer.text == earlier + "vpc", lambda: board.composer.text)


async def test_keys_behind_the_one_that_leaves_the_composer_are_keys_of_the_transcript() -> None:
    async with opened() as (app, pilot):
        board, read = app.dashboard, await opened_transcript(app, pilot)
        board.composer.prompt.focus()
        await until(pilot, lambda: app.focused is board.composer.prompt)
        burst(app, *"words", "escape", "g")
        await until(pilot, lambda: app.focused is read and read.meant == read.viewport.blocks.begin)
        assert board.composer.text == "words"


async def test_letters_behind_the_key_that_leaves_a_dialog_are_typed_where_it_was_opened() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        await until(pilot, lambda: app.focused is board.composer.prompt)
        burst(app, *"one", "ctrl+r", *"xx", "escape", *"two", "ctrl+p", "escape", *"three")
        await until(pilot, lambda: board.composer.text == "onetwothree", lambda: board.composer.text)
        assert app.screen is board


async def test_letters_before_a_click_are_typed_where_they_were_meant_for() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        prompt, listed = board.composer.prompt, board.listed
        await until(pilot, lambda: app.focused is prompt)
        x, y = listed.region.x + 4, listed.region.y + 3
        burst(app, *"deax")
        app.post_message(events.MouseDown(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False))
        await until(pilot, lambda: app.focused is listed)
        await until(pilot, lambda: board.composer.text == "deax", lambda: board.composer.text)
        assert not listed.chosen


@pytest.mark.parametrize(
    ("make", "given"),
    [
        (lambda: LineDialog("Rename", "old"), "new"),
        (lambda: earlier_screen(["old", "new"]), "new"),
        (lambda: ContextScreen(CloudContext(org="old")), CloudContext(org="new")),
    ],
)
async def test_enter_takes_the_letters_before_it(make: Any, given: object) -> None:
    app = Host(make())
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query(Input).first().focus()
        await until(pilot, lambda: isinstance(app.screen.focused, Input))
        burst(app, "ctrl+u", *"new", "enter")
        await until(pilot, lambda: bool(app.given))
        assert app.given == [given]


async def test_a_paste_without_end_is_not_taken_for_letters() -> None:
    async with opened() as (app, pilot):
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen.focused, Input))
        app.post_message(events.Paste("x" * 1_000_000))
        burst(app, *"right")
        await until(pilot, lambda: field(app).value == "right", lambda: field(app).value[:100])
