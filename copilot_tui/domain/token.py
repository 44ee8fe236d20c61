"""The access token: one object that gives it away to the wire only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NoReturn

from copilot_tui.domain.errors import WrongSettings

if TYPE_CHECKING:
    from collections.abc import Callable

_HIDDEN: Final = "***"
# What may stand in a header's value without being cut, escaped or refused (RFC 9110, VCHAR). Tokens of other forms
# than "pul-…" exist, so nothing else is asked of one.
_VISIBLE: Final = re.compile(r"[\x21-\x7e]+")


class Token:
    """An access token of the Pulumi Cloud that shows as ``***`` wherever it is printed.

    The text lives in a closure: no attribute holds it, so neither a dump of an object's fields nor a traceback that
    prints local variables meets it. It cannot be pickled or copied.

    Args:
        text: the token as found; white space around it is dropped.
        source: where it was found, in words that fit "the token from …": "PULUMI_ACCESS_TOKEN", "pulumi login".

    Raises:
        WrongSettings: nothing is left of it, or it holds what no header can carry; names the source, never the text.
    """

    __slots__ = ("_reveal", "_source")

    def __init__(self, text: str, *, source: str) -> None:
        self._source = source
        self._reveal = _keep(text)
        text = ""  # a traceback with local variables must not find it here
        if problem := _problem(self._reveal):
            raise WrongSettings(
                f"The token from {source} {problem}.",
                hint="Copy it again from https://app.pulumi.com/account/tokens",
            )

    @property
    def source(self) -> str:
        """Where it was found, in words."""
        return self._source

    def header(self) -> str:
        """The value of the Authorization header: ``token`` and the token (API reference)."""
        return f"token {self._reveal()}"

    def redact(self, text: str) -> str:
        """The text with every occurrence of the token replaced by ``***``: for what a server may echo."""
        return text.replace(self._reveal(), _HIDDEN)

    def __repr__(self) -> str:
        return f"Token({_HIDDEN})"

    def __str__(self) -> str:
        return _HIDDEN

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a token is not to be pickled or copied")


def _keep(text: str) -> Callable[[], str]:
    """The stripped text, reachable by calling the result only."""
    kept = text.strip()

    def reveal() -> str:
        return kept

    return reveal


def _problem(reveal: Callable[[], str]) -> str:
    if not reveal():
        return "is empty"
    if not _VISIBLE.fullmatch(reveal()):
        return "holds spaces, line breaks or characters outside ASCII"
    return ""
