"""What a person sees when a bug ends the program: what happened, no local variables, no secret."""

from __future__ import annotations

import re
import traceback

from copilot_tui.domain.text import code

# A second net behind `Token`, which shows as *** by itself.
_SECRETS = re.compile(
    r"pul-[0-9a-zA-Z]{8,}|(?i:authorization)\W+(?:token|bearer|basic)\s+\S+|eyJ[\w-]+\.[\w-]+\.[\w-]+"
)


def crash_report(error: BaseException) -> str:
    """The error's traceback as text: no local variables, no control characters, what looks like a secret hidden."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    return redact(code("".join(lines)))


def redact(text: str) -> str:
    """The text with what looks like a token replaced by ``***``."""
    return _SECRETS.sub("***", text)
