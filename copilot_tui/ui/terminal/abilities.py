"""What the terminal can do, asked of the terminal itself where it answers."""

from __future__ import annotations

import os
import re
import select
import sys
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASKED: Final = b"\x1b[?u\x1b[c"  # kitty's keyboard protocol, then the device's attributes, which every terminal tells
_KITTY: Final = re.compile(rb"\x1b\[\?\d+u")
_ATTRIBUTES: Final = re.compile(rb"\x1b\[\?([\d;]*)c")
_OSC_52: Final = b"52"  # among the attributes: the clipboard can be set (xterm, foot, ghostty, …)
_PATIENCE_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Abilities:
    """What is known of a terminal."""

    name: str
    """TERM, and the program where it says its name."""
    columns: int
    rows: int
    colours: str
    """"16 million", "256", "16" or "none"."""
    kitty_keys: bool | None
    """Whether it tells shift+enter from enter; None where it did not answer."""
    osc_52: bool | None
    """Whether it says that its clipboard can be set; None where it does not say, which most do not."""


def abilities(environ: Mapping[str, str] = os.environ) -> Abilities | None:
    """Those of the terminal that stdin and stdout are; None where they are none."""
    if not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    size = os.get_terminal_size(sys.stdout.fileno())
    said = _ask() if sys.platform != "win32" else b""
    attributes = _ATTRIBUTES.search(said)
    told = attributes is not None
    return Abilities(
        name=" in ".join(filter(None, (environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")))) or "unnamed",
        columns=size.columns,
        rows=size.lines,
        colours=colours(environ),
        kitty_keys=bool(_KITTY.search(said)) if told else None,
        osc_52=True if attributes and _OSC_52 in attributes[1].split(b";") else None,
    )


def colours(environ: Mapping[str, str]) -> str:
    """How many colours are drawn, by what the environment says."""
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR") or term == "dumb":
        return "none"
    if environ.get("COLORTERM", "") in {"truecolor", "24bit"} or term.endswith("direct"):
        return "16 million"
    return "256" if "256" in term else "16"


def _ask() -> bytes:
    """What the terminal answers within half a second; its line discipline is as before afterwards."""
    if sys.platform == "win32":  # no termios there
        return b""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    said = b""
    try:
        tty.setcbreak(terminal)
        os.write(sys.stdout.fileno(), _ASKED)
        deadline = monotonic() + _PATIENCE_SECONDS
        while not _ATTRIBUTES.search(said) and (left := deadline - monotonic()) > 0:
            if not select.select([terminal], [], [], left)[0]:
                break
            said += os.read(terminal, 1024)
    except OSError:  # the terminal has gone
        return said
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return said
