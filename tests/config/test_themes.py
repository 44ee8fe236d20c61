"""A person's own themes: what a file gives, and what is said of one that is wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from copilot_tui.config.themes import ROLES, ThemeFile, read_theme, read_themes, signature
from copilot_tui.ui.theme.own_themes import own_palette
from copilot_tui.ui.theme.palette import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from pathlib import Path


def test_a_theme_is_ours_with_other_colours(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('dark = false\naccent = "#AA0000"\nyou = "#003399"\n')
    theme, problems = read_theme(tmp_path / "mine.toml")
    assert not problems
    assert theme == ThemeFile("mine", dark=False, colours={"accent": "#aa0000", "you": "#003399"})
    palette = own_palette(theme)
    assert (palette.dark, palette.accent, palette.ground) == (False, "#aa0000", LIGHT.ground)
    assert palette.link == "#003399"  # follows what it is made of


def test_every_colour_of_a_palette_can_be_given() -> None:
    assert set(ROLES) == {field.name for field in fields(Palette)} - {"dark"}
    assert own_palette(ThemeFile("x", dark=True, colours=dict.fromkeys(ROLES, "#123456"))).text == "#123456"
    assert own_palette(ThemeFile("x", dark=True, colours={})) == DARK


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\naccent = "red"\n', 'themes/mine.toml, line 2: accent takes a colour like "#1a2b3c".'),
        ('accent = "#1a2b3c4d"', 'themes/mine.toml, line 1: accent takes a colour like "#1a2b3c".'),
        ('acent = "#aa0000"', "themes/mine.toml, line 1: acent is no colour of a theme. Did you mean accent?"),
        ("dark = 1", "themes/mine.toml, line 1: dark takes true or false."),
        ("dark = true\naccent = ", "themes/mine.toml, line 2: this is not TOML: invalid value."),
    ],
)
def test_faults_are_told_with_file_line_and_key(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(text)
    theme, problems = read_theme(tmp_path / "mine.toml")
    assert theme is None
    assert problems == (said,)


def test_one_wrong_file_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("")
    (tmp_path / "b.toml").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_text("not a theme")
    read = read_themes(tmp_path)
    assert [theme.name for theme in read.themes] == ["a"]
    assert read.problems == ("themes/b.toml: this is not a theme.",)
    assert read_themes(tmp_path / "none").themes == ()


def test_a_change_changes_the_signature(tmp_path: Path) -> None:
    before = signature(tmp_path)
    (tmp_path / "a.toml").write_text("")
    after = signature(tmp_path)
    (tmp_path / "a.toml").write_text("dark = false")
    assert len({before, after, signature(tmp_path)}) == 3


def test_reading_one_does_not_import_pydantic() -> None:
    code = "import copilot_tui.config.themes, sys; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
