"""The dashboard in a real browser: `pytest -m toolchain tests/web`."""

from __future__ import annotations

import asyncio
import shutil
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from copilot_tui.domain.search_query import parse_search
from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.words import local_now
from tests.waiting import LOOK_SECONDS, PATIENCE_SECONDS, until
from tests.web.conftest import Served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.toolchain, pytest.mark.skipif(BROWSER is None, reason="needs Chromium")]


class Page:
    """One page of a browser, steered by its debugging protocol."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self.complaints: list[str] = []

    async def call(self, method: str, **given: Any) -> Any:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": given})
        while True:
            told = await self._socket.receive_json(timeout=30)
            if told.get("method") == "Log.entryAdded":
                self.complaints.append(told["params"]["entry"]["text"])
            if told.get("id") == self._number:
                return told.get("result", told)

    async def value(self, expression: str) -> Any:
        return (await self.call("Runtime.evaluate", expression=expression))["result"].get("value")

    async def until(self, expression: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if await self.value(expression):
                return
            await asyncio.sleep(LOOK_SECONDS)
        pytest.fail(f"{expression} did not become true; the page says {await self.value('document.body.innerText')}")


@asynccontextmanager
async def browsing(address: str, folder: Path) -> AsyncIterator[Page]:
    import aiohttp

    process = await asyncio.create_subprocess_exec(
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1400,900",
        f"--user-data-dir={folder / 'profile'}", "--remote-debugging-port=0", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = folder / "profile" / "DevToolsActivePort"
        await until(lambda: told.exists() and "\n" in told.read_text())
        port = told.read_text().splitlines()[0]
        async with aiohttp.ClientSession() as session:
            pages = await (await session.get(f"http://127.0.0.1:{port}/json")).json()
            place = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
            async with session.ws_connect(place, max_msg_size=0) as socket:
                page = Page(socket)
                await page.call("Log.enable")
                await page.call("Page.navigate", url=address)
                yield page
    finally:
        process.terminate()
        await process.wait()


async def test_a_question_is_asked_in_the_browser(served: Served, tmp_path: Path) -> None:
    async with browsing(served.way_in, tmp_path) as page:
        await page.until("document.body.classList.contains('-first-byte')")
        assert await page.value("location.href") == f"{served.address}/"  # the password is out of sight
        await page.value("document.querySelector('.xterm-helper-textarea').focus()")
        await page.call("Input.insertText", text="Who are the admins?")
        await page.call(
            "Input.dispatchKeyEvent", type="keyDown", key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r"
        )
        history = SqliteHistory(tmp_path / "data")
        query = parse_search("four members state:answered after:today", local_now())
        await until(lambda: bool(history.search(query)))
        history.close()
        # What textual-serve's page would load from elsewhere is not loaded.
        assert any("fonts.googleapis.com" in words and "blocked" in words for words in page.complaints)
