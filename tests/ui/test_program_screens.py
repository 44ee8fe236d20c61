"""Programs are read, listed and compared by the keys that stand in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from copilot_tui.domain.program import Program
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.screens.diff import DiffScreen
from copilot_tui.ui.screens.program import ProgramScreen
from copilot_tui.ui.screens.programs import ProgramChosen, ProgramsScreen
from copilot_tui.ui.widgets.code_view import CodeView
from copilot_tui.ui.widgets.program_facts import ProgramFacts
from tests.ui.program_host import CODE, HOSTILE, NOW, PLAN, Host, Recorder, program, settle, shown

if TYPE_CHECKING:
    from textual.screen import Screen

NEWER = CODE.replace("forceDestroy: false", "forceDestroy: true").replace("bucket.bucket;", "bucket.bucket;\n// end")
VERSIONS = [program(1), program(2, NEWER), program(3, NEWER + "\n// three\n")]
OTHER = program(
    4, "import pulumi\n", language="python", conversation_id="c2", conversation_title="EKS cluster", version=1
)


def viewer(shown_program: Program, recorder: Recorder) -> ProgramScreen:
    return ProgramScreen(shown_program, recorder.all_versions or [shown_program], recorder.actions, now=lambda: NOW)


def listing(programs: list[Program], recorder: Recorder) -> ProgramsScreen:
    async def load() -> list[Program]:
        return programs

    return ProgramsScreen(load, recorder.actions, now=lambda: NOW)


class TestViewer:
    async def test_code_facts_and_plan_stand_beside_each_other(self) -> None:
        app = Host(viewer(VERSIONS[1], Recorder(VERSIONS)))
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(app, pilot)
            screen = shown(app)
            assert "program · typescript · v2 of 3 · 9 lines" in screen
            assert "S3 bucket" in screen.splitlines()[0]
            assert "needs     @pulumi/aws" in screen
            for fact in ("v2 of 3", "index.ts", "prog-7f2c", "8h ago", "Write a private bucket."):
                assert fact in screen
            assert "Run npm install" in screen  # Markdown, drawn
            assert "Run pulumi up" in screen
            assert "**" not in screen

    async def test_each_key_does_what_the_footer_says(self) -> None:
        recorder = Recorder(VERSIONS)
        app = Host(viewer(VERSIONS[1], recorder))
        async with app.run_test(size=(150, 40)) as pilot:
            await settle(app, pilot)
            offered = "w wrap  / find  c copy  e export  d diff  tab plan"
            others = "J select  C copy plan  x copy block  s save  [ earlier  ] later"
            assert shown(app).splitlines()[-1].strip() == f"{offered}  {others}  esc back"
            await pilot.resize_terminal(80, 24)
            await settle(app, pilot)
            footer = shown(app).splitlines()[-1]
            assert offered in footer
            assert footer.rstrip().endswith("esc back")
            await pilot.resize_terminal(150, 40)
            await pilot.press("c", "C", "e", "s", "ctrl+g")
            await settle(app, pilot)
            assert recorder.copied == [(NEWER, "index.ts v2"), (PLAN, "plan of index.ts v2")]
            assert recorder.wanted == [("export", "p2"), ("save", "p2"), ("edit", "p2")]
            await pilot.press("w")
            assert app.screen.query_one(CodeView).wrap

    async def test_without_colours_facts_are_no_dimmer_than_text(self) -> None:
        app = Host(viewer(VERSIONS[1], Recorder(VERSIONS)), theme="no-color")
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(app, pilot)
            facts = app.screen.query_one(ProgramFacts)
            row = next(row for row in map(facts.render_line, range(12)) if "index.ts" in row.text)
        dim = {segment.text.strip(): bool(segment.style and segment.style.dim) for segment in row}
        assert (dim["file"], dim["index.ts"]) == (True, False)

    async def test_a_code_block_of_the_plan_is_copied(self) -> None:
        recorder = Recorder()
        app = Host(viewer(program(), recorder))
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(app, pilot)
            await pilot.press("x")
            await settle(app, pilot)
        assert recorder.copied == [("pulumi up", "block of the plan")]

    async def test_of_several_code_blocks_one_is_chosen(self) -> None:
        plan = f"1. First:\n\n   ```sh\n   npm i\n   pulumi up\n   ```\n\n2. Then:\n\n       {HOSTILE}\n\n~~~\nlast"
        recorder = Recorder()
        app = Host(viewer(program(instructions=plan), recorder))
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(app, pilot)
            await pilot.press("x")
            await pilot.pause()
            assert isinstance(app.screen, ChoosingScreen)
            await pilot.pause()
            assert "sh · 2 lines" in shown(app)
            assert not set("\x1b\x07\u202e") & set(shown(app))
            await pilot.press("down", "enter")
            await settle(app, pilot)
            await pilot.press("x")
            await pilot.pause()
            await pilot.press(*"npm")
            await pilot.pause()
            await pilot.press("enter")
            await settle(app, pilot)
        assert recorder.copied == [(HOSTILE, "block of the plan"), ("npm i\npulumi up", "block of the plan")]

    async def test_a_plan_without_code_blocks_offers_none(self) -> None:
        app = Host(viewer(program(instructions="1. Run `pulumi up`."), Recorder()))
        async with app.run_test(size=(140, 40)) as pilot:
            await settle(app, pilot)
            assert "copy block" not in shown(app)

    async def test_versions_go_back_and_forth_and_stop_at_the_ends(self) -> None:
        recorder = Recorder(VERSIONS)
        app = Host(viewer(VERSIONS[1], recorder))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("right_square_bracket", "right_square_bracket")
            await settle(app, pilot)
            assert "// three" in shown(app)
            assert "v3 of 3" in shown(app)
            await pilot.press(*["left_square_bracket"] * 5)
            await settle(app, pilot)
            assert "program · typescript · v1 of 3 · 8 lines" in shown(app)
            await pilot.press("c")
            await settle(app, pilot)
            assert recorder.copied == [(CODE, "index.ts v1")]

    async def test_a_narrow_screen_has_one_column_and_tab_switches(self) -> None:
        app = Host(viewer(VERSIONS[0], Recorder(VERSIONS)))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(app, pilot)
            assert "aws.s3.Bucket" in shown(app)
            assert "PROGRAM" not in shown(app)
            await pilot.press("tab")
            await settle(app, pilot)
            assert "PROGRAM" in shown(app)
            assert "aws.s3.Bucket" not in shown(app)
            assert isinstance(app.focused, ProgramFacts)
            await pilot.press("tab")
            await settle(app, pilot)
            assert "aws.s3.Bucket" in shown(app)

    @pytest.mark.parametrize("key", ["escape", "q"])
    async def test_it_gives_the_screen_back(self, key: str) -> None:
        app = Host(viewer(VERSIONS[0], Recorder()))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(key)
            await settle(app, pilot)
            assert app.given == [None]

    async def test_escape_closes_the_find_line_first(self) -> None:
        app = Host(viewer(VERSIONS[0], Recorder()))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("slash", "b", "c", "escape")
            await settle(app, pilot)
            assert not app.given
            await pilot.press("escape")
            await settle(app, pilot)
            assert app.given == [None]

    async def test_a_selection_is_copied_by_the_same_door(self) -> None:
        recorder = Recorder()
        app = Host(viewer(program(code="one\ntwo"), recorder))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(app, pilot)
            region = app.screen.query_one(CodeView).region
            await pilot.mouse_down(offset=(region.x, region.y))
            await pilot.hover(offset=(region.x + 7, region.y + 1))
            await pilot.mouse_up(offset=(region.x + 7, region.y + 1))
            await pilot.press("ctrl+c")
            await settle(app, pilot)
            assert recorder.copied == [("one\ntwo", "selection")]

    async def test_lines_are_selected_and_copied_by_keys(self) -> None:
        recorder = Recorder()
        app = Host(viewer(program(code="one\ntwo\nthree\n"), recorder))
        async with app.run_test(size=(160, 24)) as pilot:
            await settle(app, pilot)
            assert "copy selection" not in shown(app)
            await pilot.press("J", "J")
            await settle(app, pilot)
            assert "y copy selection" in shown(app)
            await pilot.press("y")
            await settle(app, pilot)
            assert recorder.copied == [("one\ntwo", "selection")]
            assert "copy selection" not in shown(app)
            await pilot.press("J", "escape")  # the selection goes first, the screen only after it
            await settle(app, pilot)
            assert not app.given
            await pilot.press("escape")
            await settle(app, pilot)
            assert app.given == [None]

    async def test_the_only_version_is_not_compared(self) -> None:
        app = Host(viewer(VERSIONS[0], Recorder()))
        async with app.run_test(size=(140, 24)) as pilot:
            await settle(app, pilot)
            assert "d diff" not in shown(app)
            await pilot.press("d")
            await settle(app, pilot)
            assert isinstance(app.screen, ProgramScreen)

    async def test_what_is_missing_is_said_and_its_keys_are_not_offered(self) -> None:
        app = Host(viewer(program(code="", language="", instructions="", query="", conversation_title=""), Recorder()))
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(app, pilot)
            assert "not said" in shown(app)
            assert "copy plan" not in shown(app)
            assert "earlier" not in shown(app)


class TestList:
    async def test_the_only_version_is_not_compared(self) -> None:
        app = Host(listing([VERSIONS[0]], Recorder()))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(app, pilot)
            await pilot.press("d")
            await settle(app, pilot)
            assert app.said == ["index.ts v1 is the only version: nothing to compare."]

    async def test_newest_first_with_the_meant_one_beside(self) -> None:
        app = Host(listing([OTHER, *reversed(VERSIONS)], Recorder()))
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(app, pilot)
            screen = shown(app)
            assert "4 programs" in screen
            assert screen.index("EKS cluster") < screen.index("S3 bucket")
            assert "1  import pulumi" in screen
            await pilot.press("down")
            await settle(app, pilot)
            assert "// three" in shown(app)

    async def test_filtering_while_typing(self) -> None:
        app = Host(listing([OTHER, *reversed(VERSIONS)], Recorder()))
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(app, pilot)
            await pilot.press("slash", *"py")
            await settle(app, pilot)
            assert "1 of 4" in shown(app)
            for words, many in (
                ("ts bucket", "3 of 4"),
                ("lang:py", "1 of 4"),
                ("org:acme", "0 of 4"),
                ("// THREE", "1 of 4"),
                ("[/foo]", "0 of 4"),
            ):
                app.screen.query_one(Input).value = words
                await settle(app, pilot)
                assert many in shown(app), words
            assert "Nothing matches." in shown(app)
            await pilot.press("escape")
            await settle(app, pilot)
            assert "4 programs" in shown(app)
            assert not isinstance(app.focused, Input)

    async def test_enter_goes_to_its_conversation(self) -> None:
        app = Host(listing([OTHER, *reversed(VERSIONS)], Recorder()))
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(app, pilot)
            await pilot.press("slash", *"py", "enter", "enter")
            await settle(app, pilot)
            assert app.given == [ProgramChosen("c2", "t4", "p4")]

    async def test_each_key_acts_on_the_meant_one(self) -> None:
        recorder = Recorder(VERSIONS)
        app = Host(listing([OTHER, *reversed(VERSIONS)], recorder))
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(app, pilot)
            await pilot.press("down", "c", "C", "e", "s")
            await settle(app, pilot)
            assert [what for _, what in recorder.copied] == ["index.ts v3", "plan of index.ts v3"]
            assert recorder.wanted == [("export", "p3"), ("save", "p3")]
            await pilot.press("d")
            await settle(app, pilot)
            assert "diff · index.ts · v2 → v3" in shown(app)
            await pilot.press("escape", "v")
            await settle(app, pilot)
            assert "program · typescript · v3" in shown(app)

    async def test_the_mouse_means_and_chooses(self) -> None:
        app = Host(listing([OTHER, *reversed(VERSIONS)], Recorder()))
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(app, pilot)
            row = next(y for y, text in enumerate(shown(app).splitlines()) if " v2 " in text)
            await pilot.click(offset=(10, row))
            await settle(app, pilot)
            assert "forceDestroy: true" in shown(app)
            await pilot.click(offset=(10, row), times=2)
            await settle(app, pilot)
            assert app.given == [ProgramChosen("c1", "t2", "p2")]

    async def test_an_empty_list_says_what_to_do(self) -> None:
        app = Host(listing([], Recorder()))
        async with app.run_test(size=(80, 12)) as pilot:
            await settle(app, pilot)
            assert "No programs yet: ask Copilot to write one." in shown(app)
            await pilot.press("enter", "c", "d", "v", "end", "escape")
            await settle(app, pilot)
            assert app.given == [None]


class TestDiff:
    async def test_narrow_is_below_each_other_and_wide_side_by_side(self) -> None:
        for width, row in ((80, "−     forceDestroy: false,"), (140, "forceDestroy: true")):
            app = Host(DiffScreen(VERSIONS[1], VERSIONS, Recorder().copy))
            async with app.run_test(size=(width, 24)) as pilot:
                await settle(app, pilot)
                screen = shown(app)
                assert "diff · index.ts · v1 → v2" in screen
                assert "+2  −1" in screen
                assert row in screen
                sides = [text for text in screen.splitlines() if "forceDestroy: false" in text and "true" in text]
                assert bool(sides) == (width > 120)

    async def test_another_version_can_be_chosen(self) -> None:
        app = Host(DiffScreen(VERSIONS[2], VERSIONS, Recorder().copy))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(app, pilot)
            assert "v2 → v3" in shown(app)
            await pilot.press("left_square_bracket", "left_square_bracket")
            await settle(app, pilot)
            assert "v1 → v3" in shown(app)

    async def test_the_first_one_is_compared_with_the_next(self) -> None:
        app = Host(DiffScreen(VERSIONS[0], VERSIONS, Recorder().copy))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(app, pilot)
            assert "v1 → v2" in shown(app)

    async def test_the_patch_is_copied(self) -> None:
        recorder = Recorder()
        app = Host(DiffScreen(VERSIONS[1], VERSIONS, recorder.copy))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(app, pilot)
            await pilot.press("c")
            await settle(app, pilot)
            (patch, what) = recorder.copied[0]
            assert what == "patch of index.ts · v1 → v2"
            assert "-\tforceDestroy: false,\n+\tforceDestroy: true,\n" in patch

    async def test_no_difference_is_said(self) -> None:
        app = Host(DiffScreen(program(2), [program(1), program(2)], Recorder().copy))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(app, pilot)
            assert "no difference" in shown(app)
            assert "copy patch" not in shown(app)

    async def test_changes_are_gone_through(self) -> None:
        before = "".join(f"line {number}\n" for number in range(300))
        after = before.replace("line 50\n", "fifty\n").replace("line 250\n", "much later\n")
        app = Host(DiffScreen(program(2, after), [program(1, before), program(2, after)], Recorder().copy))
        async with app.run_test(size=(60, 8)) as pilot:
            await settle(app, pilot)
            await pilot.press("n", "n")
            await settle(app, pilot)
            assert "much later" in shown(app)
            await pilot.press("N")
            await settle(app, pilot)
            assert "fifty" in shown(app)


HOSTILE_PROGRAM = program(
    2, HOSTILE, language=HOSTILE, program_id=HOSTILE, instructions=HOSTILE, query=HOSTILE, conversation_title=HOSTILE
)


@pytest.mark.parametrize("size", [(1, 1), (40, 12), (120, 40)])
@pytest.mark.parametrize("kind", ["viewer", "list", "diff"])
async def test_hostile_text_and_any_size_break_nothing(kind: str, size: tuple[int, int]) -> None:
    recorder = Recorder([program(1, "x" * 3000 + "\n[/]"), HOSTILE_PROGRAM])
    screens: dict[str, Screen[Any]] = {
        "viewer": viewer(HOSTILE_PROGRAM, recorder),
        "list": listing([HOSTILE_PROGRAM, *recorder.all_versions], recorder),
        "diff": DiffScreen(HOSTILE_PROGRAM, recorder.all_versions, recorder.copy),
    }
    app = Host(screens[kind])
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        if size == (120, 40) and kind != "diff":
            assert "[@click=app.exit]x[/]" in shown(app)
        await pilot.press("w", "n", "end", "tab", "left_square_bracket")
        await settle(app, pilot)
        assert not set("\x1b\x07\u202e") & set(shown(app))
