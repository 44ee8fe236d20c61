"""How long a question may take and how large an answer may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost."""

    total_seconds: float = 180
    """From the first attempt to connect until the answer is read, whatever happens in between."""
    connect_seconds: float = 10
    """One attempt to connect, and again its TLS handshake."""
    silence_seconds: float = 120
    """The longest time without a byte; the service often thinks for a minute before it says anything."""
    max_answer_bytes: int = 32 * 1024 * 1024
    """Size of an answer after decompression."""
    attempts: int = 3
    """How often connecting is tried; nothing is tried again once a byte of the request was written."""
