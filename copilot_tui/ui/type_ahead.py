"""Keys typed while a screen or a pane is being opened or left: kept, and typed into what has the focus afterwards."""

from __future__ import annotations

from bisect import insort
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from textual import events

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.screen import Screen

    Typed = events.Key | events.Paste

_LONGEST_SECONDS: Final = 1.0


class TypeAhead:
    """What is typed faster than the screen changes.

    Args:
        app: whose keys these are.
        type_in: what the app does with a key that nothing holds.
    """

    def __init__(self, app: App[Any], type_in: Callable[[Typed], Awaitable[None]]) -> None:
        self._app = app
        self._type_in = type_in
        self._kept: list[Typed] = []
        self._hold: object | None = None  # the latest one
        self._at = 0.0  # when the key was typed that is being carried out
        self._since = 0.0  # when the one was typed that the latest hold is for

    def hold(self) -> Callable[[], None]:
        """Keeps what is typed from now on; returns what ends that, unless another hold has begun since.

        It ends by itself where something takes longer than anybody types blindly.
        """
        hold = self._hold = object()
        self._since = self._at

        def release() -> None:
            self._app.call_later(self._release, hold)  # in the app's own turn: nothing typed later comes before

        self._app.set_timer(_LONGEST_SECONDS, release)
        return release

    def hold_for(self, screen: Screen[Any]) -> None:
        """Keeps what is typed until a screen that has come to the top is laid out, and has its focus."""
        screen.call_after_refresh(self.hold())

    def keeps(self, typed: Typed) -> bool:
        """Whether it is kept for later; for whoever gets a key, before anything else is done with it.

        What was typed before the key that opens something may still wait in a field's queue: it is meant for there.
        """
        if self._hold is not None and typed.time > self._since:
            # Some come by way of such a queue, after later ones.
            insort(self._kept, typed, key=lambda one: one.time)
            return True
        self._at = typed.time
        return False

    async def _release(self, hold: object) -> None:
        if hold is not self._hold:
            return
        self._hold = None
        kept, self._kept = deque(self._kept), []
        while kept and self._hold is None:  # one of them may open the next screen
            typed = kept.popleft()
            self._at = typed.time
            await self._type_in(anew(typed))
        self._kept = sorted([*kept, *self._kept], key=lambda one: one.time)


def anew(typed: Typed) -> Typed:
    """The same, as if nothing was done with it on its way."""
    fresh = events.Key(typed.key, typed.character) if isinstance(typed, events.Key) else events.Paste(typed.text)
    fresh.time = typed.time
    return fresh
