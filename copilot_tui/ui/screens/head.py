"""The first line that full screens share: what is shown, a filter where there is one, how much there is of it."""

from __future__ import annotations

from typing import Final

HEAD_CSS: Final = """
    {name} {{ background: $panel; }}
    {name} #head {{ height: 1; padding: 0 2; background: $panel; }}
    {name} #name {{ width: auto; text-style: bold; padding: 0 2 0 0; }}
    {name} #filter {{ width: 1fr; min-width: 8; height: 1; border: none; padding: 0 1; background: $raised; }}
    {name} #filter:focus {{ background: $selected; }}
    {name} #count {{ width: auto; color: $half; padding: 0 0 0 2; }}
"""
"""Its look; format it with the screen's class name."""
