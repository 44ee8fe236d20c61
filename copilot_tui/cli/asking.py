"""One question from beginning to end, over the same session that the screen works with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.cli import ids, output
from copilot_tui.cli.progress import Progress
from copilot_tui.cli.resend_offer import resend_is_wanted
from copilot_tui.domain.context import CloudContext, console_url, read_console_url
from copilot_tui.domain.errors import NotSignedIn, WrongSettings
from copilot_tui.domain.text import line
from copilot_tui.service.default_org import with_default_org
from copilot_tui.service.events import NotSaved, Retrying

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from copilot_tui.cli.invocation import Invocation
    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.errors import Failure
    from copilot_tui.domain.program import Program
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.events import Event
    from copilot_tui.service.options import Options
    from copilot_tui.service.ports import History
    from copilot_tui.service.session import Session


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question."""

    turn: Turn
    service_id: str | None
    """The service's conversationId."""
    programs: tuple[Program, ...]
    """Those of the answer, newest first."""
    unsaved: Failure | None
    """Why the turn could not be committed; it is then held here only."""
    kept: bool
    """Whether the history stays after the program has ended: a demo's own does not."""


def ask(invocation: Invocation, query: str, conversation: str | None = None) -> Outcome:
    """Asks, and waits for what becomes of it; ctrl+c cancels the question, which is kept.

    Args:
        invocation: the rooms and the options.
        query: the question; not blank.
        conversation: the beginning of a conversation's id; None starts a new one.

    Raises:
        NotSignedIn: there is no token; nothing was committed.
        WrongSettings: no organization is known, or settings cannot be used; nothing was committed.
        StoreTrouble: the question could not be committed; nothing was sent.
        click.UsageError: no such conversation.
    """
    desk = invocation.wiring.desk(invocation.options)
    return asyncio.run(_at_desk(desk, invocation.options, query, conversation))


async def _at_desk(desk: Desk, options: Options, query: str, conversation: str | None) -> Outcome:
    try:
        for notice in desk.notices:
            output.say(notice)
        if not desk.account.source:
            raise NotSignedIn(
                desk.account.problem or "There is no access token: set PULUMI_ACCESS_TOKEN, or run `pulumi login`.",
                hint="`copilot-tui --demo` works without one.",
            )
        if conversation is None:
            desk = await with_default_org(desk)
        held = await desk.session.read(lambda history: _conversation(history, conversation))
        context = _context(desk, options, held)
        await desk.session.recover()
        return await _ask(desk, options, query, held, context)
    finally:
        await desk.close()


def _conversation(history: History, prefix: str | None) -> Conversation | None:
    return None if prefix is None else history.conversation(ids.conversation_id(history, prefix))


def _context(desk: Desk, options: Options, held: Conversation | None) -> CloudContext:
    """What goes with the question: what the options say, else what the conversation has, else what the desk found."""
    if held is None:
        if desk.context is None:
            raise WrongSettings(
                "No organization is known to ask in.",
                hint="Name one with --org, or context.org in config.toml; `pulumi login` makes one known, too.",
            )
        return desk.context
    if options.org is None and options.url is None:
        return held.context
    org = options.org or read_console_url(options.url or "").org or held.context.org
    url = options.url or (held.context.url if org == held.context.org else console_url(org))
    return CloudContext(org=org, url=url)


async def _ask(desk: Desk, options: Options, query: str, held: Conversation | None, context: CloudContext) -> Outcome:
    session = desk.session
    unsaved: list[NotSaved] = []
    progress = Progress("asking in " + " · ".join(filter(None, (context.org, context.page.label))))

    def hear(event: Event) -> None:
        match event:
            case Retrying(attempt=attempt, reason=reason):
                progress.say(f"{line(reason)} Trying to connect again, attempt {attempt}.")
            case NotSaved():
                unsaved.append(event)

    session.subscribe(hear)
    async with progress:
        turn = await _outcome_of(session, session.ask(held.id if held else None, query, context))
    while turn.failure and await resend_is_wanted(turn.failure):
        unsaved.clear()
        async with progress:
            turn = await _outcome_of(session, _again(session, turn))
    if held is not None and turn.conversation_id != held.id:
        output.say(f"A conversation does not span organizations: a new one was started in {line(context.org)}.")
    if unsaved:
        turn = unsaved[-1].turn
    conversation, programs = await session.read(
        lambda history: (
            history.conversation(turn.conversation_id),
            history.programs(conversation_id=turn.conversation_id),
        )
    )
    return Outcome(
        turn=turn,
        service_id=conversation.service_id if conversation else None,
        programs=tuple(program for program in programs if program.turn_id == turn.id),
        unsaved=unsaved[-1].failure if unsaved else None,
        kept=not desk.demo or options.data_dir is not None,
    )


async def _again(session: Session, turn: Turn) -> Turn:
    return await session.resend(turn.id) or turn


async def _outcome_of(session: Session, question: Coroutine[None, None, Turn]) -> Turn:
    """Asks and waits. Being cancelled (asyncio turns ctrl+c into that) cancels the question, not this."""
    asking = asyncio.create_task(question)
    try:
        turn = await asyncio.shield(asking)
        session.watching = turn.conversation_id  # who asked here reads the answer here
        return await session.settled(turn.id)
    except asyncio.CancelledError:
        # What is being committed is committed first: only then is there something to cancel.
        turn = await asking
        await session.cancel(turn.id)
        return await session.settled(turn.id)
