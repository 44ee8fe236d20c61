"""Each test of the screen has settings of its own, and none of this machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.big_store import build
from tests.ui.history_host import COUNT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither config.toml nor preferences.toml is there at the start."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of some hundred conversations; not to be changed."""
    return build(tmp_path_factory.mktemp("history"), COUNT)


@pytest.fixture
def data_dir(generated: Path, tmp_path: Path) -> Path:
    """A folder with a copy of it to change."""
    (tmp_path / "history.db").write_bytes(generated.read_bytes())
    return tmp_path
