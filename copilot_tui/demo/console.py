"""What the demo's Pulumi Cloud holds, and its read-only endpoints: the person, the organizations, stacks and updates.

Shapes as public clients of the service read them: ``/api/user``, ``/api/user/organizations/default``,
``/api/user/stacks`` and ``/api/stacks/{org}/{project}/{stack}/updates``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from copilot_tui.domain.context import CloudContext

LOGIN = "jo"
DEFAULT_ORG = "acme"
_HOUR = 3600
_DAY = 24 * _HOUR
_PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Update:
    """One update of a stack."""

    version: int
    kind: str
    """ "update", "refresh", "destroy"."""
    result: str
    """ "succeeded" or "failed"."""
    age_seconds: int
    """From its start until now."""
    by: str
    message: str
    changes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stack:
    """One stack and its updates, newest first."""

    org: str
    project: str
    name: str
    runtime: str
    resources: int
    updates: tuple[Update, ...]


ORGANIZATIONS = {"acme": "Acme", "blue-harbor": "Blue Harbor"}

STACKS = (
    Stack(
        "acme",
        "project1",
        "dev",
        "nodejs",
        34,
        (
            Update(
                4, "update", "failed", 3 * _HOUR, LOGIN, "Put the network beside the group", {"create": 1, "same": 33}
            ),
            Update(3, "update", "succeeded", _DAY, "ci", "Add diagnostics", {"create": 2, "update": 1, "same": 31}),
            Update(2, "refresh", "succeeded", 2 * _DAY, "ci", "Nightly refresh", {"same": 32}),
            Update(1, "update", "succeeded", 9 * _DAY, LOGIN, "First version", {"create": 32}),
        ),
    ),
    Stack(
        "acme",
        "project1",
        "prod",
        "nodejs",
        41,
        (Update(2, "update", "succeeded", 8 * _DAY, "ci", "Release 1", {"create": 41}),),
    ),
    Stack(
        "acme",
        "network",
        "prod",
        "go",
        27,
        (Update(11, "update", "succeeded", 2 * _DAY, "amira", "Private subnets", {"create": 2, "same": 25}),),
    ),
    Stack(
        "acme",
        "web",
        "dev",
        "python",
        58,
        (Update(73, "update", "succeeded", 5 * _HOUR, "tomas", "Two node groups", {"update": 2, "same": 56}),),
    ),
    Stack(
        "acme",
        "data",
        "prod",
        "yaml",
        19,
        (Update(6, "refresh", "succeeded", 4 * _DAY, "ci", "Nightly refresh", {"same": 19}),),
    ),
    Stack(
        "blue-harbor",
        "shop",
        "staging",
        "nodejs",
        46,
        (Update(31, "update", "succeeded", 7 * _HOUR, LOGIN, "New checkout", {"update": 3, "same": 43}),),
    ),
    Stack(
        "blue-harbor",
        "shop",
        "prod",
        "nodejs",
        52,
        (Update(18, "update", "failed", 6 * _DAY, "ci", "New checkout", {"update": 1, "same": 51}),),
    ),
)


def stacks_table(org: str) -> str:
    """A Markdown table of an organization's stacks; those of `DEFAULT_ORG` for one that the demo does not know."""
    rows = [
        f"| {stack.project}/{stack.name} | {stack.runtime} | {stack.resources} | {stack.updates[0].version} "
        f"| {stack.updates[0].result} |"
        for stack in _stacks_of(org)
    ]
    total = sum(stack.resources for stack in _stacks_of(org))
    head = ["| stack | runtime | resources | last update | result |", "|---|---|---:|---:|---|"]
    return "\n".join([*head, *rows, f"| **all** | | **{total}** | | |"])


def last_failure(context: CloudContext) -> str:
    """The failed update that a question is about, as words: that of the context's stack, else of its organization."""
    page = context.page
    failed = [
        (stack, update) for stack in _stacks_of(context.org) for update in stack.updates if update.result == "failed"
    ]
    here = [found for found in failed if (found[0].project, found[0].name) == (page.project, page.stack)]
    stack, update = (here or failed)[0]
    return f"**update {update.version} of {stack.project}/{stack.name}**, started by *{update.by}*"


def user() -> dict[str, Any]:
    """``GET /api/user``."""
    return {
        "githubLogin": LOGIN,
        "name": "Jo Demo",
        "email": "jo@acme.example",
        "avatarUrl": "",
        "organizations": [{"githubLogin": login, "name": name} for login, name in ORGANIZATIONS.items()],
        "tokenInfo": {"name": "copilot-tui demo"},
    }


def default_organization() -> dict[str, Any]:
    """``GET /api/user/organizations/default``; capitals as the service writes them."""
    return {"GitHubLogin": DEFAULT_ORG, "Messages": []}


def stacks(parameters: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """``GET /api/user/stacks``.

    Args:
        parameters: ``organization``, ``project``, ``continuationToken``, ``maxResults``; all optional.
        now: what ages are counted from.
    """
    found = [
        stack
        for stack in STACKS
        if parameters.get("organization") in {None, "", stack.org}
        and parameters.get("project") in {None, "", stack.project}
    ]
    start = _number(parameters.get("continuationToken"), default=0)
    end = start + max(1, _number(parameters.get("maxResults"), default=100))
    answer: dict[str, Any] = {
        "stacks": [
            {
                "orgName": stack.org,
                "projectName": stack.project,
                "stackName": stack.name,
                "lastUpdate": int(now.timestamp()) - stack.updates[0].age_seconds,
                "resourceCount": stack.resources,
            }
            for stack in found[start:end]
        ]
    }
    if end < len(found):
        answer["continuationToken"] = str(end)
    return answer


def updates(org: str, project: str, name: str, parameters: Mapping[str, str], now: datetime) -> dict[str, Any] | None:
    """``GET /api/stacks/{org}/{project}/{stack}/updates``; None for a stack that the demo does not know.

    Args:
        org: the stack's organization.
        project: its project.
        name: its own name.
        parameters: ``page`` (from 1) and ``pageSize``; both optional.
        now: what ages are counted from.
    """
    stack = next((stack for stack in STACKS if (stack.org, stack.project, stack.name) == (org, project, name)), None)
    if stack is None:
        return None
    size = max(1, _number(parameters.get("pageSize"), default=_PAGE_SIZE))
    start = (max(1, _number(parameters.get("page"), default=1)) - 1) * size
    shown = stack.updates[start : start + size]
    return {"updates": [_update(stack, update, int(now.timestamp())) for update in shown], "total": len(stack.updates)}


def _update(stack: Stack, update: Update, now: int) -> dict[str, Any]:
    started = now - update.age_seconds
    return {
        "info": {
            "kind": update.kind,
            "startTime": started,
            "endTime": started + 42,
            "message": update.message,
            "result": update.result,
            "version": update.version,
            "resourceChanges": dict(update.changes),
        },
        "updateID": str(uuid5(NAMESPACE_URL, f"{stack.org}/{stack.project}/{stack.name}/{update.version}")),
        "version": update.version,
        "requestedBy": {"githubLogin": update.by, "name": update.by, "avatarUrl": ""},
    }


def _stacks_of(org: str) -> list[Stack]:
    known = org if org in ORGANIZATIONS else DEFAULT_ORG
    return [stack for stack in STACKS if stack.org == known]


def _number(text: str | None, *, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
