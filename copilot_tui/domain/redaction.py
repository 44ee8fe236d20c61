"""A second net for secrets, behind `Token`, which shows as ``***`` by itself: for what a crash or a log may print."""

from __future__ import annotations

import re
from typing import Final

HIDDEN: Final = "***"
_SECRETS: Final = re.compile(
    r"pul-[0-9a-zA-Z]{8,}"  # an access token as the Pulumi Cloud makes them
    r"|(?i:authorization\W+(?:token|bearer|basic)\s+\S+)"
    r"|eyJ[\w-]+\.[\w-]+\.[\w-]+"  # a JSON Web Token: {"… in base64, three parts
)


def redact(text: str) -> str:
    """The text with whatever looks like a token replaced by ``***``."""
    return _SECRETS.sub(HIDDEN, text)
