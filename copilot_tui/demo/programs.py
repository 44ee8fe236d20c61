"""The programs that the demo writes: a few topics in eight languages, each with steps that can be asked for later.

The code is data, ``data/programs/{topic}.toml``: a head, a fragment for each feature, a tail; a program is the head,
the wanted fragments in the file's order, and the tail.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from copilot_tui.domain.language import LANGUAGES, find_language

DEFAULT_TOPIC = "bucket"
DEFAULT_LANGUAGE = "typescript"
TOPICS = ("bucket", "azure", "network", "kubernetes")
"""In the order in which their words are looked for."""

_INSTALL = {
    "typescript": "Install the provider's package: `npm install @pulumi/{provider}`.",
    "javascript": "Install the provider's package: `npm install @pulumi/{provider}`.",
    "python": "Install the provider's package: `pip install pulumi-{provider}`.",
    "go": "Fetch the provider's package: `go mod tidy`.",
    "csharp": "Add the provider's package: `dotnet add package Pulumi.{Provider}`.",
    "fsharp": "Add the provider's package: `dotnet add package Pulumi.{Provider}`.",
    "java": "Add `com.pulumi:{provider}` to the dependencies in `pom.xml`.",
    "yaml": "Nothing is to be installed: Pulumi fetches the {provider} provider by itself.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """Which program: everything that its code depends on."""

    topic: str = DEFAULT_TOPIC
    language: str = DEFAULT_LANGUAGE
    """Canonical name, see `copilot_tui.domain.language`."""
    features: frozenset[str] = frozenset()

    def with_features(self, wanted: frozenset[str]) -> Draft:
        """The same with further features."""
        return replace(self, features=self.features | wanted)


def find_topic(query: str) -> str | None:
    """The topic that a question names; None where it names none."""
    return next((topic for topic in TOPICS if re.search(_data(topic)["words"], query, re.IGNORECASE)), None)


def find_features(topic: str, query: str) -> frozenset[str]:
    """The features of a topic that a question names."""
    features: dict[str, dict[str, str]] = _data(topic)["features"]
    return frozenset(name for name, feature in features.items() if re.search(feature["words"], query, re.IGNORECASE))


def code_of(draft: Draft) -> str:
    """The code of a program, one newline at its end."""
    data = _data(draft.topic)
    parts = data[draft.language]
    names = ["head", *(name for name in data["features"] if name in draft.features), "tail"]
    code = "\n\n".join(parts[name].strip("\n") for name in names) + "\n"
    # Only where a language's wildcard imports would be ambiguous: most heads import what every feature needs.
    imports = sorted(line for name in names for line in parts.get("imports", {}).get(name, ()))
    return code.replace("%imports%", "\n".join(imports))


def content_of(draft: Draft) -> dict[str, Any]:
    """The content object of a program message, as the API reference has it."""
    code = code_of(draft)
    return {
        "code": code,
        "plan": {"instructions": instructions_of(draft), "searchTerms": _data(draft.topic)["search_terms"]},
        "language": draft.language,
        "programId": "demo" + hashlib.sha256(code.encode()).hexdigest()[:6],
    }


def instructions_of(draft: Draft) -> str:
    """The plan's instructions: what the program makes, and the steps to run it; Markdown."""
    data = _data(draft.topic)
    said = [data["summary"]] + [
        data["features"][name]["summary"] for name in data["features"] if name in draft.features
    ]
    provider: str = data["provider"]
    install = _INSTALL[draft.language].format(provider=provider, Provider=provider.title().replace("-", ""))
    language = find_language(draft.language)
    file_name = language.file_name if language else "the program's file"
    steps = [
        f"Make a project: `pulumi new {draft.language}`.",
        install,
        f"Put this code into `{file_name}`.",
        "See what would be made: `pulumi preview`.",
        "Make it: `pulumi up`.",
    ]
    return " ".join(said) + "\n\n" + "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def name_of(topic: str) -> str:
    """A topic in words."""
    name: str = _data(topic)["name"]
    return name


def languages() -> list[str]:
    """Canonical names of the languages that every topic is written in."""
    return [language.name for language in LANGUAGES]


@cache
def _data(topic: str) -> dict[str, Any]:
    text = files("copilot_tui.demo").joinpath("data", "programs", f"{topic}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
