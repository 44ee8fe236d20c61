"""The real desk: the person's own history, the Pulumi Cloud, whatever the Pulumi CLI knows."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from copilot_tui.config.places import data_dir
from copilot_tui.domain.context import CONSOLE, CloudContext, console_url, org_problem, read_console_url, url_problem
from copilot_tui.domain.endpoint import PULUMI_CLOUD, check_base_url, host_of
from copilot_tui.domain.errors import CopilotError, NotSignedIn, WrongSettings
from copilot_tui.service.desk import Account, Desk
from copilot_tui.service.session import Session
from copilot_tui.service.taking_in import Importing
from copilot_tui.wiring.wire import Wire, adjuster

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copilot_tui.config.preferences import Remembered
    from copilot_tui.config.settings import Settings
    from copilot_tui.service.options import Options
    from copilot_tui.store.kept import KeptHistory
    from copilot_tui.wiring.rooms import Rooms

API_VARIABLE = "COPILOT_TUI_API_URL"


def open_real(rooms: Rooms, options: Options, env: Mapping[str, str] = os.environ, *, keep: bool = False) -> Desk:
    """Opens the desk.

    Raises:
        StoreTrouble: the store cannot be opened.
        WrongSettings: settings, options or the API's address cannot be used.
    """
    preferences = rooms.preferences(options)
    settings = preferences.settings
    api_url = check_base_url(options.api_url or env.get(API_VARIABLE) or PULUMI_CLOUD)
    context, source = find_context(options, settings, env)
    if context is None:
        context, source = _last_context(preferences.remembered)
    wire = Wire(api_url, settings)
    account = find_account(wire, settings, env)
    history = _kept(options, env) if keep else rooms.history(options)
    session = Session(history, wire.connect, max_concurrent=settings.max_concurrent_requests)
    exporter = rooms.exporter(options)
    return Desk(
        importing=Importing(partial(rooms.intake, options), partial(rooms.history, options)),
        session=session,
        exporter=exporter,
        preferences=preferences,
        adjust=adjuster(wire, session, exporter),
        context=context,
        context_source=source,
        account=account,
        api_host=host_of(api_url),
        data_dir=options.data_dir or data_dir(env),
        sign_in=wire.sign_in,
        notices=tuple(filter(None, (history.notice, *preferences.notices))),
    )


def _kept(options: Options, env: Mapping[str, str]) -> KeptHistory:
    from copilot_tui.store.kept import KeptHistory

    return KeptHistory(options.data_dir or data_dir(env))


def find_account(wire: Wire, settings: Settings, env: Mapping[str, str]) -> Account:
    """Finds the token and hands it to the wire; no token is no failure here: the fronts say what can be done."""
    from copilot_tui.pulumi.token_source import find_token

    try:
        found = find_token(env, api_url=wire.api_url, token_command=settings.token_command)
    except (NotSignedIn, WrongSettings) as error:
        return Account(problem=" ".join(part for part in (error.message, error.hint) if part))
    wire.token = found.token
    return Account(source=found.source, user=found.username)


def find_context(options: Options, settings: Settings, env: Mapping[str, str]) -> tuple[CloudContext | None, str]:
    """The context of new conversations, and where it came from: options, then config.toml, then the Pulumi CLI.

    Raises:
        WrongSettings: an option or a setting is no organization or no console page.
    """
    given_url = options.url or settings.context.url
    given_org = options.org or settings.context.org or (read_console_url(given_url).org if given_url else "")
    source = ("--org" if options.org else "--url") if options.org or options.url else "config.toml"
    if given_org:
        return _checked(given_org, given_url or console_url(given_org.strip())), source
    detected = _detected(env)
    if given_url and detected is not None:
        return _checked(detected[0].org, given_url), source
    return detected or (None, "")


def _last_context(remembered: Remembered) -> tuple[CloudContext | None, str]:
    """What was asked in last: better than to ask for the organization again."""
    if not remembered.org or org_problem(remembered.org) or url_problem(remembered.url):
        return None, ""
    return CloudContext(org=remembered.org, url=remembered.url), "last time"


def _checked(org: str, url: str) -> CloudContext:
    if problem := org_problem(org) or url_problem(url):
        raise WrongSettings(problem, hint=f"For example: --org acme --url {CONSOLE}/acme/project1/dev")
    return CloudContext(org=org, url=url)


def _detected(env: Mapping[str, str]) -> tuple[CloudContext, str] | None:
    from copilot_tui.pulumi.context import detect_context

    try:
        found = detect_context(Path.cwd(), env)
    except (CopilotError, OSError):  # a folder that is gone, a file that cannot be read: then nothing is known
        return None
    return (found.context, found.source) if found.context is not None else None
