"""Where the person is: the account, the stack's last updates, and questions that fit, over the demo's real server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from copilot_tui.domain.endpoint import host_of
from copilot_tui.service.options import Options
from copilot_tui.ui.app import CopilotApp
from copilot_tui.ui.launch import Launch
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.screens.dashboard.screen import Dashboard
from copilot_tui.ui.screens.places import PlacesScreen
from copilot_tui.ui.screens.sign_in import SignInScreen
from copilot_tui.wiring.rooms import Rooms
from tests.faults import reply
from tests.loopback import Loopback
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

DEV = "https://app.pulumi.com/acme/project1/dev"
TOKEN = "pul-c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00"


async def sign_in_dialog(app: CopilotApp, pilot: Pilot[Any]) -> None:
    app.dashboard.context_actions.ask_to_sign_in()
    await until(pilot, lambda: isinstance(app.screen, SignInScreen) and isinstance(app.focused, Input))
    await until(pilot, lambda: "in use" in shown(app))


async def test_the_last_updates_of_the_stack_are_shown_with_result_person_changes_and_age() -> None:
    async with opened(size=(140, 40)) as (app, pilot):
        await until(pilot, lambda: "UPDATES" in shown(app))
        rows = [row for row in shown(app).splitlines() if "jo +1" in row]
        assert rows, shown(app)
        assert "✗ 4" in rows[0]
        assert "2h" in rows[0]


async def test_a_failed_update_becomes_the_first_question_and_its_page_the_context() -> None:
    async with opened() as (app, pilot):
        await until(pilot, lambda: "Why did update 4 fail" in shown(app))
        await pilot.press("escape", "enter")
        await until(pilot, lambda: app.dashboard.composer.text.startswith("Why did update 4 fail"))
        assert app.dashboard.context is not None
        assert app.dashboard.context.url == f"{DEV}/updates/4"
        assert "project1/dev · update 4" in shown(app)
        assert app.focused is app.dashboard.composer.prompt


def is_meant(dashboard: Dashboard, page: str) -> bool:
    return dashboard.context is not None and dashboard.context.page.page == page


async def test_an_update_is_chosen_by_a_click_and_taken_back_by_another() -> None:
    async with opened() as (app, pilot):
        dashboard = app.dashboard
        await until(pilot, lambda: bool(dashboard.cloud_lookup.updates))
        line = next(at for at, row in enumerate(shown(app).splitlines()) if "✓ 3" in row)
        column = shown(app).splitlines()[line].index("✓ 3")
        for page in ("updates/3", ""):
            await pilot.click(offset=(column + 2, line))
            await until(pilot, partial(is_meant, dashboard, page))


async def test_with_another_token_nothing_that_the_one_before_told_is_shown() -> None:
    async with opened() as (app, pilot):
        lookup = app.dashboard.cloud_lookup
        await until(pilot, lambda: bool(lookup.updates))
        lookup.end()  # nothing is asked anew meanwhile
        lookup.begin_anew()
        assert lookup.updates == ()
        assert lookup.user is None


async def test_a_program_is_begun_in_the_language_that_is_picked() -> None:
    async with opened() as (app, pilot):
        await until(pilot, lambda: "Why did update 4 fail" in shown(app))
        await pilot.press("escape", "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        await pilot.press("p", "y")
        await until(pilot, lambda: "__main__.py" in shown(app) and "index.ts" not in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.dashboard.composer.text == "Write a program in Python that ")


async def test_the_account_dialog_reads_a_source_anew_without_a_restart() -> None:
    async with opened() as (app, pilot):
        await sign_in_dialog(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.desk is not None
        assert [one.message for one in app._notifications] == ["Signed in as jo by demo."]


async def picker(app: CopilotApp, pilot: Pilot[Any]) -> None:
    await pilot.press("f4")
    await until(pilot, lambda: isinstance(app.screen, PlacesScreen) and isinstance(app.focused, Input))
    await until(pilot, lambda: "blue-harbor/shop/staging" in shown(app))


async def test_the_picker_completes_stacks_by_a_few_letters() -> None:
    async with opened() as (app, pilot):
        await picker(app, pilot)
        await pilot.press(*"bhprod", "enter")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.dashboard.context is not None
        assert app.dashboard.context.url == "https://app.pulumi.com/blue-harbor/shop/prod"
        assert app.dashboard.context_source == "you"


async def test_a_place_is_taken_by_a_click() -> None:
    async with opened() as (app, pilot):
        await picker(app, pilot)
        rows = shown(app).splitlines()
        line = next(at for at, row in enumerate(rows) if "acme/network/prod" in row)
        await pilot.click(offset=(rows[line].index("network"), line))
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.dashboard.context is not None
        assert app.dashboard.context.page.label == "network/prod"


async def test_a_pasted_address_fills_organization_project_stack_and_update() -> None:
    async with opened() as (app, pilot):
        await picker(app, pilot)
        app.post_message(events.Paste("https://app.pulumi.com/globex/shop/dev/updates/41"))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.dashboard)
        context = app.dashboard.context
        assert context is not None
        assert (context.org, context.page.label) == ("globex", "shop/dev · update 41")


async def test_an_address_of_another_host_is_not_taken_and_says_why() -> None:
    async with opened() as (app, pilot):
        await picker(app, pilot)
        app.post_message(events.Paste("https://app.pulumi.com.evil/acme"))
        await pilot.press("enter")
        await until(pilot, lambda: "must be a page of https://app.pulumi.com" in shown(app))
        assert isinstance(app.screen, PlacesScreen)


async def test_presets_and_what_was_used_last_stand_in_the_picker(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[[contexts]]\nname = "the shop"\nurl = "https://app.pulumi.com/globex/shop/live"\n')
    async with opened(config=config) as (app, pilot):
        await picker(app, pilot)
        assert "last used" in shown(app)
        await pilot.press(*"the shop", "enter")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.dashboard.context is not None
        assert app.dashboard.context.org == "globex"


async def test_another_organization_starts_a_new_conversation_and_says_why() -> None:
    async with opened() as (app, pilot):
        dashboard = app.dashboard
        dashboard.composer.put("Who are the admins?")
        await pilot.press("enter")
        await until(pilot, lambda: "four members" in shown(app))
        await until(pilot, lambda: bool(dashboard.conversation and dashboard.conversation.service_id))
        first = dashboard.conversation.id if dashboard.conversation else ""
        await picker(app, pilot)
        assert "another organization starts a new conversation" in shown(app)
        await pilot.press(*"bhprod", "enter")
        await until(pilot, lambda: app.screen is dashboard)
        dashboard.composer.put("What is in this stack?")
        await pilot.press("enter")
        await until(pilot, lambda: bool(dashboard.conversation and dashboard.conversation.id != first))
        assert any("does not span organizations" in one.message for one in app._notifications)


async def test_another_context_within_a_conversation_shows_a_divider() -> None:
    async with opened() as (app, pilot):
        dashboard = app.dashboard
        for letters, question in (("", "What is in this stack?"), ("network", "And in this one?")):
            if letters:
                await picker(app, pilot)
                await pilot.press(*letters, "enter")
                await until(pilot, lambda: app.screen is dashboard)
            dashboard.composer.put(question)
            await pilot.press("enter")
            await until(pilot, lambda: not dashboard.asking and bool(dashboard.turns))
        await until(pilot, lambda: "acme · network/prod" in shown(app))
        assert len(dashboard.turns) == 2


async def test_a_typed_token_that_the_service_refuses_changes_nothing() -> None:
    async with opened() as (app, pilot):
        await sign_in_dialog(app, pilot)
        await pilot.press(*"bad", "enter")  # the one token that the demo refuses
        await until(pilot, lambda: "The token from typed here was refused" in shown(app))
        assert isinstance(app.screen, SignInScreen)
        assert app.dashboard.desk is not None
        assert app.dashboard.desk.account.source == "demo"
        app.dashboard.composer.put("Who are the admins?")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: "four members" in shown(app))


async def test_a_typed_token_shows_whose_it_is() -> None:
    async with opened() as (app, pilot):
        await sign_in_dialog(app, pilot)
        await pilot.press(*"another", "enter")
        await until(pilot, lambda: app.screen is app.dashboard)
        assert app.dashboard.desk is not None
        assert app.dashboard.desk.account.label == "jo, typed here"


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
async def test_where_the_service_tells_nothing_nothing_is_said(
    status: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_ACCESS_TOKEN", TOKEN)
    monkeypatch.setenv("COPILOT_TUI_CONFIG", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with Loopback([reply({"message": "no"}, status=status)]) as server:
        options = Options(api_url=server.url, data_dir=tmp_path / "data", url=DEV)
        app = CopilotApp(Launch(open_desk=lambda: Rooms().desk(options)))
        async with app.run_test(size=(140, 40)) as pilot:
            await until(pilot, lambda: bool(server.requests))
            await until(pilot, lambda: host_of(server.url) in shown(app))
            await pilot.pause()
            screen = shown(app)
            assert "UPDATES" not in screen
            assert "What is in this stack?" in screen
            assert "project1/dev" in screen
            assert not app._notifications
        assert [request.line.split("?")[0] for request in server.requests] == [
            "GET /api/stacks/acme/project1/dev/updates"
        ]


async def test_nothing_is_asked_while_nobody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_ACCESS_TOKEN", TOKEN)
    monkeypatch.setenv("COPILOT_TUI_CONFIG", "")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with Loopback([reply({"message": "no"}, status="404 Not Found")]) as server:
        options = Options(api_url=server.url, data_dir=tmp_path / "data", url=DEV)
        app = CopilotApp(Launch(open_desk=lambda: Rooms().desk(options)))
        async with app.run_test(size=(140, 40)) as pilot:
            app.app_focus = False
            await until(pilot, lambda: host_of(server.url) in shown(app))
            await app.dashboard.cloud_lookup._settle_and_look()
            await app.dashboard.cloud_lookup._look()
            lookup = app.dashboard.cloud_lookup
            await until(pilot, lambda: lookup._details is not None and not lookup._details._asking)
            assert not server.requests
            app.app_focus = True
            await until(pilot, lambda: bool(server.requests))
