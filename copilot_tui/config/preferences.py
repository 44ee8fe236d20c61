"""Settings from both files: config.toml, which is the person's own and goes first, and what the app changes.

The app writes to preferences.toml in its state folder only. A fault in there never keeps anybody from starting: what
cannot be used is left out, and said.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field, ValidationError

from copilot_tui.config.dotted_names import holds, put, take, value_at
from copilot_tui.config.faults import faults, known_keys
from copilot_tui.config.line_numbers import line_of
from copilot_tui.config.loading import load_given
from copilot_tui.config.settings import Settings
from copilot_tui.config.writing import read_preferences, write_preferences
from copilot_tui.domain.errors import WrongSettings
from copilot_tui.domain.model import Frozen
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from copilot_tui.config.dotted_names import Table
    from copilot_tui.config.loading import Given

PREFERENCES: Final = "preferences.toml"
NOT_HERE: Final = frozenset({"token_command", "contexts", "prompts"})
"""Settings that only config.toml can have: a program to run is nothing that an app writes down by itself, and lists of
tables are written with an editor."""
_REMEMBERED: Final = "remembered"


class Remembered(Frozen):
    """``[remembered]``: what is no setting and still outlasts a run."""

    tour_seen: bool = False
    """Whether the tour of the first start was put away."""
    org: str = Field(default="", max_length=200)
    """The organization that was asked in last; "" while there is none."""
    url: str = Field(default="", max_length=2000)
    """The console page that went with it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a setting's value comes from."""

    file: str = ""
    """The file's name; "" for the default."""
    line: int | None = None
    fixed: bool = False
    """Whether it stands in config.toml, which the app never writes to."""

    @property
    def words(self) -> str:
        """In few words: "config.toml line 12", "preferences.toml", "default"."""
        return f"{self.file} line {self.line}" if self.line else self.file or "default"


class Preferences:
    """What is set, by which file, and changing it.

    Args:
        config: config.toml; None for the usual place.
        file: preferences.toml, which need not exist.
        env: the environment.

    Raises:
        WrongSettings: config.toml cannot be used; see `copilot_tui.config.loading.load_settings`.
    """

    def __init__(self, config: Path | None, file: Path, env: Mapping[str, str] = os.environ) -> None:
        self.file: Final = file
        self._config, self._env = config, env
        self.reload()

    def reload(self) -> None:
        """Reads both files again.

        Raises:
            WrongSettings: config.toml cannot be used; everything stays as it was.
        """
        self._take(load_given(self._config, self._env), *read_preferences(self.file))

    def _take(self, given: Given, own: Table, problem: str = "") -> None:
        usable, faulty = _usable(own)
        self.given, self._own = given, usable
        self.notices: tuple[str, ...] = tuple(filter(None, (problem, *faulty)))
        """What could not be used of preferences.toml, in sentences."""
        self.settings: Settings = _merged(given.found, usable)
        """Both files' settings, config.toml's first."""
        self.remembered: Remembered = _remembered(own)
        """What is no setting and still outlasts a run."""

    def origin(self, name: str) -> Origin:
        """Where the value of a setting comes from.

        Args:
            name: dotted, such as "ui.start".
        """
        if holds(self.given.found, name):
            at = line_of(tuple(name.split(".")), self.given.lines)
            return Origin(line(self.given.file.name), at, fixed=True)
        return Origin(self.file.name) if holds(self._own, name) else Origin()

    def change(self, name: str, value: object) -> None:
        """Sets a setting, and keeps it; blocks.

        Raises:
            WrongSettings: config.toml sets it, it takes no such value, or preferences.toml cannot be written.
        """
        origin = self.origin(name)
        if origin.fixed:
            raise WrongSettings(f"{name} is set in {origin.words}.", hint="Change it there.")
        if name in NOT_HERE:
            raise WrongSettings(f"{name} can be set in config.toml only.")
        _check(name, value)
        self._write(name, value)

    def reset(self, name: str) -> None:
        """Lets a setting stand at its default again, as far as config.toml does not set it; blocks.

        Raises:
            WrongSettings: preferences.toml cannot be written.
        """
        self._write(name, None)

    def remember(self, **facts: str | bool) -> None:
        """Keeps what is no setting; see `Remembered`. Blocks.

        Raises:
            WrongSettings: preferences.toml cannot be written.
        """
        remembered = self.remembered.model_copy(update=facts)
        if remembered != self.remembered:
            self._write(_REMEMBERED, {name: fact for name, fact in remembered.model_dump().items() if fact})

    def _write(self, name: str, value: object) -> None:
        own, _ = read_preferences(self.file)  # another copy of the program may have written meanwhile
        if value is None:
            take(own, name)
        else:
            put(own, name, value)
        self._take(self.given, own)  # holds for this run even where it cannot be kept
        write_preferences(self.file, own)


def _usable(own: Table) -> tuple[Table, list[str]]:
    """The settings in preferences.toml that can be used, and what is to be said of the others."""
    usable: Table = {}
    faulty = []
    for name, _ in known_keys():
        if not holds(own, name) or name in NOT_HERE:
            continue
        value = value_at(own, name)
        try:
            _check(name, value)
        except WrongSettings as error:
            faulty.append(f"{PREFERENCES}: {error.message}")
        else:
            put(usable, name, value)
    return usable, faulty


def _check(name: str, value: object) -> None:
    """Raises WrongSettings where a setting takes no such value."""
    table: Table = {}
    put(table, name, value)
    try:
        Settings.model_validate(table)
    except ValidationError as error:
        raise WrongSettings(" ".join(fault for _, fault in faults(error, ""))) from error


def _merged(given: Table, own: Table) -> Settings:
    both: Table = {}
    for source in (own, given):
        for name, _ in known_keys():
            if holds(source, name):
                put(both, name, value_at(source, name))
    return Settings.model_validate(both)


def _remembered(own: Table) -> Remembered:
    facts: dict[str, Any] = {}
    for name, value in own.get(_REMEMBERED, {}).items() if isinstance(own.get(_REMEMBERED), dict) else ():
        try:
            facts |= Remembered.model_validate({name: value}, strict=True).model_dump(include={name})
        except ValidationError:
            continue  # a newer version's, or a hand's: remembering is no promise
    return Remembered(**facts)
