"""What changed between two texts, as a patch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.program import Program


@dataclass(frozen=True, slots=True)
class Diff:
    """A unified diff and what it counts."""

    text: str
    """As `diff -u` and `patch` write and read it; "" where nothing changed."""
    added: int
    """Lines."""
    removed: int
    """Lines."""

    @property
    def summary(self) -> str:
        """The counts in words: "+3 −1", or "no change"."""
        return f"+{self.added} −{self.removed}" if self.text else "no change"


def diff_texts(
    old: str,
    new: str,
    *,
    old_name: str = "before",
    new_name: str = "after",
    notes: tuple[str, str] = ("", ""),
    context: int = 3,
) -> Diff:
    """The difference of two texts.

    Args:
        old: the text before.
        new: the text after.
        old_name: what the patch calls the one; made safe for its header.
        new_name: what it calls the other.
        notes: what stands behind both names, where tools that read patches look for nothing but a time.
        context: how many unchanged lines stand around a change.
    """
    from difflib import unified_diff  # slow to import, and only needed on a key press

    before, after, before_note, after_note = map(_header, (old_name, new_name, *notes))
    hunks = list(unified_diff(_lines(old), _lines(new), before, after, before_note, after_note, n=context))
    body = hunks[2:]
    return Diff(
        text="".join(_marked(hunks)),
        added=sum(row.startswith("+") for row in body),
        removed=sum(row.startswith("-") for row in body),
    )


def diff_programs(old: Program, new: Program, *, context: int = 3) -> Diff:
    """The difference of two versions of a program, named by their files and versions."""
    return diff_texts(
        old.content.code,
        new.content.code,
        old_name=f"a/{old.file_name}",
        new_name=f"b/{new.file_name}",
        notes=(f"v{old.version}", f"v{new.version}"),
        context=context,
    )


def _lines(text: str) -> list[str]:
    """Lines with their newlines; only a newline ends a line, since `patch` sees it so."""
    return [part for part in _split(text) if part]


def _split(text: str) -> Sequence[str]:
    *whole, last = text.split("\n")
    return [*(f"{part}\n" for part in whole), last]


def _marked(rows: Sequence[str]) -> Iterator[str]:
    for row in rows:
        yield row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n"


def _header(name: str) -> str:
    return line(name, 200)
