"""Every failure that a person can meet, as one small family.

CopilotError                 text, hint, next steps; `kind` names it in JSON
├── NotSignedIn              there is no token to send
├── NotAllowed               the service refused the token or the person
│   ├── Unauthorized         401: missing, invalid, or single sign-on is due
│   └── Forbidden            403: Copilot is off for the organization, or the role lacks it
├── NetworkTrouble           no connection: name, refused, reset, TLS, proxy
│   └── TimedOut             a deadline passed: connecting, silence, or the whole question
├── ServiceTrouble           the service failed or refused
│   ├── BadRequest           400: a field of the question is at fault
│   ├── UsageLimit           402: the daily cap
│   ├── RateLimited          429: too many; `retry_after_seconds` where the service said so
│   ├── EndpointMoved        3xx, 404, 410, or a page instead of an answer
│   ├── ServerTrouble        5xx: `request_id` is for the support ticket
│   ├── CopilotRefused       200 with `error`: Copilot's own failure, in its words
│   ├── NoAnswer             204, or an answer with nothing in it
│   ├── UnreadableAnswer     not JSON, cut off, or of another shape
│   └── AnswerTooLarge       larger than the cap
├── Cancelled                the person cancelled; it may have been answered all the same
├── WrongSettings            configuration or options that cannot be used
├── SecretInQuestion         a question seems to hold a secret, and nobody said that it may be sent
├── StoreTrouble             the history could not be read or written
│   └── StoreUnwritable      its file takes nothing now; what is asked is kept in memory
├── ExportTrouble            a file could not be written, or is there already
└── AttachmentTrouble        a file that was to go with a question cannot be read

Raise them with ``from`` the cause. Their texts are shown as they are: no token, no markup, no foreign control bytes.
"""

from __future__ import annotations

from copilot_tui.domain.errors.asking import (
    AnswerTooLarge,
    BadRequest,
    Cancelled,
    CopilotRefused,
    EndpointMoved,
    Forbidden,
    NetworkTrouble,
    NoAnswer,
    NotAllowed,
    NotSignedIn,
    RateLimited,
    ServerTrouble,
    ServiceTrouble,
    TimedOut,
    Unauthorized,
    UnreadableAnswer,
    UsageLimit,
)
from copilot_tui.domain.errors.failure import (
    INTERRUPTED,
    CopilotError,
    ErrorKind,
    Failure,
    NextStep,
)
from copilot_tui.domain.errors.here import (
    AttachmentTrouble,
    ExportTrouble,
    SecretInQuestion,
    StoreTrouble,
    StoreUnwritable,
    WrongSettings,
)

__all__ = [
    "INTERRUPTED",
    "AnswerTooLarge",
    "AttachmentTrouble",
    "BadRequest",
    "Cancelled",
    "CopilotError",
    "CopilotRefused",
    "EndpointMoved",
    "ErrorKind",
    "ExportTrouble",
    "Failure",
    "Forbidden",
    "NetworkTrouble",
    "NextStep",
    "NoAnswer",
    "NotAllowed",
    "NotSignedIn",
    "RateLimited",
    "SecretInQuestion",
    "ServerTrouble",
    "ServiceTrouble",
    "StoreTrouble",
    "StoreUnwritable",
    "TimedOut",
    "Unauthorized",
    "UnreadableAnswer",
    "UsageLimit",
    "WrongSettings",
]
