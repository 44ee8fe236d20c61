"""Every hostile string on the screens around the transcript: no control sequence that is not our own comes out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import tomli_w

from copilot_tui.config.descriptions import described
from copilot_tui.domain.message import well_formed
from tests.e2e.desk import KeptDesk
from tests.e2e.keys import ENTER, ESCAPE, F3, F4, HOME, PAGE_DOWN, PAGE_UP, ctrl, paste
from tests.hostile.corpus import ALL, CHOSEN, marked, packed
from tests.hostile.desk import WIDE, go_to_list, hostile_desk, walked
from tests.hostile.store import fail_lately
from tests.hostile.walk import Sights

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.conftest import Starter

pytestmark = pytest.mark.e2e
PAGES = (PAGE_DOWN, PAGE_UP)
BROAD = (400, 60)
NUMBERS = sorted(CHOSEN)
PARTS = [NUMBERS[start : start + 60] for start in range(0, len(NUMBERS), 60)]
"""As many strings as one settings file holds, and one row of settings shows."""
PREFIXES = sorted({f"{number:03}"[: 2 if ALL else 1] for number in NUMBERS})
"""What each string's number begins with: letters to type, for some of them at a time."""
LATEST = set(NUMBERS[-150:])
"""Of all questions, those that the palette knows in any case."""
F9 = "\x1b[20~"


@pytest.fixture
def desk(start: Starter) -> Iterator[KeptDesk]:
    with hostile_desk(start) as desk:
        yield desk


def numbered(prefix: str) -> set[int]:
    return {number for number in NUMBERS if f"{number:03}".startswith(prefix)}


def fresh(typed: str) -> str:
    """Typed into a line instead of what stands there."""
    return ctrl("u") + typed


def pasted(letter: str, number: int) -> str:
    """A string pasted into a line instead of what stands there; so much that its beginning stays in sight."""
    return fresh(paste(marked(letter, number, well_formed(CHOSEN[number]))[:60].replace("\x1b[201~", "")))


def test_palette_and_earlier_questions(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, size=WIDE) as walk:
        terminal = walk.terminal
        terminal.send(ctrl("p"))
        terminal.wait_for("enter do it")
        for prefix in PREFIXES:
            walk.shows("palette: titles", "l", numbered(prefix), fresh(f"l{prefix}"))
            walk.shows("palette: questions", "q", numbered(prefix) & LATEST, fresh(f"q{prefix}"))
        terminal.send(ESCAPE)
        terminal.wait_gone("enter do it")
        terminal.send(ctrl("r"))
        terminal.wait_for("Earlier questions")
        for prefix in PREFIXES:
            walk.shows("earlier questions", "q", numbered(prefix), fresh(f"q{prefix}"))
        terminal.send(ESCAPE)


def test_archive_and_bin(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, size=WIDE) as walk:
        go_to_list(walk.terminal)
        for name, letter in (("archive", "A"), ("bin", "B")):
            walk.until(rb"%b\d\d\d" % letter.encode(), "v", HOME)
            walk.page(PAGES, {name: letter})


def test_overview(desk: KeptDesk, sights: Sights) -> None:
    lines = packed("o", 80)
    with walked(desk, sights, size=BROAD) as walk:
        for number, start in enumerate(range(0, len(lines), 5)):
            fail_lately(desk.data_dir, lines[start : start + 5], number)
            walk.until(lines[start][:4].encode(), "\x1b[15~" if number else F3)
            sights.take("overview", "o", bytes(walk.terminal.raw))
        assert sights.missing("overview") == []


@pytest.mark.parametrize("part", PARTS, ids=range(len(PARTS)))
def test_what_settings_hold(desk: KeptDesk, sights: Sights, part: list[int]) -> None:
    texts = {number: well_formed(CHOSEN[number]) for number in part}
    settings = {
        "contexts": [
            {"name": marked("K", number, text)[:60], "url": f"https://app.pulumi.com/acme/shop/s{number}"}
            for number, text in texts.items()
        ],
        "prompts": [
            {"name": f"say{number:03}", "text": marked("O", number, text).replace("{", "{{").replace("}", "}}")}
            for number, text in texts.items()
        ],
        "token_command": [marked("S", number, text) for number, text in texts.items()],
    }
    (desk.start.home / "config.toml").write_text(tomli_w.dumps(settings))
    with walked(desk, sights, size=WIDE) as walk:
        terminal = walk.terminal
        terminal.send(ctrl("p"))
        terminal.wait_for("enter do it")
        walk.shows("palette: prompts", "O", part, fresh("say"))
        for prefix in PREFIXES:
            walk.shows("palette: contexts", "K", numbered(prefix).intersection(part), fresh(f"K{prefix}"))
        terminal.send(ESCAPE)
        terminal.wait_gone("enter do it")
        walk.shows("context picker", "K", part, F4)
        terminal.send(ESCAPE)
        terminal.wait_for(lambda _: "newline" in terminal.key_bar())
        terminal.send(F9)
        terminal.wait_for("warn_on_secrets")
        walk.shows("settings", "S", part, "j" * [row.name for row in described()].index("token_command"))
        terminal.send(ESCAPE)


def file_name(letter: str, number: int) -> bytes:
    """A file's name that holds a string as far as one can."""
    text = marked(letter, number, CHOSEN[number]).replace("/", "∕").replace("\0", "␀")
    return os.fsencode(text.encode(errors="replace").decode()) + b".json"


@pytest.mark.parametrize("part", PARTS, ids=range(len(PARTS)))
def test_names_of_files(desk: KeptDesk, sights: Sights, part: list[int], tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in part:
        (folder / os.fsdecode(file_name("F", number))).write_bytes(b"[]")
    with walked(desk, sights, size=WIDE) as walk:
        terminal = walk.terminal
        go_to_list(terminal)
        terminal.send("i")
        terminal.wait_for("Import conversations")
        for number in part:
            walk.shows("import: what is typed", "I", {number}, pasted("I", number))
        terminal.send(fresh("files/"))
        terminal.wait_for(r"\d+ files?")
        terminal.send(ENTER)
        terminal.wait_for("enter done")
        walk.page(PAGES, {"import: names of files": "F"}, part)
        terminal.send(ENTER)


def test_the_folder_of_an_export(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, size=WIDE) as walk:
        terminal = walk.terminal
        go_to_list(terminal)
        terminal.send("e")
        terminal.wait_for("enter write")
        for number in NUMBERS:
            walk.shows("export: folder", "E", {number}, pasted("E", number))
        terminal.send(ESCAPE)
