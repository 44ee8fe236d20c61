"""httpx without its own command line.

Where Rich and Pygments are installed, ``import httpx`` imports both for the command ``httpx``, which this program never
runs: that is half of what the import takes. Where they are missing, httpx does without; here it is told that they are.
"""

from __future__ import annotations

import sys
from typing import Final

_COMMAND_LINE: Final = "httpx._main"


def import_quickly() -> None:
    """Imports httpx; whoever imports it later gets the same."""
    if "httpx" in sys.modules:
        return
    # None in this place is how Python says that a module cannot be imported.
    sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]  # typeshed knows modules only
    try:
        import httpx  # noqa: F401 — to have it
    finally:
        del sys.modules[_COMMAND_LINE]
