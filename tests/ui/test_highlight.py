from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_tui.domain.program import count_lines
from copilot_tui.syntax import MAX_CHARACTERS, MAX_LINE, code_pieces, long_code_pieces, shown_code
from copilot_tui.ui.highlight import highlight_spans
from copilot_tui.ui.theme.palette import DARK, LIGHT, Palette

CODE = 'import * as aws from "@pulumi/aws";\n\nconst b = new aws.s3.Bucket("x"); // one\n'


def lines_of(code: str, language: str) -> list[str]:
    """What is shown, line by line."""
    return ["".join(text for text, _ in line) for line in highlight_spans(code, language, DARK)]


def colours(code: str, language: str, palette: Palette = DARK) -> dict[str, str]:
    """Each piece that has a colour of its own, with that colour."""
    return {
        text.strip(): style.color.name
        for line in highlight_spans(code, language, palette)
        for text, style in line
        if style is not None and style.color is not None
    }


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_pieces_have_the_colours_of_the_palette(palette: Palette) -> None:
    found = colours(CODE, "TypeScript", palette)
    assert found["import"] == palette.keyword
    assert found["Bucket"] == palette.function
    assert found["// one"] == palette.comment
    assert palette.string in found.values()


@pytest.mark.parametrize("language", ["ts", "", "no such language", "[red]", "brainfuck"])
def test_every_line_is_there_in_any_language(language: str) -> None:
    lines = lines_of(CODE, language)
    assert "\n".join(lines) == CODE.removesuffix("\n")
    assert len(lines) == count_lines(CODE)


@pytest.mark.parametrize("language", ["python", "go", "csharp", "java", "yaml", "fsharp", "javascript", "hcl", "sh"])
def test_languages_of_this_field_are_coloured(language: str) -> None:
    assert colours('# a\nimport x\nfunc = "text"\nkey: 12\n', language)


def test_what_does_not_show_is_named_and_tabs_are_blanks() -> None:
    assert lines_of("\ta\u202eb\x1b[1m", "go") == ["    a‹RLO›b␛[1m"]


@pytest.mark.parametrize("code", ["import x\n" * (MAX_CHARACTERS // 8), "import " + "x" * MAX_LINE, ""])
def test_what_is_large_is_plain(code: str) -> None:
    assert not colours(code, "python")


@pytest.mark.parametrize(("language", "unit"), [("python", "\n \n"), ("java", "a "), ("cpp", "\n \n"), ("html", "<?")])
def test_code_that_holds_lexers_up_is_shown_soon_and_whole(language: str, unit: str) -> None:
    code = "\n".join([unit * (1_800 // len(unit))] * 30)
    start = perf_counter()
    lines = lines_of(code, language)
    assert perf_counter() - start < 5  # minutes without the bound
    assert "".join(lines) == code.removesuffix("\n").replace("\n", "")


def test_long_code_is_read_as_a_whole_is() -> None:
    unit = "const a = `\n  one\n`;\n\n/* two\n\n   three */\nconst b = 1; // four\n\n"
    code = unit * 2_000  # within one part nothing is cut; all parts begin at the left margin
    lines = long_code_pieces(code, "typescript", seconds=30)
    once = code_pieces(unit, "typescript")
    assert len(lines) == count_lines(code)
    assert lines == (once * 2_000)[: len(lines)]


@settings(deadline=None)
@given(st.text(alphabet="ab \n/*`", max_size=400), st.integers(1, 60))
def test_no_line_is_lost_between_parts(unit: str, times: int) -> None:
    code = unit * times * 30
    lines = long_code_pieces(code, "typescript", seconds=0.2)
    assert ["".join(text for text, _ in line) for line in lines] == (shown_code(code).split("\n") if code else [])
