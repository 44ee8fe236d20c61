"""What the fronts ask for, from the rooms that have it; every room is imported when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot_tui.config.paths import preferences_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copilot_tui.config.preferences import Preferences
    from copilot_tui.config.settings import Settings
    from copilot_tui.domain.diagnosis import Finding
    from copilot_tui.export.exporter import FileExporter
    from copilot_tui.service.desk import Desk
    from copilot_tui.service.options import Options
    from copilot_tui.service.ports import Served
    from copilot_tui.store.history import SqliteHistory
    from copilot_tui.wiring.intake import FileIntake


class Rooms:
    """Implements `copilot_tui.service.ports.Wiring`.

    Args:
        demo_delay_seconds: how long the demo takes for the answer to a question; None for the demo's own pace.
    """

    def __init__(self, demo_delay_seconds: Callable[[str], float] | None = None) -> None:
        self._demo_delay_seconds = demo_delay_seconds

    def settings(self, options: Options) -> Settings:
        """See `Wiring.settings`."""
        return self.preferences(options).settings

    def preferences(self, options: Options) -> Preferences:
        """Both settings files, and changing what the app may change; see `copilot_tui.config.preferences`."""
        from copilot_tui.config.preferences import Preferences

        return Preferences(options.config, preferences_file(options.data_dir))

    def history(self, options: Options) -> SqliteHistory:
        """See `Wiring.history`."""
        if options.demo:
            from copilot_tui.wiring.demo import open_demo_history

            return open_demo_history(options)
        from copilot_tui.config.paths import data_dir
        from copilot_tui.store.history import SqliteHistory

        return SqliteHistory(options.data_dir or data_dir())

    def exporter(self, options: Options) -> FileExporter:
        """See `Wiring.exporter`."""
        from copilot_tui.export.exporter import FileExporter

        return FileExporter(self.settings(options).export.versions)

    def intake(self, options: Options) -> FileIntake:
        """See `Wiring.intake`."""
        import os

        from copilot_tui.domain.context import CloudContext
        from copilot_tui.wiring.intake import FileIntake
        from copilot_tui.wiring.real import find_context

        context, _ = find_context(options, self.settings(options), os.environ)
        return FileIntake(context or CloudContext(org="unknown"))

    def desk(self, options: Options, *, keep: bool = False) -> Desk:
        """See `Wiring.desk`.

        Args:
            options: what was given.
            keep: whether to go on where the history cannot be written, with what is asked kept in memory until it can.
        """
        if options.demo:
            from copilot_tui.wiring.demo import open_demo

            return open_demo(self, options, self._demo_delay_seconds)
        from copilot_tui.wiring.real import open_real

        return open_real(self, options, keep=keep)

    def examine(self, options: Options) -> Iterator[Finding]:
        """See `Wiring.examine`."""
        from copilot_tui.wiring.doctor import examine

        return examine(options)

    def repair(self, options: Options) -> str:
        """See `Wiring.repair`."""
        from copilot_tui.config.paths import data_dir
        from copilot_tui.store.repair import repair

        return repair(options.data_dir or data_dir())

    def run_screen(self, options: Options, conversation: str | None) -> int:
        """See `Wiring.run_screen`."""
        from copilot_tui.wiring.screen import run_screen

        return run_screen(self, options, conversation)

    def serve_screen(self, options: Options, host: str, port: int, public_url: str | None, ready: Served) -> None:
        """See `Wiring.serve_screen`."""
        from copilot_tui.wiring.web import serve_screen

        serve_screen(options, host, port, public_url, ready)

    def serve_demo(self, port: int, ready: Callable[[str], None]) -> None:
        """See `Wiring.serve_demo`."""
        from copilot_tui.demo.server import DemoServer

        with DemoServer(port=port) as server:
            ready(server.url)
            server.wait()
