"""Opening a conversation by its words: titles before anything is typed, full-text search from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.listing import HIT_END, HIT_START, ListQuery
from copilot_tui.domain.text import line
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import beside, ink
from copilot_tui.ui.words import age

if TYPE_CHECKING:
    from copilot_tui.service.session import Session
    from copilot_tui.ui.theme import Palette


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation, or a place in one."""

    conversation_id: str
    title: str
    updated_at: datetime
    turn_id: str = ""
    kind: str = ""
    snippet: str = ""
    """Text around the hit, marked as `copilot_tui.domain.listing.SearchHit` says."""


def open_screen(session: Session) -> ChoosingScreen[Found]:
    """A screen that gives what was chosen: the newest conversations, or the newest hits once something is typed."""

    async def choices(typed: str) -> tuple[list[Found], str]:
        if not typed.strip():
            rows = await session.read(lambda history: history.page(ListQuery(), limit=50))
            return [Found(row.id, row.title, row.updated_at) for row in rows], "No conversations yet."
        hits = await session.read(lambda history: history.search(typed, limit=50))
        found = [
            Found(hit.conversation_id, hit.title, hit.updated_at, hit.turn_id, hit.kind, hit.snippet) for hit in hits
        ]
        return found, "Nothing holds that."

    return ChoosingScreen("Open a conversation", "words of a title, question, answer or program", choices, _draw)


def _draw(choice: Found, width: int, palette: Palette) -> list[Text]:
    """The title with its age; for a hit its text below."""
    right = Text(f"{choice.kind}  {age(choice.updated_at, datetime.now(UTC)):>4}", ink(palette.half))
    lines = [beside(Text(line(choice.title), ink(palette.text)), right, width)]
    if choice.snippet and choice.kind != "title":
        snippet = _snippet(choice.snippet, palette)
        snippet.truncate(width, overflow="ellipsis")
        lines.append(snippet)
    return lines


def _snippet(marked: str, palette: Palette) -> Text:
    text = Text("  ")
    for part in marked.split(HIT_START):
        hit, end, rest = part.rpartition(HIT_END)
        text.append(line(hit) if end else "", ink(palette.accent, bold=True))
        text.append(line(f"·{rest}·")[1:-1], ink(palette.half))  # the dots keep the spaces beside a hit
    return text
