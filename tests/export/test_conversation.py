"""Conversations as Markdown, JSON and HTML."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.conversation import Conversation, Turn
from copilot_tui.domain.errors import ErrorKind, ExportTrouble, Failure
from copilot_tui.domain.message import parse_message
from copilot_tui.domain.state import TurnState
from copilot_tui.export.conversation import conversation_file_name, conversation_text, plan_conversation
from copilot_tui.export.document import Refusal, UnreadableDocument, read_document, write_document
from copilot_tui.export.html_style import POLICY
from copilot_tui.export.naming import is_safe_name
from tests.export.samples import AT, BUCKET, CONTEXT, conversation, message, turn

ANSWER = "The update **failed** because `Output<T>` …\n\n```ts\nconst x: Output<string>;\n```"
TURN = turn(
    message("trace", "skill=docs, 12 ms"),
    message("status", "Executing Pulumi *Docs* skill"),
    message("response", ANSWER),
    message("program", {"code": BUCKET, "language": "ts", "plan": {"instructions": "1. Deploy."}, "programId": "p1"}),
    message("improvedProgram", {"code": "````\n```", "language": "python"}),
    message("chart", {"bars": [1, 2]}),
)
XSS = """<script>alert(1)</script><img src=x onerror=alert(1)> ![i](https://evil.example/i.png)
[a](javascript:alert(1)) [b](data:text/html,x) [c](vscode://x) [d](https://ok.example/?a=1&b="2") <https://auto.example>
&#x202e; \x1b]52;c;x\x07 \u202e

| a | b |
|:--|--:|
| 1 | 2 |
"""


class Page(HTMLParser):
    """What a browser would see of a page: its tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_markdown_has_everything_verbatim_and_statuses_quiet() -> None:
    text = conversation_text(conversation(), [TURN], "md")
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    assert yaml.safe_load(front) == {
        "title": "Why did update 4 fail?",
        "id": "conv23456789",
        "conversation_id": "522e0fdb-e992",
        "org": "acme",
        "url": CONTEXT.url,
        "created_at": "2026-10-20T14:02:03+00:00",
        "updated_at": "2026-10-20T14:02:03+00:00",
        "turns": 1,
        "programs": 2,
    }
    assert ANSWER in body
    assert f"```typescript\n{BUCKET}```" in body
    assert "`````python\n````\n```\n`````" in body
    assert "\n*Executing Pulumi \\*Docs\\* skill*\n" in body
    assert "*program · TypeScript · v1 · 6 lines · index.ts*" in body
    assert '"bars"' in body
    assert "skill=docs" not in body
    assert "skill=docs" in conversation_text(conversation(), [TURN], "md", traces=True)


def test_an_open_code_block_does_not_swallow_the_next_turn() -> None:
    first = turn(message("response", "look:\n```ts\nconst x"))
    text = conversation_text(conversation(), [first, turn(position=1, query="And now?")], "md")
    assert "```ts\nconst x\n```\n\n## You" in text


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_question_without_an_answer_says_what_became_of_it(form: str) -> None:
    failure = Failure(kind=ErrorKind.TIMED_OUT, message="No answer came in time", hint="Resend.")
    failed = turn().model_copy(update={"state": TurnState.FAILED, "failure": failure})
    text = conversation_text(conversation(), [failed], form).replace("\\", "")
    assert "Failed. No answer came in time. Resend." in text


def test_hostile_front_matter_stays_text() -> None:
    title = 'x"\n---\nevil: true\u2028\x85 #'
    text = conversation_text(conversation(title), [], "md")
    front = yaml.safe_load(text.removeprefix("---\n").split("\n---\n", 1)[0])
    assert front["title"] == title
    assert "evil" not in front


def test_html_can_do_nothing() -> None:
    hostile = turn(message("response", XSS), message("status", XSS), message("program", {"code": XSS}), query=XSS)
    html = conversation_text(conversation(XSS), [hostile], "html", traces=True)
    page = Page(html)
    assert not {"script", "img", "iframe", "object", "embed", "link", "form", "base", "svg"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in {"src", "style", "action"}]
    links = {value for name, value in page.attributes if name == "href"}
    foreign = {"https://ok.example/?a=1&b=%222%22", "https://auto.example", "https://evil.example/i.png"}
    assert links == foreign | {CONTEXT.url}
    assert ("content", POLICY) in page.attributes
    assert "<script>alert(1)</script>" in page.text
    assert not {"\x1b", "\x07", "\u202e"} & set(html)
    assert "‹RLO›" in html
    assert ("class", "right") in page.attributes


def test_html_is_whole_and_readable() -> None:
    html = conversation_text(conversation(), [TURN], "html")
    page = Page(html)
    assert html.startswith("<!DOCTYPE html>")
    assert ("name", "viewport") in page.attributes
    assert "prefers-color-scheme: dark" in html
    assert "Output<T>" in page.text
    assert BUCKET in page.text
    assert "program · TypeScript · v1" in page.text
    assert "skill=docs" not in page.text
    assert "1 turns" not in page.text


def test_html_tells_the_place_once_and_where_it_changes() -> None:
    other = CloudContext(org="other", url="https://app.pulumi.com/other/<x>/dev")
    moved = turn(position=2).model_copy(update={"context": other})
    html = conversation_text(conversation(), [turn(), turn(position=1), moved], "html")
    assert Page(html).text.count("project1/dev · update 4") == 1
    assert "other · <x>/dev" in Page(html).text


def test_deeply_nested_markdown_still_exports() -> None:
    nested = turn(message("response", "> " * 5000 + "x"), message("response", "[" * 3000 + "]" * 3000))
    assert "</html>" in conversation_text(conversation(), [nested], "html")


def test_json_round_trips() -> None:
    text = conversation_text(conversation(), [TURN], "json")
    assert read_document(text) == (conversation(), [TURN])
    raws = [m.raw for t in read_document(text)[1] for m in t.messages]
    assert raws == [m.raw for m in TURN.messages]
    assert write_document(*read_document(text)) == text


def test_json_reads_like_the_api() -> None:
    document = json.loads(conversation_text(conversation(), [TURN], "json"))
    assert (document["format"], document["version"]) == ("copilot-tui/conversation", 1)
    shown = document["turns"][0]["messages"][3]
    assert shown["content"]["plan"]["instructions"] == "1. Deploy."
    assert shown["content"]["programId"] == "p1"


@pytest.mark.parametrize("content", [[float("nan")], {"x": [float("inf")]}])
def test_what_json_cannot_say_is_kept_in_the_raw_text(content: object) -> None:
    text = write_document(conversation(), [turn(message("odd", content))])
    json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert read_document(text)[1][0].messages[0].raw == message("odd", content).raw


def test_a_deep_message_survives() -> None:
    content: object = "x"
    for _ in range(300):
        content = [content]
    turns = [turn(message("odd", content))]
    assert read_document(write_document(conversation(), turns))[1] == turns
    assert "</html>" in conversation_text(conversation(), turns, "html")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("not json", Refusal.NOT_JSON),
        ("", Refusal.NOT_JSON),
        ("[" * 100_000, Refusal.NOT_JSON),
        ("[]", Refusal.NOT_OURS),
        ('{"conversationId": "x", "messages": []}', Refusal.NOT_OURS),
        ({"format": "other"}, Refusal.NOT_OURS),
        ({"version": 2}, Refusal.NEWER),
        ({"version": "1"}, Refusal.WRONG_SHAPE),
        ({"version": True}, Refusal.WRONG_SHAPE),
        ({"turns": None}, Refusal.WRONG_SHAPE),
        ({"turns": [1]}, Refusal.WRONG_SHAPE),
        ({"turns": [{}]}, Refusal.WRONG_SHAPE),
        ({"conversation": {"id": "secret-value"}}, Refusal.WRONG_SHAPE),
        ({"conversation": None}, Refusal.WRONG_SHAPE),
    ],
)
def test_what_is_no_document_is_refused_by_name(change: str | dict[str, object], reason: Refusal) -> None:
    text = change
    if isinstance(change, dict):
        text = json.dumps(json.loads(write_document(conversation(), [TURN])) | change)
    assert isinstance(text, str)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(text)
    assert caught.value.reason is reason
    assert str(reason) in caught.value.message
    assert "secret-value" not in caught.value.message


def test_turns_that_do_not_belong_together_are_refused() -> None:
    other = turn().model_copy(update={"conversation_id": "another23456"})
    for turns in ([other], [turn(), turn()], [turn(position=2), turn(position=1)]):
        with pytest.raises(UnreadableDocument) as caught:
            read_document(write_document(conversation(), turns))
        assert caught.value.reason is Refusal.INCONSISTENT


def test_an_unknown_form_lists_those_there_are() -> None:
    with pytest.raises(ExportTrouble, match="md, json, html"):
        conversation_text(conversation(), [], "docx")


def test_a_file_is_named_after_its_conversation() -> None:
    plan = plan_conversation(conversation(), [TURN], "html")
    assert plan.path == "Why-did-update-4-fail-conv23456789.html"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(["user", "assistant"]) | JSON,
        "kind": st.sampled_from(["trace", "status", "response", "program", "improvedProgram"]) | JSON,
        "content": st.text(max_size=40)
        | st.fixed_dictionaries({"code": st.text(max_size=40), "language": st.sampled_from(["ts", "go", ""])})
        | JSON,
        "more": JSON,
    },
).map(parse_message) | JSON.map(parse_message)
TIMES = st.datetimes(min_value=AT.replace(tzinfo=None)).map(lambda at: at.replace(tzinfo=AT.tzinfo))
FAILURES = st.builds(
    Failure, kind=st.sampled_from(ErrorKind), message=st.text(max_size=20), status=st.none() | st.just(500)
)


@st.composite
def conversations(draw: st.DrawFn) -> tuple[Conversation, list[Turn]]:
    owner = draw(
        st.builds(
            Conversation,
            id=st.text(min_size=1, max_size=12),
            service_id=st.none() | st.text(max_size=20),
            title=st.text(max_size=60),
            context=st.just(CONTEXT),
            created_at=TIMES,
            updated_at=TIMES,
            pinned=st.booleans(),
            archived=st.booleans(),
            unread=st.booleans(),
            draft=st.text(max_size=30),
        )
    )
    turns = [
        Turn(
            id=f"t{position}",
            conversation_id=owner.id,
            position=position,
            query=draw(st.text(max_size=40)),
            context=CONTEXT,
            state=draw(st.sampled_from(TurnState)),
            asked_at=draw(TIMES),
            sent_at=draw(st.none() | TIMES),
            finished_at=draw(st.none() | TIMES),
            failure=draw(st.none() | FAILURES),
            notice=draw(st.text(max_size=20)),
            messages=tuple(draw(st.lists(MESSAGES, max_size=4))),
        )
        for position in range(draw(st.integers(0, 3)))
    ]
    return owner, turns


@settings(max_examples=200, deadline=None)
@given(made=conversations(), compact=st.booleans())
def test_every_conversation_round_trips_byte_for_byte(*, made: tuple[Conversation, list[Turn]], compact: bool) -> None:
    text = write_document(*made, compact=compact)
    read = read_document(text)
    assert read == made
    assert [m.raw for t in read[1] for m in t.messages] == [m.raw for t in made[1] for m in t.messages]
    assert write_document(*read, compact=compact) == text
    assert text.encode().decode() == text
    assert not compact or text.count("\n") == 1


@settings(max_examples=100, deadline=None)
@given(made=conversations())
def test_every_conversation_becomes_readable_documents(made: tuple[Conversation, list[Turn]]) -> None:
    text = conversation_text(*made, "md", traces=True)
    assert yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))["title"] == made[0].title
    page = Page(conversation_text(*made, "html", traces=True))
    assert not {"script", "img", "iframe"} & set(page.tags)
    assert is_safe_name(conversation_file_name(made[0], ".html"))
