"""A question that seems to hold a secret is asked about before anything is sent, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from copilot_tui.ui.screens.secrets import SecretsDialog
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp

SECRET = "pul-" + "feedbeef" * 5
QUESTION = f"Why does this fail?\nPULUMI_ACCESS_TOKEN={SECRET} pulumi up"


async def ask(app: CopilotApp, pilot: Pilot[Any], question: str = QUESTION) -> None:
    app.dashboard.composer.put(question)
    app.dashboard.composer.prompt.focus()
    await pilot.press("enter")


async def warned(app: CopilotApp, pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: isinstance(app.screen, SecretsDialog))
    await until(pilot, lambda: "Pulumi access token" in shown(app))


def queries(app: CopilotApp) -> list[str]:
    return [turn.query for turn in app.dashboard.turns.values()]


async def test_it_names_what_and_where_and_sends_nothing_by_enter() -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot)
        await warned(app, pilot)
        assert "line 2" in shown(app)
        assert "PULUMI_ACCESS_TOKEN=*** pulumi up" in shown(app)
        assert SECRET not in "\n".join(line for line in shown(app).splitlines() if "▌" not in line and "┃" not in line)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.dashboard.composer.text == QUESTION
        assert app.desk is not None
        assert app.desk.session.dispatch.asking == 0
        assert queries(app) == []


async def test_hidden_it_is_sent_and_the_composer_is_empty() -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot)
        await warned(app, pilot)
        await pilot.press("h")
        await until(pilot, lambda: queries(app) == [QUESTION.replace(SECRET, "***")])
        await until(pilot, lambda: app.dashboard.composer.text == "")


async def test_what_may_be_sent_as_it_is_is_asked_about_once() -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot)
        await warned(app, pilot)
        await pilot.press("s")
        await until(pilot, lambda: queries(app) == [QUESTION])
        await until(pilot, lambda: not app.dashboard.asking)
        await ask(app, pilot)
        await until(pilot, lambda: queries(app) == [QUESTION, QUESTION])
        await ask(app, pilot, QUESTION + " And this?")
        await warned(app, pilot)


async def test_a_question_taken_back_from_the_warning_can_be_mended_and_sent() -> None:
    async with opened() as (app, pilot):
        await ask(app, pilot)
        await warned(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.dashboard)
        await ask(app, pilot, "Why does this fail?")
        await until(pilot, lambda: queries(app) == ["Why does this fail?"])


async def test_who_wants_no_warning_gets_none(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("warn_on_secrets = false\n")
    async with opened(config=config) as (app, pilot):
        await ask(app, pilot)
        await until(pilot, lambda: queries(app) == [QUESTION])
