"""OSC 52: asking the terminal itself to take text into its clipboard, through tmux and screen where they stand between.

The terminal never answers, so nothing sent this way can be called copied; see `copilot_tui.ui.clipboard.clipboard`.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES: Final = 74_000
"""Of UTF-8 text. Terminals cut or drop longer ones: many stop at 100,000 bytes of base64."""
_SCREEN_CHUNK: Final = 76  # GNU screen passes on at most 256 bytes a string (its source); the pieces join up behind it


def sequence(text: str, environ: Mapping[str, str]) -> str:
    """What to write to the terminal so that its clipboard holds `text`.

    Args:
        text: what to copy.
        environ: tells by TMUX, STY and TERM what stands between us and the terminal.

    Returns:
        The escape sequence. Within tmux it comes twice, plain and wrapped: one serves with ``set-clipboard on``, the
        other with ``allow-passthrough on``, and both set the same text.
    """
    payload = base64.b64encode(text.encode()).decode()
    plain = f"\x1b]52;c;{payload}\x07"
    if in_tmux(environ):
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if in_screen(environ):
        pieces = [payload[start : start + _SCREEN_CHUNK] for start in range(0, len(payload), _SCREEN_CHUNK)]
        return "\x1bP\x1b]52;c;" + "\x1b\\\x1bP".join(pieces) + "\x07\x1b\\"
    return plain


def in_tmux(environ: Mapping[str, str]) -> bool:
    """Whether tmux draws our screen, here or at the near end of an SSH connection."""
    return bool(environ.get("TMUX")) or environ.get("TERM", "").startswith("tmux")


def in_screen(environ: Mapping[str, str]) -> bool:
    """Whether GNU screen draws our screen."""
    return bool(environ.get("STY")) and not in_tmux(environ)


def hint(environ: Mapping[str, str]) -> str:
    """What to change if the text does not arrive; "" where there is nothing to say."""
    return "if it does not arrive: tmux set -g set-clipboard on" if in_tmux(environ) else ""
