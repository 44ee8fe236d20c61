"""The entry: hands the wired rooms to the command line, nothing else."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line; returns the exit status."""
    from copilot_tui.cli.main import run
    from copilot_tui.wiring.rooms import Rooms

    return run(Rooms())


if __name__ == "__main__":
    sys.exit(main())
