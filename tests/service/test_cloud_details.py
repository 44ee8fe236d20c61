"""What is asked in the background: seldom, the most wanted first, and missing without a word."""

from __future__ import annotations

import pytest

from copilot_tui.domain.cloud import UpdateSummary, User
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import NetworkTrouble, Unauthorized
from copilot_tui.service.cloud_details import PERIOD_SECONDS, QUIET_SECONDS, CloudDetails
from tests.service.conftest import ScriptedDirectory

DEV = CloudContext(org="acme", url="https://app.pulumi.com/acme/shop/dev")
PROD = CloudContext(org="acme", url="https://app.pulumi.com/acme/shop/prod/updates/3")
ORG = CloudContext(org="acme", url="https://app.pulumi.com/acme")
OF_DEV, OF_PROD = "updates of acme/shop/dev", "updates of acme/shop/prod"
FOURTH = UpdateSummary(version=4, result="failed")


class Scene:
    def __init__(self) -> None:
        self.directory = ScriptedDirectory()
        self.now = 1000.0
        self.surroundings = CloudDetails(self._connect, clock=lambda: self.now)

    async def _connect(self) -> ScriptedDirectory:
        return self.directory

    async def look(self, context: CloudContext | None = DEV, *, after: float = 0) -> bool:
        self.now += after
        return await self.surroundings.look(context)


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_the_stack_is_asked_for_first_then_the_account(scene: Scene) -> None:
    scene.directory.held_updates, scene.directory.held_user = (FOURTH,), User(login="ada")
    assert await scene.look()
    assert scene.surroundings.updates(DEV) == (FOURTH,)
    assert await scene.look(after=PERIOD_SECONDS)
    assert scene.surroundings.user == User(login="ada")
    assert not await scene.look(after=PERIOD_SECONDS), "nothing new"
    assert scene.directory.asked == [OF_DEV, "user", OF_DEV]


async def test_never_more_than_one_request_within_the_period(scene: Scene) -> None:
    scene.directory.held_updates = (FOURTH,)
    for second in range(int(PERIOD_SECONDS * 4)):
        await scene.look((DEV, PROD, ORG, None)[second % 4], after=1)
    assert len(scene.directory.asked) <= 4


async def test_another_stack_has_updates_of_its_own_and_the_first_keeps_its(scene: Scene) -> None:
    scene.directory.held_updates = (FOURTH,)
    await scene.look()
    assert scene.surroundings.updates(PROD) == ()
    scene.directory.held_updates = ()
    await scene.look(PROD, after=PERIOD_SECONDS)
    assert scene.directory.asked == [OF_DEV, OF_PROD]
    assert scene.surroundings.updates(DEV) == (FOURTH,)


async def test_what_the_service_does_not_tell_is_left_alone_for_long(scene: Scene) -> None:
    assert not await scene.look()
    scene.directory.held_user = User(login="ada")
    await scene.look(after=PERIOD_SECONDS)
    await scene.look(after=PERIOD_SECONDS)
    assert scene.directory.asked == [OF_DEV, "user"]
    await scene.look(after=QUIET_SECONDS)
    assert scene.directory.asked == [OF_DEV, "user", OF_DEV]


async def test_updates_that_are_gone_are_shown_no_longer(scene: Scene) -> None:
    scene.surroundings.know(User(login="ada"))
    scene.directory.held_updates = (FOURTH,)
    await scene.look()
    scene.directory.held_updates = None
    assert await scene.look(after=PERIOD_SECONDS)
    assert scene.surroundings.updates(DEV) == ()


async def test_an_organization_has_no_updates_to_ask_for(scene: Scene) -> None:
    scene.directory.held_user = User(login="ada")
    await scene.look(ORG)
    await scene.look(ORG, after=PERIOD_SECONDS)
    assert scene.directory.asked == ["user"]


async def test_without_a_connection_nothing_is_said_and_it_is_tried_again(scene: Scene) -> None:
    scene.directory.failure = NetworkTrouble("no route")
    assert not await scene.look()
    scene.directory.failure, scene.directory.held_updates = None, (FOURTH,)
    scene.surroundings.know(User(login="ada"))
    assert await scene.look(after=PERIOD_SECONDS)
    assert scene.surroundings.updates(DEV) == (FOURTH,)


async def test_a_refused_token_is_noticed_once_and_forgotten_with_another_one(scene: Scene) -> None:
    scene.directory.failure = Unauthorized("refused")
    assert await scene.look(ORG)
    assert scene.surroundings.refused
    assert not await scene.look(ORG, after=QUIET_SECONDS)
    scene.surroundings.know(None)
    await scene.look(ORG, after=PERIOD_SECONDS)
    assert scene.directory.asked == ["user", "user"]
