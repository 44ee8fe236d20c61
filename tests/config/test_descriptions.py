"""Settings in words, and words as settings."""

from __future__ import annotations

import pytest

from copilot_tui.config.descriptions import described, in_words, read_value
from copilot_tui.config.preferences import NOT_HERE
from copilot_tui.config.settings import Settings
from copilot_tui.domain.errors import WrongSettings

SETTINGS = {setting.name: setting for setting in described()}


@pytest.mark.parametrize("name", sorted(SETTINGS.keys() - NOT_HERE))
def test_every_default_can_be_typed_as_it_is_shown(name: str) -> None:
    setting = SETTINGS[name]
    assert setting.meaning
    assert setting.takes
    if setting.kind != "truth" and setting.default not in ("", {}):
        assert read_value(setting, in_words(setting.default)) == setting.default


def test_tables_are_typed_as_they_are_shown() -> None:
    versions = {"aws": 6, "azure-native": 2}
    assert in_words(versions) == "aws = 6, azure-native = 2"
    assert read_value(SETTINGS["export.versions"], in_words(versions)) == versions


@pytest.mark.parametrize("text", ["many", "", "1 2", "{", '"5"x'])
def test_what_is_no_value_is_said_with_what_it_takes(text: str) -> None:
    with pytest.raises(WrongSettings, match="trash_days takes a whole number from 1 to 3650"):
        read_value(SETTINGS["trash_days"], text)


def test_they_stand_under_their_tables() -> None:
    tables = [setting.table for setting in described()]
    assert list(dict.fromkeys(tables)) == ["", "context", "ui", "export", "keys"]
    assert Settings.model_fields.keys() >= {setting.name for setting in described() if setting.table == ""}
