"""Names from any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.export.naming import (
    PROJECT_NAME,
    chosen_project_name,
    folder_name,
    go_module,
    is_safe_name,
    npm_name,
    project_name,
    safe_name,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Crème brûlée ① ﬁn", "Creme-brulee-1-fin"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf *", "rf"),
        (".bashrc", "bashrc"),
        ("CON", "CON-file"),
        ("nul.tar.gz", "file-nul.tar.gz"),
        ("日本語", "untitled"),
        ("", "untitled"),
        ("a" * 200, "a" * 80),
        ("ends.", "ends"),
    ],
)
def test_a_file_name_reminds_of_its_text(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Write code to create an S3 bucket", "write-code-to-create-an-s3-bucket"),
        ("S3 + CloudFront: “site”", "s3-cloudfront-site"),
        ("word " * 20, "word-word-word-word-word-word-word-word-word"),
        ("con", "con-project"),
        ("???", "copilot-program"),
    ],
)
def test_a_project_name_reads_like_its_sentence(text: str, name: str) -> None:
    assert project_name(text) == name


def test_a_chosen_name_stays_where_pulumi_takes_it() -> None:
    assert chosen_project_name("My_App.v2") == "My_App.v2"
    assert chosen_project_name("my app!") == "my-app"
    assert chosen_project_name("..") == "copilot-program"


@given(st.text(max_size=200), st.sampled_from(["", ".md", ".csproj"]))
def test_every_text_gives_a_safe_file_name(text: str, suffix: str) -> None:
    name = safe_name(text, suffix=suffix)
    assert is_safe_name(name)
    assert name.endswith(suffix)
    assert safe_name(name.removesuffix(suffix), suffix=suffix) == name


def test_a_projects_own_folder_is_called_like_it_and_is_one() -> None:
    assert folder_name("My_App.v2") == "My_App.v2"
    assert folder_name("..") == "copilot-program"
    assert folder_name("con") == "con-file"


@given(st.text(max_size=200))
def test_every_text_gives_names_that_every_tool_takes(text: str) -> None:
    for name in (project_name(text), chosen_project_name(text)):
        assert PROJECT_NAME.fullmatch(name)
        assert re.fullmatch(r"[a-z0-9-][a-z0-9._-]*", npm_name(name))
        assert re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?", go_module(name))
