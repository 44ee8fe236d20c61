"""What a shell is told when somebody presses tab: one line a candidate, ``kind TAB value TAB words``.

Click finds out what is being completed; the scripts of `copilot_tui.cli.completion_scripts` ask and show. bash, which
has no place for words beside a value, gets both in one where there are several, and the value alone where there is one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete, add_completion_class
from click.shell_completion import split_arg_string as split

from copilot_tui.cli.completion_scripts import SCRIPTS
from copilot_tui.cli.table import cell_width, fit
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

VARIABLE: Final = "_COPILOT_TUI_COMPLETE"
_MOST_CHARACTERS: Final = 60
_MENU_TYPES: Final = {"37", "42"}  # COMP_TYPE where bash puts candidates into the line as they stand


class Zsh(ZshComplete):
    """zsh, which shows words beside each candidate by itself."""

    source_template = SCRIPTS["zsh"]

    def format_completion(self, item: CompletionItem[str]) -> str:
        """One candidate."""
        return _written(item)


class Fish(FishComplete):
    """fish, which does the same."""

    source_template = SCRIPTS["fish"]

    def format_completion(self, item: CompletionItem[str]) -> str:
        """One candidate."""
        return _written(item)


class Bash(BashComplete):
    """bash, from 3.2 on."""

    source_template = SCRIPTS["bash"]

    @staticmethod
    def _check_version() -> None:
        """Not done: it would start a bash for every tab, and the script works with all that there are."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words of the line up to the cursor: bash's own would be cut at colons."""
        typed = os.environ.get("COMP_LINE", "")
        words = split(typed)
        begun = words.pop() if words and not typed[-1:].isspace() else ""
        return words[1:], begun

    def complete(self) -> str:
        """All candidates, without what stands before a colon, which bash takes for a word of its own."""
        words, begun = self.get_completion_args()
        items = self.get_completions(words, begun)
        _, _, value = begun.rpartition("=")
        passed = value.rfind(":") + 1 if ":" in os.environ.get("COMP_WORDBREAKS", ":") else 0
        described = len(items) > 1 and os.environ.get("COMP_TYPE") not in _MENU_TYPES
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) - 4 if columns.isdecimal() and int(columns) > 20 else 76
        widest = max((cell_width(item.value) for item in items), default=0)
        return "\n".join(f"{item.type}\t{_beside(item, passed, widest if described else 0, width)}" for item in items)


def _beside(item: CompletionItem[str], passed: int, widest: int, width: int) -> str:
    value = item.value[passed:]
    words = _words(item)
    if not (widest and words):
        return value
    return fit(f"{value}{' ' * (widest - cell_width(item.value))}  ({words})", width)


def _written(item: CompletionItem[str]) -> str:
    return f"{item.type}\t{item.value}\t{_words(item)}"


def _words(item: CompletionItem[str]) -> str:
    return line(item.help or "", _MOST_CHARACTERS)


SHELLS: Final[dict[str, type[ShellComplete]]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def register() -> None:
    """Makes these the ones that Click asks."""
    for name, kind in SHELLS.items():
        add_completion_class(kind, name)
