"""The demo's script: which messages answer a question. It is the same for the same question, and says what it is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from copilot_tui.demo import console
from copilot_tui.demo.faults import faults_table
from copilot_tui.demo.programs import (
    DEFAULT_LANGUAGE,
    DEFAULT_TOPIC,
    Draft,
    content_of,
    find_features,
    find_topic,
    name_of,
)
from copilot_tui.domain.language import LANGUAGES, canonical_language

if TYPE_CHECKING:
    from copilot_tui.domain.context import CloudContext

TRACE = "scripted demo answer"
"""How every trace message begins: whoever looks can tell that no model was asked."""
MAX_LONG = 5000
_QUOTED = 300
"""Characters of a question that an answer quotes."""
_SHORT = 6
"""Words of a follow-up that stands alone."""

_WRITE = re.compile(
    r"\b(write|generate|create|build|make|scaffold|implement|code|give me|i (need|want))\b", re.IGNORECASE
)
_PROGRAM = re.compile(r"\b(code|programs?|fixed program|example|template)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\s*(why|who|whose|what|which|when|where|how (many|much|often|long))\b", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    r"\b(add|with|make|enable|also|now|turn on|include|use|switch|convert|port|translate)\b", re.IGNORECASE
)
# "go" and "java" are words of their own in a sentence: only after a word such as "in" are they a language.
_SPELLINGS = sorted((s for row in LANGUAGES for s in (row.name, *row.aliases)), key=len, reverse=True)
_LANGUAGE = re.compile(
    rf"\b(?:in|into|to|using|as|for)\s+({'|'.join(map(re.escape, _SPELLINGS))})(?![\w#+])", re.IGNORECASE
)
_LEADING = re.compile(
    rf"\b({'|'.join(map(re.escape, _SPELLINGS))})(?![\w#+])\s+(?:code|program|version)", re.IGNORECASE
)
_LONG = re.compile(r"/long\s+(\d{1,6})\s*$", re.IGNORECASE)

WORDS = ("fail", "help", "long", "odd", "slow", "warn")
"""What the demo takes behind a slash."""

HELP = f"""\
This is a demo: every answer is scripted, nothing is asked of Pulumi. Ask what you like, or try

- *Why did the last update fail?*, *Who are the admins?*, *How many resources are there?*
- *Write an S3 bucket in Python*, *Create a VPC in Go*, *Write a Kubernetes deployment in C#*;
  then *add versioning*, *make it private*, *now in YAML*
- `/slow 20 Who are the admins?` is answered after 20 seconds
- `/long 200` gives an answer of 200 paragraphs
- `/odd` gives messages that no client expects, `/warn` a warning beside the answer

{faults_table()}

The token `bad` is refused everywhere; any other one will do.
"""
"""What a person can type in the demo, failures included; Markdown."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers a question."""

    messages: tuple[dict[str, Any], ...]
    """As the wire has them, the query's echo left out."""
    draft: Draft | None
    """The program that follow-ups of this conversation start from."""
    warning: str = ""
    """For the ``X-Pulumi-Warning`` header."""


def reply(query: str, context: CloudContext, draft: Draft | None = None) -> Reply:
    """Answers a question.

    Args:
        query: the question.
        context: where the person is.
        draft: the conversation's program so far; None where none was written.
    """
    command = query.strip().lower()
    if match := _LONG.match(command):
        return Reply(_prose(_long(min(int(match[1]), MAX_LONG)), "Pulumi Docs", context), draft)
    if command == "/odd":
        return Reply(_odd(context), draft)
    if command == "/warn":
        text = "This answer came with a warning in the header `X-Pulumi-Warning`."
        return Reply(_prose(text, "Pulumi Cloud", context), draft, "The preview API changes on short notice (demo).")
    if command.startswith("/"):
        return Reply(_prose(HELP, "Demo Help", context), draft)
    wanted = _wanted_program(query, draft)
    if wanted is not None:
        return Reply(_program(wanted, query, context, again=draft is not None), wanted)
    return Reply(_topic(query, context), draft)


def _wanted_program(query: str, draft: Draft | None) -> Draft | None:
    """The program that a question asks for, starting from what there is; None where it asks for none."""
    if _QUESTION.match(query):
        return None
    language, topic = find_language_in(query), find_topic(query)
    writes = bool(_WRITE.search(query) and (topic or language or _PROGRAM.search(query)))
    changes = bool(
        _FOLLOW_UP.search(query) and (language or find_features(draft.topic if draft else DEFAULT_TOPIC, query))
    )
    if draft is not None and topic in {None, draft.topic}:
        further = replace(draft, language=language or draft.language)
        return further.with_features(find_features(draft.topic, query)) if writes or changes or language else None
    # "make it private" with nothing before it: most likely the client's history is older than this server.
    if writes or (changes and draft is None and topic is None and len(query.split()) <= _SHORT):
        topic = topic or DEFAULT_TOPIC
        standing = draft.language if draft else DEFAULT_LANGUAGE
        return Draft(topic, language or standing, find_features(topic, query))
    return None


def find_language_in(query: str) -> str | None:
    """The canonical name of the programming language that a question names; None where it names none."""
    match = _LANGUAGE.search(query) or _LEADING.search(query)
    return canonical_language(match[1]) if match else None


def _program(draft: Draft, query: str, context: CloudContext, *, again: bool) -> tuple[dict[str, Any], ...]:
    content = content_of(draft)
    if not again and find_topic(query) is None:
        plan = content["plan"]
        plan["instructions"] = (
            f"The demo has no script for exactly this; here is the program for a topic that it knows: "
            f"{name_of(draft.topic)}.\n\n{plan['instructions']}"
        )
    status = "Improving the program" if again else "Writing a program"
    return (*_introduction(status, context), {"role": "assistant", "kind": "program", "content": content})


def _topic(query: str, context: CloudContext) -> tuple[dict[str, Any], ...]:
    entry = next(entry for entry in _answers() if re.search(entry["words"], query, re.IGNORECASE))
    return _prose(_filled(entry["text"], query, context), entry["skill"], context)


def _prose(text: str, skill: str, context: CloudContext) -> tuple[dict[str, Any], ...]:
    return (
        *_introduction(f"Executing {skill} skill", context),
        {"role": "assistant", "kind": "response", "content": text.strip()},
    )


def _introduction(status: str, context: CloudContext) -> tuple[dict[str, Any], ...]:
    trace = f"{TRACE} for '{console.LOGIN}' in org '{context.org}' (rest-api-v2)"
    return (
        {"role": "assistant", "kind": "trace", "content": trace},
        {"role": "assistant", "kind": "status", "content": status},
    )


def _filled(text: str, query: str, context: CloudContext) -> str:
    page = context.page
    stack = "/".join(part for part in (page.project, page.stack) if part) or "project1/dev"
    question = " ".join(query.split())
    if len(question) > _QUOTED:
        question = question[: _QUOTED - 1] + "…"
    values = {
        "where": page.label or context.org,
        "org": context.org,
        "stack": stack,
        "stacks": console.stacks_table(context.org),
        "failed": console.last_failure(context),
        "question": question,
    }
    # One pass: what a question or a URL brings in is not looked at again.
    return re.sub(rf"@({'|'.join(values)})@", lambda match: values[match[1]], text)


def _long(paragraphs: int) -> str:
    return "\n\n".join(
        f"Paragraph {number} of {paragraphs}. A long answer should scroll as smoothly as a short one, and finding a "
        f"word in it, such as *needle-{number}*, should take no time."
        for number in range(1, paragraphs + 1)
    )


def _odd(context: CloudContext) -> tuple[dict[str, Any], ...]:
    """Messages with unknown kinds, missing fields, markup, control characters and directions."""
    return (
        *_introduction("Executing [bold]odd[/bold] skill [/]", context),
        {"role": "assistant", "kind": "suggestion", "content": {"items": ["a kind that is not known", None, 3]}},
        {"role": "assistant", "kind": "response", "content": None},
        {"role": "assistant", "kind": "program", "content": {"code": "print('no language, no plan')\n"}},
        {"kind": "response", "content": "no role; [link=file:///etc/hostname]markup[/link], \x1b[31mescapes\x1b[0m"},
        {"role": "assistant", "kind": "response", "content": "right to left: \u202egnp.exe\u202c, Output<T>, [/]"},
    )


@cache
def _answers() -> list[dict[str, str]]:
    text = files("copilot_tui.demo").joinpath("data", "answers.toml").read_text(encoding="utf-8")
    answers: list[dict[str, str]] = tomllib.loads(text)["answers"]
    return answers
