"""All that a front needs to work with, opened once: the session, and what stands around it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from copilot_tui.config.preferences import Preferences
    from copilot_tui.config.settings import Settings
    from copilot_tui.domain.context import CloudContext
    from copilot_tui.service.ports import Exporter
    from copilot_tui.service.session import Session
    from copilot_tui.service.taking_in import Importing


def _nothing(_settings: Settings) -> None:
    """Nothing works by settings."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks, and how that is known; never the token itself."""

    source: str = ""
    """Where the token was found: "PULUMI_ACCESS_TOKEN", "pulumi login", "typed"; "" when there is none."""
    user: str = ""
    """The user name, where known."""
    problem: str = ""
    """Why there is no token, as a sentence."""

    @property
    def label(self) -> str:
        """In few words: "jo, pulumi login"; "" when nobody is signed in."""
        return ", ".join(part for part in (self.user, self.source) if part)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a front works with."""

    session: Session
    exporter: Exporter
    importing: Importing
    preferences: Preferences
    """What is set, and by which file."""
    context: CloudContext | None
    """For new conversations; None while no organization is known."""
    context_source: str
    """Where that came from, in words: "Pulumi.yaml", "--org", "config.toml", …"""
    account: Account
    api_host: str
    data_dir: Path
    sign_in: Callable[[str], Account]
    """Uses a token that was typed, in memory only; raises WrongSettings where it cannot be one."""
    notices: tuple[str, ...] = ()
    """What the person should be told at the start, e.g. that a damaged store was set aside."""
    demo: bool = False
    adjust: Callable[[Settings], None] = _nothing
    """Makes wire and exporter work by other settings than before, from the next question or export on."""
    releases: tuple[Callable[[], None], ...] = ()
    """What is to be released at the end, after the session; each may block."""

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self.preferences.settings

    async def close(self) -> None:
        """Ends the session, then releases what else was opened; questions on the wire become interrupted."""
        await self.session.close()
        for release in self.releases:
            await asyncio.to_thread(release)

    def signed_in(self, account: Account) -> Desk:
        """The same desk with another account."""
        return replace(self, account=account)
