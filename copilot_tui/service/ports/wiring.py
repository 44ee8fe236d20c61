"""How a front gets at the rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copilot_tui.config.preferences import Preferences
    from copilot_tui.config.settings import Settings
    from copilot_tui.domain.diagnosis import Finding
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.options import Options
    from copilot_tui.service.ports.files import Exporter, Intake
    from copilot_tui.service.ports.history import History


class Wiring(Protocol):
    """How a front gets at the rooms; made by the entry point, which alone knows all of them."""

    def settings(self, options: Options) -> Settings:
        """The settings.

        Raises:
            WrongSettings: each fault with file, line, key and allowed values.
        """
        ...

    def preferences(self, options: Options) -> Preferences:
        """Both settings files: what is set where, and what is wrong with it.

        Raises:
            WrongSettings: as `settings`.
        """
        ...

    def history(self, options: Options) -> History:
        """The store alone, for commands that only read or change it; the caller closes it.

        Raises:
            StoreTrouble: it cannot be opened.
        """
        ...

    def exporter(self, options: Options) -> Exporter:
        """Takes things away as files."""
        ...

    def intake(self, options: Options) -> Intake:
        """Takes files in.

        Raises:
            WrongSettings: options or settings cannot be used.
        """
        ...

    def desk(self, options: Options) -> Desk:
        """Everything: store, settings, context, token, wire; the caller awaits `Desk.close`.

        Raises:
            CopilotError: store or settings cannot be used. A missing token or context is no error here.
        """
        ...

    def examine(self, options: Options) -> Iterator[Finding]:
        """Looks at settings, store, token, context and service, one after another; changes nothing, and may block."""
        ...

    def repair(self, options: Options) -> str:
        """Mends the store; returns what was found and done, in a sentence or two.

        Raises:
            StoreTrouble: it is in use, or it could not be written.
        """
        ...

    def run_screen(self, options: Options, conversation: str | None) -> int:
        """Runs the full screen; returns the exit status."""
        ...

    def serve_screen(self, options: Options, host: str, port: int, public_url: str | None, ready: Served) -> None:
        """Serves the full screen to a browser until interrupted.

        Args:
            options: what each visit is started with.
            host: where to listen.
            port: 0 for a free one.
            public_url: where browsers reach it; None for where it listens.
            ready: told the address, which lets one browser in, and what is to be known about it.

        Raises:
            WrongSettings: what it needs is not installed, or nobody can listen there.
        """
        ...

    def serve_demo(self, port: int, ready: Callable[[str], None]) -> None:
        """Serves the scripted API until interrupted; `ready` is told its address."""
        ...


class Served(Protocol):
    """Told where the screen is served."""

    def __call__(self, address: str, *, warning: str) -> None:
        """Tells the person; the warning is "" where there is none."""
        ...
