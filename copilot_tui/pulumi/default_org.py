"""The organization that a bare stack name belongs to, in the Pulumi CLI's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.domain.endpoint import is_pulumi_cloud
from copilot_tui.pulumi.cli_files import UnusableFile, credentials_dir, read_json_object, string, table
from copilot_tui.pulumi.credentials import SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping


TOLD: Final = "your default organization"
"""The source of an organization that the service told."""


def default_org(env: Mapping[str, str], username: str, told: str = "") -> tuple[str, str]:
    """The default organization and what says so; a pair of "" where nothing does.

    Args:
        env: the environment.
        username: of the login; everyone has an organization of their own name.
        told: what the service says, whom the CLI asks before it falls back to the username; "" where it was not asked
            or knows none.
    """
    if org := env.get("PULUMI_DEFAULT_ORGANIZATION", "").strip():
        return org, "PULUMI_DEFAULT_ORGANIZATION"
    if org := _configured(env):
        return org, "pulumi org set-default"
    if told:
        return told, TOLD
    return (username, SOURCE) if username else ("", "")


def _configured(env: Mapping[str, str]) -> str:
    """``defaultOrg`` of the Pulumi Cloud in the CLI's config.json; an unusable file says nothing."""
    try:
        backends = table(read_json_object(credentials_dir(env) / "config.json").get("backends"))
    except UnusableFile:
        return ""
    return next((string(table(found).get("defaultOrg")) for url, found in backends.items() if is_pulumi_cloud(url)), "")
