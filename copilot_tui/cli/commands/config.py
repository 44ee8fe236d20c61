"""The settings file: where it is, a first one, what it says, whether it is right."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from copilot_tui.cli import output
from copilot_tui.cli.command import Command, LazyGroup

if TYPE_CHECKING:
    from pathlib import Path

    from copilot_tui.cli.invocation import Invocation


class ConfigGroup(LazyGroup):
    """The group of these commands."""

    table = MappingProxyType({name: f"{__name__}:{name}" for name in ("path", "init", "show", "check")})


@click.group(
    "config",
    cls=ConfigGroup,
    epilog="""
    copilot-tui config init
    copilot-tui config check --config other.toml
    """,
)
def config() -> None:
    """Find, begin, print and check the settings file."""


@click.command(
    "path",
    cls=Command,
    epilog="""
    $EDITOR "$(copilot-tui config path)"
    """,
)
@click.pass_obj
def path(invocation: Invocation) -> None:
    """Print where the settings file is, or would be."""
    output.data(str(_place(invocation)))


@click.command(
    "init",
    cls=Command,
    epilog="""
    copilot-tui config init
    """,
)
@click.pass_obj
def init(invocation: Invocation) -> None:
    """Write a settings file with every setting in it.

    Each stands there with its default and what it does; a file that is there already is left alone.
    """
    from copilot_tui.config.example import begin_settings
    from copilot_tui.domain.errors import ExportTrouble
    from copilot_tui.domain.text import line

    place = _place(invocation)
    if not begin_settings(place):
        raise ExportTrouble(f"{line(str(place))} is there already: nothing was changed.")
    output.data(str(place))


@click.command(
    "show",
    cls=Command,
    epilog="""
    copilot-tui config show
    """,
)
@click.pass_obj
def show(invocation: Invocation) -> None:
    """Print every setting as it stands, as TOML.

    That is what the file says, else the default.
    """
    import tomli_w

    settings = invocation.wiring.settings(invocation.options)
    output.data(output.manner().code(tomli_w.dumps(settings.model_dump(mode="json"))))


@click.command(
    "check",
    cls=Command,
    epilog="""
    copilot-tui config check && echo fine
    """,
)
@click.pass_obj
def check(invocation: Invocation) -> None:
    """Check the settings file.

    Each fault is named with its line; the exit status is then 2. Keys that two actions would share are faults too.
    """
    from copilot_tui.config.keymap import key_faults
    from copilot_tui.config.line_numbers import line_of
    from copilot_tui.domain.errors import WrongSettings
    from copilot_tui.domain.text import line

    preferences = invocation.wiring.preferences(invocation.options)
    for notice in preferences.notices:
        output.say(notice)
    given, place = preferences.given, _place(invocation)
    if faults := list(key_faults(preferences.settings)):
        lines = ((line_of(("keys", action), given.lines), sentence) for action, sentence in faults)
        raise WrongSettings(
            "\n".join(f"{line(str(place))}{f', line {at}' if at else ''}: {sentence}" for at, sentence in lines),
            hint="The dashboard's help lists every key; `copilot-tui config show` the settings.",
        )
    if place.exists():
        output.say(f"{place} is in order.")
    else:
        output.say(f"There is no {place}: every setting stands at its default. `copilot-tui config init` begins one.")


def _place(invocation: Invocation) -> Path:
    from copilot_tui.config.paths import config_path

    return invocation.options.config or config_path()
