"""The command palette: everything that there is, by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from copilot_tui.ui.screens.help import HelpScreen
from copilot_tui.ui.screens.palette import PaletteScreen
from copilot_tui.ui.screens.programs import ProgramsScreen
from tests.ui.desk_host import kept, opened
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from copilot_tui.ui.app import CopilotApp


async def seek(app: CopilotApp, pilot: Pilot[Any], letters: str, found: str) -> None:
    """Opens the palette and types; waits for a row."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(app.screen, PaletteScreen))
    await pilot.press(*("space" if letter == " " else letter for letter in letters))
    await until(pilot, lambda: any(found in line for line in rows(app)))


def rows(app: CopilotApp) -> list[str]:
    return [" ".join(line.split()) for line in shown(app).split("\n")]


async def test_every_action_stands_there_with_its_key() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "", "New conversation ^n")
        text = "\n".join(rows(app))
        for row in ("Send the question enter", "All generated programs f2", "All settings f9", "All keys f1"):
            assert f"action {row}" in text


async def test_an_action_is_run_where_one_was() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "all keys", "action All keys f1")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_enter_takes_what_the_letters_before_it_find_however_quickly_they_come() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "", "New conversation ^n")
        for letter in "all keys":  # as a terminal sends them: all in one read, before any is handled
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_a_conversation_is_opened_by_a_few_letters_of_its_title() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "eks clus", "conversation EKS cluster")
        await pilot.press("enter")
        await until(
            pilot, lambda: app.dashboard.conversation is not None and app.dashboard.conversation.title[:3] == "EKS"
        )


async def test_a_theme_is_changed_and_kept() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "gruvbox", "theme gruvbox")
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == "gruvbox" and 'theme = "gruvbox"' in kept())


async def test_a_context_from_before_is_asked_in_again() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "blue-harbor", "context blue-harbor")
        await pilot.press("enter")
        await until(pilot, lambda: app.dashboard.context is not None and app.dashboard.context.org == "blue-harbor")


async def test_a_question_from_before_comes_into_the_composer() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "write code to create", "question Write code to create")
        await pilot.press("enter")
        await until(pilot, lambda: app.dashboard.composer.text.startswith("Write code to create an S3 bucket"))


async def test_contexts_and_prompts_of_ones_own_stand_there_by_name(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[[contexts]]\nname = "production"\nurl = "https://app.pulumi.com/acme/shop/prod"\n'
        '[[prompts]]\nname = "spending"\ntext = "What does {project}/{stack} cost?"\n'
    )
    async with opened(config=config) as (app, pilot):
        await seek(app, pilot, "production", "context production acme / shop / prod")
        await pilot.press("enter")
        await until(pilot, lambda: app.dashboard.context is not None and app.dashboard.context.page.stack == "prod")
        await seek(app, pilot, "spending", "prompt spending")
        await pilot.press("enter")
        await until(pilot, lambda: app.dashboard.composer.text == "What does shop/prod cost?")


async def test_it_is_there_on_other_screens_with_their_actions() -> None:
    async with opened() as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, ProgramsScreen))
        await seek(app, pilot, "copy pl", "action Copy plan C")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ProgramsScreen))


async def test_a_colon_opens_it_where_nothing_is_typed() -> None:
    async with opened() as (app, pilot):
        await pilot.press("colon")
        assert app.dashboard.composer.text == ":"
        app.dashboard.listed.focus()
        await pilot.press("colon")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen))


async def test_nothing_found_is_said() -> None:
    async with opened() as (app, pilot):
        await seek(app, pilot, "zzzqqq", "Nothing is called that.")
        await pilot.press("enter")
        assert isinstance(app.screen, PaletteScreen)
