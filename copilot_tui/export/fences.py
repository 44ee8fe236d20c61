"""Foreign text inside Markdown, so that it neither breaks out nor swallows what follows."""

from __future__ import annotations

import re
from typing import Final

from copilot_tui.domain.text import line

_TICKS: Final = re.compile(r"`+")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_INFO: Final = re.compile(r"[A-Za-z0-9+#._-]{1,30}", re.ASCII)


def fenced(text: str, info: str = "") -> str:
    """Text as a code block whose fence is longer than any in it.

    Args:
        text: anything.
        info: the language; left out where it is no plain word.
    """
    fence = "`" * max(3, _longest_run(text) + 1)
    end = "" if text.endswith("\n") or not text else "\n"
    return f"{fence}{info if _INFO.fullmatch(info) else ''}\n{text}{end}{fence}"


def closed(markdown: str) -> str:
    """Markdown as it is, and the end of a code block that it leaves open (CommonMark, "Fenced code blocks")."""
    open_fence = ""
    for text in markdown.split("\n"):
        match = _FENCE.fullmatch(text.rstrip("\r"))
        if match is None:
            continue
        fence, rest = match.groups()
        if not open_fence:
            open_fence = "" if fence[0] == "`" and "`" in rest else fence
        elif fence[0] == open_fence[0] and len(fence) >= len(open_fence) and not rest.strip():
            open_fence = ""
    if not open_fence:
        return markdown
    return f"{markdown}{'' if markdown.endswith(chr(10)) else chr(10)}{open_fence}"


def span(text: str, limit: int = 200) -> str:
    """Text as code within a line; white space folded, at most `limit` characters."""
    shown = line(text, limit)
    ticks = "`" * (_longest_run(shown) + 1)
    pad = " " if shown[:1] == "`" or shown[-1:] == "`" or not shown else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def quoted(text: str) -> str:
    """Text as a block quote; its own Markdown stays inside."""
    return "\n".join(f"> {part}".rstrip() for part in text.replace("\r\n", "\n").split("\n"))


def plain(text: str, limit: int = 500) -> str:
    """Text in one line whose marks mean nothing to Markdown or HTML."""
    return _MARKS.sub(r"\\\g<0>", line(text, limit))


_MARKS: Final = re.compile(r"[\\`*_{}\[\]<>()#+!|~&-]")


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
