"""The title bar says whether the service answers, and why not to whoever points at it."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from copilot_tui.domain.errors import NetworkTrouble
from copilot_tui.ui.service_state import UNKNOWN
from copilot_tui.ui.theme.palette import DEFAULT_THEME, themes
from copilot_tui.ui.widgets.title_bar import TitleBar
from copilot_tui.ui.words import clock
from tests.ui.transcript.conversation import START

FAILING = UNKNOWN.after(NetworkTrouble("The name [b]api[/b] could not be found.").as_failure(), START)


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        for known in themes():
            self.register_theme(known)
        self.theme = DEFAULT_THEME

    def compose(self) -> ComposeResult:
        yield TitleBar()


@pytest.mark.parametrize(
    ("width", "seen"), [(120, "✗ api.pulumi.com · failing since"), (80, "✗ api.pulumi.com"), (40, "✗")]
)
async def test_trouble_is_seen_at_every_width(width: int, seen: str) -> None:
    app = Host()
    async with app.run_test(size=(width, 10)) as pilot:
        bar = app.query_one(TitleBar)
        bar.host = "api.pulumi.com"
        assert "○" in bar.render_line(0).text or width < 60
        bar.service = FAILING
        await pilot.pause()
        assert seen in bar.render_line(0).text
        tooltip = str(bar.tooltip)
        assert f"failing since {clock(START)}" in tooltip
        assert "The name [b]api[/b] could not be found." in tooltip
        bar.service = FAILING.after(None, START)
        await pilot.pause()
        assert "✗" not in bar.render_line(0).text
