"""What the Pulumi Cloud says of a person and their stacks; each may be missing, and nothing depends on it."""

from __future__ import annotations

from datetime import datetime

from copilot_tui.domain.model import Frozen


class User(Frozen):
    """Who the token belongs to."""

    login: str
    name: str = ""
    organizations: tuple[str, ...] = ()
    """Identifiers as they stand in console addresses, e.g. "acme"."""


class StackRef(Frozen):
    """One stack that the person can see."""

    org: str
    project: str
    stack: str
    last_update: datetime | None = None
    """UTC; None where it was never updated."""
    resources: int | None = None


class UpdateSummary(Frozen):
    """One update of a stack."""

    version: int
    """The number in its console address: ``…/updates/{version}``."""
    kind: str = ""
    """"update", "preview", "refresh", "destroy", … as the service spells it."""
    result: str = ""
    """"not-started", "in-progress", "succeeded", "failed"."""
    message: str = ""
    started_at: datetime | None = None
    """UTC."""
    finished_at: datetime | None = None
    """UTC."""
    requested_by: str = ""
    """Login of the person or service that asked for it."""
    changes: tuple[tuple[str, int], ...] = ()
    """Resources by kind of change, e.g. ("create", 3)."""
