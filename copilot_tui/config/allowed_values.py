"""Which values a setting takes, in words; for errors and for documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo

_SCALARS: Final[dict[object, tuple[str, str]]] = {
    bool: ("true or false", "true or false"),
    int: ("a whole number", "whole numbers"),
    float: ("a number", "numbers"),
    str: ("a string", "strings"),
}


def allowed(field: FieldInfo) -> str:
    """What a setting takes: "a number from 1 to 3600", '"auto", "bell" or "off"', "a list of strings"."""
    return _in_words(field.annotation) + _range(field.metadata)


def of_tables(field: FieldInfo) -> bool:
    """Whether a setting is a list of tables, such as ``[[contexts]]``."""
    inner = get_args(field.annotation)[:1] if get_origin(field.annotation) is tuple else ()
    return bool(inner) and isinstance(inner[0], type) and issubclass(inner[0], BaseModel)


def _in_words(annotation: object) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        *most, last = (f'"{value}"' for value in arguments)
        return f"{', '.join(most)} or {last}" if most else last
    if origin is tuple:
        return f"a list of {_plural(arguments[0])}"
    if origin is dict:
        return f"a table of {_plural(arguments[1])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "a table"
    return _SCALARS[annotation][0]


def _plural(annotation: object) -> str:
    inner = getattr(annotation, "__origin__", annotation)  # Annotated[int, …]
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return "tables"
    return _SCALARS[inner][1] + _range(getattr(annotation, "__metadata__", ()))


def _range(metadata: Iterable[object]) -> str:
    limits = [limit for item in metadata for limit in (item, *getattr(item, "metadata", ()))]
    low = next((limit.ge for limit in limits if getattr(limit, "ge", None) is not None), None)
    high = next((limit.le for limit in limits if getattr(limit, "le", None) is not None), None)
    return f" from {low:g} to {high:g}" if low is not None and high is not None else ""
