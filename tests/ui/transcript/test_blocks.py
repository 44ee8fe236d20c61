from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import ErrorKind
from copilot_tui.domain.message import (
    USER,
    ImprovedProgramMessage,
    ProgramContent,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
    UnknownMessage,
)
from copilot_tui.domain.state import TurnState
from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.widgets.transcript.bindings import DEFAULT_KEYS
from copilot_tui.ui.widgets.transcript.chronicle import Chronicle
from copilot_tui.ui.widgets.transcript.rows import Canvas
from copilot_tui.ui.widgets.transcript.table import blocks_of, pieces_of
from tests.ui.transcript.conversation import ANSWER, FAILURE, every_kind, program, turn

if TYPE_CHECKING:
    from copilot_tui.domain.conversation import Turn
    from copilot_tui.domain.message import Message
    from copilot_tui.ui.widgets.transcript.blocks.base import Block


def canvas(width: int = 60, **changes: Any) -> Canvas:
    return Canvas(width=width, palette=DARK, keys=DEFAULT_KEYS, **changes)


def blocks(shown: Turn, before: Turn | None = None) -> list[Block]:
    chronicle = Chronicle()
    chronicle.show([before, shown] if before else [shown])
    first = chronicle.find(shown.id) or 0
    return [chronicle[number] for number in range(first, chronicle.end)]


def seen(block: Block, on: Canvas | None = None) -> list[str]:
    """The rows as they are seen, without the empty one above and blanks at their ends."""
    layout = block.layout(on or canvas())
    rows = [layout.row(at) for at in range(len(layout))]
    return ["".join(text for text, _ in (*row.lead, *row.pieces)).rstrip() for row in rows][1:]


def message_block(*messages: Message, state: TurnState = TurnState.ANSWERED) -> Block:
    return blocks(turn(0, "Why?", *messages, state=state))[1]


def test_every_turn_has_as_many_blocks_as_pieces() -> None:
    for shown in every_kind():
        made = blocks_of(shown, None, [None] * len(shown.messages))
        assert [type(block) for block in made] == [block for block, _ in pieces_of(shown)]
        assert len({block.key for block in made}) == len(made)


def test_a_question_stands_below_its_context() -> None:
    assert seen(blocks(turn(0, "Why?\n  two lines"))[0]) == [
        "you · acme · project1/dev · update 4",
        "Why?",
        "  two lines",
    ]


def test_the_same_context_is_not_said_again_and_another_one_is_divided_off() -> None:
    other = CloudContext(org="other", url="https://app.pulumi.com/acme")
    assert seen(blocks(turn(1, "And?"), before=turn(0))[0])[0] == "you · same context"
    rows = seen(blocks(turn(1, "And?", context=other), before=turn(0))[0])
    assert rows == ["─" * 60, "", "you · other · acme", "And?"]


def test_times_stand_in_the_gutter_or_in_the_line() -> None:
    block = blocks(turn(0))[0]
    assert block.layout(canvas()).row(1).time
    without = block.layout(canvas(times_in_gutter=False)).row(1)
    assert not without.time
    assert "you · " in without.text
    assert ":" in without.text.split(" · ")[1]


def test_work_is_one_quiet_line_once_it_is_answered() -> None:
    work = message_block(
        TraceMessage(content="to debug"), StatusMessage(content="Reading"), StatusMessage(content="Asking")
    )
    assert seen(work) == ["▸ 1 trace   ✓ Asking · 1 before"]
    work.opened = True
    work.forget()
    assert seen(work) == ["▾ 1 trace", "  to debug", "✓ Reading", "✓ Asking"]


@pytest.mark.parametrize("width", range(40, 61))
def test_nothing_is_wider_than_the_transcript(width: int) -> None:
    wordy = turn(9, "word " * 40, TraceMessage(content="a word or two " * 9), StatusMessage(content="status " * 40))
    for shown in (*every_kind(), wordy):
        for block in blocks(shown):
            block.opened = block.foldable
            assert all(cell_len(row) <= width for row in seen(block, canvas(width)))


def test_traces_of_all_are_opened_at_once_and_statuses_stay_folded() -> None:
    work = message_block(
        StatusMessage(content="Reading"), TraceMessage(content="to debug"), StatusMessage(content="Asking")
    )
    assert seen(work, canvas(show_traces=True)) == ["▾ 1 trace", "  to debug", "✓ Asking"]


def test_every_status_has_its_line_while_the_answer_is_to_come() -> None:
    work = message_block(StatusMessage(content="Reading"), StatusMessage(content="Asking"), state=TurnState.SENDING)
    assert seen(work) == ["✓ Reading", "✓ Asking"]


def test_copilot_is_named_once_in_an_answer_with_its_duration() -> None:
    shown = turn(0, "Why?", ResponseMessage(content="Because."), StatusMessage(content="Writing"), program("a = 1"))
    rows = ["\n".join(seen(block)) for block in blocks(shown)[1:]]
    assert rows[0] == "copilot · 11.4 s\nBecause."
    assert not any("copilot" in row for row in rows[1:])


def test_a_question_asked_elsewhere_is_told_from_copilots_words() -> None:
    shown = turn(0, "Why?", ResponseMessage(role=USER, content="Who?"), ResponseMessage(content="You."))
    assert [seen(block) for block in blocks(shown)[1:]] == [
        ["you · asked elsewhere", "Who?"],
        ["copilot · 11.4 s", "You."],
    ]


def test_a_program_shows_its_facts_first_lines_and_keys() -> None:
    rows = seen(blocks(turn(0, "Write it", program()))[1])
    assert rows[1] == "program · typescript · v1 · 28 lines"
    assert rows[3] == '  1  import { resources } from "@pulumi/azure-native";'
    assert rows[-3] == "  …  20 more lines"
    assert rows[-1] == "v view   c copy   e export project"


def test_a_short_program_is_shown_whole_and_a_long_line_is_cut() -> None:
    rows = seen(blocks(turn(0, "Write it", program("\n".join(["x" * 90] * 10), "go")))[1])
    assert len([row for row in rows if row.endswith("…")]) == 10
    assert not any("more line" in row for row in rows)


def test_an_opened_program_shows_all_of_it_and_its_plan() -> None:
    block = blocks(turn(0, "Write it", program()))[1]
    block.opened = True
    rows = seen(block)
    assert any("28  export const groupName" in row for row in rows)
    assert "1  Run pulumi up." in rows
    assert "programId  p1" in rows


def test_versions_count_within_a_conversation_and_from_the_second_on_can_be_compared() -> None:
    improved = ImprovedProgramMessage(content=ProgramContent(code="b = 2", language="TS"))
    before = turn(0, "Write it", program("a = 1"))
    block = blocks(turn(1, "Better", improved), before=before)[1]
    assert "improved program · typescript · v2 · 1 line" in seen(block)
    assert seen(block)[-1].endswith("d diff with v1")
    assert "diff" in block.actions
    assert "diff" not in blocks(before)[1].actions


def test_an_unknown_kind_is_named_and_shown_as_json() -> None:
    rows = seen(message_block(UnknownMessage(kind="chart", content={"a": ["é", None]})))
    assert rows[1] == "chart · assistant · a kind this version does not know"
    assert json.loads("\n".join(rows[2:])) == {"a": ["é", None]}


def test_a_long_unknown_message_is_folded() -> None:
    block = message_block(UnknownMessage(kind="", content=list(range(100))))
    assert seen(block)[1].startswith("no kind")
    assert seen(block)[-1] == " … 86 more lines"
    block.opened = True
    block.forget()
    assert seen(block)[-1] == " ]"


def test_a_failure_says_what_happened_what_is_kept_and_what_can_be_done() -> None:
    block = blocks(turn(0, state=TurnState.FAILED, failure=FAILURE))[-1]
    text = "\n".join(seen(block))
    assert text.startswith("✗ failed · 402 · after 11.4 s")
    assert "The usage limit of Pulumi Copilot is reached." in text
    assert "Your question is kept." in text
    assert "4f1c" not in text  # the service is not at fault: there is nothing to report
    assert "r resend   u edit and ask again" in text
    assert {"resend", "edit"} <= set(block.actions)
    assert all(block.layout(canvas()).row(at).bar == DARK.error for at in range(1, len(seen(block))))


@pytest.mark.parametrize(
    ("state", "word"), [(TurnState.CANCELLED, "– cancelled"), (TurnState.INTERRUPTED, "– interrupted")]
)
def test_what_was_cut_off_keeps_its_question(state: TurnState, word: str) -> None:
    rows = seen(blocks(turn(0, state=state))[-1])
    assert rows[0].startswith(word)
    assert "Your question is kept." in rows


def test_keys_in_blocks_are_those_that_are_set() -> None:
    keys = {"resend": "ctrl+r"}
    rows = seen(blocks(turn(0, state=TurnState.CANCELLED))[-1], Canvas(width=60, palette=DARK, keys=keys))
    assert rows[-1] == "ctrl+r resend"


def test_an_answer_without_messages_says_so() -> None:
    assert seen(blocks(turn(0))[-1]) == ["copilot · 11.4 s", "The answer was empty."]


def test_what_the_service_says_beside_its_answer_is_shown() -> None:
    rows = seen(blocks(turn(0, "Why?", ResponseMessage(content="So."), notice="Preview\nends"))[-1])
    assert rows == ["! Preview ends"]


@pytest.mark.parametrize("width", [2, 3, 7, 12, 40, 100])
def test_every_kind_can_be_drawn_at_every_width_folded_and_opened(width: int) -> None:
    chronicle = Chronicle()
    chronicle.show(every_kind())
    for opened in (False, True):
        for block in chronicle:
            block.opened = opened
            block.forget()
            layout = block.layout(canvas(width))
            assert len(layout) > 0
            assert layout.row_with(layout.characters_before(len(layout) - 1)) == len(layout) - 1


HOSTILE = "[red]\x1b]52;c;aGk=\x07\x9b31m\u202eevil[/] [@click=app.quit]x[/]"


def test_nothing_foreign_reaches_a_row_untreated() -> None:
    context = CloudContext(org="acme[b]", url="https://app.pulumi.com/acme/[b]/dev")
    hostile = {"message": HOSTILE, "hint": HOSTILE, "request_id": HOSTILE, "kind": ErrorKind.SERVER_TROUBLE}
    failure = FAILURE.model_copy(update=hostile)
    code = ProgramContent(
        code=HOSTILE, language=HOSTILE, program_id=HOSTILE, instructions=HOSTILE, search_terms=(HOSTILE,)
    )
    shown = turn(
        0,
        HOSTILE,
        TraceMessage(content=HOSTILE),
        StatusMessage(content=HOSTILE),
        ResponseMessage(content=f"{HOSTILE}\n\n`{HOSTILE}`\n\n```{HOSTILE}\n{HOSTILE}\n```\n[{HOSTILE}]({HOSTILE})"),
        ImprovedProgramMessage(content=code),
        UnknownMessage(kind=HOSTILE, role=HOSTILE, content={HOSTILE: HOSTILE}),
        context=context,
        notice=HOSTILE,
    )
    for each in (shown, turn(0, HOSTILE, state=TurnState.FAILED, failure=failure)):
        for block in blocks(each):
            block.opened = True
            text = "\n".join(seen(block))
            assert not set(text) & set("\x1b\x07\x9b\u202e")
            assert "[red]" in text or "evil" not in text


def test_large_texts_are_drawn_by_slices() -> None:
    lines = "a line of text\n" * 100_000
    response = message_block(ResponseMessage(content=lines))
    layout = response.layout(canvas())
    assert len(layout) == 100_002  # the empty row and the header above
    assert layout.row(50_000).text == "a line of text"
    block = blocks(turn(0, lines, program(lines, "go")))[1]
    block.opened = True
    opened = block.layout(canvas())
    assert opened.row(60_000).lead[0][0].strip() == str(60_000 - 3)
    assert opened.row(60_000).bar == DARK.copilot


def test_estimates_are_near_what_is_drawn() -> None:
    shown = turn(0, "Why?", ResponseMessage(content=ANSWER * 3), program())
    for (block_class, indices), block in zip(pieces_of(shown), blocks(shown), strict=True):
        rough = block_class.rough_height(shown, indices, 60)
        assert 0.3 < rough / len(block.layout(canvas())) < 3
