"""The clipboard door: every copy goes through here, and every copy says by which way it went.

The machine's own tool where there is one; over SSH, or without one, the terminal (OSC 52); what is too large for
that goes into a file. Nothing is called copied that was only sent.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.program import count_lines
from copilot_tui.domain.text import without_controls
from copilot_tui.export.naming import safe_name
from copilot_tui.ui.clipboard import osc52
from copilot_tui.ui.clipboard.tool import TMUX, ClipboardTool, ToolTrouble, find_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SENT: Final = "sent to the terminal (unconfirmed)"


@dataclass(frozen=True, slots=True)
class CopyOutcome:
    """What became of a copy."""

    ok: bool
    """Whether the text is, or should be, where it can be pasted from (or in `path`)."""
    way: str
    """In words: "xclip", "wl-copy", "sent to the terminal (unconfirmed)", "saved to FILE"; "" if it went nowhere."""
    lines: int
    bytes: int
    """Of the UTF-8 text that was copied."""
    removed: int = 0
    """How many control characters were left out."""
    hint: str = ""
    """What to do if it does not arrive, or why the usual way was not taken."""
    path: Path | None = None
    """The file, where one was written."""

    @property
    def message(self) -> str:
        """All of it as one line for a toast; literal text, not markup."""
        if not self.ok:
            return f"Not copied: {self.hint}"
        removed = f"{self.removed:,} control {'character' if self.removed == 1 else 'characters'} left out"
        amount = measure(self.lines, self.bytes)
        first = amount if self.path or self.way == SENT else f"Copied {amount}"
        parts = [first, self.way, removed if self.removed else "", self.hint]
        return " · ".join(part for part in parts if part)


@dataclass(slots=True)
class Clipboard:
    """The door itself; one for the life of the app.

    Args:
        write: writes an escape sequence to the terminal, e.g. the driver's ``write``.
        folder: where text goes that is too large for the terminal; None: it is not saved.
        environ: the environment to judge by and to give to tools; the process's own by default.
        limit_seconds: how long a tool may take.
    """

    write: Callable[[str], None]
    folder: Path | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    limit_seconds: float = 3.0
    _tool: ClipboardTool | None = field(default=None, init=False)
    _searched: bool = field(default=False, init=False)

    async def copy(self, text: str, *, name: str = "copied.txt") -> CopyOutcome:
        """Copies text exactly, control characters apart.

        Args:
            text: what to copy.
            name: what it would be called as a file; only used if it has to be saved to one.

        Returns:
            What became of it; a failure is an outcome too.
        """
        text, removed = without_controls(text)
        size = len(text.encode())
        done = CopyOutcome(ok=True, way="", lines=count_lines(text), bytes=size, removed=removed)
        if not text:
            return _with(done, ok=False, hint="there is no text")
        tool, trouble = await self._find(), ""
        if tool is not None:
            try:
                await asyncio.to_thread(tool.put, text, self.environ, limit_seconds=self.limit_seconds)
            except ToolTrouble as error:
                trouble = str(error)
            else:
                return _with(done, way=_way(tool))
        if size > osc52.MAX_BYTES:
            return await asyncio.to_thread(self._save, text, name, done, trouble)
        self.write(osc52.sequence(text, self.environ))
        return _with(done, way=SENT, hint=trouble or osc52.hint(self.environ))

    async def mechanism(self) -> str:
        """How the next copy would go, in words, without copying anything."""
        tool = await self._find()
        return _way(tool) if tool else "the terminal (OSC 52, unconfirmed)"

    async def _find(self) -> ClipboardTool | None:
        if not self._searched:
            self._tool = await asyncio.to_thread(self._choose)
            self._searched = True
        return self._tool

    def _choose(self) -> ClipboardTool | None:
        far = any(self.environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
        tool = None if far else find_tool()  # over SSH, the tools here reach the wrong machine's clipboard
        return tool or (TMUX if self.environ.get("TMUX") else None)

    def _save(self, text: str, name: str, done: CopyOutcome, trouble: str) -> CopyOutcome:
        if self.folder is None:
            return _with(
                done, ok=False, hint=trouble or f"{measure(done.lines, done.bytes)} are too much for a terminal"
            )
        try:
            path = _write_new(self.folder, safe_name(name, fallback="copied.txt"), text)
        except OSError as error:
            return _with(done, ok=False, hint=f"it could not be saved either: {error.strerror or 'unknown reason'}")
        reason = trouble or "too large for the terminal's clipboard"
        return _with(done, way=f"saved to {path}", hint=reason, path=path)


def measure(lines: int, size: int) -> str:
    """An amount of text in words: "28 lines, 1.2 KB"."""
    amount = f"{size:,} B" if size < 1000 else f"{size / 1000:,.1f} KB" if size < 1_000_000 else f"{size / 1e6:,.1f} MB"
    return f"{lines:,} {'line' if lines == 1 else 'lines'}, {amount}"


def _write_new(folder: Path, name: str, text: str) -> Path:
    """Writes a new file that only its owner reads; whatever is there already stays.

    Raises:
        OSError: the folder or the file could not be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    for number in range(1, 100):
        path = folder / (f"{stamp}-{name}" if number == 1 else f"{stamp}-{number}-{name}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        return path
    raise FileExistsError(0, "there are too many files of that name")


def _way(tool: ClipboardTool) -> str:
    return "tmux's buffer and the terminal (unconfirmed)" if tool is TMUX else tool.name


def _with(
    done: CopyOutcome, *, ok: bool = True, way: str = "", hint: str = "", path: Path | None = None
) -> CopyOutcome:
    return CopyOutcome(ok, way, done.lines, done.bytes, done.removed, hint, path)
