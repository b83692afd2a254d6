"""The list of likely duplicates: who is on it, and who never is."""

from collections.abc import Callable
from typing import Any

import pytest

from crm_tui.actions.customer_values import NewCustomer, PointValue
from crm_tui.actions.customers import add_customer, delete_customer
from crm_tui.actions.duplicates import dismiss_duplicate
from crm_tui.actions.merge import merge_customers
from crm_tui.domain.likeness import Alike
from crm_tui.queries.duplicates import duplicates
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader


@pytest.fixture
def add(database: Database, nadia: Any, now: Any) -> Callable[..., int]:
    """Add a customer of this name with these phones, and return the number."""

    def add_one(name: str, *phones: str) -> int:
        with database.act(nadia, now) as act:
            points = tuple(PointValue("phone", phone) for phone in phones)
            return add_customer(act, NewCustomer(name, points=points)).id

    return add_one


def pairs(reader: SqliteReader) -> list[tuple[int, int]]:
    return [(pair.one_id, pair.other_id) for pair in duplicates(reader, 100).pairs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quillon Ashgrove", "Ashgrove, Quillon"),
        ("Quillon Ashgrove", "Quilon Ashgrove"),
        ("Quillon Ashgrove", "Guillon Ashgrove"),
        ("রহিম উদ্দিন চৌধুরী", "চৌধুরী রহিম উদ্দিন"),
    ],
)
def test_alike_by_name(add: Callable[..., int], reader: SqliteReader, one: str, other: str) -> None:
    add("Hill & Sons")
    first = add(one)
    add("Mary Ofori")
    second = add(other)
    assert pairs(reader) == [(first, second)]


def test_the_surest_come_first_with_their_reasons(add: Callable[..., int], reader: SqliteReader) -> None:
    first, second = add("Quillon Ashgrove"), add("Quillon Ashgrove")
    third, fourth = add("Mary Ofori", "+15550101234"), add("M. Ofori", "001 555 010 1234")
    found = duplicates(reader, 1)
    assert (found.count, found.more) == (2, True)
    assert (found.pairs[0].one_id, found.pairs[0].other_id) == (third, fourth)
    assert found.pairs[0].likeness.reasons == (Alike.PHONE, Alike.INITIALS)
    assert pairs(reader)[1] == (first, second)


def test_of_many_namesakes_none_is_likely_the_other(add: Callable[..., int], reader: SqliteReader) -> None:
    for _ in range(7):
        add("Quillon Ashgrove")
    assert pairs(reader) == []


def test_who_is_gone_merged_or_said_to_be_two_is_not_listed(
    add: Callable[..., int], reader: SqliteReader, database: Database, nadia: Any, now: Any
) -> None:
    one, two, three, four = (add("Quillon Ashgrove") for _ in range(4))
    with database.act(nadia, now) as act:
        dismiss_duplicate(act, two, one)
    with database.act(nadia, now) as act:
        delete_customer(act, three)
    assert pairs(reader) == [(one, four)]
    with database.act(nadia, now) as act:
        merge_customers(act, one, four)
    assert pairs(reader) == []
