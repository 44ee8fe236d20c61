from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.errors import TimedOut
from copilot_tui.domain.listing import HIT_END, HIT_START
from copilot_tui.domain.search_query import parse_search
from copilot_tui.store.history import SqliteHistory
from copilot_tui.store.index import MARKS
from copilot_tui.store.snippet import snippet
from copilot_tui.store.vocabulary import MOST
from tests.bench.big_store import build
from tests.store.samples import ACME, NOON, answer, converse, minute, says, trace, writes

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def some_hundred(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteHistory]:
    """Conversations of ten messages each; not to be changed."""
    folder = tmp_path_factory.mktemp("some")
    build(folder, 300)
    history = SqliteHistory(folder)
    yield history
    history.close()


def kinds(history: SqliteHistory, text: str) -> list[str]:
    return [hit.kind for hit in history.search(text)]


def shown(history: SqliteHistory, text: str) -> str:
    """The newest hit's snippet, its hits in brackets."""
    return history.search(text)[0].snippet.replace(HIT_START, "[").replace(HIT_END, "]")


def test_everything_is_searched_but_traces(history: SqliteHistory) -> None:
    turn = converse(
        history,
        "apple question",
        *(
            trace("banana trace"),
            says("cherry answer"),
            writes("const damson = 1", instructions="Install elder first."),
        ),
    )
    history.rename(turn.conversation_id, "fig title")
    assert kinds(history, "apple") == ["question"]
    assert kinds(history, "banana") == []
    assert kinds(history, "cherry") == ["response"]
    assert kinds(history, "damson") == ["program"]
    assert kinds(history, "elder") == ["program"]
    (hit,) = history.search("fig")
    assert (hit.kind, hit.turn_id, hit.title, hit.updated_at) == ("title", "", "fig title", turn.finished_at)
    (hit,) = history.search("cherry")
    assert (hit.conversation_id, hit.turn_id, hit.turn_position) == (turn.conversation_id, turn.id, 0)


def test_all_words_must_be_there_each_as_a_beginning(history: SqliteHistory) -> None:
    converse(history, "Why did it fail?", says("The virtual network is missing."))
    assert kinds(history, "net VIRT") == ["response"]
    assert kinds(history, "net subnet") == []
    assert kinds(history, "etwork") == []


def test_one_letter_is_a_word_and_no_beginning(history: SqliteHistory) -> None:
    converse(history, "Plan b", says("x"))
    converse(history, "Plan bucket", says("x"))
    assert {hit.title for hit in history.search("plan b")} == {"Plan b"}
    assert {hit.title for hit in history.search("plan bu")} == {"Plan bucket"}


def test_case_and_accents_do_not_matter(history: SqliteHistory) -> None:
    converse(history, "Größe?", says("Cafe\u0301 NAÏVE"))
    assert kinds(history, "cafe") == ["response"]
    assert kinds(history, "CAFÉ naive") == ["response"]
    assert kinds(history, "große") == ["question", "title"] or kinds(history, "große") == ["title", "question"]
    assert shown(history, "cafe") == "[Cafe\u0301] NAÏVE"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("policy", "bucket[Policy]Document"),
        ("document", "bucketPolicy[Document]"),
        ("bucketpol", "[bucketPol]icyDocument"),
        ("policyDoc", "bucket[PolicyDoc]ument"),
        ("aws.s3.Bucket", "[aws.s3.Bucket]V2"),
        ("s3", "aws.[s3].BucketV2"),
        ("snake", "my_[snake]_case"),
        ("my_snake", "[my_snake]_case"),
        ("url", "get[URL]ForHTTP"),
    ],
)
def test_identifiers_are_found_by_their_parts(history: SqliteHistory, text: str, marked: str) -> None:
    converse(history, "Write it", writes("bucketPolicyDocument = aws.s3.BucketV2(my_snake_case, getURLForHTTP)"))
    assert kinds(history, text) == ["program"]
    assert marked in shown(history, text)


def test_newest_comes_first_and_the_limit_holds(history: SqliteHistory) -> None:
    turns = [converse(history, f"{number} x", says("common words"), at=minute(number)) for number in range(5)]
    hits = history.search("common", limit=3)
    assert [hit.turn_id for hit in hits] == [turn.id for turn in turns[:1:-1]]


def test_what_was_renamed_is_found_by_its_new_title_only(history: SqliteHistory) -> None:
    conversation = history.create(ACME, at=minute(0), title="Old name")
    history.rename(conversation.id, "New name")
    history.rename(conversation.id, "Newest name")
    assert kinds(history, "old") == []
    assert kinds(history, "name") == ["title"]
    assert history.check(thorough=True) == []


def test_an_answer_can_be_found_as_soon_as_it_is_stored(history: SqliteHistory) -> None:
    turn = history.add_turn(history.create(ACME, at=minute(0)).id, "Why?", ACME, at=minute(0))
    assert kinds(history, "because") == []
    history.finish_answered(turn.id, answer(says("Because.")), at=minute(1), unread=False)
    assert kinds(history, "because") == ["response"]


def test_a_snippet_is_one_line_around_the_hit(history: SqliteHistory) -> None:
    converse(history, "Q", says("before " * 100 + "\n\n  needle\there\n" + "after " * 100))
    line = shown(history, "needle")
    assert line.startswith("…before")
    assert "before [needle] here after" in line
    assert line.endswith("…")
    assert len(line) < 200


def test_marks_in_foreign_text_are_no_hits() -> None:
    assert snippet(f"{HIT_START}word{HIT_END}", ["word"]) == f"\ufffd{HIT_START}word{HIT_END}\ufffd"


def test_a_text_in_which_the_words_are_not_spelled_so_shows_its_beginning() -> None:
    assert snippet("Nothing of it here", ["needle"]) == "Nothing of it here"


@pytest.mark.parametrize(
    "text", ["", " ", '"', "*", "()", "-", "NOT", "a AND", "NEAR(a b)", "text:", "'", "\x00", "^a", "{"]
)
def test_operators_are_words_like_others(history: SqliteHistory, text: str) -> None:
    converse(history, "Q", says("not near a and b"))
    history.search(text)
    assert kinds(history, "NOT") == ["response"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(stored=st.text(), text=st.text())
@example(stored="x", text="a" * 100_000)
@example(stored="x", text='"' * 3000)
@example(stored="x", text=" ".join(["fooBar"] * 600))
@example(stored="x", text="a." * 3000)
@example(stored="İstanbul ǅ ﬁ", text="i\u0307stanbul")
@example(stored="\ud800a", text="\udfffa")
def test_no_input_is_an_error_and_snippets_lose_nothing_but_space(
    history: SqliteHistory, stored: str, text: str
) -> None:
    turn = converse(history, "Q" + stored, says(stored))
    history.search(text)
    for hit in history.search(stored[:40]):
        assert hit.snippet.count(HIT_START) == hit.snippet.count(HIT_END)
    history.delete(turn.conversation_id, at=minute(1))


@given(text=st.text(max_size=120), word=st.text(min_size=1, max_size=4).filter(str.isalnum))
def test_a_snippet_without_its_marks_is_the_text(text: str, word: str) -> None:
    made = snippet(text, [word]).replace(HIT_START, "").replace(HIT_END, "")
    assert made == " ".join(text.replace(HIT_START, "\ufffd").replace(HIT_END, "\ufffd").split())


def found(history: SqliteHistory, text: str) -> list[str]:
    """The conversations of the hits, newest first, each once."""
    return list(dict.fromkeys(hit.title for hit in history.search(text)))


@pytest.fixture
def three(history: SqliteHistory) -> SqliteHistory:
    """A failed question in one stack, an answer with a program in another, a pinned one of another organization."""
    failed = history.create(ACME, at=minute(0), title="One")
    turn = history.add_turn(failed.id, "Why bucket?", ACME, at=minute(0))
    history.finish_failed(turn.id, TimedOut("Late.").as_failure(), at=minute(1))
    other = CloudContext(org="acme", url="https://app.pulumi.com/acme/web/prod?tab=1")
    answered = history.create(other, at=minute(10), title="Two")
    turn = history.add_turn(answered.id, "Write a bucket", other, at=minute(10))
    came = answer(trace("bucket trace"), says("The bucket policy"), writes("bucket = 1", language="go"))
    history.finish_answered(turn.id, came, at=minute(11), unread=True)
    globex = CloudContext(org="Globex", url="https://app.pulumi.com/Globex/shop/dev")
    pinned = history.create(globex, at=minute(20), title="Three")
    history.add_turn(pinned.id, "Bucket policies of acme", globex, at=minute(20))
    history.set_pinned(pinned.id, pinned=True)
    return history


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("bucket", ["Three", "Two", "One"]),
        ("bucket org:acme", ["Two", "One"]),
        ("bucket -org:acme", ["Three"]),
        ("bucket org:globex org:nobody", ["Three"]),
        ("stack:dev", ["Three", "One"]),
        ("stack:shop/dev", ["Three", "One"]),
        ("stack:acme/shop/dev", ["One"]),
        ("stack:prod", ["Two"]),
        ("stack:acme", []),
        ("state:failed", ["One"]),
        ("-state:failed bucket", ["Three", "Two"]),
        ("state:asking", ["Three"]),
        ("state:unread", ["Two"]),
        ("state:pinned", ["Three"]),
        ("lang:go", ["Two"]),
        ("lang:python", []),
        ("kind:question bucket", ["Three", "Two", "One"]),
        ("kind:program", ["Two"]),
        ("kind:answer bucket", ["Two"]),
        ("in:title bucket", []),
        ("in:title two", ["Two"]),
        ('"bucket policy"', ["Two"]),
        ('"bucket pol', ["Three", "Two"]),
        ("bucket -polic", ["Two", "One"]),
        ("-bucket", []),
    ],
)
def test_a_search_is_narrowed_down_by_its_fields(three: SqliteHistory, text: str, titles: list[str]) -> None:
    assert found(three, text) == titles


def test_what_was_asked_when_narrows_down(three: SqliteHistory) -> None:
    query = parse_search("bucket", NOON)
    late = replace(query, after=minute(5))
    assert {hit.title for hit in three.search(late)} == {"Two", "Three"}
    assert {hit.title for hit in three.search(replace(late, before=minute(15)))} == {"Two"}


def test_traces_are_found_where_they_are_asked_for(three: SqliteHistory) -> None:
    assert kinds(three, "trace") == []
    assert kinds(three, "bucket kind:trace") == ["trace"]
    (hit,) = three.search("kind:trace")
    assert (hit.message_index, hit.turn_position) == (0, 0)


def test_ranked_what_fits_best_comes_first(history: SqliteHistory) -> None:
    best = converse(history, "What is a bucket?", says("A bucket."), at=minute(0))
    for number in range(20):
        converse(history, f"Q{number}", says("There are many things besides a bucket " * 5), at=minute(number + 1))
    page = history.search("bucket", ranked=True)
    assert page[0].conversation_id == best.conversation_id
    assert history.search("bucket")[0].conversation_id != best.conversation_id
    assert len(page) == len(history.search("bucket"))


@pytest.mark.parametrize("ranked", [False, True])
def test_pages_go_through_everything_once(history: SqliteHistory, *, ranked: bool) -> None:
    for number in range(30):
        converse(history, f"Q{number}", says("common words"), at=minute(number))
    seen: list[str] = []
    page = history.search("common", limit=4, ranked=ranked)
    seen += [hit.turn_id for hit in page]
    while page.next is not None:
        page = history.search("common", limit=4, ranked=ranked, after=page.next)
        seen += [hit.turn_id for hit in page]
    assert len(seen) == len(set(seen)) == 30


def test_of_one_conversation_no_more_than_wanted_are_shown_and_the_rest_is_counted(history: SqliteHistory) -> None:
    turn = converse(history, "Q", *(says(f"common {number}") for number in range(9)))
    converse(history, "R", says("common"))
    page = history.search("common", per_conversation=3)
    mine = [hit for hit in page if hit.conversation_id == turn.conversation_id]
    assert len(mine) == 3
    assert mine[0].others == 6
    homes = [hit.conversation_id for hit in page]
    assert homes == sorted(homes, key=homes.index)  # side by side


def test_a_beginning_that_many_words_have_is_found_as_well(history: SqliteHistory) -> None:
    converse(history, "Q", says(" ".join(f"prefix{number}" for number in range(MOST + 20))))
    assert kinds(history, "prefix") == ["response"]
    assert kinds(history, "prefix7") == ["response"]
    assert kinds(history, "préf") == ["response"]


def test_a_mark_in_foreign_text_is_no_mark(history: SqliteHistory) -> None:
    converse(history, "Q", says("".join(MARKS.values())))
    assert "title" not in {hit.kind for hit in history.search("kind:program")}
    assert kinds(history, "kind:program") == []
    assert history.check(thorough=True) == []


def test_a_word_that_is_new_is_found_by_a_beginning_that_was_searched_for_before(history: SqliteHistory) -> None:
    converse(history, "A bucket", says("Here"))
    assert shown(history, "buck") == "A [buck]et"
    converse(history, "A bucketeer", says("Here"))
    assert shown(history, "buckete") == "A [buckete]er"
    assert shown(history, "bucket") == "A [bucket]eer"


@pytest.mark.parametrize("ranked", [False, True])
@pytest.mark.parametrize("text", ["the", "bucket org:acme", "kind:program lang:ts", "in:title the"])
def test_without_patience_the_same_is_found_in_smaller_pieces(
    some_hundred: SqliteHistory, text: str, *, ranked: bool
) -> None:
    def found(*patience: float | None) -> list[tuple[str, str, int | None]]:
        hits: list[tuple[str, str, int | None]] = []
        after = None
        for seconds in cycle(patience):
            page = some_hundred.search(text, limit=30, ranked=ranked, after=after, patience=seconds)
            hits += [(hit.conversation_id, hit.turn_id, hit.message_index) for hit in page]
            if (after := page.next) is None:
                break
        return hits

    patient, impatient = found(None), found(0, None)
    assert len(set(impatient)) == len(impatient)
    assert set(impatient) == set(patient)


def test_without_patience_only_the_newest_are_ranked(some_hundred: SqliteHistory) -> None:
    whole = some_hundred.search("the", limit=5000, ranked=True)
    part = some_hundred.search("the", limit=5000, ranked=True, patience=0)
    assert len(whole) == 1000
    assert 0 < len(part) <= 200
    assert part.next is not None
    assert set(part) <= set(whole)
