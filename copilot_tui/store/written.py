"""Values from the JSON text that this store wrote of them, read without pydantic.

To import it takes longer than all of the rest of a command that shows a conversation. Every field is checked all the
same, by its annotation: on a damaged page anything may stand.
"""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from inspect import get_annotations
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

if TYPE_CHECKING:
    from copilot_tui.domain.value import Value

V = TypeVar("V", bound="Value")


def read_written(kind: type[V], text: str) -> V:
    """The value that `copilot_tui.store.rows.to_json` made the text of.

    Args:
        kind: a dataclass whose fields are texts, numbers, moments, words of a `StrEnum`, tuples of these, or None.
        text: JSON.

    Raises:
        ValueError: it is no JSON, or a field is missing, unknown, or of another type.
    """
    hints = get_annotations(kind, eval_str=True)
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or not found.keys() <= hints.keys():
            raise ValueError(f"no {kind.__name__}")
        return kind(**{name: _read(hints[name], value) for name, value in found.items()})
    except (TypeError, RecursionError) as error:  # a field is missing; brackets without an end
        raise ValueError(f"no {kind.__name__}") from error


def _read(hint: Any, value: object) -> Any:  # noqa: ANN401 — a type or a union of types, and its value
    if isinstance(hint, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return None if value is None and NoneType in get_args(hint) else _read(kinds[0], value)
    if get_origin(hint) is tuple and isinstance(value, list):
        kinds = [*get_args(hint)]
        if kinds[-1] is Ellipsis:
            kinds = kinds[:1] * len(value)
        return tuple(_read(kind, item) for kind, item in zip(kinds, value, strict=True))
    if type(value) is hint:
        return value
    if isinstance(value, str) and hint is datetime:
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if hint is float and type(value) is int:
        return float(value)
    raise ValueError("a field of another type")
