"""Which part of the history is listed: all of it, or of a place, archived, deleted, filtered by words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.listing import ListQuery

if TYPE_CHECKING:
    from copilot_tui.domain.context import CloudContext

_EMPTY: Final = {"": "", "archive": "Nothing in the archive.", "bin": "The bin is empty."}
_VIEWS: Final = ("", "archive", "bin")
_EVERYWHERE: Final = (ListQuery(), "everywhere")


class ListScope:
    """Names a part of the history, in words and as a query."""

    def __init__(self) -> None:
        self.view = ""
        """"archive", "bin", or "" for the list itself."""
        self.words = ""
        """What a title has to hold; "" for any title."""
        self._place, self.place_name = _EVERYWHERE

    @property
    def query(self) -> ListQuery:
        """What reads it."""
        archived, deleted = self.view == "archive", self.view == "bin"
        return replace(self._place, text=self.words, archived=archived, deleted=deleted)

    @property
    def if_empty(self) -> str:
        """What to say where nothing is in it; "" where nothing was ever asked."""
        if self.words:
            return "No title holds that."
        return _EMPTY[self.view] or ("Nothing was asked here." if self.query != ListQuery() else "")

    def next_view(self) -> None:
        """From the list to the archive, to the bin, and back."""
        self.view = _VIEWS[(_VIEWS.index(self.view) + 1) % len(_VIEWS)]

    def whole(self, view: str) -> None:
        """All of a view, wherever it was asked."""
        self.view = view
        self._place, self.place_name = _EVERYWHERE

    def narrow(self, context: CloudContext) -> None:
        """Everywhere, the organization of a context, its stack, and round again."""
        from copilot_tui.domain.context import console_url

        page = context.page
        places = [_EVERYWHERE, (ListQuery(org=context.org), context.org)]
        if page.stack:
            stack = ListQuery(org=context.org, url_prefix=console_url(page.org, page.project, page.stack))
            places.append((stack, f"{page.project}/{page.stack}"))
        known = [place for place, _ in places]
        at = known.index(self._place) if self._place in known else -1
        self._place, self.place_name = places[(at + 1) % len(places)]
