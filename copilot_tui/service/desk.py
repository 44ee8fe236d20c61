"""All that a front needs to work with, opened once: the session, and what stands around it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from copilot_tui.config.preferences import Preferences
    from copilot_tui.config.settings import Settings
    from copilot_tui.domain.account import Account, TokenSource
    from copilot_tui.domain.context import CloudContext
    from copilot_tui.service.importing import Importing
    from copilot_tui.service.ports import Exporter
    from copilot_tui.service.session import Session


def _nothing(_settings: Settings) -> None:
    """Nothing works by settings."""


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
    sign_in: Callable[[str], Awaitable[Account]]
    """Uses a token that was typed, in memory only; raises WrongSettings where it cannot be one, and Unauthorized where
    the service refuses it, and then goes on with the one before."""
    sources: Callable[[], Sequence[TokenSource]]
    """The places where a token may be found, in the order in which they are looked at; reads files."""
    use_source: Callable[[str], Account]
    """Uses the token from one of these places, as it is there now; may take as long as ``token_command`` does. Raises
    NotSignedIn or WrongSettings where there is none, and then goes on with the one before."""
    place: Callable[[str], tuple[CloudContext | None, str]] | None = None
    """The context and its source for the person's default organization, which only the service knows; None where
    `context` does not hang on that. Reads files."""
    notices: tuple[str, ...] = ()
    """What the person should be told at the start, e.g. that a damaged store was set aside."""
    demo: bool = False
    service_words: tuple[str, ...] = ()
    """Words behind a slash that the service takes, such as the demo's "slow"."""
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
