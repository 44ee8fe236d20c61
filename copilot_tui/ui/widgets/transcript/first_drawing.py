"""What the first answer would have to wait for, done before there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copilot_tui.ui.widgets.transcript.markdown import draw_markdown

if TYPE_CHECKING:
    from copilot_tui.ui.theme.palette import Palette

_ANSWER: Final = """\
# Why

1. **Look** at “it”: <https://www.pulumi.com/docs/>

| a | b |
|---|---|
| c | d |

```sh
pulumi up
```

```json
{}
```

```{language}
a
```
"""
_CELLS: Final = 80


def draw_once(language: str, palette: Palette) -> None:
    """Draws an answer for nobody, in a thread: the parser and the lexers are imported and compiled at first use.

    That takes some 100 ms of the processor, and more where the files are not in memory: on the event loop, whoever
    types while the first answer comes would feel it.

    Args:
        language: what programs are asked for in.
        palette: the colours.
    """
    draw_markdown(_ANSWER.replace("{language}", language), _CELLS, palette)
