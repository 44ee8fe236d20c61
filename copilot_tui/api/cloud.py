"""The Pulumi Cloud's read-only endpoints: each may be gone, and then what it would fill stays empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from copilot_tui.api import json_text
from copilot_tui.api.connection import Call
from copilot_tui.api.limits import Limits
from copilot_tui.domain.cloud import StackRef, UpdateSummary, User
from copilot_tui.domain.errors import NotAllowed, ServiceTrouble, Unauthorized
from copilot_tui.domain.message import well_formed

if TYPE_CHECKING:
    from collections.abc import Callable

    from copilot_tui.api.connection import Connection
    from copilot_tui.api.reply import Reply
    from copilot_tui.domain.errors import CopilotError

_ACCEPT: Final = "application/vnd.pulumi+8"
_LIMITS: Final = replace(Limits(), total_seconds=20, silence_seconds=20, max_answer_bytes=4 * 1024 * 1024, attempts=1)
_MAX_STACKS: Final = 200


class CloudDirectory:
    """Who the token belongs to, and which stacks and updates there are.

    Every method returns None where the service refuses or has no such endpoint (any status but success, or an answer
    of another shape), and raises only for what is worth saying.

    Raises:
        Unauthorized: the token was refused; from `user`, which is what tells whether it is any good.
        NotSignedIn: there is no token; from every method.
        NetworkTrouble: no connection; from every method.
        WrongSettings: the environment's proxies or certificates cannot be used; from every method.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def user(self, *, examined: bool = False) -> User | None:
        """``GET /api/user``.

        Args:
            examined: whether somebody looks for what is wrong with the service.

        Raises:
            ServiceTrouble: it redirects or fails; only where it is examined.
        """
        fields = await self._get("/api/user", _is_out_of_order if examined else _is_bad_token)
        login = _text(fields, "githubLogin")
        if not login:
            return None
        organizations = (_text(entry, "githubLogin") for entry in _objects(fields, "organizations"))
        return User(
            login=login,
            name=_text(fields, "name"),
            organizations=tuple(filter(None, organizations)),
        )

    async def default_organization(self) -> str | None:
        """``GET /api/user/organizations/default``; its field is spelled ``GitHubLogin`` and may be empty."""
        return _text(await self._get("/api/user/organizations/default"), "GitHubLogin") or None

    async def stacks(self, organization: str = "", *, limit: int = _MAX_STACKS) -> tuple[StackRef, ...] | None:
        """``GET /api/user/stacks``: of one organization or of all; the first `limit`."""
        query = {"organization": organization} if organization else {}
        fields = await self._get("/api/user/stacks", query=query | {"maxResults": str(limit)})
        if fields is None:
            return None
        stacks = (_stack(entry) for entry in _objects(fields, "stacks")[:limit])
        return tuple(stack for stack in stacks if stack.org and stack.project and stack.stack)

    async def updates(self, stack: StackRef, *, limit: int = 10) -> tuple[UpdateSummary, ...] | None:
        """``GET /api/stacks/{org}/{project}/{stack}/updates``: the last ones, newest first."""
        path = "/".join(quote(part, safe="") for part in (stack.org, stack.project, stack.stack))
        query = {"output-type": "service", "pageSize": str(limit), "page": "1"}
        fields = await self._get(f"/api/stacks/{path}/updates", query=query)
        if fields is None:
            return None
        return tuple(_update(entry) for entry in _objects(fields, "updates")[:limit])

    async def _get(
        self,
        path: str,
        is_told: Callable[[CopilotError], bool] = lambda _error: False,
        query: dict[str, str] | None = None,
    ) -> dict[str, Any] | None:
        call = Call("GET", f"{path}?{urlencode(query)}" if query else path, {"Accept": _ACCEPT})
        try:
            return await self._connection.send(call, _LIMITS, _object)
        except (ServiceTrouble, NotAllowed) as error:
            if is_told(error):
                raise
            return None


def _is_bad_token(error: CopilotError) -> bool:
    return isinstance(error, Unauthorized)


def _is_out_of_order(error: CopilotError) -> bool:
    """Whether a refusal tells more than that there is no such endpoint."""
    return _is_bad_token(error) or (error.status is not None and (300 <= error.status < 400 or error.status >= 500))


async def _object(reply: Reply) -> dict[str, Any] | None:
    try:
        value = json_text.read(reply.body)
    except json_text.NotJson:
        return None
    return value if isinstance(value, dict) else None


def _stack(entry: dict[str, Any]) -> StackRef:
    return StackRef(
        org=_text(entry, "orgName"),
        project=_text(entry, "projectName"),
        stack=_text(entry, "stackName"),
        last_update=_time(entry, "lastUpdate"),
        resources=_number(entry, "resourceCount"),
    )


def _update(entry: dict[str, Any]) -> UpdateSummary:
    info = entry.get("info")
    info = info if isinstance(info, dict) else {}
    changes = info.get("resourceChanges")
    changes = changes if isinstance(changes, dict) else {}
    return UpdateSummary(
        version=_number(entry, "version") or _number(info, "version") or 0,
        kind=_text(info, "kind"),
        result=_text(info, "result"),
        message=_text(info, "message"),
        started_at=_time(info, "startTime"),
        finished_at=_time(info, "endTime"),
        requested_by=_requester(entry.get("requestedBy")),
        changes=tuple((well_formed(name), count) for name, count in changes.items() if isinstance(count, int)),
    )


def _requester(value: object) -> str:
    if isinstance(value, dict):
        return _text(value, "githubLogin") or _text(value, "name")
    return well_formed(value) if isinstance(value, str) else ""


def _objects(fields: dict[str, Any] | None, name: str) -> list[dict[str, Any]]:
    value = (fields or {}).get(name)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _text(fields: dict[str, Any] | None, name: str) -> str:
    value = (fields or {}).get(name)
    return well_formed(value) if isinstance(value, str) else ""


def _number(fields: dict[str, Any], name: str) -> int | None:
    value = fields.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _time(fields: dict[str, Any], name: str) -> datetime | None:
    """A time in seconds since 1970; 0 means never."""
    seconds = _number(fields, name)
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None
