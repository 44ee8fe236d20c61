"""What a program writes to a terminal, cut into text and control sequences (ECMA-48, xterm's ctlseqs)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEQUENCE = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_](?P<string>[^\x1b]*)\x1b\\"
    r"|\x1b(?P<escape>[ -/]*[0-OQ-WYZ\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)

_UTF8 = codecs.getincrementaldecoder("utf-8")


class Sequence(NamedTuple):
    """One piece of output: text, a control character, or a control sequence."""

    kind: str
    """text, control, escape, csi, osc, string (DCS, SOS, PM, APC)."""
    raw: str
    parameters: str = ""
    """Of a CSI, intermediates included; the content of an OSC."""
    final: str = ""
    """Of a CSI: the letter that says what it does."""


@dataclass
class Sequences:
    """Cuts a stream of bytes, however it was cut into reads."""

    rest: str = ""
    """What has begun and not ended."""
    _decoder: codecs.IncrementalDecoder = field(default_factory=lambda: _UTF8("replace"))

    def feed(self, data: bytes) -> Iterator[Sequence]:
        """The pieces that are whole now."""
        self.rest += self._decoder.decode(data)
        at = 0
        while match := _SEQUENCE.match(self.rest, at):
            at = match.end()
            yield _sequence(match)
        self.rest = self.rest[at:]


def cut(data: bytes) -> list[Sequence]:
    """All pieces of a whole recording; one that has no end counts as an escape."""
    sequences = Sequences()
    pieces = list(sequences.feed(data))
    return [*pieces, Sequence("escape", sequences.rest)] if sequences.rest else pieces


def _sequence(match: re.Match[str]) -> Sequence:
    raw = match[0]
    if (final := match["final"]) is not None:
        return Sequence("csi", raw, match["parameters"] + match["between"], final)
    kind = match.lastgroup or ""
    return Sequence(kind, raw, match["osc"] if kind == "osc" else "")
