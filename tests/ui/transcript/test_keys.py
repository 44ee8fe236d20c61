"""The block that is meant, and what its keys and clicks tell the screen."""

from __future__ import annotations

import pytest

from copilot_tui.domain.message import ResponseMessage
from copilot_tui.ui.widgets.transcript.messages import Acted, BlockMeant, LinkPressed
from tests.ui.transcript.conversation import ANSWER, PROGRAM, every_kind, long, program, turn
from tests.ui.transcript.host import Host

SIZE = (80, 40)


def meant(app: Host) -> tuple[str, int | None]:
    current = app.transcript.current
    assert current is not None
    return current.turn.id, current.message_index


def offset_of(app: Host, words: str) -> tuple[int, int]:
    """Where words start on the screen."""
    for y, line in enumerate(app.screen_lines()):
        if words in line:
            return line.index(words) + 1, y
    raise AssertionError(words)


async def test_the_cursor_goes_from_block_to_block_and_marks_the_one_that_is_meant() -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home")
        steps = [meant(app)]
        for key in ("j", "down", "j", "j"):
            await pilot.press(key)
            steps.append(meant(app))
        assert steps == [("turn0", None), ("turn0", 2), ("turn0", 3), ("turn1", None), ("turn1", 0)]
        await pilot.press("k", "up")
        assert meant(app) == ("turn0", 3)
        assert app.last(BlockMeant).target.message_index == 3
        marked = [line for line in app.screen_lines() if line.startswith("▎")]
        assert "copilot" in marked[0]
        assert "Output<string>" in marked[-1]


async def test_the_cursor_stops_at_both_ends() -> None:
    app = Host([turn(0), turn(1)])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "j", "j")
        assert meant(app)[0] == "turn1"
        await pilot.press(*"kkkkkk")
        assert meant(app) == ("turn0", None)


async def test_the_cursor_pages_through_a_block_that_is_larger_than_the_screen() -> None:
    app = Host([turn(0, "Why?", ResponseMessage(content="\n\n".join(f"Part {n}." for n in range(40))))])
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("home", "j")
        seen = set()
        for _ in range(8):
            seen |= {line.strip("▎ ") for line in app.screen_lines()}
            await pilot.press("j")
        assert {f"Part {n}." for n in range(40)} <= seen


async def test_what_is_meant_is_always_in_sight() -> None:
    app = Host(long(100))
    async with app.run_test(size=SIZE) as pilot:
        for key in ("pageup", "pageup", "k", "k", "k", "pagedown", "j", "home", "j", "end", "pageup"):
            await pilot.press(key)
            assert any(line.startswith("▎") for line in app.screen_lines())


@pytest.mark.parametrize(
    ("key", "action"), [("c", "copy"), ("v", "view"), ("e", "export"), ("d", "diff"), ("i", "inspect")]
)
async def test_keys_of_a_program(key: str, action: str) -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        await app.transcript.jump_to("turn1", 1)
        await pilot.press(key)
        acted = app.last(Acted)
        assert acted.action == action
        version = acted.target.program()
        assert version is not None
        assert version.version == 2
        assert acted.target.copyable_text() == PROGRAM
        assert acted.target.raw_json() == '{"kind": "program"}'


@pytest.mark.parametrize(("key", "action"), [("r", "resend"), ("u", "edit"), ("ctrl+e", "edit")])
async def test_keys_of_a_failure(key: str, action: str) -> None:
    app = Host(every_kind()[:4])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        assert app.last(Acted).action == action
        assert app.last(Acted).target.turn.id == "turn3"


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_a_waiting_question_can_be_removed(key: str) -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        assert (app.last(Acted).action, app.last(Acted).target.turn.id) == ("remove", "turn6")


async def test_copying_an_answer_gives_its_markdown_exactly() -> None:
    source = ANSWER + "  \r\n\ttrailing\u202e "
    app = Host([turn(0, "Why?", ResponseMessage(content=source))])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        assert app.last(Acted).target.copyable_text() == source


async def test_links_are_offered_where_there_are_some() -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        await app.transcript.jump_to("turn0", 3)
        await pilot.press("o")
        links = app.last(Acted).target.links()
        assert [link.target for link in links] == ["https://www.pulumi.com/docs/concepts/inputs-outputs"]


@pytest.mark.parametrize("index", [None, 0])
async def test_what_is_no_program_is_exported_with_its_conversation(index: int | None) -> None:
    app = Host([turn(0, "Why?", ResponseMessage(content="Because."))])
    async with app.run_test(size=SIZE) as pilot:
        await app.transcript.jump_to("turn0", index)
        await pilot.press("e")
        acted = app.last(Acted)
        assert acted.action == "export"
        assert acted.target.program() is None


async def test_keys_that_mean_nothing_for_a_block_do_nothing() -> None:
    app = Host([turn(0, "Why?", ResponseMessage(content="Because."))])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v", "d", "o", "x", "r", "n", "N", "y")
        assert not [message for message in app.posted if isinstance(message, Acted)]
        assert not app.transcript.check_action("act", ("view",))


async def test_space_opens_and_folds() -> None:
    app = Host(every_kind())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home", "j", "space")
        assert "Conversation with user 'jo'" in app.screen_text()
        await pilot.press("space")
        assert "Conversation with user 'jo'" not in app.screen_text()


async def test_a_click_means_a_block_and_presses_what_is_there() -> None:
    app = Host([turn(0, "Write it", program())])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("home")
        await pilot.click(offset=offset_of(app, "20 more lines"))
        assert meant(app) == ("turn0", 0)
        assert "export const groupName" in app.screen_text()
        await pilot.press("space")
        await pilot.click(offset=offset_of(app, "export project"))
        assert app.last(Acted).action == "export"
        posted = len([message for message in app.posted if isinstance(message, Acted)])
        await pilot.click(offset=offset_of(app, "Write it"))
        assert meant(app) == ("turn0", None)
        assert len([message for message in app.posted if isinstance(message, Acted)]) == posted


async def test_a_clicked_link_is_told_with_its_target() -> None:
    app = Host(every_kind()[:1])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(offset=offset_of(app, "Inputs and outputs"))
        pressed = app.last(LinkPressed)
        assert pressed.url == "https://www.pulumi.com/docs/concepts/inputs-outputs"
        assert pressed.text == "Inputs and outputs"


async def test_an_empty_transcript_takes_every_key() -> None:
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"jkgGcvedriouxny", "space", "pageup", "pagedown")
        await pilot.click(offset=(3, 3))
        assert app.transcript.current is None
        assert app.transcript.place is None
