"""Name and backend out of project files as people and the CLI write them."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.pulumi.project_file import ProjectFile, parse_project_file

FILES = [
    ("name: shop", "shop", ""),
    ("name: shop\r\nruntime: python\r\n", "shop", ""),
    ("\ufeffname: shop\n", "shop", ""),
    ("# name: old\nname:   shop   # the shop\n", "shop", ""),
    ('name: "shop"\n', "shop", ""),
    ("name: 'shop' # quoted\n", "shop", ""),
    ('"name": shop\n', "shop", ""),
    ("---\nname: shop\n---\nname: other\n", "shop", ""),
    ("%YAML 1.2\n---\nname: shop\n", "shop", ""),
    ("runtime:\n  name: nodejs\n  options:\n    name: x\nname: shop\n", "shop", ""),
    ("description: |\n  name: not this\nname: shop\n", "shop", ""),
    ("description: a\u2028name: no\nname: shop\n", "shop", ""),
    ("name: shop#1\n", "shop#1", ""),
    ("name: shop\nbackend:\n  url: s3://state\n", "shop", "s3://state"),
    ('backend: # ours\n    url: "https://pulumi.acme.test"\nname: shop\n', "shop", "https://pulumi.acme.test"),
    ("name: shop\nbackend: {url: file://~}\n", "shop", "file://~"),
    ("name: shop\nbackend:\n  other:\n    url: s3://no\n  url: gs://yes\n", "shop", "gs://yes"),
    ("name: shop\nbackend:\n  x: 1\nmy-key:\n  url: s3://no\n", "shop", ""),
    ("name: shop\nbackend: {\n  url: s3://x}\n", "shop", ""),
    ("template:\n  url: s3://no\nname: shop\n", "shop", ""),
    ('{"name": "shop", "backend": {"url": "gs://b"}}', "shop", "gs://b"),
    ('{"name": 3}', "", ""),
    ('{"name": ', "", ""),
    ("name: ~\n", "", ""),
    ("name: *anchor\n", "", ""),
    ("name: |\n  shop\n", "", ""),
    ("name:shop\n", "", ""),
    ('name: "sh\n', "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "name", "backend_url"), FILES)
def test_files_as_they_are_written(text: str, name: str, backend_url: str) -> None:
    assert parse_project_file(text) == ProjectFile(name, backend_url)


NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,30}", fullmatch=True)


@given(
    name=NAME,
    style=st.sampled_from([None, "'", '"']),
    backend=st.booleans(),
    about=st.text("abc:#'\"{ \n", max_size=30),
)
def test_what_a_yaml_library_writes_is_read_back(name: str, style: str | None, *, backend: bool, about: str) -> None:
    content = {"description": about, "name": name, **({"backend": {"url": "s3://b"}} if backend else {})}
    text = yaml.dump(content, default_style=style, sort_keys=False)
    found = parse_project_file(text)
    assert found.backend_url == ("s3://b" if backend else "")
    assert found.name == name


@given(st.text())
def test_no_text_whatever_is_an_error(text: str) -> None:
    assert isinstance(parse_project_file(text), ProjectFile)
