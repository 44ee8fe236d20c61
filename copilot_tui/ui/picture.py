"""What is on screen as an SVG picture that fetches nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.domain.text import prose

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import App

# Rich's template loads its font from a host of others; without it the reader's own monospace stands in.
_FONT_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def picture(app: App[object], at: datetime) -> PlannedFile:
    """The screen as it is, named after the time.

    Args:
        app: what is shown.
        at: now.
    """
    svg = _FONT_FACE.sub("", app.export_screenshot(title="copilot-tui"))
    return PlannedFile(f"copilot-tui-{at.astimezone():%Y%m%d-%H%M%S}.svg", prose(svg))
