"""Local ids: short enough to type a prefix of, random so that prefixes differ early."""

from __future__ import annotations

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no l/1, o/0: ids are read aloud and typed
LENGTH = 12  # 12 characters of 32 are 60 bits: no collision in any history a person can have


def new_id() -> str:
    """A new local id: ``LENGTH`` characters, starting with a letter."""
    import secrets  # here: what only reads makes no id

    return secrets.choice(_ALPHABET[:24]) + "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH - 1))


def derived_id(*parts: bytes) -> str:
    """The id that goes with some content: the same for the same parts, another one for others."""
    import hashlib

    digest = hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()
    first, *rest = digest[:LENGTH]
    return _ALPHABET[first % 24] + "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in rest)
