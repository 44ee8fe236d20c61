"""The cloud context that a folder stands for, found without a question to anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from copilot_tui.domain.context import CloudContext, console_url, org_problem
from copilot_tui.pulumi.backend import BackendKind, current_backend
from copilot_tui.pulumi.cli_files import UnusableFile, shown
from copilot_tui.pulumi.credentials import SOURCE as LOGIN
from copilot_tui.pulumi.credentials import CliLogin, NoLogin, read_login
from copilot_tui.pulumi.default_org import default_org
from copilot_tui.pulumi.workspace import Project, StackName, find_project, selected_stack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Detected(NamedTuple):
    """What was found, and why it is not more."""

    context: CloudContext | None
    """None where not even the organization is known."""
    source: str
    """What says so, in words that fit "from …": "Pulumi.yaml", "PULUMI_STACK", "pulumi login"; "" for no context."""
    reasons: tuple[str, ...]
    """Sentences on what is missing or was passed over; empty where a stack was found."""
    is_guess: bool = False
    """Whether the organization is the default one and only the username stood for it, or nothing: the service may
    know another."""


def detect_context(
    cwd: Path, env: Mapping[str, str], *, login: CliLogin | NoLogin | None = None, told_org: str = ""
) -> Detected:
    """Finds organization and console page for a folder.

    Args:
        cwd: the folder, absolute.
        env: the environment.
        login: what `read_login` gave; None to read it here.
        told_org: the default organization by the service's own word; "" while it was not asked.
    """
    login = login or read_login(env)
    reasons: list[str] = []
    org, org_source = default_org(env, login.username, told_org)
    is_guess = org_source in {"", LOGIN}
    project = _find_project(cwd, env, reasons)
    stack = _find_stack(project, env, login.current, reasons) if project else None
    if project and stack:
        owner = stack.org or org
        if problem := _org_reason(owner):
            return Detected(None, "", (*reasons, problem), is_guess)
        context = CloudContext(org=owner, url=console_url(owner, stack.project or project.name, stack.stack))
        return Detected(context, stack.source or project.path.name, tuple(reasons), is_guess and not stack.org)
    if problem := _org_reason(org):
        return Detected(None, "", (*reasons, problem), is_guess)
    return Detected(CloudContext(org=org, url=console_url(org)), org_source, tuple(reasons), is_guess)


def _find_project(cwd: Path, env: Mapping[str, str], reasons: list[str]) -> Project | None:
    try:
        project = find_project(cwd, env)
    except UnusableFile as error:
        reasons.append(f"The project file of this folder {error}.")
        return None
    if project is None:
        reasons.append(f"No Pulumi.yaml in {shown(cwd, env)} or above.")
    return project


def _find_stack(project: Project, env: Mapping[str, str], current: str, reasons: list[str]) -> StackName | None:
    backend = current_backend(env, project.backend_url, project.path.name, current)
    if backend.kind is not BackendKind.CLOUD:
        reasons.append(backend.sentence)
        return None
    try:
        stack = selected_stack(project, env)
    except UnusableFile as error:
        reasons.append(f"What selects the stack of {project.name} {error}.")
        return None
    if stack is None:
        reasons.append(f"No stack of {project.name} is selected: `pulumi stack select` does it.")
    return stack


def _org_reason(org: str) -> str:
    """Why an organization cannot be used; "" when it can."""
    if not org:
        return "The organization is not known: log in with `pulumi login`, or name one with --org."
    problem = org_problem(org)
    return f"The default organization cannot be used. {problem}" if problem else ""
