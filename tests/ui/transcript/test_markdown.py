from __future__ import annotations

import gc
from collections import Counter
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from copilot_tui.ui.theme.palette import DARK, LIGHT
from copilot_tui.ui.widgets.transcript.markdown import Drawing, draw_markdown

WIDTHS = (10, 20, 40, 80)


def drawn(source: str, width: int = 60) -> str:
    """The rows as they are seen, without blanks at their ends."""
    return "\n".join(seen(draw_markdown(source, width, DARK)))


def seen(drawing: Drawing) -> list[str]:
    return ["".join(text for text, _ in (*row.lead, *row.pieces)).rstrip() for row in drawing.rows]


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalpha())


# x is left out: in a task list it is a mark, and is drawn as one
hostile = st.text(st.sampled_from("abcÄß日 \t\n\n*_`~#>|-+=[]()!<>/\\:.\"'123"), max_size=120)
blocks = st.sampled_from(
    [
        "# a\n",
        "- a\n",
        "  - b\n",
        "1. c\n",
        "> ",
        "| a | b |\n|---|---|\n| c | a | b |\n",
        "```a\nb\n```\n",
        "    c\n",
        "[a](b/c)",
        "![a](b 'c')",
        "[a]: /b\n",
        "<b>c</b>",
        "Output<B>",
        "**a**",
        "`b`",
        "\n",
        "\\\n",
        "a b c\n",
        "---\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(hostile, st.lists(blocks, max_size=12).map("".join)), st.sampled_from(WIDTHS))
@example("| a |\n|---|\n| b | c |\n", 40)
@example("> | a |\n> |---|\n> | b | c |\n", 40)
@example("[a]: /b 'c'\n[a]: /c\n", 20)
def test_no_letter_of_the_source_vanishes(source: str, width: int) -> None:
    missing = letters(source) - letters(drawn(source, width))
    # the label of a reference, [a][b], is drawn once, with its definition
    assert not missing or ("]:" in source and set(missing) <= set(letters(drawn(source, width))))


@settings(max_examples=200, deadline=None)
@given(st.one_of(hostile, st.text(max_size=60)), st.sampled_from(WIDTHS))
def test_no_row_is_wider_than_asked_and_none_holds_a_control_character(source: str, width: int) -> None:
    for row in seen(draw_markdown(source, width, LIGHT)):
        assert cell_len(row) <= width
        assert all(character == "\t" or ord(character) >= 0x20 for character in row)
        assert not any("\x7f" <= character <= "\x9f" or "\u202a" <= character <= "\u202e" for character in row)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Output<T> and <b>bold</b>", "Output<T> and <b>bold</b>"),
        ("an `Output<T>` here", "an Output<T> here"),
        ("- one\n- two\n  - three", "• one\n• two\n  ◦ three"),
        ("3. three\n4. four", "3  three\n4  four"),
        ("- [ ] open\n- [x] done", "• ☐ open\n• ✓ done"),
        ("> quoted\n> > twice", "▌ quoted\n▌\n▌ ▌ twice"),
        ("# Title\ntext", "Title\ntext"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("~~no~~ *em* **strong**", "no em strong"),
        ("```go\nx := 1\n\ty\n```", " go\n x := 1\n     y"),
        ("    indented", " indented"),
        ("![plan](https://x.io/a.png)", "image plan x.io/a.png"),
        ("a &lt; b &#x202e;c", "a < b ‹RLO›c"),
        ("bad [link](javascript:alert)", "bad [link](javascript:alert)"),
    ],
)
def test_constructs(source: str, expected: str) -> None:
    assert drawn(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[docs](https://www.pulumi.com/docs)", "docs www.pulumi.com/docs"),
        ("[docs](http://pulumi.com)", "docs http://pulumi.com"),
        ("https://pulumi.com/x", "https://pulumi.com/x"),
        ("[pulumi.com](https://pulumi.com.evil.io/)", "pulumi.com pulumi.com.evil.io/"),
        ("[a](https://b.io 'the title')", 'a b.io "the title"'),
        ("<https://a.io>", "https://a.io"),
    ],
)
def test_where_a_link_leads_is_in_sight(source: str, expected: str) -> None:
    assert drawn(source) == expected


def test_links_are_listed_in_order() -> None:
    links = draw_markdown("[a](https://b.io) and ![c](d.png)\n\n[e]\n\n[e]: ssh://f", 60, DARK).links
    assert [(link.text, link.target) for link in links] == [("a", "https://b.io"), ("c", "d.png"), ("e", "ssh://f")]


def test_a_table_stands_in_columns_where_it_fits() -> None:
    source = "| Stack | Count |\n|:--|--:|\n| dev | 1 |\n| production | 1,234 |"
    assert drawn(source).split("\n") == [
        "Stack        Count",
        "──────────   ─────",
        "dev              1",
        "production   1,234",
    ]


def test_cells_wrap_where_a_table_is_wide_and_become_a_list_where_it_is_very_narrow() -> None:
    source = "| Stack | What |\n|---|---|\n| dev | a long text that goes on |"
    assert drawn(source, 26).split("\n")[2:] == ["dev     a long text that", "        goes on"]
    assert drawn(source, 12).split("\n") == ["Stack  dev", "What  a long", "text that", "goes on"]


def test_wrapped_text_says_what_stood_at_the_break() -> None:
    rows = draw_markdown("one two threeeeeeeeeeeee", 8, DARK).rows
    assert "".join(row.text + ("\n" if row.join is None else row.join) for row in rows) == "one two threeeeeeeeeeeee\n"


def test_long_code_lines_go_on_in_the_next_row() -> None:
    rows = draw_markdown("```\nabcdefghijkl\n```", 8, DARK).rows
    assert [(row.text, row.join) for row in rows] == [("abcdef", ""), ("ghijkl", None)]


@pytest.mark.parametrize(
    "source",
    [
        "> " * 5_000 + "end",
        "\n".join("  " * depth + "- deep" for depth in range(300)) + "end",
        "[" * 5_000 + "end",
        "*" * 5_000 + "end",
        "`" * 4_999 + "end",
        "(" * 20_000 + "end",
        "end" + "![](" * 2_000,
        "| a " * 2_000 + "\n" + "|---" * 2_000 + "\nend",
        "end\n" + "\x1b]52;c;aGk=\x07" * 500,
    ],
)
def test_hostile_input_is_shown_soon(source: str) -> None:
    start = perf_counter()
    text = drawn(source, 40)
    assert "end" in text.replace("\n", "")
    assert "\x1b" not in text
    assert perf_counter() - start < 5  # quadratic, not for ever; it is a bound against hanging, not a measure


def test_deep_nesting_leaves_room_for_the_text() -> None:
    rows = seen(draw_markdown("> " * 30 + "some words to read", 40, DARK))
    assert rows[-1].endswith("to read") or rows[-1].endswith("words to read")
    assert all(cell_len(row) <= 40 for row in rows)


def test_drawing_leaves_nothing_to_the_garbage_collector() -> None:
    source = "# a\n\n1. b\n   - c\n\n> d\n\n| e |\n|---|\n| f |\n\n[g](https://h.i)\n\n```py\nj = 1\n```"
    draw_markdown(source, 60, DARK)  # what is made once and kept
    gc.collect()
    gc.disable()
    try:
        draw_markdown(source, 60, DARK)
        assert gc.collect() == 0
    finally:
        gc.enable()
