"""Looking at everything that asking a question needs: settings, store, token, context, service."""

from __future__ import annotations

import asyncio
import os
from time import monotonic
from typing import TYPE_CHECKING

from copilot_tui.config.loading import load_settings
from copilot_tui.config.paths import config_path, data_dir
from copilot_tui.config.settings import Settings
from copilot_tui.domain.diagnosis import Finding, State
from copilot_tui.domain.endpoint import PULUMI_CLOUD, check_base_url, host_of
from copilot_tui.domain.errors import CopilotError, NotSignedIn, Unauthorized, WrongSettings
from copilot_tui.domain.text import line
from copilot_tui.domain.token import Token
from copilot_tui.ui.words import count
from copilot_tui.wiring.real import API_VARIABLE, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from copilot_tui.pulumi.token_source import FoundToken
    from copilot_tui.service.options import Options

_NOBODY = "nobody"


def examine(options: Options, env: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Every finding, one after another; changes nothing, and blocks for as long as one request takes."""
    settings, finding = _settings(options)
    yield finding
    yield _store(options, env)
    api_url, problem = _api_url(options, env)
    token, finding = _token(api_url, settings, env)
    yield finding
    yield _context(options, settings, env)
    yield problem or asyncio.run(_service(api_url, token))


def _settings(options: Options) -> tuple[Settings, Finding]:
    path = options.config or config_path()
    facts = {"path": str(path), "exists": path.exists()}
    try:
        settings = load_settings(options.config)
    except WrongSettings as error:
        return Settings(), Finding(
            subject="config", state=State.BROKEN, message=error.message, hint=error.hint, facts=facts
        )
    message = f"{line(str(path), 200)} can be used" if facts["exists"] else "no config.toml: everything at its default"
    return settings, Finding(subject="config", state=State.FINE, message=message, facts=facts)


def _store(options: Options, env: Mapping[str, str]) -> Finding:
    from copilot_tui.store.examination import examine as examine_store

    found = examine_store(options.data_dir or data_dir(env))
    facts = {
        "path": str(found.path),
        "exists": found.exists,
        "bytes": found.bytes,
        "schema": found.schema,
        "conversations": found.conversations,
        "problems": len(found.problems),
    }
    name = line(str(found.path), 200)
    if not found.exists:
        message = f"no history yet: {name} is made with the first question"
        return Finding(subject="store", state=State.FINE, message=message, facts=facts)
    if found.problems:
        return Finding(
            subject="store",
            state=State.BROKEN,
            message=f"{name} is damaged, or cannot be read: {_told(found.problems)}",
            hint="Run `copilot-tui doctor --repair`; a copy of it is kept.",
            facts=facts,
        )
    size = f"{count(found.conversations, 'conversation')}, {found.bytes / 1e6:,.1f} MB"
    message = f"{name}: {size}, schema {found.schema}, sound"
    if found.schema > found.known_schema:
        hint = "It was written by a newer copilot-tui: update this one; until then it can only be read."
        return Finding(subject="store", state=State.NOTE, message=message, hint=hint, facts=facts)
    return Finding(subject="store", state=State.FINE, message=message, facts=facts)


def _told(problems: Sequence[str]) -> str:
    """The first problem, and how many more there are: of hundreds of pages one says as much."""
    more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
    return f"{line(problems[0])}{more}"


def _api_url(options: Options, env: Mapping[str, str]) -> tuple[str, Finding | None]:
    try:
        return check_base_url(options.api_url or env.get(API_VARIABLE) or PULUMI_CLOUD), None
    except WrongSettings as error:
        return "", Finding(subject="service", state=State.BROKEN, message=error.message, hint=error.hint)


def _token(api_url: str, settings: Settings, env: Mapping[str, str]) -> tuple[FoundToken | None, Finding]:
    from copilot_tui.pulumi.token_source import find_token

    try:
        found = find_token(env, api_url=api_url or PULUMI_CLOUD, token_command=settings.token_command)
    except (NotSignedIn, WrongSettings) as error:
        return None, Finding(subject="token", state=State.BROKEN, message=error.message, hint=error.hint)
    until = f", until {found.expires_at:%Y-%m-%d %H:%M} UTC" if found.expires_at else ""
    message = f"from {found.source}{f', of {found.username}' if found.username else ''}{until}"
    facts = {"source": found.source, "user": found.username, "expires_at": str(found.expires_at or "") or None}
    return found, Finding(subject="token", state=State.FINE, message=message, facts=facts)


def _context(options: Options, settings: Settings, env: Mapping[str, str]) -> Finding:
    try:
        placed = place(options, settings, env)
    except WrongSettings as error:
        return Finding(subject="context", state=State.BROKEN, message=error.message, hint=error.hint)
    if placed.context is None:
        return Finding(
            subject="context",
            state=State.NOTE,
            message="no organization is known on this machine: the default one is asked for at the start",
            hint="Name one with --org, or context.org in config.toml; `pulumi login` makes one known, too.",
        )
    facts = {"org": placed.context.org, "url": placed.context.url, "source": placed.source}
    message = f"{line(placed.context.url)} from {placed.source}"
    return Finding(subject="context", state=State.FINE, message=message, facts=facts)


async def _service(api_url: str, found: FoundToken | None) -> Finding:
    """One request; without a token the refusal shows that the service is there."""
    from copilot_tui.api.client import HttpCopilotApi
    from copilot_tui.api.proxies import proxy_for

    token = found.token if found else Token("none", source=_NOBODY)
    api = HttpCopilotApi(api_url, lambda: token)
    proxy = proxy_for(api_url)
    way = f" through {proxy.label}" if proxy else ""
    began = monotonic()
    try:
        user = await api.directory.user(examined=True)
    except Unauthorized as error:
        milliseconds = round((monotonic() - began) * 1000)
        if found is not None:
            hint = f"{error.hint} Or sign in another way."
            return Finding(subject="service", state=State.BROKEN, message=error.message, hint=hint)
        return _reached(f"{host_of(api_url)} answers{way}", milliseconds, "")
    except CopilotError as error:
        return Finding(subject="service", state=State.BROKEN, message=error.message, hint=error.hint)
    finally:
        await api.close()
    milliseconds = round((monotonic() - began) * 1000)
    who = f" and knows {line(user.login, 60)}" if user else ", but does not tell whose the token is"
    return _reached(f"{host_of(api_url)} answers{way}{who}", milliseconds, user.login if user else "")


def _reached(message: str, milliseconds: int, user: str) -> Finding:
    facts = {"reachable": True, "milliseconds": milliseconds, "user": user or None}
    return Finding(subject="service", state=State.FINE, message=f"{message} ({milliseconds} ms)", facts=facts)
