"""A conversation as a document: one typed row a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from copilot_tui.domain.errors import ExportTrouble
from copilot_tui.domain.planned import PlannedFile
from copilot_tui.domain.text import line
from copilot_tui.export.naming import safe_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copilot_tui.domain.conversation import Conversation, Turn


class Writer(Protocol):
    """Makes the text of a document."""

    def __call__(self, conversation: Conversation, turns: Sequence[Turn], *, traces: bool) -> str:
        """The text of a conversation with all its turns in order, with its trace messages or without."""
        ...


@dataclass(frozen=True, slots=True)
class ConversationForm:
    """One row of the table."""

    name: str
    """As the command line and config.toml name it."""
    title: str
    """As a menu names it."""
    suffix: str
    """Of the file, with the dot."""
    write: Writer
    """Makes the text."""


def _markdown(conversation: Conversation, turns: Sequence[Turn], *, traces: bool) -> str:
    from copilot_tui.export.markdown import write_markdown  # each form is loaded when it is asked for

    return write_markdown(conversation, turns, traces=traces)


def _json(conversation: Conversation, turns: Sequence[Turn], *, traces: bool) -> str:
    from copilot_tui.export.document import write_document

    del traces  # JSON holds them always
    return write_document(conversation, turns)


def _html(conversation: Conversation, turns: Sequence[Turn], *, traces: bool) -> str:
    from copilot_tui.export.html import write_html

    return write_html(conversation, turns, traces=traces)


FORMS: Final = (
    ConversationForm("md", "Markdown", ".md", _markdown),
    ConversationForm("json", "JSON", ".json", _json),
    ConversationForm("html", "HTML", ".html", _html),
)
"""All forms; JSON always holds everything and can be read back."""

_BY_NAME: Final = {form.name: form for form in FORMS}


def find_form(name: str) -> ConversationForm:
    """The form of a name.

    Raises:
        ExportTrouble: there is none; the message lists those there are.
    """
    if form := _BY_NAME.get(name.strip().lower()):
        return form
    raise ExportTrouble(f"“{line(name, 40)}” is no form of a document: there are {', '.join(_BY_NAME)}.")


def conversation_text(conversation: Conversation, turns: Sequence[Turn], form: str, *, traces: bool = False) -> str:
    """A conversation as a document.

    Args:
        conversation: the conversation.
        turns: all its turns, in order.
        form: "md", "json" or "html".
        traces: whether trace messages are in it; JSON has them always.

    Raises:
        ExportTrouble: there is no such form.
    """
    return find_form(form).write(conversation, turns, traces=traces)


def plan_conversation(
    conversation: Conversation, turns: Sequence[Turn], form: str, *, traces: bool = False
) -> PlannedFile:
    """Plans the file of a conversation, named after its title and id; arguments and errors as `conversation_text`."""
    suffix = find_form(form).suffix
    return PlannedFile(
        conversation_file_name(conversation, suffix), conversation_text(conversation, turns, form, traces=traces)
    )


def conversation_file_name(conversation: Conversation, suffix: str) -> str:
    """A file name that reminds of the title and ends in the id, so that two conversations never share one."""
    identity = safe_name(conversation.id, fallback="conversation")[:20]
    return safe_name(conversation.title, fallback="conversation", suffix=f"-{identity}{suffix}")
