"""A history of 100,000 conversations and 1,000,000 messages against an empty one.

Run by hand: ``pytest -m bench -s tests/bench/test_history_bench.py``. The store is made first, which takes minutes;
with COPILOT_TUI_BENCH_STORE a folder is kept between runs. It prints, and asserts nothing about times.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.listing import Cursor, ListQuery
from copilot_tui.service.options import Options
from copilot_tui.store.history import SqliteHistory
from copilot_tui.ui.app import CopilotApp, Launch
from copilot_tui.ui.screens.search import SearchScreen
from copilot_tui.wiring.intake import FileIntake
from copilot_tui.wiring.rooms import Rooms
from tests.bench.big_store import build
from tests.bench.echo import Echoes, Typist
from tests.e2e.terminal import Terminal
from tests.store.samples import ACME, answer, minute, says

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parent.parent.parent
RUNS = 9
FREQUENT = ["the", "to", "bucket", "policy", "resource", "update", "failed", "stack"]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = os.environ.get("COPILOT_TUI_BENCH_STORE")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("big")
    if not (folder / "history.db").exists():
        start = time.perf_counter()
        build(folder)
        say(f"built in {time.perf_counter() - start:.0f} s")
    return folder


def say(words: str) -> None:
    sys.stdout.write(f"\n{words}")


def row(name: str, times: list[float]) -> None:
    """Milliseconds."""
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    say(f"{name:44} n {len(times):4}  median {median(times):7.1f}  p95 {p95:7.1f}  max {max(times):7.1f} ms")


def test_size_of_the_index(big: Path) -> None:
    history = SqliteHistory(big)
    with history._database.reading() as connection:
        index = connection.execute("SELECT sum(length(block)) FROM search_data").fetchone()[0]
        text = sum(
            connection.execute(f"SELECT sum(length({column})) FROM {table}").fetchone()[0]
            for table, column in (("messages", "raw"), ("turns", "query"), ("conversations", "title"))
        )
    history.close()
    say(f"index {index / 1e6:.0f} MB, text {text / 1e6:.0f} MB: {index / text:.2f} times; file {_size(big):.0f} MB")


def test_start_and_memory(big: Path, tmp_path: Path) -> None:
    folders = {"empty": tmp_path / "empty", "big": big}
    seconds: dict[str, list[float]] = {name: [] for name in folders}
    memory: dict[str, list[float]] = {name: [] for name in folders}
    for _ in range(RUNS):
        for name, folder in folders.items():
            begun = time.perf_counter()
            with _terminal(folder, tmp_path) as terminal:
                terminal.wait_for("Ask Pulumi Copilot…")
                terminal.send("qzxj")
                terminal.wait_for("qzxj")
                seconds[name].append((time.perf_counter() - begun) * 1000)
                terminal.wait_for(r"everywhere" if name == "empty" else r"everywhere\s+98,9")
                Typist(terminal).settle()
                memory[name].append(_resident(terminal.process.pid))
    for name in folders:
        row(f"start to an echo, {name}", seconds[name])
    say(f"ratio {median(seconds['big']) / median(seconds['empty']):.2f}")
    say(f"memory {median(memory['empty']):.1f} MB empty, {median(memory['big']):.1f} MB big")


def test_the_list_against_the_echo_of_a_key(big: Path, tmp_path: Path) -> None:
    with _terminal(big, tmp_path) as terminal:
        terminal.wait_for(r"everywhere\s+98,9")
        typist = Typist(terminal)
        typist.settle()
        end = time.monotonic() + 3
        idle = typist.keys(lambda: time.monotonic() < end)
        typist.erase()
        os.write(terminal._master, b"\x1b[17~\x1b[17~")  # f6, twice: to the list
        typist.settle()
        say(f"echo in the composer     {idle}")
        for name, keys in {"page down": [b"\x1b[6~"] * 40, "end, home": [b"\x1b[F", b"\x1b[H"] * 12}.items():
            say(f"{name:24} {_until_quiet(typist, terminal, keys)}")


def _until_quiet(typist: Typist, terminal: Terminal, keys: list[bytes]) -> Echoes:
    """For each key the time until the last of what it draws."""
    echoes = Echoes()
    for key in keys:
        begun = last = time.perf_counter()
        os.write(terminal._master, key)
        while typist.read(0.1):
            last = time.perf_counter()
        echoes.times.append((last - begun) * 1000)
    return echoes


async def test_search_and_filter(big: Path) -> None:
    async with _opened(big) as (app, pilot):
        await pilot.press("ctrl+o")
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        first: dict[str, list[float]] = {"frequent": [], "rare": []}
        ranked: dict[str, list[float]] = {"frequent": [], "rare": []}
        shown: list[float] = []
        show = screen.hits.show

        def noted(*given: Any, **named: Any) -> None:
            show(*given, **named)
            screen.call_after_refresh(lambda: shown.append(time.perf_counter()))

        screen.hits.show = noted  # type: ignore[method-assign]
        rare = [app.dashboard.listed.summaries[at].title.split()[-1][:8].strip("…?.") for at in range(0, 80, 4)]
        for kind, words in {"frequent": FREQUENT, "rare": [word for word in rare if len(word) > 1]}.items():
            for word in words:
                for typed in (word[:2], word[:3], word):
                    shown.clear()
                    begun = time.perf_counter()
                    screen.query_one(Input).value = typed
                    await _until(lambda: len(shown) > 1, seconds=0.4)
                    if shown:
                        first[kind].append((shown[0] - begun) * 1000)
                    if len(shown) > 1:
                        ranked[kind].append((shown[1] - begun) * 1000)
        for kind, times in first.items():
            row(f"search, first hits painted, {kind}", times)
            row(f"search, ranked hits painted, {kind}", ranked[kind])


def test_calls(big: Path, tmp_path: Path) -> None:
    history = SqliteHistory(big)
    small = SqliteHistory(tmp_path / "small")
    conversation = history.create(ACME, at=minute(0))
    home = small.create(ACME, at=minute(0))
    for name, store, one in (("big", history, conversation.id), ("small", small, home.id)):
        row(f"commit an answer of 10 messages, {name}", [_commit(store, one, number) for number in range(60)])
    history.delete(conversation.id, at=minute(1))
    page = history.page(ListQuery())
    row("open a conversation, big", [_timed(lambda one=one: history.turns(one.id)) for one in page])  # type: ignore[misc]
    after = Cursor.of(page[-1])
    row("a page of the list", [_timed(lambda: history.page(ListQuery(), after=after)) for _ in range(50)])
    row("the last page", [_timed(lambda: history.page(ListQuery(), skip=100, from_end=True)) for _ in range(50)])
    row("a page of a filter", [_timed(lambda: history.page(ListQuery(text="buck"))) for _ in range(50)])
    history.close()
    small.close()


def test_import(big: Path, tmp_path: Path) -> None:
    from copilot_tui.export.document import write_document

    history = SqliteHistory(big)
    file = tmp_path / "some.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for one in history.page(ListQuery(), limit=3000):
            conversation = history.conversation(one.id)
            assert conversation is not None
            lines.write(write_document(conversation, history.turns(one.id), compact=True))
    history.close()
    target = SqliteHistory(tmp_path / "target")
    begun = time.perf_counter()
    target.import_conversations(FileIntake(CloudContext(org="acme")).read(file, lambda _: None))
    seconds = time.perf_counter() - begun
    with target._database.reading() as connection:
        count = connection.execute("SELECT count(*) FROM messages").fetchone()[0]
    target.close()
    say(f"import: {count} messages in {seconds:.1f} s, {count / seconds:,.0f} a second")


def _commit(history: SqliteHistory, conversation_id: str, number: int) -> float:
    turn = history.add_turn(conversation_id, f"Question {number}", ACME, at=minute(number))
    came = answer(*(says(f"{number} {at} " + "the bucket policy of a stack " * 10) for at in range(10)))
    return _timed(lambda: history.finish_answered(turn.id, came, at=minute(number), unread=False))


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _resident(pid: int) -> float:
    """Megabytes, on Linux."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _size(folder: Path) -> float:
    return (folder / "history.db").stat().st_size / 1e6


def _terminal(data_dir: Path, home: Path) -> Terminal:
    env = {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    env |= {"COPILOT_TUI_DATA_DIR": str(data_dir)}
    return Terminal([sys.executable, "-m", "copilot_tui"], env=env, size=(120, 40), cwd=ROOT)


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[tuple[CopilotApp, Pilot[Any]]]:
    app = CopilotApp(Launch(open_desk=lambda: Rooms().desk(Options(demo=True, data_dir=folder)), demo=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(lambda: app.desk is not None and app.dashboard.listed.loaded > 0, seconds=30)
        yield app, pilot


async def _until(holds: Callable[[], bool], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        await asyncio.sleep(0.001)
