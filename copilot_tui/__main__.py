"""The entry: hands the wired rooms to the command line, nothing else."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Runs the command line; returns the exit status."""
    # Nothing that start-up makes is garbage: the collector's walks through it would delay the first frame.
    gc.set_threshold(400_000, 50, 50)
    # Whatever plugins of pydantic stand in the same environment would be looked for, which takes a twentieth of `ask`,
    # and would be shown every answer.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from copilot_tui.cli.main import run, tell_bug
    from copilot_tui.wiring.rooms import Rooms

    sys.excepthook = tell_bug
    return run(Rooms())


if __name__ == "__main__":
    sys.exit(main())
