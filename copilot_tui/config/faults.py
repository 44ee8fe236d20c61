"""What is wrong with a settings file, in sentences that name line, key and the allowed values; never a value."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel

from copilot_tui.config.allowed_values import allowed, of_tables
from copilot_tui.config.line_numbers import key_lines, line_of
from copilot_tui.config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_PLAIN_KEY: Final = re.compile(r"(?!pul-)[A-Za-z0-9_.-]{1,60}")


def faults(error: ValidationError, text: str) -> list[tuple[int | None, str]]:
    """Every fault of a file as (line, sentence), by line.

    Args:
        error: what validation said.
        text: the file's text.
    """
    lines = key_lines(text)
    details = error.errors(include_url=False, include_input=False)
    found = [(line_of(detail["loc"], lines), _sentence(detail)) for detail in details]
    return sorted(dict.fromkeys(found), key=lambda fault: fault[0] or 0)


def known_keys(model: type[BaseModel] = Settings, prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key that is no section, as a dotted name with its field: ``("ui.start", …)``."""
    for name, field in model.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from known_keys(section, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", field


def _sentence(detail: ErrorDetails) -> str:
    name = _shown(detail["loc"])
    if detail["type"] == "extra_forbidden":
        return f"{name} is not a setting.{_suggestion(detail['loc'])}"
    if detail["type"] == "value_error":  # our own validators, whose sentences hold no input
        return f"{name}: {detail['ctx']['error']}"
    if detail["type"] == "string_too_short":
        return f"{name} must not be empty."
    if detail["type"] in {"string_too_long", "too_long"}:
        return f"{name} is longer than {detail['ctx']['max_length']}."
    field = _field(detail["loc"])
    return f"{name} takes {allowed(field)}." if field else f"{name} cannot be used."


def _field(path: tuple[str | int, ...]) -> FieldInfo | None:
    """The field that a path leads to, or the one that holds it (a list's or a table's own)."""
    model: Any = Settings
    field: FieldInfo | None = None
    for part in path:
        if isinstance(part, int) and field is not None and of_tables(field):
            model = get_args(model)[0]
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel)) or part not in model.model_fields:
            break
        field = model.model_fields[str(part)]
        model = field.annotation
    return field


def _suggestion(path: tuple[str | int, ...]) -> str:
    """The known key that is meant: the same name in another table, else one that looks alike."""
    places = {name.rpartition(".")[2]: name for name in (*Settings.model_fields, *dict(known_keys()))}
    near = difflib.get_close_matches(str(path[-1]), places, n=1)
    if not near:
        return ""
    table, _, key = places[near[0]].rpartition(".")
    return f" Did you mean {key}{f' in [{table}]' if table else ''}?"


def _shown(path: tuple[str | int, ...]) -> str:
    """A path in TOML's words; names that are none of ours may be anything, a pasted token too."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{_plain(part)}" for part in path]
    return "".join(parts).removeprefix(".") or "The file"


def _plain(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else "(a key of odd characters)"
