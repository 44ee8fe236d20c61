"""The person's own editor: which command it is, and what is said where it is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from copilot_tui.ui.editor import editor_command, run_editor

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="words are those of a POSIX shell")


@posix
@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, ["code", "--wait"]),
        ({"VISUAL": "", "EDITOR": "'my editor' -n"}, ["my editor", "-n"]),
        ({"VISUAL": "  ", "EDITOR": " "}, ["vi"]),  # never the text itself as the command
        ({}, ["vi"]),
    ],
)
def test_blank_names_are_none(environ: dict[str, str], command: list[str]) -> None:
    assert editor_command(environ) == command


@posix
async def test_a_quote_that_does_not_end_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VISUAL", "vim 'x")
    assert "quotes that do not end" in run_editor(App(), tmp_path)
