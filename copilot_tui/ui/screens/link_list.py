"""The links of a block, each with its whole target, to choose the one to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from copilot_tui.domain.text import line
from copilot_tui.ui.links import is_own, plain_host, problem_of
from copilot_tui.ui.screens.choosing import ChoosingScreen
from copilot_tui.ui.widgets.drawing import cut, ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.ui.theme.palette import Palette
    from copilot_tui.ui.widgets.transcript.markdown import Link

_LONGEST = 2_000


def link_screen(links: Sequence[Link]) -> ChoosingScreen[Link]:
    """A screen that gives the link to open; several are numbered, and a number that is typed means that one."""

    async def choices(typed: str) -> tuple[list[Link], str]:
        if len(links) > 1 and typed.strip().isdecimal() and 0 < int(typed) <= len(links):
            return [links[int(typed) - 1]], ""
        words = typed.casefold().split()
        found = [link for link in links if all(word in f"{link.text} {link.target}".casefold() for word in words)]
        return found, "No link holds that."

    def draw(link: Link, width: int, palette: Palette) -> list[Text]:
        number = f"{links.index(link) + 1:>{len(str(len(links)))}}  "
        first, *others = _draw(link, max(1, width - len(number)), palette)
        indent = Text(" " * len(number))
        return [Text(number, ink(palette.accent)).append_text(first), *(indent + other for other in others)]

    if len(links) == 1:
        return ChoosingScreen("Open this link?", "words of the link", choices, _draw)
    return ChoosingScreen("Open a link", "number or words of the link", choices, draw)


def _draw(link: Link, width: int, palette: Palette) -> list[Text]:
    """What stands for it, then the whole target: nothing of an address is cut away."""
    target = line(link.target, _LONGEST)
    usual = is_own(link.target)
    whole = [target[start : start + width - 2] for start in range(0, len(target), max(1, width - 2))]
    lines = [Text(line(link.text, width), ink(palette.link, underline=True))]
    lines += [Text(f"  {part}", ink(palette.half if usual else palette.warning)) for part in whole]
    if host := plain_host(link.target):
        lines.append(Text(cut(f"  the host is {host}", width), ink(palette.error)))
    if problem := problem_of(link.target):
        lines.append(Text(f"  {problem}", ink(palette.error)))
    return lines
