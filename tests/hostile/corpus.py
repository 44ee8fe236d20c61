"""At least 300 hostile strings: what models, files, imports and the clipboard may hold.

Each is short, so that hundreds stand on a screen; `LARGE` has those that are about size and depth. Where a sequence has
numbers, they are ones that this program never writes, so that the checker can tell a leak from our own drawing.
"""

from __future__ import annotations

import json
import os
from itertools import product
from pathlib import Path
from typing import Final

ESC, BEL, ST7, ST8 = "\x1b", "\x07", "\x1b\\", "\x9c"
ODD: Final = "7777"  # a parameter that nothing of ours has

_WRITTEN: Final[dict[str, list[str]]] = json.loads(Path(__file__).with_name("strings.json").read_text())
"""Those that are written by hand, as JSON, since most could not be read in a source."""
_STRINGS: Final = {
    "DCS": ("P", "\x90", ("pwned", "+q544e", "$qm", "tmux;\x1b\x1b]52;c;cA==\x07", "1$tx", "q#0;2;0;0;0#0~~", "=1s")),
    "APC": ("_", "\x9f", ("pwned", "Gf=100,a=T;AAAA")),
    "PM": ("^", "\x9e", ("pwned",)),
    "SOS": ("X", "\x98", ("pwned",)),
}
_ESCAPES: Final = "c78=>DEHMNOZ"
_CHARSETS: Final = ("(0", ")0", "*A", "+B", "%G", "%@", "#8", " F", "-A", "n", "o", "|", "}", "~")

_BIDI: Final = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)]
_UNSEEN: Final = [
    chr(code)
    for code in (
        *(0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, *range(0x2060, 0x2066)),
        *(*range(0x206A, 0x2070), 0x3164, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0x1BCA0, 0x1D173),
        *(0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF),
    )
]


def _families() -> dict[str, list[str]]:
    csi = [f"{start}{end}" for start, end in product((ESC + "[", "\x9b"), _WRITTEN["csi"])]
    command = _WRITTEN["osc"]
    osc = [f"{ESC}]{body}{BEL}" for body in command] + [f"\x9d{body}{ST8}" for body in command]
    osc += [f"{ESC}]{body}{ST7}" for body in command[:6]] + [f"{ESC}]{body}" for body in command[:3]]
    strings = [
        f"{start}{body}{end}"
        for seven, eight, bodies in _STRINGS.values()
        for body in bodies
        for start, end in ((ESC + seven, ST7), (eight, ST8), (ESC + seven, ""))
    ]
    return {
        "csi": csi,
        "osc": osc,
        "strings": strings,
        "escapes": [ESC + letter for letter in _ESCAPES] + [ESC + charset for charset in _CHARSETS],
        "split": [
            ESC,
            f"[{ODD};7H",
            "\x9b",
            f"{ODD};7H",
            f"{ESC}]",
            f"52;c;cA=={BEL}",
            f"{ESC}P",
            ST7,
            "x" + ESC,
            "\x9d",
            ST8,
        ],
        "controls": [chr(code) for code in (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0))],
        "markup": _WRITTEN["markup"],
        "markdown": _WRITTEN["markdown"],
        "bidi": [f"a{mark}b" for mark in _BIDI] + [mark * 3 + "x" for mark in _BIDI],
        "unseen": [f"pass{mark}word" for mark in _UNSEEN],
        "unicode": _WRITTEN["unicode"],
        "names": _WRITTEN["names"],
    }


FAMILIES: Final = _families()
CORPUS: Final = list(dict.fromkeys(text for family in FAMILIES.values() for text in family))
"""All of the short ones."""
ALL: Final = os.environ.get("COPILOT_TUI_HOSTILE") == "all"
"""Whether the whole product of strings and surfaces is wanted, which takes minutes: before a release."""
CHOSEN: Final = {number: text for number, text in enumerate(CORPUS) if ALL or number % 16 == 0}
"""Those that go over every surface now, by number: one in sixteen, some of every family, unless told otherwise."""
LARGE: Final = {
    "a line of a megabyte": "x" * 1_000_000,
    "a line of wide characters": "中" * 300_000,
    "a line of escapes": "\x1b[31m\u202e" * 100_000,
    "a line of combining marks": "a" + "\u0301" * 300_000,
    "quotes 100,000 deep": "> " * 100_000 + "end",
    "lists 100,000 deep": "- " * 100_000 + "end",
    "brackets 100,000 deep": "[" * 100_000 + "end",
    "links in links": "[![" * 50_000 + "](x)" * 50_000,
    "emphasis": "*a_" * 60_000,
    "backticks": "`a``" * 60_000,
    "a table of 2,000 columns": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b" * 2_000 + "|",
    "100,000 empty lines": "\n" * 100_000 + "end",
    "a tag sequence": "\U000e0041" * 200_000,
    "a family without end": "👩" + "\u200d👩" * 100_000,
    "a line of Thai marks": "ก" + "\u0e47" * 300_000,
    "a line of selectors": "a" + "\ufe0f" * 300_000,
    "a line of joiners": "a" + "\u200d" * 300_000,
}
"""What is about size and depth."""


def marked(letter: str, number: int, text: str) -> str:
    """A string of the corpus behind a word by which it is found on a screen: a letter for the place, and its number."""
    return f"{letter}{number:03} {text}"


def everything(letter: str) -> list[str]:
    """The chosen strings, each marked."""
    return [marked(letter, number, text) for number, text in CHOSEN.items()]


def packed(letter: str, length: int) -> list[str]:
    """The same as few long lines: as many strings a line as it has room for, line breaks taken out."""
    lines = [""]
    for text in everything(letter):
        flat = text.replace("\n", " ")
        if len(lines[-1]) + len(flat) > length:
            lines.append("")
        lines[-1] += f"{flat} "
    return lines


def as_json(value: object) -> bytes:
    """JSON as a service would send it: everything outside ASCII as escapes, lone surrogates too."""
    return json.dumps(value).encode()
