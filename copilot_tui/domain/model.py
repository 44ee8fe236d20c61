"""The base of every domain model."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: compared by content, never changed in place (use ``model_copy(update=…)``)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
