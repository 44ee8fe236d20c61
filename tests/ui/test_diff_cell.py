"""A line of a difference: in the colours of code, on a ground that says what became of it."""

from __future__ import annotations

import pytest
from rich.console import Console

from copilot_tui.domain.difference import Mark
from copilot_tui.syntax import code_pieces
from copilot_tui.ui.theme.palette import DARK, LIGHT, Palette
from copilot_tui.ui.theme.terminal import TERMINAL_PALETTES
from copilot_tui.ui.widgets.diff_cell import DiffCell
from tests.ui.test_theme import TEXTS, ratio

CONSOLE = Console(color_system="truecolor")
OLD, NEW = "const open = true;", "const open = false;"


def cell(mark: Mark, text: str, other: str = "") -> DiffCell:
    pieces = code_pieces(text, "typescript")[0]
    return DiffCell(mark, "  1", text, other, pieces)


def drawn(one: DiffCell, palette: Palette = DARK, *, left: int = 0, width: int = 40) -> dict[str, tuple[str, str]]:
    """Each piece with its colour and ground."""
    return {
        segment.text: (
            segment.style.color.name if segment.style and segment.style.color else "",
            segment.style.bgcolor.name if segment.style and segment.style.bgcolor else "",
        )
        for segment in one.draw(left, width, palette, CONSOLE)
    }


def test_code_keeps_its_colours_and_what_changed_stands_out() -> None:
    found = drawn(cell("+", NEW, OLD))
    assert found["const"][0] == DARK.keyword
    assert found["fals"][1] != found["const"][1]  # "e" was there before
    assert found["fals"][0] == found["e"][0] == DARK.number


def test_a_line_without_a_counterpart_changed_as_a_whole() -> None:
    found = drawn(cell("+", NEW))
    assert len({ground for text, (_, ground) in found.items() if text.strip()}) == 1


def test_what_is_the_same_has_no_ground_of_its_own() -> None:
    assert {ground for _, ground in drawn(cell(" ", OLD)).values()} == {""}


def test_a_long_line_goes_on_to_the_right() -> None:
    strip = cell("-", "x = " + "y" * 100).draw(0, 20, DARK, CONSOLE)
    assert strip.cell_length == 20
    assert strip.text.endswith("›")
    assert cell("-", "x = " + "y" * 100).draw(90, 20, DARK, CONSOLE).text.rstrip().endswith("y")


def test_pieces_of_another_text_are_not_shown() -> None:
    wrong = DiffCell("+", "1", "what is there", pieces=[("something else", "keyword")])
    assert "what is there" in wrong.draw(0, 40, DARK, CONSOLE).text


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("mark", "text", "other"), [("+", NEW, OLD), ("-", OLD, NEW)])
def test_it_can_be_read(palette: Palette, mark: Mark, text: str, other: str) -> None:
    grounds = {ground for _, ground in drawn(cell(mark, text, other), palette).values() if ground}
    assert len(grounds) == 2
    for ground in grounds:
        assert ratio(palette.text, ground) >= 4.5
        assert min(ratio(getattr(palette, name), ground) for name in TEXTS) >= 3


@pytest.mark.parametrize("palette", TERMINAL_PALETTES.values())
def test_in_the_terminals_own_colours_a_line_is_what_the_terminal_draws(palette: Palette) -> None:
    assert {ground for _, ground in drawn(cell("+", NEW, OLD), palette).values()} == {""}
