"""Writing a question: pastes of every size, and the keys of the text."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.app import App

from copilot_tui.domain.attachment import Attachment
from copilot_tui.ui.theme.palette import DARK, DEFAULT_THEME, themes
from copilot_tui.ui.theme.variables import css_variables
from copilot_tui.ui.widgets.composer import Composer
from copilot_tui.ui.widgets.prompt import Prompt
from tests.ui.patience import until

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.message import Message
    from textual.pilot import Pilot

PASTES = {
    "10,000 lines": "a line of text, of ordinary length\n" * 10_000,
    "1 MB in one line": "word " * 200_000,
    "1 MB without a blank": "x" * 1_000_000,
    "emoji": "👩‍👩‍👧‍👦🎉 é " * 20_000,
    "CJK": "文字" * 100_000,
    "Arabic": "مرحبا بالعالم " * 20_000,
    "code, short enough to be seen": "\tif (a) {\n\t\tb();\n\t}\n" * 40,
    "short emoji, CJK and Arabic": "👩‍👩‍👧‍👦🎉 文字 مرحبا",
}
FREEZE_SECONDS = 0.2


class Desk(App[None]):
    """A composer that notes what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []
        for known in themes():
            self.register_theme(known)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return css_variables(DARK)

    def compose(self) -> ComposeResult:
        yield Composer()

    def on_mount(self) -> None:
        self.theme = DEFAULT_THEME
        self.query_one(Prompt).focus()

    @property
    def composer(self) -> Composer:
        return self.query_one(Composer)

    def on_composer_submitted(self, event: Composer.Submitted) -> None:
        self.said.append(event)

    def on_composer_drafted(self, event: Composer.Drafted) -> None:
        self.said.append(event)

    def on_prompt_left(self, event: Prompt.Left) -> None:
        self.said.append(event)

    def on_prompt_earlier_wanted(self, event: Prompt.EarlierWanted) -> None:
        self.said.append(event)

    def on_prompt_search_wanted(self, event: Prompt.SearchWanted) -> None:
        self.said.append(event)

    def on_prompt_editor_wanted(self, event: Prompt.EditorWanted) -> None:
        self.said.append(event)


async def paste(app: Desk, pilot: Pilot[Any], text: str) -> None:
    app.post_message(events.Paste(text))
    await pilot.pause()


class Freeze:
    """The longest time that the event loop did not come round: of the processor's, which other programs do not take.

    What all earlier tests have left to collect is no part of it.
    """

    def __init__(self) -> None:
        gc.collect()
        gc.disable()
        self.seconds = 0.0
        self._task = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while True:
            begun = time.thread_time()
            await asyncio.sleep(0.001)  # not waited for: how much is worked meanwhile is what is measured
            self.seconds = max(self.seconds, time.thread_time() - begun)

    def end(self) -> float:
        self._task.cancel()
        gc.enable()
        return self.seconds


@pytest.mark.parametrize("name", PASTES)
async def test_a_paste_freezes_nothing_and_loses_nothing(name: str) -> None:
    text = PASTES[name]
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")  # what is imported at first use is imported
        freeze = Freeze()
        await paste(app, pilot, text)
        await pilot.press("b")
        await pilot.resize_terminal(100, 40)
        await pilot.pause()
        assert freeze.end() < FREEZE_SECONDS
        assert app.composer.text == f"a{text}b"
        await pilot.press("enter")
        await pilot.pause()
        sent = next(event for event in app.said if isinstance(event, Composer.Submitted))
        assert sent.query == f"a{text}b"


async def test_a_paste_of_several_lines_never_sends() -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await paste(app, pilot, "one\ntwo\n\n")
        assert app.composer.text == "one\ntwo\n\n"
        assert not [event for event in app.said if isinstance(event, Composer.Submitted)]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
async def test_lines_end_as_they_do_here_however_a_terminal_sends_them(end: str) -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await paste(app, pilot, f"line{end}" * 500)
        assert app.composer.text == "line\n" * 500
        assert "500 lines" in app.composer.prompt.text
        app.composer.put("")
        await paste(app, pilot, f"one{end}two")
        assert app.composer.text == "one\ntwo"


def hint_of(app: Desk) -> str:
    hint = app.composer.hint
    return hint.lines(hint.size.width, DARK)[0].plain.rstrip()


async def test_a_long_paste_is_one_label_that_says_how_much_it_is() -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*"See: ")
        await paste(app, pilot, "line\n" * 500)
        assert app.composer.prompt.text == "See: [pasted #1 · 500 lines, 2,500 characters]"
        assert app.composer.hint.length == 2505
        app.composer.hint.text, app.composer.hint.editor_key = "enter sends", "^g"
        assert hint_of(app) == f"enter sends{'2,505 characters · ^g shows all':>{app.composer.hint.size.width - 11}}"
        await pilot.press("backspace")
        assert app.composer.text == "See: "
        await pilot.press("ctrl+z")
        assert app.composer.text == "See: " + "line\n" * 500
        await pilot.press("left", "delete")
        assert app.composer.text == "See: "
        assert hint_of(app) == "enter sends"


async def test_a_long_draft_and_a_long_earlier_question_are_folded_too() -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        app.composer.show_draft("draft " * 5_000)
        assert app.composer.prompt.text.startswith("[pasted #1 · 1 line, 30,000 characters")
        assert app.composer.text == "draft " * 5_000
        assert not app.composer.is_unsaved
        app.composer.put("earlier " * 5_000)
        assert app.composer.text == "earlier " * 5_000
        await pilot.press("ctrl+z")
        assert app.composer.text == "draft " * 5_000


async def test_a_label_that_somebody_types_stands_for_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)):
        typed = "[pasted #1 · 1 line, 9 characters]"
        app.composer.put(typed)
        assert app.composer.text == typed


async def test_what_is_selected_is_copied_whole() -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await paste(app, pilot, "word " * 4_000)
        app.composer.prompt.select_all()
        assert app.composer.prompt.selected_text == "word " * 4_000


READLINE = [
    ("one two", ["ctrl+a", "X"], "Xone two"),
    ("one two", ["ctrl+a", "ctrl+e", "X"], "one twoX"),
    ("one two", ["ctrl+b", "X"], "one twXo"),
    ("one two", ["home", "ctrl+f", "X"], "oXne two"),
    ("one two", ["alt+b", "X"], "one Xtwo"),
    ("one two", ["home", "alt+f", "X"], "oneX two"),
    ("one two", ["ctrl+w"], "one "),
    ("one two", ["home", "alt+d"], " two"),
    ("one two", ["home", "ctrl+k"], ""),
    ("one two", ["ctrl+u"], ""),
    ("one two", ["home", "ctrl+d"], "ne two"),
    ("one two", ["ctrl+h"], "one tw"),
    ("one two", ["alt+backspace"], "one "),
    ("one two", ["ctrl+u", "ctrl+underscore"], "one two"),
    ("one", ["ctrl+j", "X"], "one\nX"),
    ("one", ["shift+enter", "X"], "one\nX"),
    ("one", ["alt+enter", "X"], "one\nX"),
    ("one two", ["ctrl+u", "ctrl+z"], "one two"),
    ("one two", ["ctrl+u", "ctrl+z", "ctrl+y"], ""),
    ("文字", ["left", "X"], "文X字"),
]


@pytest.mark.parametrize(("text", "keys", "expected"), READLINE)
async def test_readlines_keys(text: str, keys: list[str], expected: str) -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        app.composer.put(text)
        await pilot.press(*keys)
        assert app.composer.text == expected


@pytest.mark.parametrize(
    ("key", "kind"),
    [("escape", Prompt.Left), ("ctrl+r", Prompt.SearchWanted), ("ctrl+g", Prompt.EditorWanted),
     ("up", Prompt.EarlierWanted), ("down", Prompt.EarlierWanted)],
)  # fmt: skip
async def test_keys_that_ask_the_screen_for_something(key: str, kind: type[Message]) -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        app.composer.put("half a thought")
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.said[-1], kind)
        assert app.composer.text == "half a thought"


async def test_up_and_down_move_within_several_lines_first() -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        app.composer.put("one\ntwo\nthree")
        await pilot.press("up", "up", "X")
        assert app.composer.text == "oneX\ntwo\nthree"
        assert not [event for event in app.said if isinstance(event, Prompt.EarlierWanted)]
        await pilot.press("up")
        await pilot.pause()
        assert isinstance(app.said[-1], Prompt.EarlierWanted)


async def test_it_grows_to_a_third_of_the_screen() -> None:
    app = Desk()
    async with app.run_test(size=(120, 42)) as pilot:
        low = app.composer.size.height
        app.composer.put("line\n" * 40)
        await pilot.pause()
        assert low < app.composer.size.height <= 14


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_what_enter_will_do_stays_in_sight_below_a_long_text_with_many_files(size: tuple[int, int]) -> None:
    app = Desk()
    async with app.run_test(size=(120, 50)) as pilot:
        app.composer.put("line\n" * 40)
        for number in range(6):
            app.composer.attach(Attachment(f"{number}.txt", "its text"))
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert app.composer.hint.region.height == 1
        assert app.composer.content_region.contains_region(app.composer.hint.region)
        assert app.composer.size.height <= size[1] // 2


async def test_the_draft_is_told_once_typing_has_stopped() -> None:
    app = Desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*"half")
        assert app.composer.is_unsaved
        await until(pilot, lambda: bool(app.said))
        assert [type(event) for event in app.said] == [Composer.Drafted]


async def test_enter_that_comes_while_a_question_is_committed_sends_only_what_stands_behind_it() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        app.composer.put("First?Second?")
        on_its_way = Prompt.Sent("First?Second?", app.composer.prompt.edition)
        app.composer.take("First?")
        app.composer.prompt.post_message(on_its_way)
        await until(pilot, lambda: any(isinstance(one, Composer.Submitted) for one in app.said))
        assert [one.query for one in app.said if isinstance(one, Composer.Submitted)] == ["Second?"]
        assert app.composer.text == "Second?"
