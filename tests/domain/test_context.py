"""The cloud context: pages of https://app.pulumi.com only, compared as parsed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.context import (
    CONSOLE,
    CloudContext,
    ConsolePage,
    console_url,
    org_problem,
    read_console_url,
    url_problem,
)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (CONSOLE, CONSOLE),
        (f"{CONSOLE}/", f"{CONSOLE}/"),
        (f"{CONSOLE}/acme/project1/dev/updates/4", f"{CONSOLE}/acme/project1/dev/updates/4"),
        (f"  {CONSOLE}/acme \n", f"{CONSOLE}/acme"),
        ("HTTPS://App.Pulumi.COM/Acme/Dev", f"{CONSOLE}/Acme/Dev"),
        (f"{CONSOLE}?x=1#y", f"{CONSOLE}?x=1#y"),
        (f"{CONSOLE}/a%20b", f"{CONSOLE}/a%20b"),
    ],
)
def test_pages_of_the_console_are_taken(url: str, kept: str) -> None:
    assert url_problem(url) is None
    context = CloudContext(org="acme", url=url)
    assert context.url == kept
    assert context.url.startswith("https://app.pulumi.com")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "acme/project1/dev",
        "app.pulumi.com/acme",
        "http://app.pulumi.com/acme",
        "https://app.pulumi.com.evil",
        "https://app.pulumi.com.evil/acme",
        "https://app.pulumi.com@evil.test",
        "https://user@app.pulumi.com/",
        "https://user:password@app.pulumi.com/",
        "https://app.pulumi.com:443/",
        "https://app.pulumi.com:8443/",
        "https://app.pulumi.com:/",
        "https://app.pulumi.com./",
        "https://app.pulumi.com\\@evil.test",
        "https:/app.pulumi.com",
        "https:app.pulumi.com",
        "https:///app.pulumi.com",
        "//app.pulumi.com",
        "https://evil.test/https://app.pulumi.com",
        "https://evil.test?https://app.pulumi.com",
        "https://api.pulumi.com/acme",
        "https://xapp.pulumi.com",
        "https://app.pulumı.com",
        "https://app。pulumi.com",
        "https://app.pulumi.com/a b",
        "https://app.pulumi.com/\x1b[31m",
        "https://app.pulumi.com/\u202e",
        "https://app.pul\tumi.com",
        "https://app.pul\numi.com",
        "https://[",
        "javascript://app.pulumi.com/%0aalert(1)",
    ],
)
def test_anything_else_is_refused_with_a_sentence(url: str) -> None:
    problem = url_problem(url)
    assert problem
    assert problem.endswith(".")
    with pytest.raises(ValueError, match=re.escape(problem)):
        CloudContext(org="acme", url=url)


@given(st.text() | st.text().map(lambda rest: CONSOLE + rest))
def test_no_text_whatever_is_an_error_and_what_is_taken_is_the_console(url: str) -> None:
    read_console_url(url)
    if url_problem(url) is None:
        rest = CloudContext(org="acme", url=url).url.removeprefix(CONSOLE)
        assert rest == "" or rest[0] in "/?#"


@pytest.mark.parametrize("org", ["acme", " acme ", "acme-corp_1", "A.b"])
def test_organizations_are_one_word(org: str) -> None:
    assert org_problem(org) is None
    assert CloudContext(org=org).org == org.strip()
    assert CloudContext(org=org).url == CONSOLE


@pytest.mark.parametrize("org", ["", "  ", "a b", "acme/dev", "a\nb", "größe", "\x1b[31m", "a\u202e"])
def test_other_organizations_are_refused(org: str) -> None:
    problem = org_problem(org)
    assert problem
    with pytest.raises(ValueError, match=re.escape(problem)):
        CloudContext(org=org)


PAGES = [
    (CONSOLE, ConsolePage(), ""),
    (f"{CONSOLE}/acme", ConsolePage("acme"), ""),
    (f"{CONSOLE}/acme/shop", ConsolePage("acme", "shop"), "shop"),
    (f"{CONSOLE}/acme/shop/dev", ConsolePage("acme", "shop", "dev"), "shop/dev"),
    (f"{CONSOLE}/acme/shop/dev/", ConsolePage("acme", "shop", "dev"), "shop/dev"),
    (f"{CONSOLE}/acme/shop/dev/updates/4", ConsolePage("acme", "shop", "dev", "updates/4"), "shop/dev · update 4"),
    (
        f"{CONSOLE}/acme/shop/dev/previews/0f1e2d3c-aaaa",
        ConsolePage("acme", "shop", "dev", "previews/0f1e2d3c-aaaa"),
        "shop/dev · preview 0f1e2d3c",
    ),
    (f"{CONSOLE}/acme/shop/dev/updates", ConsolePage("acme", "shop", "dev", "updates"), "shop/dev · updates"),
    (f"{CONSOLE}/acme/shop/dev/resources", ConsolePage("acme", "shop", "dev", "resources"), "shop/dev · resources"),
    (f"{CONSOLE}/acme/esc/aws/dev", ConsolePage("acme", "", "", "esc/aws/dev"), "esc/aws/dev"),
    (f"{CONSOLE}/acme/shop/dev?x=1#y", ConsolePage("acme", "shop", "dev"), "shop/dev"),
    ("https://[", ConsolePage(), ""),
]


@pytest.mark.parametrize(("url", "page", "label"), PAGES)
def test_a_page_is_taken_apart_and_named(url: str, page: ConsolePage, label: str) -> None:
    assert read_console_url(url) == page
    assert page.label == label


def test_a_page_is_put_together() -> None:
    assert console_url("acme") == f"{CONSOLE}/acme"
    assert console_url("acme", "shop", "dev") == f"{CONSOLE}/acme/shop/dev"
    assert console_url("acme", stack="dev") == f"{CONSOLE}/acme"
    assert CloudContext(org="acme", url=console_url("acme", "shop", "dev")).page == ConsolePage("acme", "shop", "dev")


def test_an_error_does_not_repeat_what_was_given() -> None:
    with pytest.raises(ValueError, match="must be a page") as caught:
        CloudContext(org="acme", url="https://pul-secret@app.pulumi.com")
    assert "pul-secret" not in str(caught.value)
