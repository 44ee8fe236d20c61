"""Keys of terminals that know no keyboard protocol, as far as Textual takes them for others."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS  # the only place where Textual can be told of one

if TYPE_CHECKING:
    from collections.abc import MutableMapping


class LegacyKey(Enum):
    """Names as bindings have them."""

    ALT_ENTER = "alt+enter"


def teach_legacy_keys() -> None:
    """Makes ESC CR alt+enter, a newline: Textual takes it for escape and enter, which would send half a question."""
    known = cast("MutableMapping[str, tuple[Enum, ...]]", ANSI_SEQUENCES_KEYS)
    known["\x1b\r"] = (LegacyKey.ALT_ENTER,)
