"""A small app that shows one screen, and programs to show in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from textual.app import App

from copilot_tui.domain.message import ProgramContent
from copilot_tui.domain.program import Program
from copilot_tui.ui.terminal.guard import ControlGuard
from copilot_tui.ui.theme.palette import themes
from copilot_tui.ui.threaded_exports import Around
from copilot_tui.ui.widgets.program_actions import ProgramActions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.filter import LineFilter
    from textual.pilot import Pilot
    from textual.screen import Screen

NOW = datetime(2026, 3, 4, 14, 2, tzinfo=UTC)
HOSTILE = "[/foo] [@click=app.exit]x[/] [b]\x1b]52;c;ZQ==\x07\u202e"

CODE = """import * as aws from "@pulumi/aws";

// A private bucket.
const bucket = new aws.s3.Bucket("site", {
\tforceDestroy: false,
});

export const name = bucket.bucket;
"""
PLAN = "## Deploy\n\n1. Run `npm install`\n2. Run **pulumi up**\n\n```sh\npulumi up\n```\n"


class Host(App[object]):
    """Shows one screen over an empty one and keeps what it gives."""

    def __init__(self, screen: Screen[Any] | None = None, *, theme: str = "copilot-dark") -> None:
        super().__init__()
        for known in themes():
            self.register_theme(known)
        self.theme = theme
        self.animation_level = "none"
        self.first = screen
        self.given: list[object] = []
        self.said: list[str] = []
        self._guard = ControlGuard()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The app's own guard stands at the end here too."""
        return [*super().get_line_filters(), self._guard]

    async def on_mount(self) -> None:
        """Shows the screen."""
        if self.first is not None:
            await self.push_screen(self.first, self.given.append)

    def notify(self, message: str, **options: Any) -> None:
        """Keeps what was said."""
        self.said.append(message)
        super().notify(message, **options)


@dataclass
class Recorder:
    """Actions that only remember what was wanted."""

    all_versions: list[Program] = field(default_factory=list)
    copied: list[tuple[str, str]] = field(default_factory=list)
    wanted: list[tuple[str, str]] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)

    async def copy(self, text: str, what: str) -> None:
        self.copied.append((text, what))

    async def export(self, program: Program) -> None:
        self.wanted.append(("export", program.id))

    async def save(self, program: Program) -> None:
        self.wanted.append(("save", program.id))

    async def edit(self, program: Program) -> None:
        self.wanted.append(("edit", program.id))

    async def versions(self, program: Program) -> list[Program]:
        return self.all_versions or [program]

    async def edit_file(self, path: Path) -> None:
        self.wanted.append(("edit", path.name))

    async def recent_folders(self) -> list[str]:
        return self.folders

    async def remember_folder(self, folder: str) -> None:
        self.folders.insert(0, folder)

    @property
    def around(self) -> Around:
        return Around(self.copy, self.edit_file, self.recent_folders, self.remember_folder)

    @property
    def actions(self) -> ProgramActions:
        return ProgramActions(self.copy, self.export, self.save, self.versions, self.edit)


def program(number: int = 1, code: str = CODE, **fields: Any) -> Program:
    """A program, typescript unless told otherwise."""
    content = ProgramContent(
        code=code,
        language=fields.pop("language", "TypeScript"),
        program_id=fields.pop("program_id", "prog-7f2c"),
        instructions=fields.pop("instructions", PLAN),
    )
    known: dict[str, Any] = {
        "id": f"p{number}",
        "conversation_id": "c1",
        "turn_id": f"t{number}",
        "version": number,
        "created_at": NOW - timedelta(hours=10 - number),
        "query": "Write a private bucket.",
        "conversation_title": "S3 bucket",
    }
    return Program(content=content, **(known | fields))


async def settle(app: App[Any], pilot: Pilot[Any]) -> None:
    """Waits until workers have ended and what they posted is shown."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def shown(app: App[Any]) -> str:
    """The screen as lines of text."""
    width, height = app.size
    lines = [""] * height
    if width and height:
        strips = app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
    return "\n".join(lines)
