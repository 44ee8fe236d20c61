"""Where a question may be asked: what the settings, the history, the folder and the Pulumi Cloud know of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.domain.context import CloudContext, console_url, org_problem, url_problem
from copilot_tui.domain.places import Place
from copilot_tui.ui.widgets.update_words import update_sentence
from copilot_tui.ui.words import ago, count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from copilot_tui.domain.cloud import StackRef
    from copilot_tui.ui.screens.dashboard.board import Board


async def known_places(board: Board) -> list[Place]:
    """What is known at once: the context itself, its stack's last updates, the folder's, presets, the last used."""
    from copilot_tui.service.session import utc_now

    places = [Place(board.context, "now")] if board.context else []
    places += _updates(board, utc_now())
    desk = board.desk
    if desk is None:
        return places
    if desk.context is not None:
        places.append(Place(desk.context, desk.context_source))
    places += [Place(preset.context, preset.name) for preset in desk.settings.contexts]
    used = await desk.session.read(lambda history: history.recent_contexts())
    return places + [Place(context, "last used") for context in used]


async def told_places(board: Board) -> list[Place]:
    """What the Pulumi Cloud tells: stacks, the last updated first, then organizations."""
    from copilot_tui.service.session import utc_now

    stacks, now = await board.cloud_lookup.stacks(), utc_now()
    user = board.cloud_lookup.user
    orgs = dict.fromkeys([*(user.organizations if user else ()), *(stack.org for stack in stacks)])
    told = [(stack.org, stack.project, stack.stack) for stack in stacks]
    found = [_place("stack", _note(stack, now), *parts) for stack, parts in zip(stacks, told, strict=True)]
    found += [_place("organization", "", org) for org in orgs]
    return [place for place in found if place is not None]


def _updates(board: Board, now: datetime) -> Iterator[Place]:
    if board.context is None:
        return
    page = board.context.page
    stack = console_url(page.org, page.project, page.stack)
    for update in board.cloud_lookup.updates:
        context = CloudContext(org=board.context.org, url=f"{stack}/updates/{update.version}")
        yield Place(context, update_sentence(update, now))


def _note(stack: StackRef, now: datetime) -> str:
    resources = count(stack.resources, "resource") if stack.resources is not None else ""
    updated = ago(stack.last_update, now) if stack.last_update else ""
    return " · ".join(part for part in (resources, updated) if part)


def _place(kind: str, note: str, *parts: str) -> Place | None:
    """None for names that no address can have, whatever the service says."""
    url = console_url(*parts)
    if any(map(org_problem, parts)) or url_problem(url):
        return None
    return Place(CloudContext(org=parts[0], url=url), kind, note)
