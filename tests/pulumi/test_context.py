"""The context that a folder stands for, over workspaces laid out as the CLI lays them out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from copilot_tui.pulumi.context import Detected, detect_context
from copilot_tui.pulumi.workspace import settings_file_name
from tests.pulumi.conftest import CLOUD, Machine, logged_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONSOLE = "https://app.pulumi.com"


def detected(machine: Machine, folder: str = "") -> Detected:
    cwd = machine.work / folder
    cwd.mkdir(parents=True, exist_ok=True)
    machine.env["PWD"] = str(cwd)
    return detect_context(cwd, machine.env)


def url_of(found: Detected) -> str:
    assert found.context is not None, found.reasons
    return found.context.url


# where the selected stack stands

SELECTED: list[tuple[str, object, str]] = [
    ("full name", {"stack": "acme/shop/dev"}, "/acme/shop/dev"),
    ("org and stack", {"stack": "acme/dev"}, "/acme/shop/dev"),
    ("bare name belongs to the default org", {"stack": "dev"}, "/ada/shop/dev"),
    ("by backend", {"stacks": {CLOUD: "acme/shop/dev"}}, "/acme/shop/dev"),
    ("by backend, bare", {"stacks": {CLOUD: "dev"}}, "/ada/shop/dev"),
    ("by backend goes first", {"stack": "old", "stacks": {CLOUD: "acme/shop/new"}}, "/acme/shop/new"),
    ("of several backends", {"stacks": {"s3://b": "x", f"{CLOUD}/": "acme/shop/dev"}}, "/acme/shop/dev"),
    ("other backends only", {"stack": "dev", "stacks": {"s3://b": "x"}}, "/ada/shop/dev"),
    ("another project", {"stack": "acme/other/dev"}, "/acme/other/dev"),
    ("none", {}, "/ada"),
    ("empty", {"stack": ""}, "/ada"),
    ("wrong type", {"stack": 3, "stacks": [1]}, "/ada"),
    ("too many parts", {"stack": "a/b/c/d"}, "/ada"),
    ("way out of the console", {"stack": "acme/../dev"}, "/ada"),
    ("query", {"stack": "dev?x=1"}, "/ada"),
    ("truncated", '{"stack": "acme/sh', "/ada"),
    ("empty file", "", "/ada"),
]


@pytest.mark.parametrize(("content", "path"), [row[1:] for row in SELECTED], ids=[row[0] for row in SELECTED])
def test_the_selected_stack_becomes_the_page(content: object, path: str, machine: Machine) -> None:
    machine.credentials(logged_in())
    machine.select(machine.project(), content)
    found = detected(machine)
    assert url_of(found) == CONSOLE + path
    assert bool(found.reasons) == (path == "/ada")
    assert found.source == ("pulumi login" if path == "/ada" else "Pulumi.yaml")


# where the project file stands

PROJECTS: list[tuple[str, str, str, str, str]] = [
    ("yaml", "", "Pulumi.yaml", "name: shop\n", ""),
    ("yml", "", "Pulumi.yml", "name: shop\n", ""),
    ("json", "", "Pulumi.json", '{"name": "shop"}', ""),
    ("nested folder", "", "Pulumi.yaml", "name: shop\n", "src/deep/er"),
    ("nearest wins", "inner", "Pulumi.yaml", "name: shop\n", "inner/src"),
    ("line ends of Windows", "", "Pulumi.yaml", "name: shop\r\nruntime: go\r\n", ""),
    ("folder with spaces", "my infra", "Pulumi.yaml", 'name: "shop"\n', "my infra"),
    ("folder beyond ASCII", "Größe", "Pulumi.yaml", "name: shop\n", "Größe"),
]


@pytest.mark.parametrize(
    ("folder", "file", "text", "cwd"), [row[1:] for row in PROJECTS], ids=[row[0] for row in PROJECTS]
)
def test_the_project_is_found_upward(folder: str, file: str, text: str, cwd: str, machine: Machine) -> None:
    machine.project("name: outer\n", file="Pulumi.yaml")
    (machine.work / "Pulumi.yaml").unlink() if not folder else None
    machine.select(machine.project(text, folder, file), {"stack": "acme/shop/dev"})
    found = detected(machine, cwd)
    assert url_of(found) == f"{CONSOLE}/acme/shop/dev"
    assert found.source == file


def test_of_two_project_files_in_one_folder_the_cli_takes_json(machine: Machine) -> None:
    machine.project("name: shop\n")
    machine.select(machine.project('{"name": "shop"}', file="Pulumi.json"), {"stack": "acme/shop/dev"})
    assert detected(machine).source == "Pulumi.json"


def test_a_folder_called_like_a_project_file_is_none(machine: Machine) -> None:
    (machine.work / "sub" / "Pulumi.yaml").mkdir(parents=True)
    machine.select(machine.project(), {"stack": "acme/shop/dev"})
    assert url_of(detected(machine, "sub")) == f"{CONSOLE}/acme/shop/dev"


@pytest.mark.parametrize("noted", ["as the shell has it", "as the system has it"])
def test_a_folder_behind_a_link_is_found_both_ways(noted: str, machine: Machine, tmp_path: Path) -> None:
    project_file = machine.project(folder="real")
    link = tmp_path / "link"
    link.symlink_to(machine.work / "real")
    machine.select(
        link / "Pulumi.yaml" if noted.startswith("as the shell") else project_file, {"stack": "acme/shop/dev"}
    )
    machine.env["PWD"] = str(link)
    assert url_of(detect_context(machine.work / "real", machine.env)) == f"{CONSOLE}/acme/shop/dev"


@pytest.mark.parametrize("pwd", ["", "/nowhere", "relative", "\0"])
def test_a_pwd_that_is_another_folder_is_passed_over(pwd: str, machine: Machine) -> None:
    machine.select(machine.project(), {"stack": "acme/shop/dev"})
    machine.env["PWD"] = pwd
    assert url_of(detect_context(machine.work, machine.env)) == f"{CONSOLE}/acme/shop/dev"


def test_windows_paths_are_hashed_as_windows_spells_them() -> None:
    # The digest was made by sha1sum of the path's UTF-8 bytes.
    name = settings_file_name("shop", r"C:\Users\Ada\shop\Pulumi.yaml")
    assert name == "shop-3bf6a262f549b1124c94af280984b76cca44b25f-workspace.json"


# the environment goes first


def set_stack(machine: Machine) -> None:
    machine.env["PULUMI_STACK"] = "globex/shop/prod"


def set_bare_stack(machine: Machine) -> None:
    machine.env["PULUMI_STACK"] = "prod"


def set_org(machine: Machine) -> None:
    machine.env["PULUMI_DEFAULT_ORGANIZATION"] = "globex"


def set_configured_org(machine: Machine) -> None:
    machine.config({"backends": {CLOUD: {"defaultOrg": "initech"}}})


def set_broken_config(machine: Machine) -> None:
    machine.config("{")


def set_other_config(machine: Machine) -> None:
    machine.config({"backends": {"https://pulumi.acme.test": {"defaultOrg": "initech"}}})


def move_home(machine: Machine) -> None:
    elsewhere = machine.home / "elsewhere"
    machine.env["PULUMI_HOME"] = str(elsewhere)
    machine.credentials(logged_in("bob"), elsewhere)
    machine.select(machine.work / "Pulumi.yaml", {"stack": "dev"}, home=elsewhere)


def log_out(machine: Machine) -> None:
    (machine.home / ".pulumi" / "credentials.json").unlink()


ENVIRONMENTS: list[tuple[tuple[Callable[[Machine], None], ...], str, str]] = [
    ((), "/ada/shop/dev", "Pulumi.yaml"),
    ((set_stack,), "/globex/shop/prod", "PULUMI_STACK"),
    ((set_bare_stack,), "/ada/shop/prod", "PULUMI_STACK"),
    ((set_bare_stack, set_org), "/globex/shop/prod", "PULUMI_STACK"),
    ((set_org,), "/globex/shop/dev", "Pulumi.yaml"),
    ((set_configured_org,), "/initech/shop/dev", "Pulumi.yaml"),
    ((set_configured_org, set_org), "/globex/shop/dev", "Pulumi.yaml"),
    ((set_configured_org, log_out), "/initech/shop/dev", "Pulumi.yaml"),
    ((set_broken_config,), "/ada/shop/dev", "Pulumi.yaml"),
    ((set_other_config,), "/ada/shop/dev", "Pulumi.yaml"),
    ((move_home,), "/bob/shop/dev", "Pulumi.yaml"),
]


@pytest.mark.parametrize(("changes", "path", "source"), ENVIRONMENTS)
def test_the_order_is_the_clis(
    changes: tuple[Callable[[Machine], None], ...], path: str, source: str, machine: Machine
) -> None:
    machine.credentials(logged_in())
    machine.select(machine.project(), {"stack": "dev"})
    for change in changes:
        change(machine)
    found = detected(machine)
    assert url_of(found) == CONSOLE + path
    assert found.source == source
    assert found.reasons == ()


# backends that have no Copilot

BACKENDS: list[tuple[str, str, str, str, str]] = [
    ("state files by login", "file://~", "", "", "file:// (from pulumi login)"),
    ("bucket by project", CLOUD, "s3://state", "", "s3:// (from Pulumi.yaml)"),
    ("azure by environment", CLOUD, "", "azblob://state", "azblob:// (from PULUMI_BACKEND_URL)"),
    ("company's own by login", "https://pulumi.acme.test", "", "", "pulumi.acme.test (from pulumi login)"),
    ("company's own by project", CLOUD, "https://pulumi.acme.test", "", "pulumi.acme.test (from Pulumi.yaml)"),
    ("look-alike", CLOUD, "", f"{CLOUD}.evil", "api.pulumi.com.evil (from PULUMI_BACKEND_URL)"),
    ("database with a password", CLOUD, "postgres://u:secret@db/x", "", "postgres:// (from Pulumi.yaml)"),
    ("no URL", CLOUD, "", "https://[", "from PULUMI_BACKEND_URL"),
]


@pytest.mark.parametrize(
    ("current", "project", "env", "words"), [row[1:] for row in BACKENDS], ids=[row[0] for row in BACKENDS]
)
def test_stacks_of_other_backends_give_the_organization_only_and_say_why(
    current: str, project: str, env: str, words: str, machine: Machine
) -> None:
    machine.credentials(logged_in(current=current))
    backend = f"backend:\n  url: {project}\n" if project else ""
    machine.select(machine.project(f"name: shop\n{backend}"), {"stack": "acme/shop/dev"})
    if env:
        machine.env["PULUMI_BACKEND_URL"] = env
    found = detected(machine)
    assert url_of(found) == f"{CONSOLE}/ada"
    assert words in found.reasons[0]
    assert "secret" not in found.reasons[0]


@pytest.mark.parametrize("url", [CLOUD, f"{CLOUD}/", "https://app.pulumi.com", "https://API.pulumi.com"])
def test_the_cloud_by_any_of_its_names_is_the_cloud(url: str, machine: Machine) -> None:
    machine.credentials(logged_in())
    machine.select(machine.project(f"name: shop\nbackend:\n  url: {url}\n"), {"stack": "acme/shop/dev"})
    assert url_of(detected(machine)) == f"{CONSOLE}/acme/shop/dev"


# where something is missing


def test_outside_a_project_the_login_gives_the_organization(machine: Machine) -> None:
    machine.credentials(logged_in())
    found = detected(machine)
    assert url_of(found) == f"{CONSOLE}/ada"
    assert found.source == "pulumi login"
    assert found.reasons[0].startswith("No Pulumi.yaml in ")


def test_without_login_and_project_nothing_is_known_and_all_of_it_is_said(machine: Machine) -> None:
    found = detected(machine)
    assert found.context is None
    assert found.source == ""
    assert len(found.reasons) == 2


def test_a_bare_stack_without_an_organization_gives_nothing(machine: Machine) -> None:
    machine.select(machine.project(), {"stack": "dev"})
    found = detected(machine)
    assert found.context is None
    assert "pulumi login" in found.reasons[0]


@pytest.mark.parametrize(
    "text", ["runtime: go\n", "name: ../../x\n", "name: ..\n", "name: a b\n", "name: " + "x" * 101]
)
def test_a_project_file_without_a_proper_name_is_said(text: str, machine: Machine) -> None:
    machine.credentials(logged_in())
    machine.project(text)
    found = detected(machine)
    assert url_of(found) == f"{CONSOLE}/ada"
    assert "no name that a Pulumi project can have" in found.reasons[0]


def test_an_organization_that_no_url_can_hold_is_said(machine: Machine) -> None:
    machine.env["PULUMI_DEFAULT_ORGANIZATION"] = "a b"
    assert detected(machine).context is None
    assert "one word" in detected(machine).reasons[-1]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_closed_folder_above_is_passed_over(machine: Machine) -> None:
    (machine.work / "loop").symlink_to("loop")
    machine.env["PWD"] = ""
    found = detect_context(machine.work / "loop" / "x", machine.env)
    assert found.context is None


def test_nothing_is_written(machine: Machine) -> None:
    machine.credentials(logged_in())
    machine.select(machine.project(), {"stack": "dev"})

    def state() -> dict[str, tuple[int, bytes]]:
        files = [path for folder in (machine.home, machine.work) for path in folder.rglob("*") if path.is_file()]
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = state()
    detected(machine)
    assert state() == before
