"""Go: the modules behind import paths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.text import line
from copilot_tui.export.packages.found import Imports, collect
from copilot_tui.export.packages.lexing import Kind, lexer, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copilot_tui.export.packages.lexing import Token

PULUMI_SDK: Final = "github.com/pulumi/pulumi/sdk/v3"

_LEXER: Final = lexer(
    skipped=[r"//[^\n]*", r"/\*(?s:.)*?(?:\*/|\Z)", r"'(?:[^'\\\n]|\\.)*'?"],
    strings=[r"\"((?:[^\"\\\n]|\\.)*)\"?", r"`([^`]*)(?:`|\Z)"],
)
_IMPORT_PATH: Final = re.compile(r"[A-Za-z0-9._~/-]+", re.ASCII)
_MAJOR: Final = re.compile(r"v[0-9]+")
# Hosts whose repositories are two segments deep; elsewhere the host's own segment and one more stand for a module.
_FORGES: Final = frozenset({"github.com", "gitlab.com", "bitbucket.org", "golang.org"})
# Modules that are rooted below /sdk of their repository (read from their go.mod).
_DEEP: Final = ("github.com/pulumi/pulumi-docker-build/sdk/go/dockerbuild",)


def read_tokens(code: str) -> Iterator[Token]:
    """The tokens of a Go program."""
    return tokens(_LEXER, code)


def read_packages(code: str) -> Imports:
    """The modules that a Go program imports; Pulumi's SDK and the standard library left out."""
    packages: list[str] = []
    problems: list[str] = []
    for path in _import_paths(code):
        if "." not in path.split("/", 1)[0]:  # the standard library has no dot in its first segment; "" and ./x neither
            continue
        if not _IMPORT_PATH.fullmatch(path) or path.startswith("."):
            problems.append(f"“{line(path, 80)}” is imported but is no module path: check it.")
        elif (module := module_of(path)) != PULUMI_SDK:
            packages.append(module)
    return collect(packages, problems)


def module_of(path: str) -> str:
    """The module that an import path belongs to.

    Pulumi's SDKs end at ``/sdk`` or ``/sdk/vN``; each part of ``pulumi-azure-native-sdk`` is a module of its own.
    """
    if deep := next((module for module in _DEEP if f"{path}/".startswith(f"{module}/")), None):
        return deep
    parts = path.rstrip("/").split("/")
    if len(parts) > 2 and parts[2] == "pulumi-azure-native-sdk":
        length = 4
    elif "sdk" in parts[2:]:
        length = parts.index("sdk", 2) + 1
    else:
        length = 3 if parts[0] in _FORGES else 2
    if length < len(parts) and _MAJOR.fullmatch(parts[length]) and length > 2:
        length += 1
    return "/".join(parts[:length])


def _import_paths(code: str) -> Iterator[str]:
    """The strings of import declarations: ``import "x"``, ``import name "x"``, ``import ( … )``."""
    importing = grouped = False
    for token in read_tokens(code):
        if importing and token.kind is Kind.STRING:
            yield token.text
            importing = grouped
        elif importing and token.text == "(":
            grouped = True
        elif importing and token.text == ")":
            importing = grouped = False
        elif token.kind is Kind.WORD and not grouped:
            importing = token.text == "import" or (importing and token.text not in {"func", "var", "const", "type"})
