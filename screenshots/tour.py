"""The tour: some pictures of one run of the demo, one after another, in a single SVG without scripts."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from make import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = (110, 34)
SCENES = (
    Scene(("type Write a program for an S3 bucket with versioning",), 2.5),
    Scene(("enter", "see asking"), 1.5),
    Scene(("see program",), 4),
    Scene(("escape", "end", "v"), 4),
    Scene(("e", "see files"), 3.5),
    Scene(("escape", "escape", "ctrl+o", "type bucket", "see hits"), 3.5),
    Scene(("escape", "f2"), 3),
)
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def animated(scenes: Sequence[tuple[str, float]]) -> str:
    """Puts pictures of one size one after another.

    Args:
        scenes: each picture's SVG, and how many seconds it stays.

    Returns:
        An SVG that goes round; still, at its first picture, for whoever wants nothing to move.
    """
    box = _BOX.search(scenes[0][0])
    if box is None:
        message = "not a picture of a terminal"
        raise ValueError(message)
    width, height = box.groups()
    total = sum(seconds for _, seconds in scenes)
    starts = [0.0, *accumulate(seconds for _, seconds in scenes)]
    rules, groups = [], []
    for number, (svg, _) in enumerate(scenes):
        begin, end = (round(100 * at / total, 3) for at in starts[number : number + 2])
        first = "visible" if number == 0 else "hidden"
        rules.append(
            f"@keyframes scene{number} {{ 0% {{ visibility: {first} }} {begin}% {{ visibility: visible }} "
            f"{end}%, 100% {{ visibility: hidden }} }}\n"
            f".scene{number} {{ visibility: {first}; animation: scene{number} {total}s step-end infinite }}"
        )
        groups.append(f'<g class="scene{number}">{svg}</g>')
    still = "@media (prefers-reduced-motion: reduce) { g { animation: none !important } }"
    style = "\n".join([*rules, still])
    return (
        f'<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">\n<style>\n{style}\n</style>\n'
        + "\n".join(groups)
        + "\n</svg>\n"
    )
