"""Where settings, history and logs are, by the platform's custom and the person's environment variables."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG_VARIABLE: Final = "COPILOT_TUI_CONFIG"
DATA_VARIABLE: Final = "COPILOT_TUI_DATA_DIR"
_APP: Final = "copilot-tui"


def config_path(env: Mapping[str, str] = os.environ) -> Path:
    """The settings file: $COPILOT_TUI_CONFIG, else config.toml in the platform's folder for settings."""
    if named := env.get(CONFIG_VARIABLE):
        return Path(named).expanduser()
    return platformdirs.user_config_path(_APP, appauthor=False) / "config.toml"


def data_dir(env: Mapping[str, str] = os.environ) -> Path:
    """The folder of the history: $COPILOT_TUI_DATA_DIR, else the platform's folder for data."""
    return _named_data_dir(env) or platformdirs.user_data_path(_APP, appauthor=False)


def state_dir(env: Mapping[str, str] = os.environ) -> Path:
    """The folder of what the app remembers between starts; within $COPILOT_TUI_DATA_DIR where that is set."""
    named = _named_data_dir(env)
    return named / "state" if named else platformdirs.user_state_path(_APP, appauthor=False)


def preferences_file(data_dir: Path | None = None, env: Mapping[str, str] = os.environ) -> Path:
    """What the app changes by itself: in ``state`` of the folder that --data-dir names, else in the state folder."""
    folder = data_dir / "state" if data_dir is not None else state_dir(env)
    return folder / "preferences.toml"


def themes_dir(config: Path | None = None, env: Mapping[str, str] = os.environ) -> Path:
    """The folder of a person's own themes: beside the settings file."""
    return (config or config_path(env)).parent / "themes"


def log_dir(env: Mapping[str, str] = os.environ) -> Path:
    """The folder of the log; within $COPILOT_TUI_DATA_DIR where that is set."""
    named = _named_data_dir(env)
    return named / "log" if named else platformdirs.user_log_path(_APP, appauthor=False)


def _named_data_dir(env: Mapping[str, str]) -> Path | None:
    named = env.get(DATA_VARIABLE)
    return Path(named).expanduser() if named else None
