"""What comes from outside is shown as text: no control sequence of an answer reaches the terminal, no markup acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.desk import KeptDesk
from tests.e2e.keys import ENTER, ESCAPE, F2, ctrl, paste
from tests.faults import reply
from tests.loopback import Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Starter
    from tests.e2e.sequences import Sequence
    from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
# Each kind of sequence in 7 and 8 bits, and marks that ring, return or erase.
HOSTILE = (
    "\x1b]0;pwned\x07\x1b]52;c;cHduZWQ=\x1b\\\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\\x1b[2J\x1b[31mred\x1b[0m"
    "\x1bPpwned\x1b\\\x1b_pwned\x1b\\\x1bc\x9b31m\x9d0;pwned\x9c\x90pwned\x9c\x07\x08\r\x00\x7f\u202eevil\u202c"
)
MARKUP = "[bold]b[/bold] [/] [/foo] [@click=app.bell]x[/] [link=file:///etc]y[/link] [a=b=c]"
ASKING = "◐"
TITLE = f"Title {MARKUP} {HOSTILE}"


def message(kind: str, content: Any) -> dict[str, Any]:
    return {"role": "assistant", "kind": kind, "content": content}


ANSWER = {
    "conversationId": f"id {HOSTILE}",
    "messages": [
        message("trace", f"trace {MARKUP} {HOSTILE}"),
        message("status", f"status {MARKUP} {HOSTILE}"),
        message("response", f"answer {MARKUP} {HOSTILE}\n\n&#x1b;[31m &#x202e; Output<T>\n\n`code {HOSTILE}`"),
        message("surprise", {"odd": f"{MARKUP} {HOSTILE}"}),
        message(
            "program",
            {
                "code": f"print('{MARKUP}')\n# {HOSTILE}\n",
                "language": f"python{HOSTILE}",
                "programId": f"id {HOSTILE}",
                "plan": {"instructions": f"1. {MARKUP}\n2. {HOSTILE}", "searchTerms": [HOSTILE]},
            },
        ),
    ],
}
# What Textual and this app themselves write; the colors are always exact ones.
_OWN_CSI = re.compile(
    r"\x1b\[(?:[0-9;]*[mH]|\?(?:25|7|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]|\?(?:2026|2048)\$p|>\d+u|<u|2[23];2t)"
)
_TEXT = r"[^\x00-\x1f\x7f-\x9f]*"
_OWN_OSC = re.compile(rf"\x1b\](?:2;{_TEXT}|9;copilot-tui: {_TEXT}|22;[a-z]+)(?:\x07|\x1b\\)")


@pytest.fixture
def hostile(start: Starter) -> Iterator[KeptDesk]:
    with Loopback([reply(ANSWER)]) as server:
        yield KeptDesk(start, server.url, start.home / "data")


def foreign(terminal: Terminal) -> list[Sequence]:
    """Every control sequence that the program did not make by itself."""
    return [sequence for sequence in terminal.sequences() if not _is_own(sequence)]


def _is_own(sequence: Sequence) -> bool:
    match sequence.kind:
        case "text":
            return True
        case "csi":
            return bool(_OWN_CSI.fullmatch(sequence.raw)) and not (
                sequence.final == "m" and "31" in sequence.parameters.split(";")[:1]
            )
        case "osc":
            return bool(_OWN_OSC.fullmatch(sequence.raw))
        case "control":
            return sequence.raw in "\r\n"
        case _:
            return False


def test_an_answer_full_of_sequences_and_markup_is_shown_as_text(hostile: KeptDesk) -> None:
    terminal = hostile.open(size=(150, 50))
    terminal.send("look" + ENTER)
    terminal.wait_for(r"answer \[bold\]b\[/bold\]")
    terminal.wait_for("Output<T>")
    terminal.send(ESCAPE)
    terminal.wait_for(lambda _: "find" in terminal.key_bar())
    terminal.send(ctrl("t"))
    terminal.wait_for(r"trace \[bold\]b")
    terminal.send(F2)
    terminal.wait_for(r"print\('\[bold\]")
    terminal.send(ENTER)
    terminal.wait_for("look")
    terminal.send(ctrl("q"))
    code = terminal.wait_exit()
    assert code == 0, terminal.screen()
    assert foreign(terminal) == []


def test_a_pasted_question_is_a_title_and_a_turn_as_text(hostile: KeptDesk) -> None:
    terminal = hostile.open(size=(150, 50))
    terminal.send(paste(f"Title {MARKUP} {HOSTILE}"))
    terminal.wait_for(r"Title \[bold\]b")
    terminal.send(ENTER)
    terminal.wait_for(r"(?s)Title \[bold\].*Title \[bold\]")  # in the list, and as the question
    # Not the word alone: the welcome has it, too.
    terminal.wait_for(lambda screen: "answer [bold]b" in screen and ASKING not in screen)
    terminal.send(ctrl("o"))
    terminal.wait_for(r"(?s)Open or search.*Title \[bold\]")
    terminal.send(ESCAPE)
    terminal.wait_for(lambda screen: "Open or search" not in screen)
    terminal.send(ctrl("q"))
    assert terminal.wait_exit() == 0
    assert foreign(terminal) == []


def test_what_a_failing_service_says_is_text(start: Starter) -> None:
    refusal = {"code": 400, "message": f"Bad Request: {MARKUP} {HOSTILE}"}
    with Loopback([reply(refusal, status="400 Bad Request")]) as server:
        terminal = KeptDesk(start, server.url, start.home / "data").open(size=(150, 50))
        terminal.send("look" + ENTER)
        terminal.wait_for(r"Bad Request: \[bold\]b\[/bold\]")
        terminal.wait_for(r"\[@click=app\.bell\]x")
        terminal.send(ctrl("q"))
        assert terminal.wait_exit() == 0
        assert foreign(terminal) == []
