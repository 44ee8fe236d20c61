"""Every hostile string on every surface of the whole program: no control sequence that is not our own comes out."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from copilot_tui.domain.message import well_formed
from tests.e2e.desk import KeptDesk
from tests.e2e.keys import ENTER, ESCAPE, F6, HOME, PAGE_DOWN, PAGE_UP, TAB, click, ctrl, paste
from tests.e2e.sequences import cut
from tests.hostile.corpus import everything, packed
from tests.hostile.desk import KINDS, WIDE, go_to_list, hostile_desk, walked
from tests.hostile.store import END as LAST
from tests.hostile.store import LINES, TOAST_LENGTH, TURNS
from tests.hostile.walk import Sights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Starter
    from tests.e2e.sequences import Sequence

pytestmark = pytest.mark.e2e
PAGES = (PAGE_DOWN, PAGE_UP)


@pytest.fixture
def desk(start: Starter) -> Iterator[KeptDesk]:
    with hostile_desk(start) as desk:
        yield desk


def test_answers_of_every_kind(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights) as walk:
        walk.terminal.blind = True
        walk.until(rb"t000", f"look{ENTER}")
        walk.until(rb"t000", F6, HOME)
        walk.until(rb"s000|t100", "j", " ")  # every status, not just the last one
        walk.page(PAGES, {f"transcript: {kind}": letter for kind, letter in KINDS.items()})


def test_questions_and_what_became_of_them(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, TURNS) as walk:
        walk.terminal.wait_for(LAST)
        with walk.blindly():
            walk.until(rb"q00\d", F6, HOME)
            surfaces = {"question": "q", "error text": "f", "error's hint": "h", "notice": "n"}
            walk.page(PAGES, {f"transcript: {name}": letter for name, letter in surfaces.items()})


def test_lines_of_programs_plans_and_json(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, LINES, size=WIDE) as walk:
        terminal = walk.terminal
        terminal.wait_for("program · go")
        terminal.wait_for(r"program\.txt +v1")  # the programs of the conversation are known: it is open
        terminal.send(click(*terminal.find("v view")))
        terminal.wait_for(lambda _: "plan" in terminal.key_bar())
        walk.page(PAGES, {"program viewer": "v"})
        terminal.send(TAB)
        terminal.wait_for("P000")
        walk.page(PAGES, {"plan": "P"})
        terminal.send(ESCAPE)
        terminal.wait_for(lambda _: "inspect" in terminal.key_bar())
        terminal.send(click(*terminal.find("surprise ·")))
        terminal.wait_for(lambda _: "fold" in terminal.key_bar())
        terminal.send("i")
        terminal.wait_for(lambda _: "curl" in terminal.key_bar())
        walk.page(PAGES, {"inspector": "j"})


def test_titles_and_search(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, size=WIDE) as walk:
        terminal = walk.terminal
        go_to_list(terminal)
        walk.page(PAGES, {"list": "l"})
        terminal.send(ctrl("o"))
        terminal.wait_for("Open or search")
        terminal.send("Named")
        terminal.wait_for("Named l")
        walk.page(PAGES, {"search snippet": "Named l"})
        terminal.send(ESCAPE)
        terminal.wait_gone("Open or search")
        before = len(terminal.raw)
        terminal.send(ctrl("o"))
        terminal.wait_for("Open or search")
        terminal.wait_for(lambda _: re.search(rb"l\d\d\d", terminal.raw[before:]))
        sights.take("search: titles", "l", bytes(terminal.raw[before:]))  # the newest; all are in the list


def test_toasts(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, size=WIDE) as walk:
        terminal = walk.terminal
        go_to_list(terminal)
        terminal.send(HOME)
        terminal.blind = True
        for line in reversed(packed("x", TOAST_LENGTH)):
            walk.until(f"Deleted: {line[:4]}".encode(), "d")
            sights.take("toast", "x", bytes(terminal.raw))
        assert sights.missing("toast") == []


def typed(text: str) -> str:
    """What comes of a paste where the terminal keeps nothing back but its end."""
    return well_formed(text).replace("\x1b[201~", "")


def test_what_is_typed_and_pasted(desk: KeptDesk, sights: Sights) -> None:
    with walked(desk, sights, size=WIDE) as walk:
        terminal = walk.terminal
        clean = [typed(text) for text in everything("c")]
        for start in range(0, len(clean), 25):
            lines = clean[start : start + 25]
            terminal.send(paste("\n".join(lines)))
            terminal.wait_for(re.escape(lines[-1][:4]))
            terminal.send(ctrl("n"))
            terminal.wait_for("Ask Pulumi Copilot…")
        sights.take("composer", "c", bytes(terminal.raw))
        assert sights.missing("composer") == []
        terminal.blind = True
        walk.until(b"do it", ctrl("p"))
        walk.until(b"b00", paste(typed(" ".join(everything("b")[:5]))))
        walk.until(b"", ESCAPE)
        sights.take("palette", "b", bytes(terminal.raw))


HEADLESS = {
    "list": ("list", "--limit", "1000"),
    "show": ("show", TURNS),
    "show --format md": ("show", LINES, "--format", "md"),
    "show --format json": ("show", TURNS, "--format", "json"),
    "show --format html": ("show", TURNS, "--format", "html"),
    "search": ("search", "Named", "--limit", "1000"),
    "programs": ("programs",),
}
LETTERS = {"list": "l", "show": "q", "show --format md": "v", "show --format json": "q", "show --format html": "q"}


def test_commands_in_a_terminal(desk: KeptDesk, sights: Sights) -> None:
    for name, arguments in HEADLESS.items():
        terminal = desk.command(*arguments, size=(200, 50))
        terminal.blind = True
        assert terminal.wait_exit() == 0
        assert [one for one in cut(bytes(terminal.raw)) if not is_plain(one)] == [], name
        sights.take(f"{name}, in a terminal", LETTERS.get(name, "l"), bytes(terminal.raw))
        assert name == "programs" or sights.missing(f"{name}, in a terminal") == []


def is_plain(piece: Sequence) -> bool:
    """Whether a piece of a command's output is text, a line's end, or bold and the like."""
    return (
        piece.kind == "text"
        or piece.raw in {"\r", "\n", "\t"}
        or (piece.final == "m" and piece.parameters in {"", "0", "1", "2", "22"})
    )


def test_commands_into_a_pipe_give_exactly_what_came(desk: KeptDesk, sights: Sights) -> None:
    def output(*arguments: str) -> bytes:
        command = [*desk.start.command, "--data-dir", str(desk.data_dir), *arguments]
        done = subprocess.run(command, capture_output=True, env=desk.start.env, cwd=desk.start.home, check=True)
        assert not [one for one in cut(done.stderr.replace(b"\n", b"\r\n")) if not is_plain(one)], arguments
        return done.stdout

    shown = output("show", TURNS)
    for text in everything("q"):
        assert well_formed(text).rstrip().encode() in shown
    sights.take("show, into a pipe", "q", shown)
    found = json.loads(output("list", "--json", "--limit", "1000"))
    assert {row["title"] for row in found} >= {well_formed(text).strip() for text in everything("l")}
    sights.take("list --json, into a pipe", "l", "\n".join(row["title"] for row in found).encode())
