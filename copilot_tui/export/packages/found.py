"""What reading a program's imports gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Imports:
    """The packages of a program."""

    packages: tuple[str, ...] = ()
    """Names in the language's registry, each once, sorted; the language's own library left out."""
    warnings: tuple[str, ...] = ()
    """Sentences about imports whose package cannot be told."""


def collect(packages: Iterable[str], warnings: Iterable[str] = ()) -> Imports:
    """The same as a value: each name once, sorted; each warning once, in order."""
    return Imports(tuple(sorted(set(packages))), tuple(dict.fromkeys(warnings)))
