"""A conversation as one HTML file: nothing to fetch, nothing to run, everything escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from copilot_tui.domain.message import (
    ImprovedProgramMessage,
    ProgramMessage,
    ResponseMessage,
    StatusMessage,
    TraceMessage,
)
from copilot_tui.domain.text import prose
from copilot_tui.export.html_code import code_html
from copilot_tui.export.html_markdown import render
from copilot_tui.export.html_style import POLICY, STYLE
from copilot_tui.export.wording import moment, outcome, pretty_json, program_facts, speaker, versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from copilot_tui.domain.context import CloudContext
    from copilot_tui.domain.conversation import Conversation, Turn
    from copilot_tui.domain.message import AnyProgramMessage, Message


def write_html(conversation: Conversation, turns: Sequence[Turn], *, traces: bool = False) -> str:
    """The page of a conversation.

    Args:
        conversation: the conversation.
        turns: all its turns, in order.
        traces: whether trace messages are in it.

    Returns:
        A whole HTML document. Control characters and reordering marks are made visible, as on screen.
    """
    body = "\n".join(_body(conversation, turns, traces=traces))
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(conversation.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    # The last guard, over all of it: Markdown turns entities such as &#x202e; into what they stand for.
    return prose(page)


def _body(conversation: Conversation, turns: Sequence[Turn], *, traces: bool) -> Iterator[str]:
    yield f'<header>\n<h1 dir="auto">{escape(conversation.title)}</h1>'
    context = conversation.context
    count = f"{len(turns)} turn{'' if len(turns) == 1 else 's'}"
    yield f'<p class="facts">{_place(context)} · {moment(conversation.created_at)} · {count}</p>'
    yield "</header>\n<main>"
    for turn, numbers in zip(turns, versions(turns), strict=True):
        yield '<section class="turn">'
        yield from _turn(turn, numbers, traces=traces, moved=turn.context != context)
        yield "</section>"
        context = turn.context
    identity = f"Conversation {conversation.id}" + (f" · {conversation.service_id}" if conversation.service_id else "")
    yield f"</main>\n<footer><p>{escape(identity)}. Exported by copilot-tui; answers are Pulumi Copilot's.</p></footer>"


def _turn(turn: Turn, numbers: Sequence[int], *, traces: bool, moved: bool) -> Iterator[str]:
    """A question and its outcome; its place only where that is another one than before (`moved`)."""
    yield _speaker("you", "You", moment(turn.asked_at))
    if moved:
        yield f'<p class="facts">{_place(turn.context)}</p>'
    yield f'<div class="question" dir="auto">{escape(turn.query)}</div>'
    duration = turn.duration_seconds
    yield _speaker("copilot", "Copilot", "" if duration is None else f"{duration:.1f} s")
    for message, number in zip(turn.messages, numbers, strict=True):
        if traces or not isinstance(message, TraceMessage):
            yield from _message(message, number)
    if said := outcome(turn):
        yield f'<p class="trouble">{escape(said)}</p>'


def _speaker(voice: str, name: str, facts: str) -> str:
    return f'<h2 class="{voice}">{name} <small>{escape(facts)}</small></h2>'


def _place(context: CloudContext) -> str:
    """The organization, and the console page as a link: its URL is one of https://app.pulumi.com, or there is none."""
    address = escape(context.url)
    label = escape(context.page.label or "Pulumi Cloud")
    return f'{escape(context.org)} · <a href="{address}" rel="noopener noreferrer">{label}</a>'


def _message(message: Message, number: int) -> Iterator[str]:
    if isinstance(message, ProgramMessage | ImprovedProgramMessage):
        yield from _program(message, number)
    elif isinstance(message, StatusMessage):
        yield f'<p class="status">{escape(message.content)}</p>'
    elif isinstance(message, TraceMessage):
        yield _figure("trace", message.content)
    elif isinstance(message, ResponseMessage):
        if (who := speaker(message.role)) != "Copilot":
            yield f'<p class="facts">{escape(who)}</p>'
        yield f'<div class="answer" dir="auto">\n{render(message.content)}</div>'
    else:
        yield _figure(message.kind or "unknown kind", pretty_json(message.content))


def _program(message: AnyProgramMessage, number: int) -> Iterator[str]:
    yield _figure(program_facts(message.content, number).label, message.content.code, message.content.language)
    if message.content.instructions.strip():
        yield f'<div class="answer" dir="auto">\n{render(message.content.instructions)}</div>'


def _figure(caption: str, text: str, language: str = "") -> str:
    body = code_html(text, language)
    return f"<figure>\n<figcaption>{escape(caption)}</figcaption>\n<pre><code>{body}</code></pre>\n</figure>"
