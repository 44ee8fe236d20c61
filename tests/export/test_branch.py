"""What is carried over when a conversation goes on in another one."""

from __future__ import annotations

from copilot_tui.domain.message import ResponseMessage, StatusMessage
from copilot_tui.export.branch import MOST_CHARACTERS, branch
from tests.ui.transcript.conversation import program, turn


def test_questions_answers_and_programs_are_quoted_below_the_place_for_the_new_question() -> None:
    said = [
        turn(0, "Why?", StatusMessage(content="Reading"), ResponseMessage(content="Because.\n\n> of this")),
        turn(1, "Write it.", program("a = 1\n", "py")),
    ]
    begun = branch("A talk", said)
    assert begun.text == (
        "\n\nFor context, from another conversation (“A talk”):\n\n"
        "> **Question:**\n>\n> Why?\n>\n> **Copilot:**\n>\n> Because.\n>\n> > of this\n"
        ">\n"
        "> **Question:**\n>\n> Write it.\n>\n> **Copilot’s program:**\n>\n> ```python\n> a = 1\n> ```"
    )
    assert (begun.turns, begun.left_out) == (2, False)


def test_of_a_long_conversation_the_newest_turns_are_quoted() -> None:
    said = [turn(number, f"Question {number}?", ResponseMessage(content="word " * 1000)) for number in range(9)]
    begun = branch("A talk", said)
    assert "Question 8?" in begun.text
    assert "Question 0?" not in begun.text
    assert begun.left_out
    assert len(begun.text) < 2 * MOST_CHARACTERS
    assert branch("A talk", said[-1:], earlier=True).left_out


def test_a_turn_that_is_too_long_by_itself_is_quoted_as_far_as_it_goes() -> None:
    said = [turn(0, "Why?"), turn(1, "And?", ResponseMessage(content="word " * MOST_CHARACTERS))]
    begun = branch("A talk", said)
    assert (begun.turns, begun.left_out) == (1, True)
    assert "> And?" in begun.text
    assert begun.text.endswith("…")


def test_a_block_that_was_left_open_does_not_swallow_the_rest() -> None:
    said = [turn(0, "Why?", ResponseMessage(content="```\ncode")), turn(1, "And?")]
    assert "> ```\n> code\n> ```\n>\n> **Question:**\n>\n> And?" in branch("A talk", said).text
