"""The pictures show the program as it is."""

from __future__ import annotations

import importlib.util
import re
import sys
from calendar import month_name
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

PICTURES = Path(__file__).parent.parent / "screenshots"
OF_TIME = {"TODAY", "YESTERDAY", "LAST", "WEEK", "THIS", "MONTH", "OLDER", "EARLIER", *map(str.upper, month_name)}


def script(name: str) -> Any:
    """A script of the folder, as a module."""
    spec = importlib.util.spec_from_file_location(name, PICTURES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


make = script("make")


def structure(svg: str) -> tuple[str, set[str]]:
    """What a picture shows on any day: the keys in its last row, and the headings."""
    rows = make.words(svg)
    return rows[-1].strip(), set(re.findall(r"\b[A-Z]{4,}\b", " ".join(rows))) - OF_TIME


async def test_no_picture_is_older_than_the_program() -> None:
    taken = [(picture.name, svg) async for picture, svg in make.pictures(make.PICTURES)]
    for name, now in taken:
        kept = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
        assert structure(kept) == structure(now), f"python screenshots/make.py {name}"


def test_pictures_need_nothing_from_elsewhere() -> None:
    kept = {file.name: file.read_text(encoding="utf-8") for file in PICTURES.glob("*.svg")}
    assert {f"{picture.name}.svg" for picture in make.PICTURES} | {"tour.svg"} == kept.keys()
    for name, svg in kept.items():
        assert not re.search(r"url\(['\"]?http|<script|<image|@import", svg), name
