"""What can be copied of a block by itself."""

from __future__ import annotations

from copilot_tui.domain.message import ResponseMessage
from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.widgets.transcript.copies import code_blocks, copies_of_markdown
from copilot_tui.ui.widgets.transcript.messages import Acted
from tests.ui.transcript.conversation import ANSWER, PROGRAM, program, turn
from tests.ui.transcript.host import Host

TWO = """\
Do **this**:

1. Run it:

   ```sh
   pulumi up\t--yes
   ```

~~~ts
const a = `x`;

~~~
"""


def test_code_blocks_come_exactly_without_their_fences_and_indentation() -> None:
    assert list(code_blocks(TWO)) == [("sh", "pulumi up\t--yes\n"), ("typescript", "const a = `x`;\n\n")]


def test_an_answer_can_be_copied_whole_by_block_and_plain() -> None:
    copies = copies_of_markdown("answer", TWO, DARK)
    assert [copy.name for copy in copies] == [
        "answer as Markdown",
        "answer, code block 1 · sh",
        "answer, code block 2 · typescript",
        "answer as plain text",
    ]
    assert copies[0].text == TWO
    assert copies[-1].text.startswith("Do this:\n\n1  Run it:")
    assert "**" not in copies[-1].text
    assert "```" not in copies[-1].text


def test_plain_text_is_not_offered_where_it_is_the_same() -> None:
    assert [copy.name for copy in copies_of_markdown("answer", "Because.\n", DARK)] == ["answer as Markdown"]


async def test_shift_c_offers_the_parts_of_what_is_meant() -> None:
    app = Host([turn(0, "Why?", ResponseMessage(content=ANSWER), program())])
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("C")
        acted = app.last(Acted)
        assert acted.action == "copy_part"
        copies = acted.target.copies()
        assert [copy.name for copy in copies] == ["code of v1", "plan as Markdown", "plan as plain text"]
        assert copies[0].text == PROGRAM
        await pilot.press("k", "C")
        assert (
            app.last(Acted).target.copies()[1].text
            == "const name = pulumi.interpolate`rg-${prefix}`; // an Output<string>\n"
        )
        await pilot.press("k", "C")
        assert app.last(Acted).target.message_index == 0
