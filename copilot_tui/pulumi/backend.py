"""Which backend the Pulumi CLI works with: the Pulumi Cloud, one of a company's own, or a place for state files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from copilot_tui.domain.endpoint import PULUMI_CLOUD, is_pulumi_cloud
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONSOLE_HOST: Final = "app.pulumi.com"  # `pulumi login` takes the console's address for the API's


class BackendKind(StrEnum):
    """Where stacks are kept; Copilot knows those of the Pulumi Cloud only (API reference)."""

    CLOUD = "cloud"
    SELF_HOSTED = "self-hosted"
    DIY = "diy"
    """State files: ``file://``, ``s3://``, ``azblob://``, ``gs://``, …"""


@dataclass(frozen=True, slots=True)
class Backend:
    """The backend in use."""

    url: str = PULUMI_CLOUD
    source: str = ""
    """What says so: "PULUMI_BACKEND_URL", "Pulumi.yaml", "pulumi login"; "" where nothing does."""

    @property
    def kind(self) -> BackendKind:
        """What it is."""
        parts = _split(self.url)
        if is_pulumi_cloud(self.url) or parts == ("https", _CONSOLE_HOST):
            return BackendKind.CLOUD
        return BackendKind.SELF_HOSTED if parts[0] in {"http", "https"} else BackendKind.DIY

    @property
    def sentence(self) -> str:
        """Why there is no Copilot for it; "" for the Pulumi Cloud."""
        scheme, host = _split(self.url)
        if self.kind is BackendKind.CLOUD:
            return ""
        if self.kind is BackendKind.SELF_HOSTED:
            return f"{host} (from {self.source}) is a self-hosted Pulumi Cloud, which has no Copilot API."
        # Without path and host: the URL of a database backend may hold a password.
        place = f"{scheme}://" if scheme else "a place of your own"
        return f"State is kept at {place} (from {self.source}): Copilot knows stacks of the Pulumi Cloud only."


def current_backend(env: Mapping[str, str], project_url: str, project_file: str, current: str) -> Backend:
    """The backend in the CLI's order.

    Args:
        env: the environment.
        project_url: ``backend.url`` of the project file; "" where it says nothing.
        project_file: that file's name.
        current: ``current`` of credentials.json.
    """
    if url := env.get("PULUMI_BACKEND_URL", "").strip():
        return Backend(url, "PULUMI_BACKEND_URL")
    if project_url:
        return Backend(project_url, project_file)
    return Backend(current, "pulumi login") if current else Backend()


def _split(url: str) -> tuple[str, str]:
    """Scheme and host, safe to show."""
    try:
        parts = urlsplit(url.strip())
        return line(parts.scheme, 40), line(parts.hostname or "", 100)
    except ValueError:  # e.g. "https://[": no URL at all
        return "", ""
