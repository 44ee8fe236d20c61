"""Contrast of colours, and making a colour legible on its grounds.

The ratio is WCAG 2.2's ("contrast ratio", https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT: Final = 4.5
"""The least contrast of text with what is behind it."""
MARK: Final = 3.0
"""The least contrast of bars, rules and marks."""
_STEPS: Final = 20


def ratio(first: str, second: str) -> float:
    """The contrast of two colours "#rrggbb", from 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def mix(first: str, second: str, part: float) -> str:
    """A colour between two: 0 gives the first, 1 the second."""
    pairs = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def legible(colour: str, grounds: Iterable[str], least: float = TEXT) -> str:
    """The colour itself where it can be read on all grounds, else one as near to it as can be.

    Args:
        colour: "#rrggbb".
        grounds: what it may stand on.
        least: the contrast wanted.
    """
    behind = tuple(grounds)
    dark = sum(map(_luminance, behind)) / len(behind) < 0.18  # as far from white as from black, by the ratio
    end = "#ffffff" if dark else "#000000"
    tried = (mix(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((one for one in tried if min(ratio(one, ground) for ground in behind) >= least), end)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _scaled(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _scaled(colour: str) -> tuple[float, ...]:
    return tuple(part / 255 for part in _parts(colour))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
