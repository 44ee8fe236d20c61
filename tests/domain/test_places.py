"""What typing makes of a context, and what stands in the picker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.places import Place, distinct, problem_of, typed_place

CONSOLE = "https://app.pulumi.com"

TYPED: list[tuple[str, str | None]] = [
    ("acme", "/acme"),
    (" acme/shop/dev ", "/acme/shop/dev"),
    ("shop/dev", "/here/shop/dev"),
    (f"{CONSOLE}/acme/shop/dev/updates/41", "/acme/shop/dev/updates/41"),
    (f"{CONSOLE}/acme/shop/dev/previews/0c9e", "/acme/shop/dev/previews/0c9e"),
    ("", None),
    ("two words", None),
    ("a/b/c/d", None),
    (CONSOLE, None),
    ("https://app.pulumi.com.evil/acme", None),
    ("http://app.pulumi.com/acme", None),
    ("acme/\x1b/dev", None),
]


@pytest.mark.parametrize(("typed", "path"), TYPED)
def test_what_is_typed_becomes_a_page(typed: str, path: str | None) -> None:
    place = typed_place(typed, "here")
    assert (place.context.url if place else None) == (CONSOLE + path if path else None)
    if place:
        assert place.context.org == place.context.page.org
    elif typed.strip():
        assert problem_of(typed)


@given(st.text(max_size=40))
def test_no_text_fails(typed: str) -> None:
    typed_place(typed, "acme")
    problem_of(typed)


def test_a_place_is_named_as_it_can_be_typed() -> None:
    place = typed_place(f"{CONSOLE}/acme/shop/dev/updates/41")
    assert place is not None
    assert place.label == "acme/shop/dev · update 41"


def test_each_context_stands_once_by_what_it_was_first() -> None:
    context = CloudContext(org="acme", url=f"{CONSOLE}/acme")
    places = [Place(context, "now"), Place(CloudContext(org="blue"), "stack"), Place(context, "last used")]
    assert [place.kind for place in distinct(places)] == ["now", "stack"]
