"""What goes with a question as chips, and words behind a slash, by the keys that a person presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.attachment import Attachment, without_attachments
from copilot_tui.ui.screens.dialog import LineDialog
from copilot_tui.ui.widgets import composer
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

LOG = "\n".join(f"line {number}" for number in range(80))


async def test_a_chip_is_sent_with_the_question_and_comes_back_with_it() -> None:
    async with opened() as (app, pilot):
        composer = app.dashboard.composer
        await pilot.press(*"Why?")
        composer.attach(Attachment("up.log", LOG))
        await until(pilot, lambda: "up.log  80 lines" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.dashboard.turns) and not app.dashboard.asking)
        question, attachments = without_attachments(next(iter(app.dashboard.turns.values())).query)
        assert question == "Why?"
        assert attachments == (Attachment("up.log", LOG),)
        assert composer.text == ""
        assert "▸ ▤ up.log · 80 lines" in shown(app), "folded behind its name"
        assert "line 79" not in shown(app)
        await pilot.press("up")
        await until(pilot, lambda: composer.prompt.text == "Why?")
        assert without_attachments(composer.text)[1] == (Attachment("up.log", LOG),)


async def test_what_went_with_a_question_is_unfolded_where_it_stands() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.attach(Attachment("up.log", "error: quota\nsecond"))
        await pilot.press(*"Why?", "enter")
        await until(pilot, lambda: bool(app.dashboard.turns) and not app.dashboard.asking)
        await pilot.press("escape", "home", "space")
        await until(pilot, lambda: "error: quota" in shown(app))
        await pilot.press("space")
        await until(pilot, lambda: "error: quota" not in shown(app))


async def test_chips_go_by_backspace_before_the_first_character_and_by_a_click() -> None:
    async with opened() as (app, pilot):
        for name in ("first.log", "second.log"):
            app.dashboard.composer.attach(Attachment(name, LOG))
        await until(pilot, lambda: "second.log" in shown(app))
        await pilot.press("backspace")
        await until(pilot, lambda: "second.log" not in shown(app))
        rows = shown(app).splitlines()
        line = next(at for at, row in enumerate(rows) if "first.log" in row)
        await pilot.click(offset=(rows[line].index("✕"), line))
        await until(pilot, lambda: "first.log" not in shown(app))
        assert app.dashboard.composer.text == ""


async def test_a_file_is_attached_by_its_path_and_stays_with_the_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "up.log").write_text(LOG)
    async with opened() as (app, pilot):
        await pilot.press("slash", "f", "tab", *"up")
        await until(pilot, lambda: app.dashboard.composer.prompt.completion == "/file up.log")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "up.log  80 lines" in shown(app))
        assert app.dashboard.composer.prompt.text == ""
        await pilot.press(*"Why?")
        await until(pilot, lambda: app.dashboard.conversation is not None)
        draft = app.dashboard.conversation.id if app.dashboard.conversation else ""
        other = next(row.id for row in app.dashboard.listed.summaries if row.id != draft)
        await app.dashboard.navigation.choose(other)
        assert "up.log  80 lines" not in shown(app)
        await app.dashboard.navigation.choose(draft)
        await until(pilot, lambda: "up.log  80 lines" in shown(app))
        assert app.dashboard.composer.prompt.text == "Why?"


async def test_the_hint_speaks_of_a_file_only_while_one_is_to_be_attached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(composer, "SAVE_AFTER_SECONDS", 3_600)  # a draft that is kept has the hint said anew
    (tmp_path / "up.log").write_text(LOG)
    async with opened() as (app, pilot):
        await pilot.press(*"/file up.log")
        await until(pilot, lambda: "attaches a text file" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "up.log  80 lines" in shown(app))
        await until(pilot, lambda: "enter sends to" in shown(app))
        assert "attaches a text file" not in shown(app)


async def test_a_path_that_leads_nowhere_is_said_and_stays() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("/file nowhere.log")
        await pilot.press("enter")
        await until(pilot, lambda: any("There is no file nowhere.log" in one.message for one in app._notifications))
        assert app.dashboard.composer.text == "/file nowhere.log"


async def test_a_prompt_is_completed_asked_about_and_filled(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[[prompts]]\nname = "cost"\ntext = "What does {stack} cost in {ask:Which region?}?"\n')
    async with opened(config=config) as (app, pilot):
        assert "/cost" in shown(app), "it stands among the questions to begin with"
        await pilot.press("slash", "c")
        await until(pilot, lambda: app.dashboard.composer.prompt.completion == "/cost ")
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, LineDialog) and "Which region?" in shown(app))
        await pilot.press(*"eu", "enter")
        await until(pilot, lambda: app.dashboard.composer.text == "What does dev cost in eu?")
        assert not app.dashboard.turns, "it is put there, not sent"


async def test_a_slip_is_asked_about_once() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("/fiel up.log")
        await pilot.press("enter")
        await until(pilot, lambda: any("/file perhaps" in one.message for one in app._notifications))
        assert not app.dashboard.turns
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.dashboard.turns))


async def test_a_word_that_the_demo_takes_is_no_slip() -> None:
    async with opened() as (app, pilot):
        app.dashboard.composer.put("/fail 429")
        await pilot.press("enter")
        await until(pilot, lambda: "too many" in shown(app).lower())
        await until(pilot, lambda: not app.dashboard.asking)  # what became of it is kept


async def test_tab_goes_round_where_nothing_can_be_completed() -> None:
    async with opened() as (app, pilot):
        await pilot.press("a", "tab")
        assert app.focused is not app.dashboard.composer.prompt
