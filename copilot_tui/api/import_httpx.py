"""httpx without its own command line.

Where Rich and Pygments are installed, ``import httpx`` imports both for the command ``httpx``, which this program never
runs: that is half of what the import takes. Where they are missing, httpx does without; here it is told that they are.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from types import ModuleType

_COMMAND_LINE: Final = "httpx._main"


def import_quickly() -> None:
    """Imports httpx; whoever imports it later gets the same."""
    if "httpx" in sys.modules:
        return
    # None in a module's place says that it cannot be imported (the import system, 5.3.1); typeshed knows modules only.
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    modules[_COMMAND_LINE] = None
    try:
        import_module("httpx")
    finally:
        del modules[_COMMAND_LINE]
