"""What a terminal sends for keys and the mouse (xterm)."""

from __future__ import annotations

ENTER, ESCAPE, TAB, BACKSPACE = "\r", "\x1b", "\t", "\x7f"
UP, DOWN, RIGHT, LEFT, HOME, END = (f"\x1b[{letter}" for letter in "ABCDHF")
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
F1, F2, F3, F4 = (f"\x1bO{letter}" for letter in "PQRS")
F6, F7, F8 = (f"\x1b[{number}~" for number in (17, 18, 19))


def ctrl(letter: str) -> str:
    """The letter with the control key."""
    return chr(ord(letter.upper()) & 0x1F)


def click(column: int, row: int) -> str:
    """A press and release of the left button on a cell, both from 0 (SGR mouse)."""
    return f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m"


def wheel(column: int, row: int, *, up: bool = False) -> str:
    """One notch of the wheel over a cell."""
    return f"\x1b[<{64 if up else 65};{column + 1};{row + 1}M"


def paste(text: str) -> str:
    """A bracketed paste."""
    return f"\x1b[200~{text}\x1b[201~"
