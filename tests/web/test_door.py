"""Who gets in to the served dashboard, and who does not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from tests.web.conftest import Served, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
pytestmark = posix
PAGE = "/static/js/textual.js"


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=20) as client:
        yield client


def test_the_password_lets_one_browser_in_once(served: Served, browser: httpx.Client) -> None:
    assert urlsplit(served.way_in).hostname == "127.0.0.1"
    assert browser.get(served.address).status_code == 403
    assert browser.get(served.address + PAGE).status_code == 403
    assert browser.get(f"{served.address}/?password=wrong").status_code == 403
    let_in = browser.get(served.way_in)
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/")
    assert "password" not in browser.get(served.address).text
    assert browser.get(served.address + PAGE).status_code == 200
    with httpx.Client(trust_env=False) as other:
        assert other.get(served.way_in).status_code == 403
        assert "has been used" in other.get(served.way_in).text
        assert other.get(served.address).status_code == 403
    assert browser.get(served.address).status_code == 200  # who is in stays in


def test_two_of_them_do_not_put_each_other_out(served: Served, served_beside: Served, browser: httpx.Client) -> None:
    browser.get(served.way_in)
    browser.get(served_beside.way_in)  # of the same host, so the same browser sends both cookies to both
    assert browser.get(served.address).status_code == 200
    assert browser.get(served_beside.address).status_code == 200


def test_no_other_page_and_no_other_name_gets_in(served: Served, browser: httpx.Client) -> None:
    browser.get(served.way_in)
    port = urlsplit(served.address).port
    # Another page of this machine is of the same site to a browser, which sends the cookie along.
    other = {"Origin": f"http://127.0.0.1:{(port or 0) - 1}"}
    assert browser.get(f"{served.address}/ws", headers=other).status_code == 403
    assert browser.get(served.address, headers={"Origin": "null"}).status_code == 403
    assert browser.get(served.address, headers={"Origin": "http://["}).status_code == 403
    assert browser.get(served.address, headers={"Host": f"evil.example:{port}"}).status_code == 403
    assert browser.get(served.address, headers={"Host": f"localhost:{port}"}).status_code == 200


def test_bytes_that_are_no_text_are_wrong_passwords(served: Served, browser: httpx.Client) -> None:
    name = f"copilot-tui-{urlsplit(served.address).port}".encode()
    assert browser.get(served.address, headers={b"Cookie": name + b"=\xff\xfe"}).status_code == 403
    assert browser.get(f"{served.address}/?password=%FF%ED%A0%80").status_code == 403


def test_the_page_loads_nothing_from_elsewhere_and_stays_out_of_frames(served: Served, browser: httpx.Client) -> None:
    browser.get(served.way_in)
    headers = browser.get(served.address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert (headers["referrer-policy"], headers["cache-control"]) == ("no-referrer", "no-store")


def test_a_port_that_is_taken_is_said(served: Served, tmp_path: Path) -> None:
    port = str(urlsplit(served.address).port)
    command = [sys.executable, "-m", "copilot_tui", "serve", "--port", port]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (2, "")
    assert port in done.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "textual_serve").mkdir()
    (tmp_path / "textual_serve" / "__init__.py").write_text("raise ImportError('as if it were not there')\n")
    done = subprocess.run(
        [sys.executable, "-m", "copilot_tui", "serve"],
        env=environment(tmp_path) | {"PYTHONPATH": str(tmp_path)},
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'copilot-tui[web]'" in done.stderr


def test_beyond_this_machine_only_when_told_and_with_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("textual_serve")
    command = [
        *(sys.executable, "-m", "copilot_tui", "serve", "--host", "0.0.0.0", "--port", "0"),
        *("--public-url", "https://copilot.example.com/"),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path), text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("https://copilot.example.com/?password=")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert err.startswith("Note: Whoever reaches this machine there can try the address")
    assert process.returncode == 0
