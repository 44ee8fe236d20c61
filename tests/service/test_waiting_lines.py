"""Lines of questions: in order, held, and forgotten once they are empty."""

from __future__ import annotations

from copilot_tui.service.waiting_lines import WaitingLines


def test_each_conversation_sends_its_questions_in_order() -> None:
    lines = WaitingLines()
    for turn in ("a1", "a2", "b1"):
        lines.add(turn[0], turn)
    assert lines.next(busy=()) == ("a", "a1")
    assert lines.next(busy={"a"}) == ("b", "b1")
    assert lines.next(busy={"a", "b"}) is None
    assert lines.next(busy={"b"}) == ("a", "a2")
    assert lines.next(busy=()) is None


def test_what_is_resent_goes_first() -> None:
    lines = WaitingLines()
    lines.add("a", "a2")
    lines.add("a", "a1", first=True)
    assert lines.next(busy=()) == ("a", "a1")


def test_a_held_line_waits_while_others_go_on() -> None:
    lines = WaitingLines()
    lines.add("a", "a1")
    lines.add("b", "b1")
    assert lines.hold("a")
    assert not lines.hold("c"), "there is no line"
    assert lines.next(busy=()) == ("b", "b1")
    assert lines.next(busy=()) is None
    assert lines.release("a")
    assert not lines.release("a")
    assert lines.next(busy=()) == ("a", "a1")


def test_a_line_that_was_emptied_holds_no_later_question() -> None:
    lines = WaitingLines()
    lines.add("a", "a1")
    lines.hold("a")
    assert lines.remove("a1") == "a"
    assert lines.remove("a1") is None
    assert "a1" not in lines
    lines.add("a", "a2")
    assert lines.next(busy=()) == ("a", "a2")
