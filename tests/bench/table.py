"""Rows of measurements, as the benches print them."""

from __future__ import annotations

import sys
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def say(words: str) -> None:
    """Prints a line."""
    sys.stdout.write(f"\n{words}")


def row(name: str, times: Sequence[float], *, limit: float | None = None) -> None:
    """Prints milliseconds, and beside them what the 95th percentile is to stay within."""
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    aim = "" if limit is None else f"  (p95 at most {limit:.1f})"
    say(f"{name:42} n {len(times):4}  median {median(times):7.1f}  p95 {p95:7.1f}  max {max(times):7.1f} ms{aim}")
