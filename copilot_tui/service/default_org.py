"""The default organization, which only the service knows: asked for once, where the context hangs on it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from copilot_tui.domain.errors import CopilotError

if TYPE_CHECKING:
    from copilot_tui.service.desk import Desk


async def with_default_org(desk: Desk) -> Desk:
    """The same desk with the context that the person's default organization gives.

    The Pulumi CLI asks the service before it takes the username for the organization, and so must whoever wants to be
    where the CLI is. Unchanged where the organization is given, nobody is signed in, or the service does not tell.
    """
    if desk.place is None or not desk.account.source:
        return desk
    try:
        directory = await desk.session.directory()
        org = await directory.default_organization()
        if not org and desk.context is None:
            user = await directory.user()
            org = user.login if user else None
    except CopilotError:  # the question that comes next will say it
        return desk
    if not org:
        return desk
    context, source = await asyncio.to_thread(desk.place, org)
    return replace(desk, context=context, context_source=source, place=None) if context else desk
