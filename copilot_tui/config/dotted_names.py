"""Settings by dotted names: "ui.start" is ``start`` in the table ``[ui]``."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

Table = dict[str, Any]
"""A TOML table as the standard library's reader gives it."""


def value_at(source: Table | BaseModel, name: str) -> object:
    """What stands at a dotted name.

    Raises:
        KeyError: nothing does.
    """
    at: object = source
    for part in name.split("."):
        if isinstance(at, BaseModel):
            at = getattr(at, part)
        elif isinstance(at, dict) and part in at:
            at = at[part]
        else:
            raise KeyError(name)
    return at


def holds(table: Table, name: str) -> bool:
    """Whether something stands at a dotted name."""
    try:
        value_at(table, name)
    except KeyError:
        return False
    return True


def put(table: Table, name: str, value: object) -> None:
    """Puts a value at a dotted name; what is no table on the way there is replaced."""
    *tables, last = name.split(".")
    for part in tables:
        inner = table.get(part)
        if not isinstance(inner, dict):
            inner = table[part] = {}
        table = inner
    table[last] = value


def take(table: Table, name: str) -> None:
    """Takes away what stands at a dotted name, and tables that are empty then."""
    *tables, last = name.split(".")
    chain = [table]
    for part in tables:
        inner = chain[-1].get(part)
        if not isinstance(inner, dict):
            return
        chain.append(inner)
    chain[-1].pop(last, None)
    for part, outer in zip(reversed(tables), reversed(chain[:-1]), strict=True):
        if not outer[part]:
            del outer[part]
