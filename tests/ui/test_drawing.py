"""Lines of text as strips: what the quick way draws is what Rich draws."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from rich.text import Text

from copilot_tui.ui.widgets.drawing import beside, row, strip

if TYPE_CHECKING:
    from textual.strip import Strip

GROUND = Style(color="#101010", bgcolor="#e0e0e0")
STYLES = st.sampled_from(
    [Style(), Style(color="#c00000"), Style(bold=True), Style(bgcolor="#0000c0"), Style(meta={"press": "go"}), ""]
)
PARTS = st.lists(st.tuples(st.text("ab ö漢", max_size=5), STYLES), max_size=5)
SPANS = st.lists(st.tuples(STYLES, st.integers(0, 12), st.integers(0, 12)), max_size=3)
CONSOLE = Console()


def cells(drawn: Strip) -> list[tuple[str, Style | None]]:
    """Each character and how it is drawn."""
    return [(character, segment.style) for segment in drawn for character in segment.text]


def by_rich(text: Text, width: int) -> list[tuple[str, Style | None]]:
    """The same as Rich renders it, on the ground."""
    whole = Text().append_text(text)
    drawn = [(letter, GROUND + (piece.style or Style())) for piece in whole.render(CONSOLE) for letter in piece.text]
    return [*drawn, *[(" ", GROUND)] * (width - text.cell_len)]


@given(own=STYLES, parts=PARTS, spans=SPANS)
def test_styles_side_by_side_or_within_each_other(
    own: Style | str, parts: list[tuple[str, Style | str]], spans: list[tuple[Style | str, int, int]]
) -> None:
    text = Text(style=own)
    for part, style in parts:
        text.append_text(Text(part, style))
    for style, start, end in spans:
        text.stylize(style, start, end)
    widget = cast("Any", SimpleNamespace(app=SimpleNamespace(console=CONSOLE)))
    drawn = strip(widget, text, 60, GROUND)
    assert drawn.cell_length == 60
    assert cells(drawn) == by_rich(text, 60)


def test_what_is_too_long_is_cut() -> None:
    widget = cast("Any", SimpleNamespace(app=SimpleNamespace(console=CONSOLE)))
    assert strip(widget, Text("bucket policy"), 6, GROUND).text == "bucket"


def test_an_empty_text_at_the_end_is_nothing() -> None:
    line = Text("inspect").append_text(Text("", Style(bold=True)))
    drawn = strip(cast("Any", SimpleNamespace(app=SimpleNamespace(console=CONSOLE))), line, 7, GROUND)
    assert [segment.text for segment in drawn] == ["inspect"]


@given(left=st.text("ab 漢", max_size=12), right=st.text("12 ", max_size=4), width=st.integers(6, 16))
def test_a_row_gives_way_as_a_text_beside_another_does(left: str, right: str, width: int) -> None:
    widget = cast("Any", SimpleNamespace(app=SimpleNamespace(console=CONSOLE)))
    ink, faint = Style(bold=True), Style(dim=True)
    drawn = row([(left, ink)], (right, faint), width, GROUND)
    texts = beside(Text(left, ink), Text(right, faint), width)
    assert drawn.cell_length == width
    assert drawn.text == strip(widget, texts, width, GROUND).text


@given(parts=PARTS)
def test_a_row_whose_ground_is_exchanged_is_of_one_ground(parts: list[tuple[str, Style | str]]) -> None:
    exchanged = Style(reverse=True)
    pieces = [(text, style) for text, style in parts if isinstance(style, Style) and style.bgcolor is None]
    as_row = row(pieces, ("2d", Style(dim=True)), 30, exchanged)
    widget = cast("Any", SimpleNamespace(app=SimpleNamespace(console=CONSOLE)))
    as_text = strip(widget, Text.assemble(*pieces), 30, exchanged)
    for drawn in (*as_row, *as_text):
        style = drawn.style or Style()
        assert (style.color, style.bgcolor, style.dim, style.reverse) == (None, None, None, True)
    assert {segment.style.meta.get("press") for segment in as_row if segment.style} <= {None, "go"}
