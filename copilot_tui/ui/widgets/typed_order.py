"""Doing what keys are for in the order in which they were typed, where letters are typed, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen
    from textual.types import CallbackType
    from textual.widget import Widget


async def do_in_order(field: Widget, key: events.Key) -> None:
    """Does at once what a key is bound to in a field; for its own `_on_key`, where letters are taken in as well.

    Bindings are carried out in the app's own time: as ones with priority they would overtake letters that still wait
    in the field's queue, and half a line would be sent; as plain ones letters would overtake them, and what is typed
    behind ctrl+u would be deleted with what stood before it.
    """
    if key.is_printable:
        return
    active = field.screen.active_bindings.get(key.key)
    if active is None or active.node is not field or not active.enabled:
        return
    key.stop()
    key.prevent_default()
    await field.run_action(active.binding.action)


def do_after_typed(screen: Screen[Any], act: CallbackType) -> None:
    """Does something once the field in use has taken in what was typed before; for keys with priority, as Enter is."""
    (screen.focused or screen).call_later(act)
