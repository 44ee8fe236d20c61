"""When a program in a test has come to rest."""

from __future__ import annotations

import asyncio
from time import monotonic, process_time
from typing import Final

_WINDOW_SECONDS: Final = 0.004
_BUSY_SECONDS: Final = 0.001
_LATE_SECONDS: Final = 0.003
_WINDOWS: Final = 2


async def wait_for_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Waits until the process rests: two short times in a row it does next to nothing and wakes up on time.

    Textual's own waits for one time of 20 ms, twice for each key: most of what a test of the screen took was that.

    Args:
        min_sleep: seconds to wait at least.
        max_sleep: seconds to wait at most.
    """
    start, rested = monotonic(), 0
    while rested < _WINDOWS or monotonic() - start < min_sleep:
        begun, cpu = monotonic(), process_time()
        if begun - start > max_sleep:
            return
        await asyncio.sleep(_WINDOW_SECONDS)
        on_time = monotonic() - begun < _WINDOW_SECONDS + _LATE_SECONDS
        rested = rested + 1 if on_time and process_time() - cpu < _BUSY_SECONDS else 0
