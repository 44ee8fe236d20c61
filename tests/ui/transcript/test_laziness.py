from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
import copilot_tui.ui.widgets.transcript.view
print(*{"markdown_it", "pygments.lexers", "linkify_it"} & set(sys.modules))
"""


def test_parsers_and_lexers_are_imported_only_when_something_is_drawn() -> None:
    found = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert not found.stdout.strip()


DRAWN_AHEAD = """
import sys
from copilot_tui import syntax
from copilot_tui.ui.theme.palette import DARK
from copilot_tui.ui.widgets.transcript.first_drawing import draw_once
from copilot_tui.ui.widgets.transcript.rows import Canvas
from copilot_tui.ui.widgets.transcript.table import blocks_of
from tests.ui.transcript.conversation import every_kind
draw_once("typescript", DARK)
before, lexers = set(sys.modules), syntax._lexer.cache_info().currsize
for turn in every_kind():
    for block in blocks_of(turn, None, [1] * len(turn.messages)):
        block.draw(Canvas(80, DARK, {}))
print(*{name for name in set(sys.modules) - before if not name.startswith("tests")}, end="")
print(" lexers" * (syntax._lexer.cache_info().currsize - lexers))
"""


def test_the_first_answer_imports_nothing_once_one_was_drawn_ahead() -> None:
    found = subprocess.run([sys.executable, "-c", DRAWN_AHEAD], capture_output=True, text=True, check=True)
    assert not found.stdout.strip()


WITH_ITS_PARTS = """
import importlib._bootstrap as importing
asked, find = [], importing._find_and_load
def noting(name, import_):
    asked.append(name)
    return find(name, import_)
importing._find_and_load = noting
from copilot_tui.ui.widgets.transcript.markdown.parser import parse
parse("a &amp; b")
print(*[name for name in asked if name.partition(".")[0] == "html"][:2])
"""


def test_a_package_is_imported_before_its_parts_while_another_thread_imports_it_too() -> None:
    found = subprocess.run([sys.executable, "-c", WITH_ITS_PARTS], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["html", "html.entities"]
