"""The transcript's keys; their ids are public, so that config.toml can give them others."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from collections.abc import Mapping

TRANSCRIPT_BINDINGS: Final[list[BindingType]] = [
    Binding("j,down", "move(1)", "next block", show=False, id="transcript.down"),
    Binding("k,up", "move(-1)", "block before", show=False, id="transcript.up"),
    Binding("g,home", "start", "start", show=False, id="transcript.start"),
    Binding("G,end", "end", "end", show=False, id="transcript.end"),
    Binding("pagedown", "page(1)", "page down", show=False, id="transcript.page_down"),
    Binding("pageup", "page(-1)", "page up", show=False, id="transcript.page_up"),
    Binding("l", "release", "let the line go on", id="transcript.release"),
    Binding("y", "take_selection", "copy selection", id="transcript.copy_selection"),
    Binding("n", "next_hit(1)", "next hit", id="transcript.next_hit"),
    Binding("N", "next_hit(-1)", "hit before", show=False, id="transcript.previous_hit"),
    Binding("c", "act('copy')", "copy", id="transcript.copy"),
    Binding("C", "act('copy_part')", "copy a part", id="transcript.copy_part"),
    Binding("v", "act('view')", "view", id="transcript.view"),
    Binding("e", "act('export')", "export", id="transcript.export"),
    Binding("d", "act('diff')", "diff", id="transcript.diff"),
    Binding("r", "act('resend')", "resend", id="transcript.resend"),
    Binding("u,ctrl+e", "act('edit')", "edit", id="transcript.edit"),
    Binding("b", "act('branch')", "branch", id="transcript.branch"),
    Binding("x,delete", "act('remove')", "remove", id="transcript.remove"),
    Binding("s", "act('sign_in')", "sign in", id="transcript.sign_in"),
    Binding("o", "act('links')", "links", id="transcript.links"),
    Binding("i", "act('inspect')", "inspect", id="transcript.inspect"),
    Binding("space", "fold", "fold", id="transcript.fold"),
    Binding("slash", "screen.find", "find", id="transcript.find"),
    Binding("escape", "screen.write", "composer", show=False, id="transcript.leave"),
]

DEFAULT_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "copy": "c",
        "copy_part": "C",
        "view": "v",
        "export": "e",
        "diff": "d",
        "resend": "r",
        "edit": "u",
        "branch": "b",
        "remove": "x",
        "release": "l",
        "sign_in": "s",
        "links": "o",
        "inspect": "i",
        "cancel": "^c",
        "edit_context": "f4",
    }
)
"""Action → its key as shown in blocks, where nothing is remapped."""
