"""The README says what is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from copilot_tui.cli.exit_codes import EXIT_CODES
from copilot_tui.config.loading import load_settings
from copilot_tui.config.settings import Settings
from copilot_tui.config.themes import read_theme
from tests.readme_parts import written

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(?:pulumi .*\| )?copilot-tui (.*)$", README, re.MULTILINE)


def run(folder: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the program on the demo's store in a folder."""
    command = [sys.executable, "-m", "copilot_tui", *arguments, "--demo", "--data-dir", str(folder / "data")]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=folder, timeout=60, check=False)


def test_set_up_commands_stand_as_promised() -> None:
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/copilot-tui --demo" in README
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest" in README


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith("demo-server")])
def test_every_example_of_the_command_line_works(command: str, tmp_path: Path) -> None:
    first = run(tmp_path, "list").stdout.split()[0]
    done = run(tmp_path, *shlex.split(command.replace("q7xk", first)), text="error: bucket exists")
    found_something = command == "doctor"  # there is no token here, and it says so
    assert done.returncode == int(found_something), done.stderr
    assert done.stdout or done.stderr


def test_the_tables_are_those_of_the_program() -> None:
    assert written(README) == README, "python -m tests.readme_parts"


@pytest.mark.parametrize("example", re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL))
def test_every_example_of_a_file_is_right(example: str, tmp_path: Path) -> None:
    if "ground" in example:
        file = tmp_path / "mine.toml"
        file.write_text(example, encoding="utf-8")
        theme, problems = read_theme(file)
        assert theme is not None
        assert not problems
    else:
        file = tmp_path / "config.toml"
        file.write_text(example, encoding="utf-8")
        assert load_settings(file, {}) != Settings()


def test_there_are_examples() -> None:
    assert len(COMMANDS) >= 6


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"\]\((screenshots/[^)]+)\)", README)
    assert len(pictures) >= 5
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_exit_statuses_are_those_of_the_table() -> None:
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert set(EXIT_CODES.values()) <= told
