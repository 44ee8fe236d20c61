"""Links open only where that can do no harm, and never before their whole target was seen."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from copilot_tui.ui.links import is_own, open_link, plain_host, problem_of
from copilot_tui.ui.widgets.transcript.markdown import Link
from copilot_tui.ui.widgets.transcript.markdown.links import says_its_target
from tests.ui.desk_host import opened
from tests.ui.patience import until
from tests.ui.program_host import shown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "target",
    [
        "https://pulumi.com",
        "https://www.pulumi.com/docs?x=1#y",
        "https://app.pulumi.com:443/acme",
        "https://APP.pulumi.com",
    ],
)
def test_what_is_pulumis_own(target: str) -> None:
    assert is_own(target)
    assert problem_of(target) == ""


@pytest.mark.parametrize(
    "target",
    [
        "http://pulumi.com",
        "https://pulumi.com.evil.io",
        "https://evilpulumi.com",
        "https://evil.io/.pulumi.com",
        "https://evil.io#.pulumi.com",
        "https://evil.io?.pulumi.com",
        "https://evil.io\\.pulumi.com",
        "https://evil.io;.pulumi.com",
        "https://app.pulumi.com@evil.io",
        "https://app.pulumi.com:x@evil.io",
        "https://me@app.pulumi.com",
        "https://аpp.pulumi.com",
        "https://evil.io\uff0f.pulumi.com",
        "https://[::1",
        "//app.pulumi.com",
        "",
    ],
)
def test_what_only_looks_like_it(target: str) -> None:
    assert not is_own(target)


@pytest.mark.parametrize(
    "target",
    [
        *("file:///etc/passwd", "javascript:alert(1)", "ssh://host", "vscode://x", "data:text/html,x", "/etc/hostname"),
        *(
            "",
            "https",
            "-h",
            "ftp://host/x",
            "pulumi.com",
            "HTTPS ://x",
            "https://x y",
            "https://x\ny",
            "https://x\x1b",
        ),
        *("https://x\u202ey", "https://evil.io\\.pulumi.com"),
    ],
)
async def test_what_is_never_opened(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = browser(tmp_path, monkeypatch)
    assert problem_of(target) != ""
    assert await open_link(target) != ""
    assert not written.exists()


@pytest.mark.parametrize(
    "target", ["https://evil.io/x?a=b&c=$(id)", "http://x.io", "mailto:jo@acme.io", "HTTPS://x.io"]
)
async def test_what_is_opened_is_given_to_the_browser_as_it_is(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = browser(tmp_path, monkeypatch)
    assert await open_link(target) == ""
    assert written.read_text() == f"{target}\n"


def test_a_host_of_another_alphabet_is_told_as_it_is_looked_up() -> None:
    assert plain_host("https://аpp.pulumi.com/x") == "xn--pp-6kc.pulumi.com"
    assert plain_host("https://app.pulumi.com") == ""
    assert plain_host("mailto:jo@acme.io") == ""
    assert plain_host("https://[::1") == ""


def test_an_address_that_leads_elsewhere_does_not_say_its_target() -> None:
    assert says_its_target("https://www.pulumi.com/docs/", "https://www.pulumi.com/docs")
    assert says_its_target("www.pulumi.com/docs", "https://www.pulumi.com/docs")
    assert not says_its_target("app.pulumi.com/acme", "https://app.pulumi.com/evil")
    assert not says_its_target("the docs", "https://www.pulumi.com/docs")


def browser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a browser in place that writes down what it is to open; gives the file that it writes."""
    written, program = folder / "opened", folder / "browser"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> {written}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    monkeypatch.setenv("PATH", os.defpath)
    monkeypatch.setattr("webbrowser._tryorder", None)  # it remembers the browsers that it found
    monkeypatch.setattr("webbrowser._browsers", {})
    return written


@pytest.mark.parametrize(
    ("text", "target", "at_once"),
    [
        ("https://www.pulumi.com/docs", "https://www.pulumi.com/docs", True),
        ("the docs", "https://www.pulumi.com/docs", False),
        ("https://www.pulumi.com/docs", "https://www.pulumi.com/other", False),
        ("https://evil.io", "https://evil.io", False),
    ],
)
async def test_only_an_address_of_pulumis_own_opens_before_it_is_shown(
    text: str, target: str, *, at_once: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = browser(tmp_path, monkeypatch)
    async with opened() as (app, pilot):
        app.dashboard.transcript_actions.press_link(text, target)
        if at_once:
            await until(pilot, written.exists)
            return
        await until(pilot, lambda: "Open this link?" in shown(app))
        await until(pilot, lambda: target in shown(app))
        assert not written.exists()
        await pilot.press("enter")
        await until(pilot, written.exists)


async def test_a_link_is_opened_by_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = browser(tmp_path, monkeypatch)
    links = [Link(f"page {name}", f"https://www.pulumi.com/docs/{name}") for name in ("one", "two", "three")]
    async with opened() as (app, pilot):
        app.dashboard.transcript_actions.offer_links(links)
        await until(pilot, lambda: all(f"{number}  page" in shown(app) for number in (1, 2, 3)))
        await pilot.press("2")
        await until(pilot, lambda: "page one" not in shown(app))
        assert "2  page two" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: written.exists() and written.read_text() == "https://www.pulumi.com/docs/two\n")
