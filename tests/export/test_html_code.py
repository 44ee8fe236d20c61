"""Code in exported pages: in colour, and nothing but text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot_tui.domain.text import code
from copilot_tui.export.conversation import conversation_text
from copilot_tui.export.html_code import code_html
from copilot_tui.export.html_style import STYLE
from copilot_tui.syntax import ROLES
from tests.export.samples import BUCKET, conversation, message, turn
from tests.ui.test_theme import ratio


class Seen(HTMLParser):
    """Text and elements as a browser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: set[tuple[str, tuple[tuple[str, str | None], ...]]] = set()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(attrs)))


SPANS = {("span", (("class", role),)) for role in ROLES}


def test_programs_and_blocks_of_answers_are_in_colour() -> None:
    said = turn(
        message("program", {"code": BUCKET, "language": "TypeScript"}),
        message("response", "```sh\npulumi up # now\n```\n\n```no such language\n<b>\n```"),
    )
    page = conversation_text(conversation(), [said], "html")
    assert '<span class="keyword">import</span>' in page
    assert '<span class="comment"># now</span>' in page
    assert "&lt;b&gt;\n</code>" in page


@given(st.text(max_size=200), st.sampled_from(["typescript", "python", "yaml", "html", "nonsense", ""]))
def test_code_stays_text(text: str, language: str) -> None:
    seen = Seen(f"<pre><code>{code_html(text, language)}</code></pre>")
    assert seen.text == code(text).removesuffix("\n")  # tabs too: who copies it has what was written
    assert seen.elements <= {("pre", ()), ("code", ()), *SPANS}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_can_be_read_on_both_grounds(scheme: int) -> None:
    blocks = re.findall(r":root \{[^}]*\}", STYLE)
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", blocks[scheme]))
    texts = colours.keys() - {"ground", "raised", "line"}
    assert {"string", "number", "type", "quiet", "ink"} <= texts
    for name in texts:
        for ground in ("ground", "raised"):
            assert ratio(colours[name], colours[ground]) >= 4.5, (name, ground)


def test_every_role_has_a_colour() -> None:
    assert all(f".{role} {{" in STYLE or f".{role}," in STYLE for role in ROLES)
