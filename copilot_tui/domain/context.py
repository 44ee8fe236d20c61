"""The cloud context that goes with every question: an organization and a page of the Pulumi Cloud console."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from copilot_tui.domain.value import Value

CONSOLE = "https://app.pulumi.com"
MAX_ORG = 200
MAX_URL = 2000
_HOST = "app.pulumi.com"
_PLAIN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class CloudContext(Value):
    """``state.client.cloudContext`` of the API: what Copilot is told about where the person is.

    Raises:
        ValueError: an empty org, or a URL outside https://app.pulumi.com.
    """

    org: str
    """The organization's identifier (``orgId``), e.g. "acme"; at most `MAX_ORG` characters."""
    url: str = CONSOLE
    """A console page, e.g. "https://app.pulumi.com/acme/project1/dev/updates/4"; at most `MAX_URL` characters."""

    def __post_init__(self) -> None:
        """Checks and tidies both."""
        if problem := org_problem(self.org) or url_problem(self.url):
            raise ValueError(problem)
        if len(self.org) > MAX_ORG or len(self.url) > MAX_URL:
            raise ValueError("The organization or the URL is too long.")
        object.__setattr__(self, "org", self.org.strip())
        # In lower case, as the service compares it: "HTTPS://App.Pulumi.com" is the same place.
        object.__setattr__(self, "url", CONSOLE + self.url.strip()[len(CONSOLE) :])

    @classmethod
    def stored(cls, org: str, url: str) -> CloudContext:
        """One that was checked when it came: rules that have changed since must not hide it."""
        return _ANY.model_copy(update={"org": org, "url": url})

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


_ANY = CloudContext(org="any")
"""What `CloudContext.stored` copies: the one way past the checks of a new one."""
