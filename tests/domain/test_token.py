"""A token shows nowhere but in the header that needs it."""

from __future__ import annotations

import copy
import pickle
import traceback

import pytest

from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.token import Token

SECRET = "pul-0123456789abcdef0123456789abcdef01234567"


def test_it_gives_the_header_of_the_reference() -> None:
    assert Token(f" {SECRET}\n", source="a file").header() == f"token {SECRET}"


def test_it_says_where_it_came_from_and_nothing_else() -> None:
    token = Token(SECRET, source="PULUMI_ACCESS_TOKEN")
    assert token.source == "PULUMI_ACCESS_TOKEN"
    assert "***" in repr(token)
    assert SECRET not in f"{token} {token!r} {[token]} {token._reveal!r} {dir(token)}"


def test_it_hides_itself_in_what_a_server_echoes() -> None:
    assert Token(SECRET, source="x").redact(f"bad token {SECRET}!") == "bad token ***!"


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), (" \n", "empty"), ("pul-a\npul-b", "line breaks"), ("pul-ä", "outside ASCII"), ("a b", "spaces")],
)
def test_it_refuses_what_no_header_can_carry_without_repeating_it(text: str, why: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        Token(text, source="token_command")
    assert why in caught.value.message
    assert "token_command" in caught.value.message
    assert not text.strip() or text.strip() not in caught.value.message


def test_a_traceback_with_local_variables_does_not_show_it() -> None:
    broken = f"{SECRET}\n{SECRET}"
    try:
        Token(broken, source="x")
    except WrongSettings as error:
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        own = [frame for frame in shown.stack if frame.filename.endswith("token.py") and "domain" in frame.filename]
        frames = [str(frame.locals) for frame in own if "test_" not in frame.filename]
    assert frames
    assert SECRET not in "".join(frames)


def test_it_cannot_be_pickled_or_copied() -> None:
    token = Token(SECRET, source="x")
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="pickled or copied"):
            take(token)
