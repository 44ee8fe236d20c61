"""The exit status of every failure: the one table that scripts can rely on."""

from __future__ import annotations

from typing import Final

from copilot_tui.domain.errors import ErrorKind

FAILED: Final = 1
WRONG_USAGE: Final = 2
NOT_ALLOWED: Final = 3
NO_NETWORK: Final = 4
NO_SERVICE: Final = 5
INTERRUPTED: Final = 130

EXIT_CODES: Final[dict[ErrorKind, int]] = {
    ErrorKind.NOT_SIGNED_IN: NOT_ALLOWED,
    ErrorKind.UNAUTHORIZED: NOT_ALLOWED,
    ErrorKind.FORBIDDEN: NOT_ALLOWED,
    ErrorKind.NETWORK: NO_NETWORK,
    ErrorKind.TIMED_OUT: NO_NETWORK,
    ErrorKind.SERVICE: NO_SERVICE,
    ErrorKind.BAD_REQUEST: NO_SERVICE,
    ErrorKind.USAGE_LIMIT: NO_SERVICE,
    ErrorKind.RATE_LIMITED: NO_SERVICE,
    ErrorKind.ENDPOINT_MOVED: NO_SERVICE,
    ErrorKind.SERVER_TROUBLE: NO_SERVICE,
    ErrorKind.REFUSED: NO_SERVICE,
    ErrorKind.NO_ANSWER: NO_SERVICE,
    ErrorKind.UNREADABLE_ANSWER: NO_SERVICE,
    ErrorKind.ANSWER_TOO_LARGE: NO_SERVICE,
    ErrorKind.CANCELLED: INTERRUPTED,
    ErrorKind.INTERRUPTED: INTERRUPTED,
    ErrorKind.SETTINGS: WRONG_USAGE,
    ErrorKind.CONFIDENTIAL: WRONG_USAGE,
    ErrorKind.STORE: FAILED,
    ErrorKind.EXPORT: FAILED,
    ErrorKind.ATTACHMENT: FAILED,
}
