"""What looks like a secret in a text: to ask before it is sent, and to hide it where it would be kept or shown.

The forms are those that their makers document, most of them made to be found: GitHub's secret scanning patterns, AWS's
"IAM identifiers", Google's and Microsoft's own documentation of their keys. A guess all the same: what has no form of
its own, such as a password in a sentence, is not seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HIDDEN: Final = "***"
_EXCERPT: Final = 60


@dataclass(frozen=True, slots=True)
class Secret:
    """A part of a text that looks like a secret."""

    name: str
    """What it seems to be: "Pulumi access token"."""
    start: int
    end: int
    """The characters that are the secret, from and to (exclusive)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A secret as a person is told of it: never the secret itself."""

    name: str
    line: int
    """In which line of the text it begins, from 1."""
    excerpt: str
    """What stands around it in that line, every secret replaced by ``***``; foreign text all the same."""


# Each form begins at a word's start, so that no text makes the search quadratic. A group named "secret" is all that is
# hidden of a match, so that what it belonged to can still be read.
_FORMS: Final[tuple[tuple[str, str], ...]] = (
    ("Pulumi access token", r"(?<![\w-])pul-(?:(?=[a-zA-Z]*\d)[0-9a-zA-Z]{8,}|[0-9a-zA-Z]{20,})"),
    (
        "private key",
        (
            r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\\[nr]|\s)*+"
            r"(?:[A-Z][A-Za-z-]{2,20}: [^\n\\]{1,100}(?:\\[nr]|\s)++){0,4}"  # of a key that has a passphrase
            r"(?:[A-Za-z0-9+/=]{16,}+(?:\\[nr]|\s)*+)++"
            r"(?:[A-Za-z0-9+/=]*+(?:\\[nr]|\s)*+-----END [A-Z0-9 ]{1,80}-----)?"
        ),
    ),
    ("JSON Web Token", r"(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]+"),
    ("GitHub token", r"(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})"),
    ("GitLab token", r"(?<![\w-])gl(?:pat|ptt|dt|rt|cbt)-[\w-]{20,}"),
    ("AWS access key ID", r"(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])"),
    (
        "AWS secret key",
        (
            r"(?i:(?<![a-z0-9])(?:aws_?)?(?:secret_?access_?key|secret_?key|session_?token))\W{1,6}"
            r"(?P<secret>[A-Za-z0-9/+]{40}[A-Za-z0-9/+=]*)"
        ),
    ),
    ("Google API key", r"(?<![\w-])AIza[\w-]{35}(?![\w-])"),
    ("Google access token", r"(?<![\w-])(?:ya29\.[\w-]{20,}|GOCSPX-[\w-]{28})"),
    ("Azure storage key", r"(?i:(?<![a-z])(?:account|sharedaccess)key)\s?=\s?(?P<secret>[A-Za-z0-9+/]{43,88}={1,2})"),
    ("Azure client secret", r"(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{31,34}(?![\w.~-])"),
    ("Azure shared access signature", r"(?<=[?&])sig=(?P<secret>[A-Za-z0-9%+/]{40,}(?:=|%3[Dd]))"),
    ("Slack token", r"(?<![\w-])xox[abeoprs]-[\w-]{10,}"),
    (
        "password in an address",
        r"(?<![a-z])[a-z][a-z0-9+.-]{1,20}://[^\s/:@\"'<>]{1,100}:(?P<secret>[^\s/:@\"'<>*]{3,200})@",
    ),
    (
        "Authorization header",
        r"(?i:(?<![a-z])authorization\W{1,6}(?:token|bearer|basic))\s{1,3}(?P<secret>[^\s\"'`,;*]{4,})",
    ),
)
_PATTERNS: Final = tuple((name, re.compile(form)) for name, form in _FORMS)


def find_secrets(text: str) -> list[Secret]:
    """Every part of a text that looks like a secret, in order; none overlaps another.

    Args:
        text: any text; the cost grows with its length only.
    """
    found: list[Secret] = []
    for name, pattern in _PATTERNS:
        group = "secret" if "secret" in pattern.groupindex else 0
        found += [Secret(name, *match.span(group)) for match in pattern.finditer(text)]
    found.sort(key=lambda secret: (secret.start, -secret.end))
    kept: list[Secret] = []
    for secret in found:
        if not kept or secret.start >= kept[-1].end:
            kept.append(secret)
    return kept


def redact(text: str) -> str:
    """The text with whatever looks like a secret replaced by ``***``; the very same text where nothing does."""
    secrets = find_secrets(text)
    if not secrets:
        return text
    ends = [0, *(secret.end for secret in secrets)]
    starts = [*(secret.start for secret in secrets), len(text)]
    return HIDDEN.join(text[end:start] for end, start in zip(ends, starts, strict=True))


def sightings(text: str) -> list[Sighting]:
    """What to tell a person about the secrets of a text: what each is, and where it stands."""
    return [
        Sighting(secret.name, text.count("\n", 0, secret.start) + 1, _excerpt(text, secret))
        for secret in find_secrets(text)
    ]


def _excerpt(text: str, secret: Secret) -> str:
    """The line around a secret, the secret hidden; of a secret of several lines what stands before it."""
    # Hidden first and cut then: a cut through the middle of another secret would leave a part that looks like none.
    start = text.rfind("\n", 0, secret.start) + 1
    end = text.find("\n", secret.end)
    before = redact(text[start : secret.start])[-_EXCERPT:]
    after = redact(text[secret.end : len(text) if end < 0 else end])[:_EXCERPT]
    return f"{before}{HIDDEN}{after}"
