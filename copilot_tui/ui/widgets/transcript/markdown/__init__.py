"""Markdown as rows: parsed by markdown-it, drawn by us, nothing of the letters lost.

Textual's own Markdown widget takes ``<T>`` for HTML and drops it, drops what is nested too deep, and opens any link;
and a widget a message is what makes long conversations slow.
"""

from copilot_tui.ui.widgets.transcript.markdown.draw import Drawing, draw_markdown
from copilot_tui.ui.widgets.transcript.markdown.links import Link

__all__ = ["Drawing", "Link", "draw_markdown"]
