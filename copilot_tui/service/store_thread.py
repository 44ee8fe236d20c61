"""The store's own thread: nothing that touches the disk runs on the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.service.ports import History

T = TypeVar("T")


class StoreThread:
    """Runs calls on a history one after another, in the order they were asked for."""

    def __init__(self, history: History, *, name: str = "store") -> None:
        self._history = history
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def __call__(self, call: Callable[[History], T]) -> T:
        """Runs one call; a caller that is cancelled meanwhile does not undo it.

        Raises:
            StoreTrouble: whatever the call raises.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, call, self._history)

    def close(self) -> None:
        """Waits for the calls under way, then closes the history in its own thread."""
        self._executor.submit(self._history.close).result()
        self._executor.shutdown()

    def end(self) -> None:
        """Waits for the call under way, and ends the thread; the history stays open."""
        self._executor.shutdown(cancel_futures=True)
