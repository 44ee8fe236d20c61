"""The real desk: the person's own history, the Pulumi Cloud, whatever the Pulumi CLI knows."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copilot_tui.config.paths import data_dir
from copilot_tui.domain.account import Account
from copilot_tui.domain.context import CONSOLE, CloudContext, console_url, org_problem, read_console_url, url_problem
from copilot_tui.domain.endpoint import PULUMI_CLOUD, check_base_url, host_of
from copilot_tui.domain.errors import CopilotError, NotSignedIn, WrongSettings
from copilot_tui.service.desk import Desk
from copilot_tui.service.importing import Importing
from copilot_tui.service.session import Session
from copilot_tui.wiring.wire import Wire, adjuster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from copilot_tui.config.preferences import Remembered
    from copilot_tui.config.settings import Settings
    from copilot_tui.domain.account import TokenSource
    from copilot_tui.pulumi.context import Detected
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
    context, source, is_given = place(options, settings, env)
    if context is None:
        context, source = _last_context(preferences.remembered)
        is_given = context is not None
    wire = Wire(api_url, settings)
    accounts = Accounts(wire, settings, env)
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
        account=accounts.first(),
        api_host=host_of(api_url),
        data_dir=options.data_dir or data_dir(env),
        sign_in=wire.sign_in,
        sources=accounts.sources,
        use_source=accounts.use,
        place=None if is_given else lambda org: _placed(org, options, settings, env),
        notices=tuple(filter(None, (history.notice, *preferences.notices))),
    )


def _kept(options: Options, env: Mapping[str, str]) -> KeptHistory:
    from copilot_tui.store.kept import KeptHistory

    return KeptHistory(options.data_dir or data_dir(env))


class Accounts:
    """Finds tokens and hands them to the wire."""

    def __init__(self, wire: Wire, settings: Settings, env: Mapping[str, str]) -> None:
        self._wire = wire
        self._command = settings.token_command
        self._env = env

    def first(self) -> Account:
        """The account of the first place that has a token; none is no failure: the fronts say what can be done."""
        try:
            return self.use("")
        except (NotSignedIn, WrongSettings) as error:
            return Account(problem=error.words)

    def sources(self) -> Sequence[TokenSource]:
        """See `Desk.sources`."""
        from copilot_tui.pulumi.token_source import token_sources

        return token_sources(self._env, api_url=self._wire.api_url, token_command=self._command)

    def use(self, source: str) -> Account:
        """See `Desk.use_source`; "" for the first place that has a token."""
        from copilot_tui.pulumi.token_source import find_token

        found = find_token(self._env, api_url=self._wire.api_url, token_command=self._command, only=source)
        self._wire.token = found.token
        return Account(found.source, found.username, expires_at=found.expires_at)


class Placed(NamedTuple):
    """The context of new conversations."""

    context: CloudContext | None
    source: str
    """Where it came from, in words."""
    is_given: bool
    """Whether its organization stands: False where the service's own default would go before it."""


def place(options: Options, settings: Settings, env: Mapping[str, str]) -> Placed:
    """The context of new conversations: from options, then config.toml, then the Pulumi CLI.

    Raises:
        WrongSettings: an option or a setting is no organization or no console page.
    """
    given_url = options.url or settings.context.url
    given_org = options.org or settings.context.org or (read_console_url(given_url).org if given_url else "")
    source = ("--org" if options.org else "--url") if options.org or options.url else "config.toml"
    if given_org:
        return Placed(_checked(given_org, given_url or console_url(given_org.strip())), source, is_given=True)
    detected = _detected(env)
    if given_url and detected.context is not None:
        return Placed(_checked(detected.context.org, given_url), source, is_given=True)
    return Placed(detected.context, detected.source, is_given=not detected.is_guess)


def find_context(options: Options, settings: Settings, env: Mapping[str, str]) -> tuple[CloudContext | None, str]:
    """The context of new conversations and where it came from; see `place`.

    Raises:
        WrongSettings: an option or a setting is no organization or no console page.
    """
    return place(options, settings, env)[:2]


def _placed(org: str, options: Options, settings: Settings, env: Mapping[str, str]) -> tuple[CloudContext | None, str]:
    """The same once the service has told the default organization."""
    given_url = options.url or settings.context.url
    detected = _detected(env, org)
    if given_url and detected.context is not None:
        return _checked(detected.context.org, given_url), detected.source
    return detected.context, detected.source


def _last_context(remembered: Remembered) -> tuple[CloudContext | None, str]:
    """What was asked in last: better than to ask for the organization again."""
    if not remembered.org or org_problem(remembered.org) or url_problem(remembered.url):
        return None, ""
    return CloudContext(org=remembered.org, url=remembered.url), "last time"


def _checked(org: str, url: str) -> CloudContext:
    if problem := org_problem(org) or url_problem(url):
        raise WrongSettings(problem, hint=f"For example: --org acme --url {CONSOLE}/acme/project1/dev")
    return CloudContext(org=org, url=url)


def _detected(env: Mapping[str, str], told_org: str = "") -> Detected:
    from copilot_tui.pulumi.context import Detected, detect_context

    try:
        return detect_context(Path.cwd(), env, told_org=told_org)
    except (CopilotError, OSError):  # a folder that is gone, a file that cannot be read: then nothing is known
        return Detected(None, "", (), is_guess=True)
