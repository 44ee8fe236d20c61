"""Values from the JSON text that this store wrote of them, read without pydantic.

To import it takes longer than all of the rest of a command that shows a conversation. Every field is checked all the
same, by its annotation: on a damaged page anything may stand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from inspect import get_annotations
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin

if TYPE_CHECKING:
    from copilot_tui.domain.value import Value

T = TypeVar("T")
V = TypeVar("V", bound="Value")
_Reader = Callable[[object], Any]


def read_written(kind: type[V], text: str) -> V:
    """The value that `copilot_tui.store.rows.to_json` made the text of.

    Args:
        kind: a dataclass that inherits no fields; its own are texts, numbers, moments, words of a `StrEnum`, tuples
            of these, or None.
        text: JSON.

    Raises:
        ValueError: it is no JSON, or a field is missing, unknown, or of another type.
    """
    readers = _readers(kind)
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or not found.keys() <= readers.keys():
            raise ValueError(f"no {kind.__name__}")
        return kind(**{name: readers[name](value) for name, value in found.items()})
    except (TypeError, RecursionError) as error:  # a field is missing; brackets without an end
        raise ValueError(f"no {kind.__name__}") from error


_KNOWN: Final[dict[type[Any], dict[str, _Reader]]] = {}


def _readers(kind: type[Any]) -> dict[str, _Reader]:
    """What reads each field; made once, since a conversation has thousands of turns."""
    if kind not in _KNOWN:
        _KNOWN[kind] = {name: _reader(hint) for name, hint in get_annotations(kind, eval_str=True).items()}
    return _KNOWN[kind]


def _reader(hint: Any) -> _Reader:  # noqa: ANN401 — a type, a generic one, or a union of types
    if isinstance(hint, UnionType):
        [inner] = (_reader(one) for one in get_args(hint) if one is not NoneType)
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        kinds = get_args(hint)
        if kinds[-1] is Ellipsis:
            each = _reader(kinds[0])
            return lambda value: tuple(map(each, _exactly(list, value)))
        several = [_reader(kind) for kind in kinds]
        return lambda value: tuple([read(one) for read, one in zip(several, _exactly(list, value), strict=True)])
    return _plain_reader(hint)


def _plain_reader(kind: type[Any]) -> _Reader:
    if kind is datetime:
        return lambda value: datetime.fromisoformat(_exactly(str, value))
    if kind is float:
        return lambda value: float(value) if type(value) is int else _exactly(float, value)
    return kind if issubclass(kind, StrEnum) else partial(_exactly, kind)


def _exactly(kind: type[T], value: object) -> T:
    if type(value) is not kind:  # neither a subclass: True is no number
        raise ValueError("a field of another type")
    return value
