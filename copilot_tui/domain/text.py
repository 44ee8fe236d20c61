"""One door for text: whatever is foreign passes here before it is shown.

Stored and exported text stays as it came. What is shown has no control characters, no bidirectional tricks and no
lone surrogates; nothing vanishes without a mark, except marks of direction in prose, which there do no harm but hide
nothing either.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# Explicit embeddings, overrides and isolates reorder what follows, across lines: shown by name everywhere.
_BIDI: Final = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
# Marks that only give a direction to what is beside them: wanted in Arabic and Hebrew prose, a disguise in code.
_DIRECTION_MARKS: Final = {0x200E: "LRM", 0x200F: "RLM", 0x061C: "ALM"}
_INVISIBLE: Final = {
    0x00AD: "SHY", 0x034F: "CGJ", 0x115F: "HCF", 0x1160: "HJF", 0x17B4: "KIV", 0x17B5: "KIV", 0x180E: "MVS",
    0x200B: "ZWSP", 0x2060: "WJ", 0x2061: "FA", 0x2062: "IT", 0x2063: "IS", 0x2064: "IP", 0x206A: "ISS", 0x206B: "ASS",
    0x206C: "IAFS", 0x206D: "AAFS", 0x206E: "NADS", 0x206F: "NODS", 0x3164: "HF", 0xFEFF: "BOM", 0xFFA0: "HHF",
    0xFFF9: "IAA", 0xFFFA: "IAS", 0xFFFB: "IAT", 0x2065: "U+2065",
    **dict.fromkeys(range(0x1BCA0, 0x1BCA4), "SHORTHAND"), **dict.fromkeys(range(0x1D173, 0x1D17B), "MUSIC"),
}  # fmt: skip
_MONGOLIAN_SELECTORS: Final = {0x180B: "FVS1", 0x180C: "FVS2", 0x180D: "FVS3", 0x180F: "FVS4"}
_JOINERS: Final = {0x200C: "ZWNJ", 0x200D: "ZWJ"}
_SEPARATORS: Final = {0x2028: "LSEP", 0x2029: "PSEP"}


def _mark(name: str) -> str:
    return f"‹{name}›"


def _controls() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
    table[0x7F] = "␡"
    # C1 as single code points are ESC and a letter to a terminal that takes them: shown as just that.
    table.update({0x80 + code: f"␛{chr(0x40 + code)}" for code in range(0x20)})
    table.update(dict.fromkeys(range(55296, 57344), "�"))
    return table


_CONTROLS: Final = _controls()
_PROSE: Final[dict[int, str]] = {
    **_CONTROLS,
    **{code: _mark(name) for code, name in (_BIDI | _INVISIBLE | _SEPARATORS).items()},
    **dict.fromkeys(_DIRECTION_MARKS, ""),
}
_CODE: Final[dict[int, str]] = {
    **_PROSE,
    **{code: _mark(name) for code, name in (_DIRECTION_MARKS | _JOINERS | _MONGOLIAN_SELECTORS).items()},
    **{code: _mark(f"VS{code - 0xFE00 + 1}") for code in range(0xFE00, 0xFE0F)},
}
_TAGS: Final = re.compile("[\U000e0000-\U000e0fff]+")
SUBDIVISION_FLAG: Final = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{2,6}\U000e007f")
"""The flag of England and the like: the only place of tag characters, which show as nothing anywhere else."""
_COMBINING_FLOOD: Final = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_SPECIAL: Final = (
    "[^\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u061b\u061d-\u115e\u1161-\u17b3\u17b6-\u180a"
    "\u1810-\u1aaf\u1b00-\u1dbf\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2100-\u3163\u3165-\ud7ff"
    "\ue000-\ufdff\ufe10-\ufe1f\ufe30-\ufefe\uff00-\uff9f\uffa1-\ufff8\ufffc-\uffff\U00010000-\U0001bc9f\U0001bca4-\U0001d172\U0001d17b-\U000dffff]"
)


@cache
def _special() -> re.Pattern[str]:
    """Compiled for the first text that is not ASCII: it takes 5 ms, which the first frame does without."""
    return re.compile(_SPECIAL)


# What some scripts need more of than others: the longest Tibetan stack in use has eight marks on one letter, the
# longest emoji of Unicode ten characters.
_MOST_MARKS: Final = 10
_MOST_JOINED: Final = 10
_JOINED: Final = "\u200d[^\u200d\\s][\ufe0f\U0001f3fb-\U0001f3ff]?"
_PERHAPS_A_FLOOD: Final = re.compile(
    "[\u0300-\u1fff\u200c\u200d\u20d0-\u20ff\u2c00-\u2fff\u302a-\u30ff\ua000-\uabff\ud7b0-\ud7ff\ufb00-\ufe2f\U00010000-"
    "\U0001ffff\U000e0100-\U000e01ef]{11}|(?:\u200d[^\u200d]{1,2}){11}"
)
"""Whatever `_any_flood` finds, and much else; most texts have nothing of it, and need no table of Unicode's marks."""


@cache
def _any_flood() -> re.Pattern[str]:
    """So many characters without a cell of their own that a terminal would take all day to draw one cell."""
    import unicodedata

    def has_no_cell(code: int) -> bool:
        """Marks, joiners, and the vowels and ends of Hangul that are drawn into the letter before."""
        is_jamo = 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF
        return is_jamo or code in _JOINERS or unicodedata.category(chr(code)) in {"Mn", "Me", "Mc"}

    marks = "".join(chr(code) for code in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0)) if has_no_cell(code))
    return re.compile(
        f"(?P<marks>[{marks}]{{{_MOST_MARKS}}})(?P<more>[{marks}]+)"
        f"|(?P<joined>(?:{_JOINED}){{{_MOST_JOINED}}})(?P<rest>(?:{_JOINED})+)"
    )


_PLAIN_ASCII: Final = bytes([0x09, 0x0A, *range(0x20, 0x7F)])


def _shows_as_it_is(text: str) -> bool:
    """Whether there is nothing to make visible; for ASCII in a fifth of a search's time, which megabytes show."""
    if text.isascii():
        return not text.encode().translate(None, _PLAIN_ASCII)
    return not _special().search(text) and not _is_flooded(text)


def _is_flooded(text: str) -> bool:
    return bool(_PERHAPS_A_FLOOD.search(text) and _any_flood().search(text))


def prose(text: str) -> str:
    """Text to show as prose: several lines, tabs and newlines kept.

    Control characters become visible pictures (␛), embeddings and invisible characters are named (‹RLO›), marks of
    direction are left out, lone surrogates become U+FFFD, floods of combining marks are cut and counted.
    """
    text = text.replace("\r\n", "\n")
    if _shows_as_it_is(text):  # nearly always: one scan and no copy
        return text
    flags: list[str] = []

    def keep(match: re.Match[str]) -> str:
        flags.append(match[0])
        return "\x00"

    text = SUBDIVISION_FLAG.sub(keep, text.replace("\x00", "␀"))
    text = _without_floods(_TAGS.sub(_count_tags, text))
    parts = [part.translate(_PROSE) for part in text.split("\x00")]
    return "".join(part + flag for part, flag in zip(parts, [*flags, ""], strict=True))


def code(text: str) -> str:
    """Text to show as code: as `prose`, and whatever does not show is named, since it could be a disguise."""
    text = text.replace("\r\n", "\n")
    if _shows_as_it_is(text):
        return text
    return _without_floods(_TAGS.sub(_count_tags, text)).translate(_CODE)


def line(text: str, limit: int = 500) -> str:
    """Text to show in one line: as `prose`, white space folded, at most `limit` characters; a cut ends in "…"."""
    start = text[: limit * 4]
    shown = prose(" ".join(start.split())).replace("\n", " ").replace("\t", " ")
    return shown if len(shown) <= limit and start == text else shown[: limit - 1] + "…"


def without_controls(text: str) -> tuple[str, int]:
    """The exact text to copy, except control characters; and how many were left out.

    Tabs, newlines and carriage returns stay. Lone surrogates, which no clipboard takes, become U+FFFD uncounted.
    """
    kept = _CLIPBOARD.sub("", text)
    return kept.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), len(text) - len(kept)


_CLIPBOARD: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _count_tags(match: re.Match[str]) -> str:
    return _mark(f"{len(match[0])} TAGS" if len(match[0]) > 1 else "TAG")


def _without_floods(text: str) -> str:
    text = _COMBINING_FLOOD.sub(_count_flood, text)
    return _any_flood().sub(_count_any_flood, text) if _is_flooded(text) else text


def _count_flood(match: re.Match[str]) -> str:
    return match[1] + _mark(f"+{len(match[0]) - 4} MARKS")


def _count_any_flood(match: re.Match[str]) -> str:
    if match["joined"]:
        return match["joined"] + _mark(f"+{match['rest'].count(chr(0x200D))} JOINED")
    return match["marks"] + _mark(f"+{len(match['more'])} MARKS")
