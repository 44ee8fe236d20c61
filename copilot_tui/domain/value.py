"""The base of our own values: plain dataclasses, since whoever only lists them must not wait for pydantic."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import Field

    from pydantic import ConfigDict, TypeAdapter
    from pydantic_core import SchemaValidator


class Value:
    """A value: compared by content, never changed in place (use ``model_copy(update=…)``).

    A subclass is a frozen dataclass with slots. Whoever makes one in code is checked by mypy; what is JSON from outside
    comes in through `model_validate_json`, where pydantic checks every field. The methods are named as those of
    `copilot_tui.domain.model.Frozen`, so that nobody need know which of the two a value is.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __pydantic_config__: ClassVar[ConfigDict] = {"extra": "forbid"}

    def model_copy(self, *, update: Mapping[str, object]) -> Self:
        """The same value but for some fields, which are not checked.

        Raises:
            AttributeError: there is no such field.
        """
        copy = object.__new__(type(self))
        for field in fields(self):
            object.__setattr__(copy, field.name, getattr(self, field.name))
        for name, fact in update.items():
            object.__setattr__(copy, name, fact)
        return copy

    def model_dump(
        self, *, mode: Literal["json", "python"] = "python", exclude: set[str] | None = None
    ) -> dict[str, Any]:
        """The fields by name, in values of Python or (``mode="json"``) of JSON; without those that are excluded."""
        dumped: dict[str, Any] = _adapter(type(self)).dump_python(self, mode=mode, exclude=exclude)
        return dumped

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """The same as JSON text."""
        return _adapter(type(self)).dump_json(self, indent=indent).decode()

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """Reads JSON text.

        Raises:
            pydantic.ValidationError: it is no JSON, or a field is missing, unknown, or of another type.
        """
        read: Self = _checker(cls).validate_json(text)
        return read


# Made once for each kind, when they are first asked for. No `functools.cache`: for mypy, classes cannot be its keys.
_ADAPTERS: Final[dict[type[Any], TypeAdapter[Any]]] = {}
_CHECKERS: Final[dict[type[Any], SchemaValidator]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """How pydantic reads and writes values of a kind."""
    if kind not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _checker(kind: type[Any]) -> SchemaValidator:
    """Not the adapter itself, which does not heed a dataclass's wish that errors are not to hold the input."""
    if kind not in _CHECKERS:
        from pydantic_core import SchemaValidator

        _CHECKERS[kind] = SchemaValidator(_adapter(kind).core_schema, {"hide_input_in_errors": True})
    return _CHECKERS[kind]
