"""Untrusted text, made safe to show: nothing that a terminal acts on, nothing that hides."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.text import code, line, prose, without_controls

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
SURROGATES = re.compile("[\ud800-\udfff]")
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x07\x1b\x9b\x9d\x7f\r\n\t\u202e\u2066\u200f\u061c\u200b\u2028\ufeff\ud800\udfff\u0301"),
        st.sampled_from("\U0001f3f4\U000e0067\U000e0062\U000e007f\U000e0001\ufe0e\ufe0f\u200d"),
    )
)


@pytest.mark.parametrize("show", [prose, code, line])
@given(text=HOSTILE)
def test_nothing_that_a_terminal_acts_on_is_shown(show: object, text: str) -> None:
    assert callable(show)
    shown = show(text)
    assert not CONTROLS.search(shown)
    assert not BIDI.search(shown)
    assert not SURROGATES.search(shown)
    shown.encode()


@pytest.mark.parametrize("show", [prose, code, line])
def test_no_character_alone_gets_through(show: object) -> None:
    assert callable(show)
    for number in range(0x110000):
        character = chr(number)
        if CONTROLS.match(character) or BIDI.match(character) or SURROGATES.match(character):
            assert character not in show(character), hex(number)


def test_in_code_every_character_of_format_is_named() -> None:
    visible = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
    hidden = [
        number
        for number in range(0x110000)
        if unicodedata.category(chr(number)) in {"Cf", "Zl", "Zp"}
        and number not in visible
        and chr(number) in code(chr(number))
    ]
    assert hidden == []


PLAIN = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp", "Mn", "Lo"])
    | st.sampled_from("\n\t中文かな한국어العربيةעבריתไทยé")
)


@pytest.mark.parametrize("show", [prose, code])
@given(text=PLAIN)
def test_plain_text_is_shown_as_it_is(show: object, text: str) -> None:
    assert callable(show)
    assert show(text) == text


SHOWN = [
    ("a\x1b[31mb", "a␛[31mb", "a␛[31mb"),
    ("\x9b31m", "␛[31m", "␛[31m"),
    ("\x00\x07\x7f", "␀␇␡", "␀␇␡"),
    ("a\r\nb\rc", "a\nb␍c", "a\nb␍c"),
    ("user\u202eadmin", "user‹RLO›admin", "user‹RLO›admin"),
    ("a\u200fb", "ab", "a‹RLM›b"),
    ("pass\u200bword", "pass‹ZWSP›word", "pass‹ZWSP›word"),
    ("\ufeffx", "‹BOM›x", "‹BOM›x"),
    ("👩\u200d💻", "👩\u200d💻", "👩‹ZWNJ›💻".replace("ZWNJ", "ZWJ")),
    ("می\u200cخواهم", "می\u200cخواهم", "می‹ZWNJ›خواهم"),
    ("❤\ufe0f", "❤\ufe0f", "❤\ufe0f"),
    ("a\u2028b", "a‹LSEP›b", "a‹LSEP›b"),
    ("\ud800", "�", "�"),
    ("x\U000e0041\U000e0042", "x‹2 TAGS›", "x‹2 TAGS›"),
    (
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\U0001f3f4‹6 TAGS›",
    ),
    ("a" + "\u0301" * 10, "a" + "\u0301" * 4 + "‹+6 MARKS›", "a" + "\u0301" * 4 + "‹+6 MARKS›"),
    ("\U0001d173x", "‹MUSIC›x", "‹MUSIC›x"),
]


@pytest.mark.parametrize(("text", "as_prose", "as_code"), SHOWN)
def test_what_would_act_or_hide_is_named(text: str, as_prose: str, as_code: str) -> None:
    assert prose(text) == as_prose
    assert code(text) == as_code


@given(HOSTILE, st.integers(1, 40))
def test_a_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    shown = line(text, limit)
    assert len(shown) <= limit
    assert "\n" not in shown
    assert "\t" not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  two\n\n words ", "two words"),
        ("abcdefghij", "abcdefghij"),
        ("abcdefghijk", "abcdefghi…"),
        (" " * 50 + "hidden", "…"),
        ("start" + " " * 50 + "hidden", "start…"),
        ("", ""),
    ],
)
def test_a_line_that_is_cut_says_so(text: str, shown: str) -> None:
    assert line(text, 10) == shown


@given(HOSTILE)
def test_copying_gives_the_exact_text_but_for_control_characters(text: str) -> None:
    copied, left_out = without_controls(text)
    copied.encode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", copied)
    assert left_out == len(re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text))
    if not SURROGATES.search(text):
        assert len(copied) + left_out == len(text)


def test_copying_keeps_line_ends_tabs_and_invisible_characters() -> None:
    assert without_controls("a\r\n\tb\u200b\u202e") == ("a\r\n\tb\u200b\u202e", 0)
    assert without_controls("a\x1b[0m\x9b") == ("a[0m", 2)


@pytest.mark.parametrize(
    "mark", ["\u0301", "\u0651", "\u0e47", "\u0f71", "\u3099", "\u1161", "\ufe0f", "\u200d", "\u20dd"]
)
def test_a_flood_of_any_script_is_cut_and_counted(mark: str) -> None:
    for shown in (prose(f"a{mark * 5000}b"), code(f"a{mark * 5000}b")):
        assert len(shown) < 200
        assert shown.endswith("MARKS›b")


def test_parts_joined_without_end_are_cut_and_counted() -> None:
    assert prose("👩" + "\u200d👩" * 5000) == "👩" + "\u200d👩" * 10 + "‹+4990 JOINED›"


@pytest.mark.parametrize(
    "usual",
    ["👩🏽\u200d❤️\u200d💋\u200d👨🏿", "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82", "บั้น", "が" * 50],
)
def test_what_scripts_need_is_no_flood(usual: str) -> None:
    assert prose(usual) == usual
