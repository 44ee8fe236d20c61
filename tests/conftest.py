"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Examples are judged by what they show; how long one takes on a busy machine says nothing.
settings.register_profile("copilot-tui", deadline=None)
settings.load_profile("copilot-tui")
