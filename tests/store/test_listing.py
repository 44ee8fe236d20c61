from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot_tui.domain.context import CloudContext
from copilot_tui.domain.listing import Cursor, ListQuery, Outline
from tests.store.samples import ACME, NOON, minute

if TYPE_CHECKING:
    from copilot_tui.domain.listing import Summary
    from copilot_tui.store.history import SqliteHistory


def ask(history: SqliteHistory, title: str, context: CloudContext = ACME, at: float = 0) -> str:
    conversation = history.create(context, at=minute(at), title=title)
    history.add_turn(conversation.id, "How?", context, at=minute(at))
    return conversation.id


def cursor(row: Summary) -> Cursor:
    return Cursor(row.pinned, row.updated_at, row.id)


def all_pages(history: SqliteHistory, query: ListQuery, limit: int) -> list[list[str]]:
    pages: list[list[str]] = []
    after = None
    while rows := history.page(query, after=after, limit=limit):
        pages.append([row.id for row in rows])
        after = cursor(rows[-1])
    return pages


def titles(history: SqliteHistory, query: ListQuery) -> set[str]:
    found = {row.title for row in history.page(query)}
    assert history.count(query) == len(found)
    return found


def test_pages_are_complete_and_in_order_even_where_times_are_equal(history: SqliteHistory) -> None:
    chance = random.Random(7)
    ids = [ask(history, f"Number {number}", at=chance.randrange(5)) for number in range(60)]
    for pinned in chance.sample(ids, 7):
        history.set_pinned(pinned, pinned=True)
    whole = history.page(ListQuery(), limit=1000)
    keys = [(row.pinned, row.updated_at, row.id) for row in whole]
    assert keys == sorted(keys, reverse=True)
    for limit in (1, 7, 60):
        pages = all_pages(history, ListQuery(), limit)
        assert [row for page in pages for row in page] == [row.id for row in whole]
    assert history.count(ListQuery()) == 60


def test_a_page_goes_on_where_the_last_ended_though_the_list_has_changed(history: SqliteHistory) -> None:
    ids = [ask(history, f"Number {number}", at=number) for number in range(6)]
    first = history.page(ListQuery(), limit=3)
    ask(history, "New", at=100)
    history.add_turn(ids[0], "More?", ACME, at=minute(101))
    history.delete(ids[3], at=minute(102))  # the very row that the page ended with
    second = history.page(ListQuery(), after=cursor(first[-1]), limit=3)
    assert [row.id for row in second] == [ids[2], ids[1]]


def test_activity_moves_a_conversation_up(history: SqliteHistory) -> None:
    first, second = ask(history, "First", at=0), ask(history, "Second", at=1)
    assert [row.id for row in history.page(ListQuery())] == [second, first]
    history.add_turn(first, "Again?", ACME, at=minute(2))
    assert [row.id for row in history.page(ListQuery())] == [first, second]


def test_a_filter_compares_words_without_case_and_accents(history: SqliteHistory) -> None:
    ask(history, "Größe des Café-Stacks")
    ask(history, "S3 bucket")
    assert titles(history, ListQuery(text="cafe STACK")) == {"Größe des Café-Stacks"}
    assert titles(history, ListQuery(text="grosse")) == set()
    assert titles(history, ListQuery(text="  BUCK  ")) == {"S3 bucket"}
    assert titles(history, ListQuery(text="100%_")) == set()


def test_scopes_hold_an_organization_or_a_stack_and_its_pages(history: SqliteHistory) -> None:
    shop = "https://app.pulumi.com/acme/shop"
    pages = {"dev": "/dev", "update": "/dev/updates/4", "dev2": "/dev2", "prod": "/prod"}
    for title, page in pages.items():
        ask(history, title, CloudContext(org="acme", url=shop + page))
    ask(history, "other", CloudContext(org="umbrella", url=shop + "/dev"))
    assert titles(history, ListQuery(org="acme")) == {"dev", "update", "dev2", "prod"}
    assert titles(history, ListQuery(org="umbrella")) == {"other"}
    assert titles(history, ListQuery(url_prefix=shop + "/dev")) == {"dev", "update", "other"}
    assert titles(history, ListQuery(url_prefix=shop + "/dev/", org="acme")) == {"dev", "update"}
    assert titles(history, ListQuery(url_prefix=shop, org="acme", text="DEV")) == {"dev", "dev2"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(text=st.text(), org=st.text(max_size=5), url=st.text(max_size=5))
def test_no_text_in_a_query_is_an_error(history: SqliteHistory, text: str, org: str, url: str) -> None:
    query = ListQuery(text=text, org=org, url_prefix=url)
    assert history.count(query) == len(history.page(query, after=Cursor(pinned=False, updated_at=NOON, id=text)))
    history.find_ids(text)
    history.find_program_ids(text)


def test_any_part_of_the_list_can_be_read_by_its_position(history: SqliteHistory) -> None:
    for number in range(30):
        ask(history, f"{number}", at=number)
    whole = history.page(ListQuery())
    assert history.page(ListQuery(), skip=10, limit=5) == whole[10:15]
    assert history.page(ListQuery(), skip=3, from_end=True, limit=5) == whole[22:27]
    assert history.page(ListQuery(), from_end=True, limit=100) == whole
    assert history.page(ListQuery(), skip=99) == []
    assert [history.position(ListQuery(), Cursor.of(row)) for row in whole] == list(range(30))


@pytest.mark.parametrize(
    "query",
    [
        ListQuery(),
        ListQuery(text="even"),
        ListQuery(org="acme"),
        ListQuery(url_prefix="https://app.pulumi.com/acme/shop"),
        ListQuery(archived=True),
        ListQuery(text="nothing"),
    ],
)
def test_an_outline_counts_what_the_pages_hold(history: SqliteHistory, query: ListQuery) -> None:
    for number in range(20):
        made = ask(history, "even" if number % 2 == 0 else "odd", at=number)
        history.set_pinned(made, pinned=number % 7 == 0)
        history.set_archived(made, archived=number % 5 == 0)
    outline = history.outline(query, [minute(15), minute(10)])
    rows = history.page(query)
    loose = [row for row in rows if not row.pinned]
    assert outline.pinned == len(rows) - len(loose)
    assert outline.periods == (
        sum(row.updated_at >= minute(15) for row in loose),
        sum(minute(10) <= row.updated_at < minute(15) for row in loose),
    )
    assert outline.older == sum(row.updated_at < minute(10) for row in loose)
    assert outline.total == len(rows) == history.count(query)


def test_the_outline_of_rows_is_the_one_that_the_store_counts(history: SqliteHistory) -> None:
    homes = [ask(history, f"Number {number}", at=number) for number in range(6)]
    history.set_pinned(homes[1], pinned=True)
    since = [minute(4.5), minute(2.5), minute(2.2)]
    rows = history.page(ListQuery(), limit=100)
    assert Outline.of(rows, since) == history.outline(ListQuery(), since) == Outline(1, (1, 2, 0), 2)
    assert Outline.of([], since) == Outline(0, (0, 0, 0), 0)
