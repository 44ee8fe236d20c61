"""The keys to move with, which are the same in every pane; ids are the pane's own, so that each can be remapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding

if TYPE_CHECKING:
    from textual.binding import BindingType

_FURTHEST: Final = 1_000_000_000  # rows


def cursor_keys(
    pane: str, *, page_down: str = "pagedown", first: str = "first", last: str = "last"
) -> list[BindingType]:
    """For a list in which one row is meant; it has ``action_move(rows)`` and ``action_page(pages)``.

    Args:
        pane: the first part of the ids.
        page_down: the keys that go on by a page.
        first: what the first row is, in a word.
        last: what the last row is.
    """
    return [
        Binding("down,j", "move(1)", "down", show=False, id=f"{pane}.down"),
        Binding("up,k", "move(-1)", "up", show=False, id=f"{pane}.up"),
        Binding(page_down, "page(1)", "page down", show=False, id=f"{pane}.page_down"),
        Binding("pageup", "page(-1)", "page up", show=False, id=f"{pane}.page_up"),
        Binding("home,g", f"move({-_FURTHEST})", first, show=False, id=f"{pane}.first"),
        Binding("end,G", f"move({_FURTHEST})", last, show=False, id=f"{pane}.last"),
    ]


def scroll_keys(pane: str) -> list[BindingType]:
    """For a text that is scrolled as a whole, by Textual's own actions.

    Args:
        pane: the first part of the ids.
    """
    return [
        Binding("down,j", "scroll_down", "down", show=False, id=f"{pane}.down"),
        Binding("up,k", "scroll_up", "up", show=False, id=f"{pane}.up"),
        Binding("home,g", "scroll_home", "top", show=False, id=f"{pane}.top"),
        Binding("end,G", "scroll_end", "bottom", show=False, id=f"{pane}.bottom"),
        Binding("space", "page_down", "page down", show=False, id=f"{pane}.page_down"),
    ]
