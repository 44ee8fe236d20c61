"""The history, put together from its parts."""

from __future__ import annotations

from typing import Protocol

from copilot_tui.service.ports.conversations import Bin, Conversations
from copilot_tui.service.ports.imports import Imports
from copilot_tui.service.ports.lists import Lists
from copilot_tui.service.ports.programs import Programs
from copilot_tui.service.ports.questions import Questions
from copilot_tui.service.ports.searches import Overviews, Searches
from copilot_tui.service.ports.turns import Turns
from copilot_tui.service.ports.upkeep import Remembered, Upkeep


class History(
    Lists,
    Conversations,
    Bin,
    Turns,
    Questions,
    Programs,
    Searches,
    Overviews,
    Imports,
    Remembered,
    Upkeep,
    Protocol,
):
    """The store, whole. Who needs a part of it asks for that part.

    Every method is synchronous and may be called from any one thread at a time; callers keep it off the event loop.
    Every method that writes is one transaction, committed when it returns.

    Raises:
        StoreTrouble: the store could not be read or written; from every method.
    """
