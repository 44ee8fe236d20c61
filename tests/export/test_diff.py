"""Diffs that `patch` can read."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.export.diff import diff_programs, diff_texts
from tests.export.samples import BUCKET, program

if TYPE_CHECKING:
    from pathlib import Path


def test_versions_of_a_program_are_compared_by_lines() -> None:
    old, new = program(), program(BUCKET.replace('"site"', '"web"') + "\n// end\n", version=2)
    diff = diff_programs(old, new)
    assert diff.text.startswith("--- a/index.ts\tv1\n+++ b/index.ts\tv2\n@@ ")
    assert '-const bucket = new aws.s3.Bucket("site");\n+const bucket = new aws.s3.Bucket("web");\n' in diff.text
    assert (diff.added, diff.removed, diff.summary) == (3, 1, "+3 −1")


def test_the_same_text_has_no_diff() -> None:
    assert (diff_texts(BUCKET, BUCKET).text, diff_texts("", "").summary) == ("", "no change")


def test_lines_that_look_like_headers_are_counted_as_lines() -> None:
    diff = diff_texts("-- a\n", "++ b\n")
    assert (diff.added, diff.removed) == (1, 1)


def test_a_name_cannot_forge_a_header() -> None:
    assert diff_texts("a", "b", old_name="x\n--- y").text.count("\n--- ") == 0


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize(
    ("old", "new"), [("a\nb\n", "a\nc"), ("a", "a\n"), ("a\x0cb\nc\u2028d\n", "a\x0cx\nc\u2028d\n")]
)
def test_patch_applies_it(tmp_path: Path, old: str, new: str) -> None:
    target = tmp_path / "file"
    target.write_text(old, encoding="utf-8", newline="")
    subprocess.run(["patch", str(target)], input=diff_texts(old, new).text.encode(), check=True, capture_output=True)
    assert target.read_bytes().decode() == new


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_applies_it_to_an_exported_project(tmp_path: Path) -> None:
    old, new = program(), program(BUCKET.replace('"site"', '"web"'), version=2)
    (tmp_path / "index.ts").write_text(old.content.code)
    patch = diff_programs(old, new).text.encode()
    subprocess.run(["git", "apply", "--verbose"], input=patch, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "index.ts").read_text() == new.content.code


@given(st.text(alphabet="ab\n\r", max_size=30), st.text(alphabet="ab\n\r", max_size=30))
def test_counts_fit_the_texts(old: str, new: str) -> None:
    diff = diff_texts(old, new)
    assert (diff.text == "") == (old == new)
    lines = [text.count("\n") + (not text.endswith("\n") and bool(text)) for text in (old, new)]
    assert lines[1] - lines[0] == diff.added - diff.removed
