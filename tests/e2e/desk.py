"""The program on a desk of its own: a store that stays between starts, and a scripted service in this process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.e2e.conftest import TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Starter
    from tests.e2e.terminal import Terminal


@dataclass(frozen=True)
class EndToEnd:
    """Starts the program with one data folder and one service."""

    start: Starter
    url: str
    data_dir: Path

    def open(self, *arguments: str, size: tuple[int, int] = (120, 40), env: dict[str, str] | None = None) -> Terminal:
        """A terminal with the program in it, its desk open."""
        options = ["--api-url", self.url, "--data-dir", str(self.data_dir), "--org", "acme"]
        terminal = self.start(*options, *arguments, size=size, env={"PULUMI_ACCESS_TOKEN": TOKEN} | (env or {}))
        terminal.wait_for(r"127\.0\.0\.1" if size[0] >= 100 else "Ask Pulumi Copilot…")
        return terminal
