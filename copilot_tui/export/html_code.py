"""Code in an exported page: escaped, and in colour by classes that the page's own style knows."""

from __future__ import annotations

from html import escape
from typing import Final

from copilot_tui.syntax import code_pieces

_SECONDS: Final = 1.0  # nobody waits for a key here


def code_html(code: str, language: str) -> str:
    """Code as HTML text and spans, without the element around it.

    Args:
        code: as it came; what does not print is made visible, as on screen.
        language: any spelling; an unknown one gives plain text.
    """
    lines = code_pieces(code, language, seconds=_SECONDS, keep_tabs=True)
    return "\n".join("".join(_piece(text, role) for text, role in line) for line in lines)


def _piece(text: str, role: str | None) -> str:
    return f'<span class="{role}">{escape(text)}</span>' if role and text.strip() else escape(text)
