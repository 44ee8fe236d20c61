"""Questions to begin with: each fits the page that the context names."""

from __future__ import annotations

import pytest

from copilot_tui.domain.cloud import UpdateSummary
from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.starters import starters

STACK = "https://app.pulumi.com/acme/shop/dev"
FAILED, FINE = UpdateSummary(version=41, result="failed"), UpdateSummary(version=41, result="succeeded")
WHY, WHAT = "Why did update 41 fail, and how do I fix it?", "What did update 41 change?"
IN_IT, PROGRAM = "What is in this stack?", "Write a program that …"

TABLE: list[tuple[str, str | None, tuple[UpdateSummary, ...], str]] = [
    ("nothing known", None, (), PROGRAM),
    ("an organization", "https://app.pulumi.com/acme", (), "Who are the admins?"),
    ("the front page", "https://app.pulumi.com", (), "Who are the admins?"),
    ("a stack", STACK, (), IN_IT),
    ("a stack that is fine", STACK, (FINE,), IN_IT),
    ("a stack whose last update failed", STACK, (FAILED,), WHY),
    ("a page of a stack", f"{STACK}/resources", (), IN_IT),
    ("an update", f"{STACK}/updates/41", (), WHY),
    ("a failed update", f"{STACK}/updates/41", (FAILED,), WHY),
    ("an update that went well", f"{STACK}/updates/41", (FINE,), WHAT),
    ("an update without a number", f"{STACK}/updates/latest", (), IN_IT),
]


@pytest.mark.parametrize(("url", "updates", "first"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_first_question_fits(url: str | None, updates: tuple[UpdateSummary, ...], first: str) -> None:
    found = starters(CloudContext(org="acme", url=url) if url else None, updates)
    assert found[0].label == first
    assert PROGRAM in [starter.label for starter in found]


def test_a_question_about_an_update_brings_its_page_along() -> None:
    question = starters(CloudContext(org="acme", url=STACK), (FAILED,))[0]
    assert question.url == f"{STACK}/updates/41"
