"""Stack configuration that providers do not work without, as commands to run."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# From the providers' own pages in Pulumi's registry ("Installation & configuration"). Words in capitals are the
# person's to fill in: no shell takes them for more than words. Secrets are asked for on the terminal.
_HINTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "aws": ("pulumi config set aws:region us-west-2",),
        "awsx": ("pulumi config set aws:region us-west-2",),
        "eks": ("pulumi config set aws:region us-west-2",),
        "aws-native": ("pulumi config set aws-native:region us-west-2",),
        "azure": ("pulumi config set azure:location westeurope",),
        "azure-native": ("pulumi config set azure-native:location westeurope",),
        "gcp": ("pulumi config set gcp:project YOUR_PROJECT", "pulumi config set gcp:region us-central1"),
        "cloudflare": ("pulumi config set --secret cloudflare:apiToken",),
        "datadog": ("pulumi config set --secret datadog:apiKey", "pulumi config set --secret datadog:appKey"),
        "digitalocean": ("pulumi config set --secret digitalocean:token",),
        "github": ("pulumi config set github:owner YOUR_ORG", "pulumi config set --secret github:token"),
        "gitlab": ("pulumi config set --secret gitlab:token",),
        "vault": ("pulumi config set vault:address YOUR_ADDRESS",),
        "postgresql": ("pulumi config set postgresql:host YOUR_HOST",),
        "snowflake": (
            "pulumi config set snowflake:organizationName YOUR_ORG",
            "pulumi config set snowflake:accountName YOUR_ACCOUNT",
        ),
        "mongodbatlas": (
            "pulumi config set mongodbatlas:publicKey YOUR_KEY",
            "pulumi config set --secret mongodbatlas:privateKey",
        ),
        "auth0": (
            "pulumi config set auth0:domain YOUR_DOMAIN",
            "pulumi config set auth0:clientId YOUR_CLIENT",
            "pulumi config set --secret auth0:clientSecret",
        ),
    }
)

# What the providers reach things with; those that need nothing but themselves (random, tls, command) are not there.
_ACCOUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("aws", "awsx", "aws-native", "eks"), "credentials for AWS"),
        **dict.fromkeys(("azure", "azure-native", "azuread"), "a login to Azure (az login)"),
        "gcp": "credentials for Google Cloud",
        "kubernetes": "a Kubernetes cluster that kubectl reaches",
        "docker": "a running Docker",
        "docker-build": "a running Docker",
        "cloudflare": "a Cloudflare API token",
        "datadog": "Datadog's API and application keys",
        "digitalocean": "a DigitalOcean API token",
        "github": "a GitHub token",
        "gitlab": "a GitLab token",
        "vault": "a Vault token",
        "postgresql": "a PostgreSQL server",
        "snowflake": "a Snowflake account",
        "mongodbatlas": "MongoDB Atlas API keys",
        "auth0": "an Auth0 application",
    }
)


def config_hints(providers: Iterable[str]) -> tuple[str, ...]:
    """The commands that configure providers, each once, in the providers' order; none for those that need nothing."""
    return tuple(dict.fromkeys(hint for provider in providers for hint in _HINTS.get(provider, ())))


def accounts(providers: Iterable[str]) -> tuple[str, ...]:
    """What must be there for providers to reach what they make, in words, each once."""
    return tuple(dict.fromkeys(_ACCOUNTS[provider] for provider in providers if provider in _ACCOUNTS))
