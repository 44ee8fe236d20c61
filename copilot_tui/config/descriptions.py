"""Every setting there is, described for a person, and its value in words and back."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from pydantic import BaseModel

from copilot_tui.config.allowed_values import allowed
from copilot_tui.config.faults import known_keys
from copilot_tui.domain.errors import WrongSettings

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

Kind = Literal["truth", "choice", "number", "text", "list", "table"]


@dataclass(frozen=True, slots=True)
class DescribedSetting:
    """One setting."""

    name: str
    """Dotted, such as "ui.start"."""
    meaning: str
    takes: str
    """What it takes, in words: "a number from 1 to 3600"."""
    default: object
    kind: Kind
    choices: tuple[str, ...] = ()
    """All that it takes, where that is one of a few."""

    @property
    def table(self) -> str:
        """The table that it stands in; "" for none."""
        return self.name.rpartition(".")[0] or (self.name if self.kind == "table" else "")

    @property
    def key(self) -> str:
        """Its name within the table."""
        return self.name.rpartition(".")[2]


def described() -> list[DescribedSetting]:
    """All settings, those without a table first, as they stand in config.example.toml."""
    found = [_described(name, field) for name, field in known_keys()]
    return sorted(found, key=lambda setting: setting.table != "")


def in_words(value: object) -> str:
    """A value as a person writes it in config.toml, without the quotes of a text: "true", "180", "aws = 6"."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:g}"
        case tuple() | list():
            return " ".join(map(in_words, value))
        case BaseModel():
            return str(getattr(value, "name", value))
        case dict():
            return ", ".join(f"{name} = {_quoted(item)}" for name, item in value.items())
        case _:
            return str(value)


def read_value(setting: DescribedSetting, text: str) -> object:
    """What somebody typed as a value; the range is checked when it is set.

    Raises:
        WrongSettings: it is none.
    """
    text = text.strip()
    if setting.kind in {"text", "choice"}:
        return text
    source = f"x = {{ {text} }}" if setting.kind == "table" else f"x = {text}"
    try:
        value = tomllib.loads(source)["x"]
    except ValueError as error:
        raise WrongSettings(f"{setting.name} takes {setting.takes}.") from error
    return value


def _described(name: str, field: FieldInfo) -> DescribedSetting:
    annotation = field.annotation
    choices = tuple(map(str, get_args(annotation))) if get_origin(annotation) is Literal else ()
    return DescribedSetting(
        name=name,
        meaning=field.description or "",
        takes=allowed(field),
        default=field.get_default(),
        kind="choice" if choices else _kind(annotation),
        choices=choices,
    )


def _kind(annotation: object) -> Kind:
    kinds: dict[object, Kind] = {tuple: "list", dict: "table", bool: "truth", int: "number", float: "number"}
    return kinds.get(get_origin(annotation) or annotation, "text")


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else in_words(value)
