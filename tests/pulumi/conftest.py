"""A person's home and project folders, with the files that the Pulumi CLI writes into them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CLOUD = "https://api.pulumi.com"
TOKEN = "pul-0123456789abcdef0123456789abcdef01234567"


@dataclass
class Machine:
    """A home folder, a folder for projects, and the environment of a shell in them."""

    home: Path
    work: Path
    env: dict[str, str]

    def credentials(self, content: object, folder: Path | None = None) -> Path:
        """Writes credentials.json: text as it is, anything else as the CLI indents it."""
        return self._write(folder or self.home / ".pulumi", "credentials.json", content)

    def config(self, content: object, folder: Path | None = None) -> Path:
        """Writes the CLI's config.json."""
        return self._write(folder or self.home / ".pulumi", "config.json", content)

    def project(self, text: str = "name: shop\nruntime: python\n", folder: str = "", file: str = "Pulumi.yaml") -> Path:
        """Writes a project file and returns its path."""
        return self._write(self.work / folder, file, text)

    def select(
        self, project_file: Path | str, content: object, project: str = "shop", home: Path | None = None
    ) -> None:
        """Writes the CLI's note of the selected stack."""
        digest = hashlib.sha1(str(project_file).encode()).hexdigest()
        folder = (home or self.home / ".pulumi") / "workspaces"
        self._write(folder, f"{project}-{digest}-workspace.json", content)

    @staticmethod
    def _write(folder: Path, name: str, content: object) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, indent=4)
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    return Machine(home, work, {"HOME": str(home), "PWD": str(work)})


def logged_in(
    username: str | None = "ada", url: str = CLOUD, *, current: str | None = None, **account: Any
) -> dict[str, Any]:
    """credentials.json as `pulumi login` leaves it."""
    entry = {
        "accessToken": TOKEN,
        "username": username,
        "organizations": [username, "acme"],
        "lastValidatedAt": "2026-08-01T10:00:00.123456789+02:00",
        **account,
    }
    return {
        "current": url if current is None else current,
        "accessTokens": {url: entry["accessToken"]},
        "accounts": {url: entry},
    }
