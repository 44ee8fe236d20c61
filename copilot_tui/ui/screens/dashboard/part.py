"""An activity of the dashboard, imported and made when it is first asked for: the first frame does without most."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Generic, Self, TypeVar, cast, overload

if TYPE_CHECKING:
    from copilot_tui.ui.screens.dashboard.board import Board

PartType = TypeVar("PartType")
_ROOM: Final = __name__.rpartition(".")[0]


class Part(Generic[PartType]):
    """A board's attribute; its name is that of the activity's module, and in CapWords that of its class."""

    def __set_name__(self, board_type: type[Board], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, board: None, board_type: type[Board]) -> Self: ...
    @overload
    def __get__(self, board: Board, board_type: type[Board]) -> PartType: ...
    def __get__(self, board: Board | None, board_type: type[Board]) -> Self | PartType:
        """The activity, the same from the first time on: the board's own attribute goes before this one."""
        if board is None:
            return self
        made = cast("PartType", getattr(self.load(), self.name.title().replace("_", ""))(board))
        board.__dict__[self.name] = made
        return made

    def load(self) -> object:
        """Imports the activity's module; may be called in a thread."""
        return import_module(f"{_ROOM}.{self.name}")


def load_parts(board_type: type[Board]) -> None:
    """Imports all activities of a board; may be called in a thread."""
    for part in vars(board_type).values():
        if isinstance(part, Part):
            part.load()
