"""The program on a desk that stays between starts: one data folder, one service that this process plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.e2e.conftest import TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal


@dataclass(frozen=True)
class KeptDesk:
    """Starts the program with the same data folder and service each time."""

    start: Starter
    url: str
    data_dir: Path
    only_asks: bool = False
    """Whether nothing is sent to the service but questions: no look at the account or its stacks."""

    def open(self, *arguments: str, size: tuple[int, int] = (120, 40), command: list[str] | None = None) -> Terminal:
        """A terminal with the program in it, its history open."""
        terminal = self.command(*arguments, size=size, command=command)
        terminal.wait_for("from --org|the conversation|Loading" if size[0] >= 100 else "Ask Pulumi Copilot…")
        return terminal

    def command(self, *arguments: str, size: tuple[int, int] = (120, 40), command: list[str] | None = None) -> Terminal:
        """A terminal with a command running in it that works with the history."""
        options = ["--api-url", self.url, "--data-dir", str(self.data_dir), "--org", "acme"]
        if self.only_asks:
            config = self.start.home / "only-asks.toml"
            config.write_text("cloud_details = false\n")
            options += ["--config", str(config)]
        return self.start(*options, *arguments, size=size, env={"PULUMI_ACCESS_TOKEN": TOKEN}, command=command)
