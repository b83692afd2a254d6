"""What a key or a first screen waits for walks an index: a scan of a million rows is seen in its plan."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.growth_words import FieldType
from crm_tui.queries import (
    add_on,
    cases,
    complaints,
    custom_fields,
    customer_page,
    customer_parts,
    customers,
    due,
    find,
    full_text,
    interactions,
    look_alikes,
    opportunities,
    own_filters,
    promises,
    reviews_due,
    timeline,
    today,
)
from crm_tui.queries.list_order import OwnOrder, Sort, stretches_of
from crm_tui.store import driver

#: Small by nature, or small because the statement names their rows: what was asked for, the hits of an index.
FEW = re.compile(r"SCAN (CONSTANT ROW|asked|hit|std|policy|\w+ VIRTUAL TABLE INDEX .*)")

#: The orders of the list: its own, and by a field of the business's own of each type, both ways.
ORDERS = [
    *Sort,
    *(
        OwnOrder(OwnField(1, "code", "Label", kind, choices, None), descending)
        for kind, choices in (
            (FieldType.TEXT, ()),
            (FieldType.NUMBER, ()),
            (FieldType.DATE, ()),
            (FieldType.CHOICE, ("one", "two")),
        )
        for descending in (False, True)
    ),
]


def walks(*, chosen: bool) -> list[str]:
    """Every statement that reads a page of the list, in both directions."""
    return [
        customers.walk_sql(stretch, among, forward=forward, chosen=chosen)
        for order in ORDERS
        for stretch in stretches_of(order)
        for among in customers.Among
        for forward in (True, False)
    ]


def sorts() -> list[str]:
    """Every statement that sorts a set of customers, in both directions."""
    return [
        customers.sort_sql(sort, among, forward=forward)
        for sort in Sort
        for among in customers.Among
        for forward in (True, False)
    ]


HOT = {
    "find": [vars(full_text)[name] for name in vars(full_text) if name.startswith(("BY_", "IDS_"))]
    + [find.FOUND_CUSTOMERS, find.FOUND_ORGANISATIONS, find.FOUND_CONTACT_POINTS],
    "customers": [
        *(walks(chosen=False), walks(chosen=True), sorts(), customers.COUNT_OF_SET),
        *(full_text.KEPT_TEXTS, customers.ROWS, custom_fields.VALUES_SHOWN),
        *(own_filters.SAYING, own_filters.CHOOSING, own_filters.NUMBERS_WITHIN, own_filters.DAYS_WITHIN),
    ],
    "likely duplicates": [
        *(look_alikes.WITH_POINT, look_alikes.NAMED_AFTER, look_alikes.NAMED_BEFORE),
        *(look_alikes.NAMES, look_alikes.POINTS, look_alikes.SAID_TO_BE_TWO),
    ],
    "due": [
        *(due.OVERDUE, due.TODAY, due.NEXT, due.MY_OVERDUE, due.MY_TODAY, due.MY_NEXT),
        *(due.MY_APPOINTMENTS, due.MY_CALL_BACKS, due.OPEN_OF_CUSTOMER),
    ],
    "today": [
        *(today.CALL_OF, today.STANDARDS_TO_READ, today.GOOD_NEWS),
        *(reviews_due.STANDARDS_OVERDUE, reviews_due.POLICIES_OVERDUE),
        promises.MY_DUE_PROMISES,
    ],
    "customer": [
        customer_page.CUSTOMER,
        *(vars(customer_parts)[name] for name in vars(customer_parts) if name.isupper()),
        *(timeline.INTERACTIONS, timeline.CASE_EVENTS, timeline.FOLLOW_UPS, timeline.PROMISES),
        *(cases.CASES_OF_CUSTOMER, cases.OPEN_CASES_OF_CUSTOMER, cases.CASE_EVENTS),
        *(promises.PROMISES_OF_CUSTOMER, promises.OPEN_PROMISES_OF_CUSTOMER),
        *(opportunities.OPEN_OF_CUSTOMER, add_on.BOUGHT_OF, add_on.SPOKEN_OF_CUSTOMER, complaints.OPEN_NOW),
        *(interactions.LAST_OF_CUSTOMER, interactions.OF_CASE),
    ],
}


def flat(values) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            yield from value.values()
        else:
            yield from (value,) if isinstance(value, str) else value


@pytest.fixture
def plan(path):
    connection = driver.connect(path)
    yield lambda sql: [
        step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", defaultdict(int)).fetchall()
    ]
    connection.close()


@pytest.mark.parametrize("screen", HOT)
def test_no_big_table_is_scanned(plan, screen):
    for sql in flat(HOT[screen]):
        scans = [step for step in plan(sql) if step.startswith("SCAN") and not FEW.fullmatch(step)]
        assert not scans, sql


def test_a_walk_sorts_nothing(plan):
    for sql in walks(chosen=False):
        assert not [step for step in plan(sql) if "TEMP B-TREE" in step], sql


def test_what_is_due_reads_the_index_of_open_follow_ups(plan):
    for sql in HOT["due"][:-1]:
        assert any("ix_follow_ups_open" in step for step in plan(sql)), sql


def test_a_customers_own_is_found_by_the_customer(plan):
    for sql in (
        *(cases.OPEN_CASES_OF_CUSTOMER, cases.CASES_OF_CUSTOMER, due.OPEN_OF_CUSTOMER),
        *(promises.OPEN_PROMISES_OF_CUSTOMER, promises.PROMISES_OF_CUSTOMER),
    ):
        assert any("customer_id=?" in step for step in plan(sql)), sql
