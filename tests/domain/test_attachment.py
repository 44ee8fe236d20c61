"""Attachments within a question: what is put there is found there again, whatever it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.attachment import Attachment, with_attachments, without_attachments

TEXTS = st.text(alphabet=st.sampled_from("a`\n :Attached"), max_size=60) | st.text(max_size=40)
QUESTIONS = st.text(alphabet="Why?ab \n", min_size=1, max_size=40).filter(str.strip)
ATTACHMENTS = st.builds(Attachment, st.sampled_from(["up.log", "pasted text", "Größe 2.txt"]), TEXTS)


@given(question=QUESTIONS, attachments=st.lists(ATTACHMENTS, max_size=3))
def test_a_question_is_taken_apart_as_it_was_put_together(question: str, attachments: list[Attachment]) -> None:
    assert without_attachments(with_attachments(question, attachments)) == (question, tuple(attachments))


@given(attachments=st.lists(ATTACHMENTS, min_size=1, max_size=3))
def test_attachments_alone_are_a_question_too(attachments: list[Attachment]) -> None:
    assert without_attachments(with_attachments("", attachments)) == ("", tuple(attachments))


@given(st.text(max_size=200))
def test_any_text_stays_what_it_is(query: str) -> None:
    question, attachments = without_attachments(query)
    assert with_attachments(question, attachments) == query or not question.strip()


def test_a_log_is_fenced_under_its_name() -> None:
    sent = with_attachments("Why did this fail?", [Attachment("up.log", "error: quota\n```\nx")])
    assert sent == "Why did this fail?\n\nAttached: up.log\n````text\nerror: quota\n```\nx\n````"
