"""No text reaches a place where Textual or Rich would parse markup in it, unless it is written in our own source.

Such a place takes a sentence in quotes, a `Content`, a Rich `Text`, or anything at all with ``markup=False``.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import copilot_tui

ROOT = Path(copilot_tui.__file__).parent

# What parses markup in which of its arguments: by position, by name. None stands for every positional one.
PARSING: dict[str, tuple[tuple[int, ...] | None, frozenset[str]]] = {
    **dict.fromkeys(
        ("Static", "Label", "Button", "Link", "Checkbox", "RadioButton", "Option", "Selection", "Tab", "TabPane",
         "Collapsible", "Toast", "Header", "Footer", "Digits", "Markdown", "Pretty"),
        ((0,), frozenset({"content", "renderable", "label", "prompt", "title", "text", "markdown", "name"})),
    ),
    **dict.fromkeys(
        ("OptionList", "SelectionList", "RadioSet", "ListItem", "Tabs", "Select", "Tree", "DataTable", "TabbedContent"),
        (None, frozenset({"options", "prompt", "label", "title"})),
    ),
    "notify": ((0,), frozenset({"message", "title"})),
    "update": ((0,), frozenset({"content"})),
    "add_row": (None, frozenset({"label"})),
    "add_column": (None, frozenset({"label"})),
    "add_option": ((0,), frozenset({"item"})),
    "add_options": ((0,), frozenset({"items"})),
    "add": ((), frozenset({"label"})),
    "add_leaf": ((0,), frozenset({"label"})),
    "set_label": ((0,), frozenset({"label"})),
    "TextArea": ((), frozenset({"placeholder"})),
    "SystemCommand": ((0, 1), frozenset({"title", "help"})),
    "Hit": ((1,), frozenset({"match_display", "help"})),
    "DiscoveryHit": ((0,), frozenset({"display", "help"})),
    "print": (None, frozenset()),
}  # fmt: skip
FORBIDDEN = frozenset({"from_markup", "from_text", "render_markup", "MarkdownViewer", "bell_markup", "to_content"})
"""What does nothing but parse, whatever it is given."""
PARSED_ATTRIBUTES = frozenset({"tooltip", "border_title", "border_subtitle", "placeholder"})
LITERAL_CALLS = frozenset({"Content", "Text", "assemble", "styled"})


MODULES = ("textual.widgets", "textual.widget", "textual.app", "textual.command", "rich")
VIEWS = frozenset({"Static", "Label", "Digits", "Markdown"})


def name_of(call: ast.expr) -> str:
    return call.attr if isinstance(call, ast.Attribute) else call.id if isinstance(call, ast.Name) else ""


class Checker(ast.NodeVisitor):
    """Notes each place in a source where text that is not our own could be parsed, with its line."""

    def __init__(self, source: str) -> None:
        self.faults: list[str] = []
        tree = ast.parse(source)
        nodes = list(ast.walk(tree))
        self._imported = {
            alias.asname or alias.name
            for node in nodes
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(MODULES)
            for alias in node.names
        }
        self._literal_calls = LITERAL_CALLS | {
            node.name
            for node in nodes
            if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) in LITERAL_CALLS
        }
        self._views = {
            name_of(target)
            for node in nodes
            if isinstance(node, ast.Assign) and self._makes_view(node.value)
            for target in node.targets
        }
        self.visit(tree)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in PARSED_ATTRIBUTES and not self.is_own(node.value):
                self.faults.append(f"{node.lineno}: {ast.unparse(node)}")
        self.generic_visit(node)

    def visit_Call(self, call: ast.Call) -> None:
        name = name_of(call.func)
        if name in FORBIDDEN:
            self.faults.append(f"{call.lineno}: {name}")
        if name in PARSING and self._parses(call, name):
            positions, names = PARSING[name]
            given = call.args if positions is None else [call.args[at] for at in positions if at < len(call.args)]
            given = [*given, *(word.value for word in call.keywords if word.arg in names)]
            wrong = [value for value in given if not self.is_own(value)]
            self.faults += [f"{call.lineno}: {name}({ast.unparse(value)})" for value in wrong]
        self.generic_visit(call)

    def is_own(self, node: ast.expr) -> bool:
        """Whether an expression is no foreign text: a sentence in quotes, or what takes text as it is."""
        match node:
            case ast.Constant():
                return not (isinstance(node.value, str) and "[" in node.value)
            case ast.Call():
                return name_of(node.func) in self._literal_calls
            case ast.IfExp():
                return self.is_own(node.body) and self.is_own(node.orelse)
            case _:
                return False

    def _parses(self, call: ast.Call, name: str) -> bool:
        if any(word.arg == "markup" and ast.unparse(word.value) == "False" for word in call.keywords):
            return False
        if isinstance(call.func, ast.Name):
            return name in self._imported or name == "print"
        receiver = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        if name == "update":
            return self._makes_view(receiver) or name_of(receiver) in self._views
        return name[0].islower()

    @staticmethod
    def _makes_view(node: ast.expr) -> bool:
        return isinstance(node, ast.Call) and any(name_of(part) in VIEWS for part in (node.func, *node.args))


def faults(source: str) -> list[str]:
    return Checker(source).faults


def test_no_foreign_text_can_reach_a_parser_of_markup() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{fault}" for path in sorted(ROOT.rglob("*.py")) for fault in faults(path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(title)",
        "Static(f'Hello {title}')",
        "Static('Hello ' + title)",
        "Static('[bold]')",
        "Label(title, markup=True)",
        "self.notify(words)",
        "self.notify('x', title=title)",
        "self.query_one(Static).update(title)",
        "shown = self.query_one('x', Static)\nshown.update(title)",
        "widget.tooltip = title",
        "widget.border_title = f'{title}'",
        "TextArea(placeholder=title)",
        "OptionList(Option(title), *others)",
        "DataTable().add_row(title, 'x')",
        "Select([(title, 1)])",
        "Text.from_markup(title)",
        "Content.from_markup('x')",
        "Static(title if title else 'x')",
        "Collapsible(title=title)",
        "SystemCommand(title, 'help', run)",
        "console.print(title)",
    ],
)
def test_the_checker_sees_what_would_parse(source: str) -> None:
    assert faults(f"{IMPORTS}\n{source}")


@pytest.mark.parametrize(
    "source",
    [
        "Static(Content(title))",
        "Static(title, markup=False)",
        "Static('Hello')",
        "Static(classes='x')",
        "Static(Content(title) if title else Content('x'))",
        "self.notify(words, markup=False)",
        "widget.tooltip = Content(title) if title else None",
        "fields.update(title)",
        "def words() -> Content: ...\nStatic(self.words())",
        "Text(title)",
        "Tree[str]",
    ],
)
def test_the_checker_lets_pass_what_does_not(source: str) -> None:
    assert faults(f"{IMPORTS}\n{source}") == []


IMPORTS = (
    "from textual.widgets import Static, Label, TextArea, OptionList, Option, DataTable, Select, Collapsible\n"
    "from textual.app import SystemCommand\nfrom textual.content import Content\nfrom rich.text import Text"
)
