"""What looks like a token is hidden, and nothing else is."""

from __future__ import annotations

import pytest

from copilot_tui.domain.redaction import redact

TOKEN = "pul-" + "0123456789abcdef" * 2 + "01234567"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqbyJ9.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"the token {TOKEN}.", "the token ***."),
        (f'{{"Authorization": "token {TOKEN}"}}', '{"***'),
        ("authorization: Bearer abc.def", "***"),
        (f"session={JWT};", "session=***;"),
        (f"{TOKEN} and {TOKEN}", "*** and ***"),
    ],
)
def test_tokens_are_hidden(text: str, hidden: str) -> None:
    assert redact(text) == hidden


@pytest.mark.parametrize("text", ["", "a pull request", "pul-", "Who may authorize updates?", "pulumi up --stack dev"])
def test_other_text_stays(text: str) -> None:
    assert redact(text) == text
