"""Doing what keys are for in the order in which they were typed, where letters are typed, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from copilot_tui.ui.type_ahead import TypeAhead, anew

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.screen import Screen
    from textual.types import CallbackType


async def do_in_order(part: Widget, key: events.Key) -> None:
    """Does at once what a key is bound to in a part or around it; for the part's own `_on_key`.

    Bindings are carried out in the app's own time: as ones with priority they would overtake letters that still wait
    in a field's queue, and half a line would be sent; as plain ones letters would overtake them, and what is typed
    behind ctrl+u would be deleted with what stood before it.
    """
    if _keeps(part, key):
        _take_over(key)
        return
    if key.is_printable and isinstance(part, Input | TextArea):
        return
    active = part.screen.active_bindings.get(key.key)
    if active is None or not active.enabled:
        return
    _take_over(key)
    await part.app.run_action(active.binding.action, active.node)


class KeysInOrder(Widget):
    """A part without letters of its own that does what its keys are for in the order of typing.

    A key that still waits here when one before it has taken the focus elsewhere is meant for there: the letters behind
    the `/` of a list are a filter's, and none of its keys. Where a click has taken it, they were typed for here.
    """

    _gone_on = False  # whether a key has taken the focus elsewhere

    async def _on_key(self, event: events.Key) -> None:
        """Does what a key is for before the next one is looked at."""
        focused = self.app.focused
        if _keeps(self, event):
            _take_over(event)
        elif self._gone_on and focused is not None and focused is not self:
            _take_over(event)
            await self.app.on_event(anew(event))  # as if it came now
        # Where something is selected, escape takes that away and does nothing else: Textual's screen sees to it.
        elif event.key != "escape" or not self.screen.selections:
            await do_in_order(self, event)
            self._gone_on = focused is self and self.app.focused is not self

    def _on_focus(self, event: events.Focus) -> None:  # noqa: ARG002 — Textual's signature
        """The next key is meant for here again."""
        self._gone_on = False


def _take_over(key: events.Key) -> None:
    """Nobody else is to do anything with a key."""
    key.stop()
    key.prevent_default()


def do_after_typed(screen: Screen[Any], act: CallbackType) -> None:
    """Does something once the field in use has taken in what was typed before; for keys with priority, as Enter is."""
    (screen.focused or screen).call_later(act)


def hold_typed(part: Widget) -> Callable[[], None]:
    """Keeps what is typed while something is being opened; returns what ends that. See `TypeAhead.hold`."""
    ahead = _ahead(part)
    return ahead.hold() if ahead is not None else _nothing


class Answered(Message):
    """Comes to a screen after a message that a key has sent there: by now that is answered."""

    def __init__(self, release: Callable[[], None]) -> None:
        super().__init__()
        self.release = release


def tell_of_key(part: Widget, message: Message) -> None:
    """Tells the screen of a key that may open a dialog or a pane; what is typed behind it is meant for there."""
    release = hold_typed(part)
    part.post_message(message)
    part.post_message(Answered(release))


def _keeps(part: Widget, key: events.Key) -> bool:
    ahead = _ahead(part)
    return ahead is not None and ahead.keeps(key)


def _ahead(part: Widget) -> TypeAhead | None:
    found = getattr(part.app, "type_ahead", None)
    return found if isinstance(found, TypeAhead) else None


def _nothing() -> None:
    pass
