"""A fixed time for what counts back from now."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2026, 3, 14, 14, 5, tzinfo=UTC)
