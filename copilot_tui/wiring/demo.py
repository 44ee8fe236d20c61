"""The demo desk: a scripted API on loopback, and a history of its own with sample conversations."""

from __future__ import annotations

import atexit
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from copilot_tui.demo.chat import usual_delay
from copilot_tui.demo.script import WORDS
from copilot_tui.demo.server import DemoServer
from copilot_tui.domain.account import Account, TokenSource
from copilot_tui.domain.context import CloudContext, console_url, read_console_url
from copilot_tui.domain.endpoint import host_of
from copilot_tui.domain.listing import ListQuery
from copilot_tui.domain.token import Token
from copilot_tui.service.desk import Desk
from copilot_tui.service.importing import Importing
from copilot_tui.service.session import Session, utc_now
from copilot_tui.store.history import SqliteHistory
from copilot_tui.wiring.wire import Wire, adjuster

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.service.options import Options
    from copilot_tui.wiring.rooms import Rooms

USER = "jo"
SOURCE = "demo"
CONTEXT = CloudContext(org="acme", url=console_url("acme", "project1", "dev"))


def open_demo(rooms: Rooms, options: Options, delay_seconds: Callable[[str], float] | None = None) -> Desk:
    """Opens the demo; its store is in a temporary folder unless ``--data-dir`` names one, which is kept.

    Args:
        rooms: where its settings, exports and imports come from.
        options: what was given.
        delay_seconds: how long the answer to a query takes; None for the usual pace of the demo.

    Raises:
        StoreTrouble: the store cannot be opened.
        WrongSettings: the settings cannot be used.
    """
    preferences = rooms.preferences(options)
    settings = preferences.settings
    server = DemoServer(delay_seconds=delay_seconds or usual_delay)
    temporary = None if options.data_dir else tempfile.TemporaryDirectory(prefix="copilot-tui-demo-")
    folder = options.data_dir or Path(temporary.name if temporary else "")
    history = SqliteHistory(folder)
    fill(history)
    wire = Wire(server.start(), settings, Token("demo", source=SOURCE))
    account = Account(SOURCE, USER)

    def use_source(_: str) -> Account:
        wire.token = Token("demo", source=SOURCE)
        return account

    releases = [server.stop, *([temporary.cleanup] if temporary else [])]
    session = Session(history, wire.connect, max_concurrent=settings.max_concurrent_requests)
    exporter = rooms.exporter(options)
    return Desk(
        importing=Importing(partial(rooms.intake, options), partial(SqliteHistory, folder)),
        session=session,
        exporter=exporter,
        preferences=preferences,
        adjust=adjuster(wire, session, exporter),
        context=_context(options),
        context_source="the demo",
        account=account,
        api_host=host_of(wire.api_url),
        data_dir=folder,
        sign_in=wire.sign_in,
        sources=lambda: (TokenSource(SOURCE, USER, usable=True),),
        use_source=use_source,
        notices=preferences.notices,
        demo=True,
        service_words=WORDS,
        releases=tuple(releases),
    )


def open_demo_history(options: Options) -> SqliteHistory:
    """The demo's history alone, for commands that only read; kept where ``--data-dir`` names a folder.

    Raises:
        StoreTrouble: the store cannot be opened.
    """
    folder = options.data_dir
    if folder is None:
        temporary = tempfile.TemporaryDirectory(prefix="copilot-tui-demo-")
        atexit.register(temporary.cleanup)
        folder = Path(temporary.name)
    history = SqliteHistory(folder)
    fill(history)
    return history


def fill(history: SqliteHistory) -> None:
    """Puts the sample conversations into an empty store; one that holds something is left alone."""
    from copilot_tui.demo.samples import sample_conversations

    if history.count(ListQuery()) == 0:
        for conversation, turns in sample_conversations(utc_now()):
            history.import_conversation(conversation, turns)


def _context(options: Options) -> CloudContext:
    if options.url:
        return CloudContext(org=options.org or read_console_url(options.url).org or CONTEXT.org, url=options.url)
    return CloudContext(org=options.org, url=console_url(options.org)) if options.org else CONTEXT
