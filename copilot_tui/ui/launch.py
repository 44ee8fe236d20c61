"""What the app is started with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.ui.theme.palette import DEFAULT_THEME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from copilot_tui.config.first_frame import Panes
    from copilot_tui.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no desk: without store or settings there is nothing to work with."""

    words: str
    """What happened and what to do, ready to print."""
    exit_code: int


@dataclass(frozen=True, slots=True)
class Launch:
    """What the app is started with; cheap to have, since the first frame waits for it."""

    open_desk: Callable[[], Desk | Refusal]
    """Opens store, settings and credentials; called once, in a thread."""
    theme: str = DEFAULT_THEME
    demo: bool = False
    conversation: str | None = None
    """A conversation to open at the start."""
    log: Path | None = None
    """The log for support, named where a mistake of ours ends the program."""
    panes: Panes | None = None
    """Which panes there are and how wide; None for as many as fit, as wide as they are by themselves."""
    themes_dir: Path | None = None
    """Where a person's own themes are."""
