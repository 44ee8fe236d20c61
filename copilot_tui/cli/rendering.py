"""How an answer is printed: drawn where a terminal shows it, as Markdown where something else reads it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from copilot_tui.cli import output

if TYPE_CHECKING:
    from copilot_tui.service.options import Options

_BOLD: Final = ("\x1b[1m", "\x1b[22m")
_DIM: Final = ("\x1b[2m", "\x1b[22m")


class Rendering:
    """Draws for stdout as it is.

    Args:
        options: the theme in them, or in the settings, says whether the terminal is light.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._light: bool | None = None

    def markdown(self, source: str) -> str:
        """Markdown, drawn for a terminal, or as it is."""
        if not output.for_people():
            return source
        from copilot_tui.ui.printing import printed

        width = shutil.get_terminal_size().columns
        return printed(source, width, colour=output.styled(), light=self._is_light())

    def head(self, text: str) -> str:
        """A line that stands out, where there are styles."""
        return text.join(_BOLD) if output.styled() else text

    def quiet(self, text: str) -> str:
        """A line about what is said."""
        return text.join(_DIM) if output.styled() else text

    def _is_light(self) -> bool:
        if self._light is None:
            from copilot_tui.config.first_frame import peek

            self._light = "light" in (self._options.theme or peek(self._options.config).theme)
        return self._light
