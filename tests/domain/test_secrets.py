"""What looks like a secret is found, named and hidden, and nothing else is."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.secrets import Sighting, find_secrets, redact, sightings

TOKEN = "pul-" + "0123456789abcdef" * 2 + "01234567"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqbyJ9.c2lnbmF0dXJl"
AWS = "AKIA" + "QWERTY234567ASDF"
KEY = (
    "-----BEGIN RSA PRIVATE KEY-----\n"
    + "\n".join(["MIIEpAIBAAKCAQEA" * 4] * 3)
    + "\nabc=\n-----END RSA PRIVATE KEY-----"
)
LOCKED = KEY.replace("-----\nMI", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\nMI", 1)

EXAMPLES = {
    "Pulumi access token": TOKEN,
    "private key": KEY,
    "JSON Web Token": JWT,
    "GitHub token": "ghp_" + "a1B2" * 9,
    "GitLab token": "glpat-" + "a1B2" * 5,
    "AWS access key ID": AWS,
    "AWS secret key": "aws_secret_access_key = " + "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    "Google API key": "AIza" + "a1B2_" * 7,
    "Google access token": "ya29." + "a1B2_" * 7,
    "Azure storage key": "AccountKey=" + "a1B2" * 21 + "ab==",
    "Azure client secret": "abc8Q~" + "a1B2" * 8,
    "Azure shared access signature": "https://x.blob.core.windows.net/c?sv=1&sig=" + "a1B2" * 11 + "%3D",
    "Slack token": "xoxb-" + "12345678-abcdef",
    "password in an address": "postgres://app:hunter2@db.internal/x",
    "Authorization header": "Authorization: Basic am86aHVudGVyMg==",
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_form_is_found_named_and_hidden_wherever_it_stands(name: str) -> None:
    text = EXAMPLES[name]
    for around in (text, f"see {text} there", f'"{text}"', f"a\n{text}\nb", f"({text})"):
        assert [secret.name for secret in find_secrets(around)] == [name], around
        assert redact(around) != around
        assert find_secrets(redact(around)) == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"the token {TOKEN}.", "the token ***."),
        (f'{{"Authorization": "token {TOKEN}"}}', '{"Authorization": "token ***"}'),
        ("authorization: Bearer abc.def", "authorization: Bearer ***"),
        (f"session={JWT};", "session=***;"),
        (f"{TOKEN} and {TOKEN}", "*** and ***"),
        (f"before\n{KEY}\nafter", "before\n***\nafter"),
        (f"before\n{LOCKED}\nafter", "before\n***\nafter"),
        (KEY.replace("\n", "\\n") + '"}', '***"}'),
        (KEY.rsplit("\n", 2)[0] + "\nit goes on", "***it goes on"),
        ("postgres://app:hunter2@db/x", "postgres://app:***@db/x"),
    ],
)
def test_only_the_secret_is_hidden(text: str, hidden: str) -> None:
    assert redact(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a pull request",
        "pul-",
        "pul-resources of the stack",
        "Who may authorize updates?",
        "pulumi up --stack dev",
        "https://app.pulumi.com/acme/project1/dev/updates/4",
        "-----BEGIN PRIVATE KEY----- is how one begins",
        "AKIAS and other short words",
        'password: config.requireSecret("password")',
        "authorization: token ***",
        "https://user:***@host/",
        "0123456789abcdef" * 4,
    ],
)
def test_other_text_stays(text: str) -> None:
    assert redact(text) is text


def test_a_person_is_told_what_and_where_and_never_the_secret_itself() -> None:
    text = f"Why does this fail?\n\nexport PULUMI_ACCESS_TOKEN={TOKEN} AWS_ACCESS_KEY_ID={AWS}\n{KEY}\n"
    assert sightings(text) == [
        Sighting("Pulumi access token", 3, "export PULUMI_ACCESS_TOKEN=*** AWS_ACCESS_KEY_ID=***"),
        Sighting("AWS access key ID", 3, "export PULUMI_ACCESS_TOKEN=*** AWS_ACCESS_KEY_ID=***"),
        Sighting("private key", 4, "***"),
    ]


def test_an_excerpt_is_short_and_holds_no_part_of_a_secret() -> None:
    for gap in range(50, 120):
        (first, second) = sightings(f"{'a ' * 200}{TOKEN}{' ' * gap}{AWS}{' b' * 200}")
        assert len(first.excerpt) < 150
        assert "012345" not in second.excerpt
        assert "QWERTY" not in first.excerpt


@given(st.text(), st.sampled_from(sorted(EXAMPLES.values())), st.text())
def test_whatever_stands_around_it_no_secret_is_left(before: str, secret: str, after: str) -> None:
    hidden = redact(f"{before} {secret} {after}")
    last = secret.rpartition("\n" if "\n" in secret else " ")[2]
    assert last not in hidden or "://" in last


@pytest.mark.parametrize(
    "piece",
    [
        *("eyJ", "eyJa.", "pul-", "ghp_a", "-----BEGIN PRIVATE KEY-----", "authorization: token ", "aws_secret_key="),
        *(
            "-----BEGIN RSA PRIVATE KEY-----\nabcdefghijklmnopqr\n",
            "a://b:",
            "http://",
            "1Q~",
            "xoxb-",
            "AKIA",
            "?sig=A",
        ),
    ],
)
def test_no_text_makes_the_search_slow(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    start = perf_counter()
    find_secrets(text)
    assert perf_counter() - start < 4  # a bound against quadratic cost, not a measure
