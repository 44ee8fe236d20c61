"""What other programs get to know of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "PULUMI_ACCESS_TOKEN"
"""Holds the access token, for the Pulumi CLI as for us."""


def without_token(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment for editors, pagers and clipboards: the access token is no business of theirs."""
    return {name: value for name, value in environment.items() if name != VARIABLE}
