"""The dashboard over the demo's real server and a real store, by the keys that a person presses."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from copilot_tui.domain.state import TurnState
from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.screens.context import ContextScreen
from copilot_tui.ui.screens.help import HelpScreen
from copilot_tui.ui.screens.inspect import InspectScreen
from copilot_tui.ui.screens.places import PlacesScreen
from copilot_tui.ui.widgets.transcript.markdown.parser import _markdown
from copilot_tui.wiring.rooms import Rooms
from tests.ui.desk_host import opened, said
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

    from copilot_tui.service.desk import Desk


async def test_enter_asks_and_the_answer_is_shown() -> None:
    async with opened(answer_seconds=1) as (app, pilot):
        app.dashboard.composer.put("Who are the admins?")
        await pilot.press("enter")
        assert app.dashboard.composer.text == ""
        await until(pilot, lambda: "asking" in shown(app))
        await until(pilot, lambda: "four members" in shown(app))
        assert [turn.state for turn in app.dashboard.turns.values()] == [TurnState.ANSWERED]


async def test_what_answers_are_drawn_with_is_ready_before_there_is_one() -> None:
    _markdown.cache_clear()
    async with opened() as (app, pilot):
        await until(pilot, lambda: _markdown.cache_info().currsize > 0)
        assert not app.dashboard.turns


async def test_who_asks_sees_the_question_wherever_they_read() -> None:
    async with opened(size=(100, 20)) as (app, pilot):
        app.dashboard.composer.put("What is in this organization?")
        await pilot.press("enter")
        await until(pilot, lambda: "copilot ·" in shown(app))
        await pilot.press("escape", "g")
        await until(pilot, lambda: "What is in this organization?" in shown(app))
        app.dashboard.composer.put("Who are the admins?")
        app.dashboard.composer.prompt.focus()
        await pilot.press("enter")
        await until(pilot, lambda: "four members" in shown(app))


async def test_blank_text_is_not_sent() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("  \n ")
        await pilot.press("enter")
        assert app.desk is not None
        assert app.desk.session.dispatch.asking == 0
        assert app.dashboard.conversation is None


async def test_ctrl_c_cancels_and_says_so() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("/slow 30 Who are the admins?")
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.dashboard.asking))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: not app.dashboard.asking)
        assert [turn.state for turn in app.dashboard.turns.values()] == [TurnState.CANCELLED]


async def test_what_is_being_asked_is_not_deleted() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("/slow 30 Who are the admins?")
        await pilot.press("enter")
        listed, asking = app.dashboard.listed, app.dashboard.asking
        await until(pilot, lambda: any(row.id in asking for row in listed.summaries))
        [asked] = asking
        listed.go_to([row.id for row in listed.summaries].index(asked))
        listed.focus()
        await pilot.press("d")
        await until(pilot, lambda: "A question is being asked there: cancel it first." in said(app))
        await app.dashboard.listing.refresh()
        assert asked in {row.id for row in listed.summaries}


async def test_up_brings_earlier_questions_and_down_what_was_typed() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("half a thought")
        await pilot.press("up")
        await until(pilot, lambda: app.dashboard.composer.text != "half a thought")
        assert app.dashboard.composer.text == "Write the fixed program in TypeScript."
        await pilot.press("down")
        await until(pilot, lambda: app.dashboard.composer.text == "half a thought")


async def test_draft_stays_with_its_conversation() -> None:
    async with opened() as (app, pilot):
        first, second = (row.id for row in list(app.dashboard.listed.summaries)[1:3])
        await app.dashboard.navigation.choose(first)
        app.dashboard.composer.put("not yet sent")
        await app.dashboard.navigation.choose(second)
        assert app.dashboard.composer.text != "not yet sent"
        await app.dashboard.navigation.choose(first)
        await until(pilot, lambda: app.dashboard.composer.text == "not yet sent")


async def test_deleted_conversation_comes_back_by_undo() -> None:
    async with opened() as (app, pilot):
        listed = app.dashboard.listed
        listed.focus()
        await pilot.press("j")
        gone = listed.current
        assert gone is not None
        await pilot.press("d")
        await until(pilot, lambda: gone.id not in {row.id for row in listed.summaries})
        await pilot.press("u")
        await until(pilot, lambda: gone.id in {row.id for row in listed.summaries})


async def test_help_begins_with_the_pane_that_has_the_focus() -> None:
    async with opened() as (app, pilot):
        app.dashboard.listed.focus()
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert shown(app).index("CONVERSATIONS") < shown(app).index("COMPOSER")


async def test_context_is_checked_while_it_is_typed() -> None:
    async with opened() as (app, pilot):
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, PlacesScreen))
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ContextScreen))
        await pilot.press(*"x.evil")
        assert "must be a page of https://app.pulumi.com" in shown(app) or "stack" in shown(app)
        await pilot.press("ctrl+u")
        await pilot.press("h", "t", "t", "p", "enter")
        assert isinstance(app.screen, ContextScreen)


async def test_inspector_shows_no_token() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("Who are the admins?")
        await pilot.press("enter")
        await until(pilot, lambda: "four members" in shown(app))
        await pilot.press("escape", "i")
        await until(pilot, lambda: isinstance(app.screen, InspectScreen))
        assert "token ***" in shown(app)
        assert "token demo" not in shown(app)


async def test_remapped_keys_work_and_are_shown(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\nhelp = "f9"\nnonsense = "f10"\n')
    async with opened(config=config) as (app, pilot):
        await until(pilot, lambda: any("nonsense" in notice.message for notice in app._notifications))
        assert "f9 help" in shown(app)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


@pytest.mark.parametrize("size", [(200, 50), (80, 24), (60, 20), (40, 12), (12, 6), (1, 1)])
async def test_every_size_is_survived(size: tuple[int, int]) -> None:
    async with opened(size) as (app, pilot):
        for key in ("f7", "f8", "f1", "escape", "f4", "escape", "f2", "escape"):
            await pilot.press(key)
        assert app.is_running


async def test_enter_never_overtakes_what_was_typed_before_it() -> None:
    async with opened() as (app, pilot):
        typed = "Who are the admins of this organization?"
        for character in typed:  # as a terminal sends them: all in one read, before any is handled
            app.post_message(events.Key("space" if character == " " else character, character))
        app.post_message(events.Key("enter", "\r"))
        for character in "next":
            app.post_message(events.Key(character, character))
        await until(pilot, lambda: bool(app.dashboard.turns))
        assert [turn.query for turn in app.dashboard.turns.values()] == [typed]
        await until(pilot, lambda: app.dashboard.composer.text == "next")


@pytest.mark.parametrize("pane", ["#reading", "#left"])
async def test_enter_while_the_desk_is_being_opened_asks_once_it_is(pane: str, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Options(demo=True)
    app = CopilotApp(Launch(open_desk=lambda: Rooms(lambda _: 0).desk(options), demo=True))
    async with app.run_test(size=(120, 40)) as pilot:
        query = "Who are the admins?"
        app.dashboard.composer.put(query)
        opening = app.dashboard.query_one(pane)
        mount = opening.mount

        async def press_enter_first(*widgets: Widget, **place: Any) -> None:
            monkeypatch.setattr(opening, "mount", mount)
            await app.dashboard.questions.submit(query)
            await mount(*widgets, **place)

        monkeypatch.setattr(opening, "mount", press_enter_first)
        await until(pilot, lambda: bool(app.dashboard.turns))
        assert [turn.query for turn in app.dashboard.turns.values()] == [query]
        assert not isinstance(app.screen, ContextScreen)
        await until(pilot, lambda: app.dashboard.composer.text == "")
        await until(pilot, lambda: "four members" in shown(app))


async def test_questions_entered_before_there_is_a_desk_are_asked_one_by_one() -> None:
    let_open = Event()

    def open_late() -> Desk:
        let_open.wait(10)
        return Rooms(lambda _: 0).desk(Options(demo=True))

    app = CopilotApp(Launch(open_desk=open_late, demo=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*"first", "enter", *"second", "enter", *"half")
        let_open.set()
        await until(pilot, lambda: len(app.dashboard.turns) == 2)
        assert [turn.query for turn in app.dashboard.turns.values()] == ["first", "second"]
        await until(pilot, lambda: app.dashboard.composer.text == "half")


async def test_a_branch_begins_a_conversation_with_what_was_said_quoted() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        board.composer.put("Who are the admins?")
        await pilot.press("enter")
        await until(pilot, lambda: "four members" in shown(app))
        assert board.conversation is not None
        before = board.conversation.id
        await pilot.press("escape", "b")
        await until(pilot, lambda: "another conversation" in board.composer.text)
        assert app.dashboard.conversation is None
        assert app.focused is board.composer.prompt
        assert "> Who are the admins?" in board.composer.text
        assert any("1 question with its answer" in note.message for note in app._notifications)
        await pilot.press(*"And?", "enter")
        await until(pilot, lambda: board.conversation is not None)
        assert board.conversation.id != before
        assert board.conversation.title == "And?"


async def test_shift_c_copies_the_part_that_is_chosen() -> None:
    async with opened() as (app, pilot):
        board = app.dashboard
        program = next(row.id for row in board.listed.summaries if row.programs)
        await board.navigation.choose(program)
        assert board.transcript is not None
        block = next(block for block in board.transcript.viewport.blocks if "view" in block.actions)
        await board.transcript.jump_to(block.turn.id, block.indices[0])
        board.transcript.focus()
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await until(pilot, lambda: "code of v" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: any("Code of v" in note.message for note in app._notifications))
