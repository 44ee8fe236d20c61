"""Pulumi YAML: the providers behind resource types and function calls."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from copilot_tui.export.packages.found import Imports, collect
from copilot_tui.export.packages.yaml_lines import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

# pkg:module:Type, pkg:Type; the grammar of type tokens in Pulumi's YAML reference.
_TOKEN: Final = re.compile(r"([a-z][a-z0-9-]*)(?::([A-Za-z0-9_./-]*))?:([A-Za-z0-9_./-]+)", re.ASCII)
_IN_FLOW: Final = re.compile(r"(?:^|[{,\s])[\"']?(?:type|[Ff]unction)[\"']?\s*:\s*[\"']?([\w:./-]+)", re.ASCII)
_CALL: Final = re.compile(r"[Ff]n::(?![Ii]nvoke$)(.+:.+)")


def read_packages(code: str) -> Imports:
    """The providers that a YAML program uses, by the first segment of ``type: aws:s3:Bucket``.

    Read are the types of resources, explicit providers (``pulumi:providers:aws``) and functions, in block, flow and
    JSON form. Property values that look like types are none.
    """
    providers = (_provider(token) for token in _tokens(code))
    return collect(provider for provider in providers if provider and provider != "pulumi")


def read_json_object(code: str) -> dict[str, object] | None:
    """The program as an object where it is written in JSON, which is YAML too; None elsewhere."""
    if not code.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(code)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _tokens(code: str) -> Iterator[str]:
    if read_json_object(code) is not None:
        yield from _IN_FLOW.findall(code)
        return
    for entry in entries(code):
        *outer, key = entry.path
        if call := _CALL.fullmatch(key):
            yield call[1]
        if entry.value.startswith("{"):
            yield from _IN_FLOW.findall(entry.value)
        elif _names_a_type(outer, key):
            yield entry.value


def _names_a_type(outer: list[str], key: str) -> bool:
    """Whether a key's value is the type of a resource, or the function of a call."""
    if key == "type":
        return len(outer) == 1 or outer[-2:-1] == ["resources"]
    return key.lower() == "function" and bool(outer) and outer[-1].lower() == "fn::invoke"


def _provider(token: str) -> str | None:
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    package, module, name = match.groups()
    return name.lower() if (package, module) == ("pulumi", "providers") else package
