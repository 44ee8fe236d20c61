"""The machine's own way to its clipboard: found by pyperclip, run by us.

pyperclip waits for ever for a tool that hangs, takes a failing one for a success and lets it print on the screen.
Here a tool has a time limit, its exit code and stderr are read, and the token is not in its environment.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copilot_tui.domain.environment import without_token
from copilot_tui.domain.text import line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SEARCHED: Final = ("wl-copy", "xclip", "xsel", "qdbus", "pbcopy", "clip.exe")


class ToolTrouble(Exception):
    """A clipboard tool failed; its text is a sentence fit to be shown."""


@dataclass(frozen=True, slots=True)
class ClipboardTool:
    """One way to put text into a clipboard; `put` blocks and belongs in a thread."""

    name: str
    """As shown: "xclip", "wl-copy", "the system clipboard"."""
    command: tuple[str, ...] = ()
    """Takes the text on stdin; empty where `call` does it within the process."""
    encoding: str = "utf-8"
    call: Callable[[str], None] | None = None

    def put(self, text: str, environ: Mapping[str, str], *, limit_seconds: float) -> None:
        """Puts text into the clipboard.

        Args:
            text: what to copy.
            environ: for the tool, which gets it without the token.
            limit_seconds: after this the tool is ended.

        Raises:
            ToolTrouble: it could not be started, failed, or took too long.
        """
        if self.call is not None:
            try:
                self.call(text)
            except (OSError, RuntimeError) as error:  # pyperclip's own error is a RuntimeError
                raise ToolTrouble(f"{self.name} failed: {line(str(error), 120)}") from error
            return
        self._run(text.encode(self.encoding), environ, limit_seconds)

    def _run(self, data: bytes, environ: Mapping[str, str], limit_seconds: float) -> None:
        # xclip and wl-copy leave a process behind that keeps the text and our pipes: waiting for the end of stderr
        # would be waiting for the next copy. A file has no such end.
        with tempfile.TemporaryFile() as complaints:
            try:
                process = subprocess.Popen(  # noqa: S603 — a fixed command, found by name; the text goes to its stdin
                    self.command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=complaints,
                    env=without_token(environ),
                    start_new_session=True,  # the text outlives this terminal, and a hung tool ends with its children
                )
            except OSError as error:
                raise ToolTrouble(f"{self.name} could not be started: {error.strerror or 'unknown reason'}") from error
            try:
                process.communicate(data, timeout=limit_seconds)
            except subprocess.TimeoutExpired as error:
                _end(process)
                raise ToolTrouble(f"{self.name} did not answer within {limit_seconds:g} s") from error
            if process.returncode:
                complaints.seek(0)
                said = line(complaints.read(2000).decode(errors="replace"), 120)
                raise ToolTrouble(f"{self.name} failed: {said or f'exit code {process.returncode}'}")


TMUX: Final = ClipboardTool("tmux", ("tmux", "load-buffer", "-w", "-"))
"""tmux's buffer, and with -w the outer terminal's clipboard, even where tmux refuses OSC 52 from within (tmux 3.2)."""

_BY_PYPERCLIP_NAME: Final = {
    "copy_wl": ClipboardTool("wl-copy", ("wl-copy", "--type", "text/plain")),
    "copy_xclip": ClipboardTool("xclip", ("xclip", "-selection", "clipboard")),
    "copy_xsel": ClipboardTool("xsel", ("xsel", "--clipboard", "--input")),
    "copy_osx_pbcopy": ClipboardTool("pbcopy", ("pbcopy",)),
    "copy_osx_pyobjc": ClipboardTool("pbcopy", ("pbcopy",)),
    "copy_wsl": ClipboardTool("clip.exe", ("clip.exe",), encoding="utf-16-le"),
}


def find_tool() -> ClipboardTool | None:
    """Which mechanism pyperclip chooses on this machine, as a tool that we run; None where there is none.

    Wayland goes before X11 where ``WAYLAND_DISPLAY`` is set. pyperclip's Qt way is not taken: it needs an event loop
    of its own, and without a reachable display Qt ends the whole process.
    """
    if sys.platform != "win32" and not any(map(shutil.which, _SEARCHED)):
        return None  # all that pyperclip could still find is Qt
    if sys.platform.startswith("linux") and not _has_display() and not shutil.which("clip.exe"):
        return None
    import pyperclip

    copy, _ = pyperclip.determine_clipboard()
    name = getattr(copy, "__name__", "")
    if name == "copy_windows":
        return ClipboardTool("the system clipboard", call=copy)
    return _BY_PYPERCLIP_NAME.get(name)


def _has_display() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a tool and what it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
