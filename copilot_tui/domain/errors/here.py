"""What fails on this machine: settings, the history, files."""

from __future__ import annotations

from copilot_tui.domain.errors.failure import CopilotError, ErrorKind, NextStep


class WrongSettings(CopilotError):
    """Configuration or options that cannot be used."""

    kind = ErrorKind.SETTINGS
    next_steps = ()


class SecretInQuestion(CopilotError):
    """A question seems to hold a secret, and nobody said that it may be sent."""

    kind = ErrorKind.CONFIDENTIAL
    default_hint = "Take it out, or say what to do with it: --secrets hide sends *** instead, --secrets send sends it."
    next_steps = (NextStep.EDIT,)


class StoreTrouble(CopilotError):
    """The history could not be read or written."""

    kind = ErrorKind.STORE
    next_steps = ()


class StoreUnwritable(StoreTrouble):
    """The history's file does not take anything now: a full disk, no right to write, a lock, a file that is gone."""


class ExportTrouble(CopilotError):
    """A file could not be written, or is there already."""

    kind = ErrorKind.EXPORT
    next_steps = ()


class AttachmentTrouble(CopilotError):
    """A file that was to go with a question cannot be read, or holds no text."""

    kind = ErrorKind.ATTACHMENT
    next_steps = ()
