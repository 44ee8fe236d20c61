"""Lines with targets in them: places that a key can go to and that can be pressed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rich.style import Style
from rich.text import Text

from copilot_tui.ui.widgets.drawing import pressable


@dataclass(frozen=True, slots=True)
class Target:
    """A number that leads somewhere."""

    action: str
    """What pressing it means: "search QUERY", "conversation ID TURN", …; no two targets of a sheet share one."""
    words: str
    """What it stands for, in words."""
    row: int
    column: int


@dataclass(slots=True)
class Sheet:
    """Lines of at most `width` cells."""

    width: int
    lines: list[Text] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def add(self, line: Text, action: str = "", words: str = "", column: int = 0) -> None:
        """Puts a line below the others; with an action, it is a target as a whole."""
        if action:
            self.target(action, words, len(self.lines), column)
            line = pressed(line, action)
        self.lines.append(line)

    def target(self, action: str, words: str, row: int, column: int) -> None:
        """Makes a place a target, unless another one leads there; what is drawn has to carry the action by itself."""
        if all(other.action != action for other in self.targets):
            self.targets.append(Target(action, words, row, column))

    def gap(self) -> None:
        """An empty line, unless there is one already."""
        if self.lines and self.lines[-1].cell_len:
            self.lines.append(Text())

    def below(self, other: Sheet, indent: int = 0) -> None:
        """Puts another sheet below."""
        row = len(self.lines)
        self.lines += [Text(" " * indent).append_text(line) for line in other.lines]
        self.targets += [_moved(target, row, indent) for target in other.targets]

    def beside(self, left: Sheet, right: Sheet, gap: int) -> None:
        """Puts two sheets below, side by side."""
        row, indent = len(self.lines), left.width + gap
        for at in range(max(len(left.lines), len(right.lines))):
            line = Text().append_text(left.lines[at]) if at < len(left.lines) else Text()
            if at < len(right.lines):
                line.append(" " * max(0, indent - line.cell_len)).append_text(right.lines[at])
            self.lines.append(line)
        self.targets += [_moved(target, row, 0) for target in left.targets]
        self.targets += [_moved(target, row, indent) for target in right.targets]


def pressed(line: Text, action: str) -> Text:
    """The same line, all of it carrying an action."""
    whole = Text().append_text(line)
    whole.stylize(pressable(Style(), action))
    return whole


def _moved(target: Target, rows: int, columns: int) -> Target:
    return replace(target, row=target.row + rows, column=target.column + columns)
