"""The exported page in a real browser: `pytest -m toolchain tests/export`."""

from __future__ import annotations

import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from copilot_tui.export.conversation import conversation_text
from tests.export.samples import conversation, message, turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.toolchain, pytest.mark.skipif(BROWSER is None, reason="needs Chromium")]


@pytest.fixture
def asked_for() -> Iterator[tuple[str, list[str]]]:
    """A server's address, and what was asked of it."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


def browse(page: Path) -> tuple[str, list[str]]:
    """What a browser makes of a page, and what it complains about."""
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr",
        f"--user-data-dir={page.parent / 'profile'}", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout, [row for row in done.stderr.splitlines() if ":CONSOLE" in row]


def test_a_browser_asks_for_nothing_and_complains_of_nothing(tmp_path: Path, asked_for: tuple[str, list[str]]) -> None:
    address, paths = asked_for
    hostile = (
        f"![picture]({address}/picture.png) <img src='{address}/tag.png'> <script src='{address}/run.js'></script>"
        f"<link rel=stylesheet href='{address}/look.css'> [link]({address}/link) <style>@import '{address}/x'</style>"
    )
    said = turn(message("response", hostile), message("program", {"code": hostile, "language": "ts"}), query=hostile)
    page = tmp_path / "page.html"
    page.write_text(conversation_text(conversation(hostile), [said], "html", traces=True))
    dom, complaints = browse(page)
    assert 'class="question"' in dom
    assert complaints == []
    assert paths == []


def test_a_browser_would_have_shown_it(tmp_path: Path, asked_for: tuple[str, list[str]]) -> None:
    address, paths = asked_for
    page = tmp_path / "page.html"
    page.write_text(f"<img src='{address}/picture.png'><script>console.error('seen')</script>")
    _, complaints = browse(page)
    assert "/picture.png" in paths
    assert len(complaints) == 1
