"""TypeScript and JavaScript: every form in which a module is named, read from tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.text import line
from copilot_tui.export.packages.ecmascript import script_tokens
from copilot_tui.export.packages.found import Imports, collect
from copilot_tui.export.packages.lexing import END, Kind, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# nodejs.org/api, the modules that need no package; sub-paths such as fs/promises belong to them.
_BUILT_IN: Final = frozenset({
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram",
    "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module", "net",
    "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream",
    "string_decoder", "sys", "timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi",
    "worker_threads", "zlib",
})  # fmt: skip
_PACKAGE: Final = re.compile(r"(?:@[a-z0-9][a-z0-9._~-]*/)?[a-z0-9][a-z0-9._~-]*", re.ASCII | re.IGNORECASE)
_CLAUSE_MARKS: Final = frozenset("{},*")


def read_packages(code: str) -> Imports:
    """The npm packages that a program names; `@pulumi/pulumi`, Node's own modules and relative paths left out.

    Read are ``import … from``, ``import type``, ``import "x"``, ``export … from``, ``import x = require()``,
    ``require()``, ``require.resolve()`` and ``import()`` with a literal name.
    """
    packages: list[str] = []
    problems: list[str] = []
    for specifier in _specifiers(list(script_tokens(code))):
        if _needs_no_package(specifier):
            continue
        parts = specifier.split("/")
        package = "/".join(parts[:2]) if specifier.startswith("@") else parts[0]
        if package == "@pulumi/pulumi":
            continue
        if _PACKAGE.fullmatch(package) and len(package) <= 214:
            packages.append(package)
        else:
            problems.append(f"“{line(specifier, 80)}” is imported but is no npm package: check it.")
    return collect(packages, problems)


def is_module(code: str) -> bool:
    """Whether JavaScript is written as an ES module: Node takes it for one only when told."""
    run = list(script_tokens(code))
    for position, token in enumerate(run):
        before = run[position - 1] if position else END
        if before.is_mark("."):
            continue
        after = run[position + 1] if position + 1 < len(run) else END
        if token.is_word("import") and _static_import(run, position) is not None:
            return True
        if token.is_word("export") and (after.kind is Kind.WORD or after.text in {"{", "*"}):
            return True
    return False


def _specifiers(run: Sequence[Token]) -> Iterator[str]:
    for position, token in enumerate(run):
        before = run[position - 1] if position else END
        if token.kind is not Kind.WORD or before.is_mark("."):  # config.require("x") names no module
            continue
        specifier: str | None = None
        if token.text == "import":
            specifier = _static_import(run, position)
            specifier = _call_argument(run, position + 1) if specifier is None else specifier
        elif token.text == "export":
            specifier = _from_clause(run, position + 1)
        elif token.text == "require":
            resolves = [item.text for item in run[position + 1 : position + 3]] == [".", "resolve"]
            specifier = _call_argument(run, position + (3 if resolves else 1))
        if specifier is not None:
            yield specifier


def _static_import(run: Sequence[Token], position: int) -> str | None:
    """The name in ``import "x"`` or ``import … from "x"`` at a position."""
    after = run[position + 1] if position + 1 < len(run) else END
    return after.text if after.kind is Kind.STRING else _from_clause(run, position + 1)


def _from_clause(run: Sequence[Token], position: int) -> str | None:
    """The name after ``from``, where nothing but a clause of names stands before it."""
    for place in range(position, len(run) - 1):
        token, after = run[place], run[place + 1]
        if token.is_word("from") and after.kind is Kind.STRING:
            return after.text
        named = token.kind is Kind.STRING and (after.is_word("as") or after.text in _CLAUSE_MARKS)
        if not (named or token.kind is Kind.WORD or token.text in _CLAUSE_MARKS):
            return None
        if token.text in {"import", "export", "const", "let", "var", "function", "class"} and place > position:
            return None
    return None


def _call_argument(run: Sequence[Token], position: int) -> str | None:
    """The literal in ``("x")`` at a position."""
    if position + 2 >= len(run) or not run[position].is_mark("("):
        return None
    argument, after = run[position + 1], run[position + 2]
    return argument.text if argument.kind is Kind.STRING and after.text in {")", ","} else None


def _needs_no_package(specifier: str) -> bool:
    if not specifier or specifier[0] in "./#" or ":" in specifier:  # relative, import map, node:fs, URLs
        return True
    return specifier.split("/", 1)[0] in _BUILT_IN
