"""config.example.toml, written from the settings themselves so that the two never differ."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pydantic import BaseModel

from copilot_tui.config.allowed_values import allowed, of_tables
from copilot_tui.config.settings import Settings
from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic.fields import FieldInfo

_HEADING = """\
# Settings of copilot-tui, each at its default. Take the "# " away from a line to change it.
# The file's place is printed by `copilot-tui config path`; another one is named by --config or COPILOT_TUI_CONFIG.
"""


def example() -> str:
    """A settings file with every setting there is: what it does, what it takes, and its default behind "# "."""
    return _HEADING + "".join(_table(Settings, ""))


def begin_settings(file: Path) -> bool:
    """Writes the example where there is no settings file yet; returns whether it did.

    Raises:
        ExportTrouble: it could not be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            return False
        with file.open("x", encoding="utf-8") as stream:  # "x": nothing that comes there meanwhile is lost
            stream.write(example())
    except OSError as error:
        raise ExportTrouble(f"{line(str(file))} could not be written: {error.strerror}.") from error
    return True


def _table(model: type[BaseModel], prefix: str) -> Iterator[str]:
    tables = {}
    for name, field in model.model_fields.items():
        if isinstance(field.default, dict | BaseModel) or of_tables(field):
            tables[f"{prefix}{name}"] = field
        else:
            yield f"\n{_about(field)}{_samples(name, field)}# {name} = {_toml(field.default)}\n"
    for name, field in tables.items():
        yield f"\n{_about(field)}"
        if isinstance(field.default, BaseModel):
            yield f"[{name}]\n"
            yield from _table(type(field.default), f"{name}.")
        elif of_tables(field):
            yield f"# [[{name}]]\n{_samples('', field)}"
        else:
            yield f"[{name}]\n{_samples('', field)}"


def _about(field: FieldInfo) -> str:
    takes = allowed(field)
    text = field.description or ""
    if takes != "a table":
        text = f"{text} Takes {takes}."
    return textwrap.fill(text, 110, initial_indent="# ", subsequent_indent="# ") + "\n"


def _samples(name: str, field: FieldInfo) -> str:
    """Samples are set in further, so that only defaults stand behind "# "."""
    lines = (
        f"#     {key} = {_toml(value)}\n"
        for sample in field.examples or ()
        for key, value in (sample.items() if isinstance(sample, dict) else [(name, sample)])
    )
    return "".join(lines)


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:g}"
        case tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case _:
            return f'"{value}"'
