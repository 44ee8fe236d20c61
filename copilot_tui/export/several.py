"""Programs that look like more than one file. They stay one: where each part ends is nothing to be guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator

# A comment with nothing but the name of a source file in it: "// index.ts", "# file: network.py", "/* src/App.java */".
_NAMED: Final = re.compile(
    r"^[ \t]*(?://|#|/\*|\(\*)[ \t=-]*(?:file(?:name)?[ \t]*:[ \t]*)?"
    r"(?P<path>[\w./-]{1,100}\.(?:ts|js|mjs|cjs|py|go|cs|fs|java|yaml|yml|json|csproj|fsproj|xml|mod))"
    r"[ \t=-]*(?:\*/|\*\))?[ \t\r]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SHOWN: Final = 5


def several_files(code: str) -> Iterator[str]:
    """What a person should look at before running a program that may be several files, as sentences."""
    names = list(dict.fromkeys(line(match["path"], 60) for match in _NAMED.finditer(code)))
    if len(names) > 1:
        more = ", …" if len(names) > _SHOWN else ""
        yield (
            f"It seems to hold several files ({', '.join(names[:_SHOWN])}{more}): "
            "it is written as one, as it came. Split it where its comments say so."
        )
    if code.lstrip().startswith(("```", "~~~")):
        yield "The code begins with a Markdown fence: take such lines out before you run it."
