"""The cloud context that goes with every question: an organization and a page of the Pulumi Cloud console."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, field_validator

from copilot_tui.domain.model import Frozen

CONSOLE = "https://app.pulumi.com"
_HOST = "app.pulumi.com"
_PLAIN = re.compile(r"[\x21-\x7e]+")


class CloudContext(Frozen):
    """``state.client.cloudContext`` of the API: what Copilot is told about where the person is.

    Raises:
        pydantic.ValidationError: an empty org, or a URL outside https://app.pulumi.com.
    """

    org: str = Field(max_length=200)
    """The organization's identifier (``orgId``), e.g. "acme"."""
    url: str = Field(default=CONSOLE, max_length=2000)
    """A console page, e.g. "https://app.pulumi.com/acme/project1/dev/updates/4"."""

    @field_validator("org")
    @classmethod
    def _check_org(cls, org: str) -> str:
        if problem := org_problem(org):
            raise ValueError(problem)
        return org.strip()

    @field_validator("url")
    @classmethod
    def _check_url(cls, url: str) -> str:
        if problem := url_problem(url):
            raise ValueError(problem)
        # In lower case, as the service compares it: "HTTPS://App.Pulumi.com" is the same place.
        return CONSOLE + url.strip()[len(CONSOLE) :]

    @property
    def page(self) -> ConsolePage:
        """The URL taken apart."""
        return read_console_url(self.url)


def org_problem(org: str) -> str | None:
    """What is wrong with an organization's identifier, as a sentence; None when it will do."""
    org = org.strip()
    if not org:
        return "The organization is empty: give the name that stands in the console's address, such as acme."
    if not _PLAIN.fullmatch(org) or "/" in org:
        return "An organization is one word without spaces or slashes, such as acme."
    return None


def url_problem(url: str) -> str | None:
    """What is wrong with a context URL, as a sentence; None when it will do.

    The service takes only pages of https://app.pulumi.com (API reference). Scheme and host are compared as parsed: a
    prefix test would let ``https://app.pulumi.com.evil`` through.
    """
    url = url.strip()
    if not url:
        return f"The URL is empty: {CONSOLE} stands for no page in particular."
    parts = _split(url)
    if parts is None or not _PLAIN.fullmatch(url):
        return f"This is not a URL: it should look like {CONSOLE}/acme/project1/dev."
    if parts.scheme != "https" or parts.netloc.lower() != _HOST:
        return f"The URL must be a page of {CONSOLE}, such as {CONSOLE}/acme/project1/dev."
    return None


@dataclass(frozen=True, slots=True)
class ConsolePage:
    """A console URL taken apart; what the URL does not say is empty."""

    org: str = ""
    project: str = ""
    stack: str = ""
    page: str = ""
    """What follows the stack, e.g. "updates/4"."""

    @property
    def label(self) -> str:
        """The page in words: "project1/dev · update 4"; "" for the console's front page."""
        stack = "/".join(part for part in (self.project, self.stack) if part)
        return " · ".join(part for part in (stack, self.page_label) if part)

    @property
    def page_label(self) -> str:
        """What follows the stack, in words: "update 4"; "" for the stack's own page."""
        section, _, rest = self.page.partition("/")
        singular = {"updates": "update", "previews": "preview", "deployments": "deployment"}.get(section)
        return f"{singular} {rest[:8]}" if singular and rest else self.page


def read_console_url(url: str) -> ConsolePage:
    """Takes a console URL apart: ``/{org}``, ``/{org}/{project}/{stack}``, ``…/updates/{n}`` and so on."""
    parts = _split(url.strip())
    segments = [segment for segment in parts.path.split("/") if segment] if parts else []
    if len(segments) > 1 and segments[1] == "esc":
        return ConsolePage(org=segments[0], page="/".join(segments[1:]))
    org, project, stack = [*segments, "", "", ""][:3]
    return ConsolePage(org=org, project=project, stack=stack, page="/".join(segments[3:]))


def console_url(org: str, project: str = "", stack: str = "") -> str:
    """The console's page for an organization, or for a stack where one is known."""
    return "/".join([CONSOLE, *(part for part in (org, project, stack if project else "") if part)])


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # e.g. "https://[": no URL at all
        return None
