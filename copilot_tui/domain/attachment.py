"""Texts that go with a question: put below it, each in a fence of its own with a name, and found there again.

The service takes one text. Written like this, an attachment is plain to a reader and to a model, and whatever holds a
question (a draft, the history, an editor) holds its attachments too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CHARACTERS: Final = 200_000
"""How much of one text goes with a question; of more, the middle is left out."""
_CHUNK: Final = 65_536
_HEADER: Final = re.compile(r"Attached: ([^\n]+)\n(`{3,})text\n")
_BEGINNING: Final = re.compile(r"(?:\A|(?<=\n\n))Attached: ")
_FENCE: Final = re.compile(r"^`{3,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One text."""

    name: str
    """A file's name, or what else it is, in one line."""
    text: str
    """Without its middle where it was too long, which it says itself."""

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n") + 1


def with_attachments(question: str, attachments: Sequence[Attachment]) -> str:
    """The question as it is sent: attachments below it, each fenced."""
    blocks = [question] if question.strip() else []
    for one in attachments:
        longest = max((len(fence) for fence in _FENCE.findall(one.text)), default=2)
        fence = "`" * (longest + 1)
        blocks.append(f"Attached: {line(one.name, 200)}\n{fence}text\n{one.text}\n{fence}")
    return "\n\n".join(blocks)


def without_attachments(query: str) -> tuple[str, tuple[Attachment, ...]]:
    """Takes a question apart again: `with_attachments` of the result gives the same text."""
    for beginning in _BEGINNING.finditer(query):
        if found := _blocks(query, beginning.start()):
            return query[: max(0, beginning.start() - 2)], found
    return query, ()


def _blocks(query: str, at: int) -> tuple[Attachment, ...]:
    """The attachments from a place on; nothing unless they reach to the end."""
    found = []
    while header := _HEADER.match(query, at):
        end = query.find(f"\n{header[2]}", header.end() - 1)
        if end < 0:
            return ()
        found.append(Attachment(header[1], query[header.end() : end]))
        at = end + 1 + len(header[2])
        if at == len(query):
            return tuple(found)
        if not query.startswith("\n\n", at):
            return ()
        at += 2
    return ()


def shortened(source: TextIO, most: int = MOST_CHARACTERS) -> tuple[str, int]:
    """The text of a stream without its middle where it is too long, however long that is.

    Args:
        source: read to its end.
        most: how many characters are kept.

    Returns:
        The text, and how many characters were left out; where some were, the text says so in their place.
    """
    head = source.read(most)
    half, total, tail = most // 2, len(head), ""
    while chunk := source.read(_CHUNK):
        total += len(chunk)
        tail = (tail + chunk)[-half:]
    left_out = total - most
    if left_out <= 0:
        return head, 0
    # The end may reach back into what was read first.
    end = (head + tail)[-half:] if len(tail) < half else tail
    return f"{head[: most - half]}\n\n[… {left_out:,} characters left out here …]\n\n{end}", left_out
