"""Each command and each option that the help names, through a real process."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click
import pytest

from copilot_tui.cli.common_options import COMMON_OPTIONS
from copilot_tui.cli.main import root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Place

LINES = {
    # What is typed, {…} being ids, and what has to be printed; "!" before it for what goes to stderr.
    "--version": "copilot-tui ",
    "ask 'Who are the admins?' --conversation {admins} --json --secrets hide": '"state": "answered"',
    "ask 'Write an S3 bucket in Python' --export bucket --color always": "\x1b[",
    "ask 'Who are the admins?' --org blue-harbor --url https://app.pulumi.com/blue-harbor": "!Kept as",
    "list --json --limit 2": '"id"',
    "list --all": "VPC module for prod",
    "list --deleted": "!The bin is empty",
    "show {vpc} --format md --redact": "VPC",
    "show {vpc} --color never": "copilot ·",
    "search bucket --json --limit 1": '"snippet"',
    "search bucket --best": "bucket",
    "programs --conversation {vpc} --json": '"language": "go"',
    "rename {vpc} 'Another title'": "Another title",
    "pin {admins}": "{admins}",
    "pin {admins} --undo": "{admins}",
    "archive {admins}": "{admins}",
    "archive {admins} --undo": "{admins}",
    "delete {admins}": "{admins}",
    "restore {vpc}": "!Nothing in the bin",
    "export {vpc} --as file --name stack --json --redact": '"stack.go"',
    "export {vpc} infra --force": "infra",
    "export --all backup --as md": "backup",
    "import missing.json --json": "!does not exist",
    "config path": "config.toml",
    "config path --config other.toml": "other.toml",
    "config init": "config.toml",
    "config show": "request_timeout_seconds",
    "config check": "!every setting stands at its default",
    "doctor --json": '"findings"',
    "doctor --repair": "history",
    "completion zsh": "#compdef copilot-tui",
    "list --demo --theme copilot-light --data-dir elsewhere": "VPC module for prod",
    "ask 'Hm?' --api-url http://127.0.0.1:1": "!Error",
}
ELSEWHERE = {
    ("demo-server", "--port"),  # tests.cli.test_processes
    ("serve", "--host"), ("serve", "--port"), ("serve", "--public-url"),  # tests.web
}  # fmt: skip
NOT_DONE = ("restore", "import", "ask 'Hm?'", "doctor")  # statuses other than 0 are right there, or may be


def commands(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, f"{path} {name}".strip())


def test_none_is_left_out() -> None:
    typed = [shlex.split(line) for line in LINES]
    for path, command in commands(root):
        names = path.split()
        used = {word for words in typed if words[: len(names)] == names for word in words}
        covered = bool(used) or isinstance(command, click.Group) or any(path == one for one, _ in ELSEWHERE)
        assert covered, path
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert used & set(option.opts) or (path, option.opts[0]) in ELSEWHERE, f"{path} {option.opts[0]}"
    everything = {word for words in typed for word in words}
    assert all(option.opts[0] in everything for option in COMMON_OPTIONS)


@pytest.mark.parametrize("typed", LINES)
def test_it_does_what_the_help_says(filled: Place, typed: str) -> None:
    known = {row["title"]: row["id"] for row in filled.run("list", "--json").json}
    ids = {"vpc": known["VPC module for prod"], "admins": known["Who are the admins?"]}
    result = filled.process(*shlex.split(typed.format(**ids)))
    expected = LINES[typed].format(**ids)
    shown = result.err if expected.startswith("!") else result.out
    assert expected.removeprefix("!") in shown, result
    assert "bug" not in result.err
    assert result.status == 0 or typed.startswith(NOT_DONE), result
