"""Local ids: short enough to type a prefix of, random so that prefixes differ early."""

from __future__ import annotations

import secrets

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no l/1, o/0: ids are read aloud and typed
LENGTH = 12  # 12 characters of 32 are 60 bits: no collision in any history a person can have


def new_id() -> str:
    """A new local id: ``LENGTH`` characters, starting with a letter."""
    return secrets.choice(_ALPHABET[:24]) + "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH - 1))
