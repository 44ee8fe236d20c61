"""The wire: one call to the Copilot endpoint, and what can go wrong with it."""

from copilot_tui.api.import_httpx import import_quickly

import_quickly()  # before any module of this room imports httpx itself
