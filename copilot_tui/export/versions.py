"""Which version of a package a project asks for: one table of majors, spoken in each registry's own notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAJORS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "aws": 7,
        "awsx": 3,
        "aws-native": 1,
        "azure-native": 3,
        "azure": 6,
        "azuread": 6,
        "gcp": 9,
        "kubernetes": 4,
        "eks": 4,
        "docker": 5,
        "docker-build": 0,
        "random": 4,
        "tls": 5,
        "command": 1,
        "cloudflare": 6,
        "datadog": 5,
        "github": 6,
        "gitlab": 10,
        "digitalocean": 4,
        "vault": 7,
        "postgresql": 3,
        "snowflake": 2,
        "mongodbatlas": 4,
        "auth0": 3,
    }
)
"""Providers' current majors, as of August 2026."""
NO_OVERRIDES: Final[Mapping[str, int]] = MappingProxyType({})

_SQUEEZED: Final = {name.replace("-", ""): name for name in MAJORS}


def provider_name(spelling: str) -> str:
    """A provider's name as Pulumi's registry writes it, from a spelling without dashes ("AzureNative", "azurenative").

    A provider that is not in the table keeps its spelling, in lower case.
    """
    name = spelling.lower()
    return _SQUEEZED.get(name.replace("-", ""), name)


def _overridden(provider: str, overrides: Mapping[str, int]) -> int | None:
    """A provider's major: the person's own in whatever spelling ("AzureNative", "azure-native"), else the table's."""
    bare = provider.replace("-", "")
    own = (major for name, major in overrides.items() if re.sub(r"[-_ ]", "", name.lower()) == bare)
    return next(own, MAJORS.get(provider))


@dataclass(frozen=True, slots=True)
class Registry:
    """How one language's registry names Pulumi's packages and writes ranges."""

    provider: re.Pattern[str]
    """Matches a whole package name; its last group that took part is the provider's name."""
    core: Mapping[str, int]
    """Majors of the packages that are Pulumi itself."""
    range_of: Callable[[int], str]
    """The range of one major."""
    any_version: str
    """The range that takes every version."""

    def provider_of(self, package: str) -> str | None:
        """The provider's name in Pulumi's registry; None for a package that is none of Pulumi's."""
        match = self.provider.fullmatch(package)
        if match is None or package in self.core:
            return None
        return provider_name(match[match.lastindex or 0])

    def range_for(self, package: str, overrides: Mapping[str, int] = NO_OVERRIDES) -> str | None:
        """The range to ask for; None where no major is known.

        Args:
            package: its name in this registry.
            overrides: majors by provider that go before the table (``[export.versions]`` of config.toml).
        """
        major = self.core.get(package)
        if major is None and (provider := self.provider_of(package)):
            major = _overridden(provider, overrides)
        return None if major is None else self.range_of(major)


NPM: Final = Registry(
    provider=re.compile(r"@pulumi/([a-z0-9-]+)"),
    core={"@pulumi/pulumi": 3},
    # ^0.0.0 would take 0.0.0 alone; ^0 takes every 0.x (docs.npmjs.com, semver: "Caret Ranges").
    range_of=lambda major: f"^{major}.0.0" if major else "^0",
    any_version="*",
)
PIP: Final = Registry(
    provider=re.compile(r"pulumi-([a-z0-9-]+)"),
    core={"pulumi": 3},
    range_of=lambda major: f">={major}.0.0,<{major + 1}.0.0",
    any_version="",
)
NUGET: Final = Registry(
    provider=re.compile(r"Pulumi\.([A-Za-z0-9]+)"),
    core={"Pulumi": 3, "Pulumi.FSharp": 3},
    range_of=lambda major: f"{major}.*",
    any_version="*",
)
MAVEN: Final = Registry(
    provider=re.compile(r"com\.pulumi:([a-z0-9-]+)"),
    core={"com.pulumi:pulumi": 1},
    range_of=lambda major: f"[{major}.0,{major + 1}.0)",
    any_version="[0,)",
)
GO: Final = Registry(
    provider=re.compile(r"github\.com/pulumi/pulumi-(?:(azure-native)-sdk/.*|([a-z0-9-]+?)/sdk(?:/.*)?)"),
    core={},
    range_of=lambda major: f"v{major}",
    any_version="",
)
YAML: Final = Registry(provider=re.compile(r"([a-z0-9-]+)"), core={}, range_of=str, any_version="")
