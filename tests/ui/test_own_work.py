"""What a dialog still reads while it is closed ends with it."""

from __future__ import annotations

import asyncio

from textual.app import App
from textual.widgets import Static

from copilot_tui.ui.screens.modal import Modal
from tests.ui.patience import until


class Slow(Modal[None]):
    """Shows what it has read."""

    def __init__(self) -> None:
        super().__init__()
        self.read = asyncio.Event()
        self.ended = False

    def compose(self) -> list[Static]:
        return [Parting(self)]

    def on_mount(self) -> None:
        self.run_worker(self._show())

    async def _show(self) -> None:
        try:
            await self.read.wait()
            self.query_one(Parting).update("read")
        finally:
            self.ended = True


class Parting(Static):
    """What the screen waits for comes once this has gone."""

    def __init__(self, screen: Slow) -> None:
        super().__init__("reading")
        self._slow = screen

    def on_unmount(self) -> None:
        self._slow.read.set()


async def test_what_is_read_while_a_dialog_goes_is_not_shown() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Slow()
        await app.push_screen(screen)
        screen.dismiss()
        await until(pilot, lambda: screen.ended and app.screen is not screen)
        assert app._exception is None
