"""The settings that a program itself asks for and does not run without: ``config.require("zoneId")``.

Only what is certain: a literal key, in a program whose configuration is all of its own project.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from copilot_tui.export.packages.lexing import Kind, lexer, tokens
from copilot_tui.export.packages.yaml_lines import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from copilot_tui.export.packages.lexing import Token

# `require` and its kin in all of Pulumi's SDKs: requireSecretNumber, require_secret_int, RequireInt32, …
_REQUIRE: Final = re.compile(
    r"require(?P<secret>_?secret)?_?(?:bool|boolean|double|float|float64|int|int32|int64|integer|number|object)?",
    re.IGNORECASE,
)
_KEY: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}", re.ASCII)
_PYTHON: Final = lexer(
    skipped=[r"\#[^\n]*"],
    strings=[
        r"\"\"\"((?:[^\\]|\\(?s:.))*?)(?:\"\"\"|\Z)",
        r"'''((?:[^\\]|\\(?s:.))*?)(?:'''|\Z)",
        r"\"((?:[^\"\\\n]|\\.)*)\"?",
        r"'((?:[^'\\\n]|\\.)*)'?",
    ],
)


def python_tokens(code: str) -> Iterator[Token]:
    """The tokens of a Python program."""
    return tokens(_PYTHON, code)


def settings_in_calls(run: Sequence[Token]) -> tuple[str, ...]:
    """Commands for the keys that a program requires, in order.

    Args:
        run: its tokens. Where any configuration is of another namespace (``new Config("aws")``), none is certain.
    """
    if not _has_own_configuration(run):
        return ()
    found: dict[str, bool] = {}
    for dot, name, opening, key, closing in zip(run, run[1:], run[2:], run[3:], run[4:], strict=False):
        called = dot.is_mark(".") and opening.is_mark("(") and closing.text in {")", ","}
        match = _REQUIRE.fullmatch(name.text) if called and name.kind is Kind.WORD else None
        if match and key.kind is Kind.STRING:
            found[key.text] = found.get(key.text, False) or bool(match["secret"])
    return _commands(found)


def settings_in_yaml(code: str) -> tuple[str, ...]:
    """Commands for what a YAML program's ``config`` declares without a value or a default, in order."""
    found: dict[str, bool] = {}
    given: set[str] = set()
    for entry in entries(code):
        if len(entry.path) < 2 or entry.path[0] not in {"config", "configuration"}:
            continue
        key, below = entry.path[1], entry.path[2:]
        found.setdefault(key, False)
        if (below and below[0] in {"default", "value"}) or (not below and entry.value):
            given.add(key)  # a value on the key's own line, a flow collection too: what it holds is not certain
        if below == ("secret",) and entry.value == "true":
            found[key] = True
    return _commands({key: secret for key, secret in found.items() if key not in given})


def _has_own_configuration(run: Sequence[Token]) -> bool:
    """Whether the program makes configurations, and each of them without a namespace."""
    own = False
    for before, name, opening, first in zip(run, run[1:], run[2:], run[3:], strict=False):
        made = name.text in {"Config", "config"} and name.kind is Kind.WORD and opening.is_mark("(")
        if made and not (name.text == "config" and not before.is_mark(".")):  # Java: ctx.config()
            if first.kind is Kind.STRING and first.text:
                return False
            own = True
    for config, dot, name, opening, _, comma, namespace in zip(*(run[start:] for start in range(7)), strict=False):
        call = (config.text, dot.text, name.text, opening.text, comma.text)
        if call == ("config", ".", "New", "(", ","):  # Go: config.New(ctx, "")
            if namespace.text:
                return False
            own = True
    return own


def _commands(keys: Mapping[str, bool]) -> tuple[str, ...]:
    """Keys that no shell takes for anything else; secrets are asked for on the terminal."""
    return tuple(
        f"pulumi config set --secret {key}" if secret else f"pulumi config set {key} YOUR_VALUE"
        for key, secret in keys.items()
        if _KEY.fullmatch(key)
    )
