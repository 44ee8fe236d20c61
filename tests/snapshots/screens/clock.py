"""A clock that stands still, for pictures that say how long ago something was."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import copilot_tui

if TYPE_CHECKING:
    import pytest
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

NOW = datetime(2026, 3, 4, 14, 2, 11, tzinfo=UTC)  # a Wednesday


class _Standing(type):
    """Every time is one of this clock's, whoever made it."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


class StandingClock(datetime, metaclass=_Standing):
    """A datetime whose now is always the same."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """The same moment, in the zone that is asked for."""
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Models that are made while the clocks stand read times as ever."""
        return handler(datetime)


def stop_clocks(patch: pytest.MonkeyPatch) -> None:
    """Gives every module of ours this clock."""
    for module in walk_packages(copilot_tui.__path__, "copilot_tui."):
        if not module.name.endswith("__main__") and ".web" not in module.name:  # needs what a screen does not
            import_module(module.name)
    for name, loaded in list(sys.modules.items()):
        if name.startswith("copilot_tui.") and getattr(loaded, "datetime", None) is datetime:
            patch.setattr(loaded, "datetime", StandingClock)
