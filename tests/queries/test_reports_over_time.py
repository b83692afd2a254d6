"""Promises from part to part of a period, and complaints by what they were about."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crm_tui.queries.periods import Period
from crm_tui.queries.reports import report_named
from crm_tui.queries.reports.panels import Panel, panels_of
from crm_tui.queries.reports.report import Asked, Share, Table
from crm_tui.store.tables import Product, Promise

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def read(reader, zone, now, nadia) -> Callable[..., Table]:
    def one(name: str, period: Period = NOVEMBER) -> Table:
        return report_named(name).read(reader, Asked(period, zone, now, nadia))

    return one


@pytest.fixture
def promise(desk) -> Callable[..., None]:
    """A promise of ours, told for noon of a day."""
    mary = desk.customer("Mary Ofori")

    def make(day: date, state: str, by: str = "ours") -> None:
        told = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
        desk.put(
            Promise(
                customer_id=mary, staff_id=1, by=by, what="a lid", told_at=told, told_on=day, safe_at=told,
                safe_on=day, state=state, made_at=told - timedelta(days=3),
            )
        )  # fmt: skip

    return make


@pytest.fixture
def product(desk) -> Callable[[str], Any]:
    return lambda name: desk.put(Product(name=name, sort_key=name.casefold(), created_at=desk.now))


def days(table: Table) -> dict[date, tuple[Any, ...]]:
    return {row[0].from_on: row[1:] for row in table.rows}


def test_promises_day_by_day(read, promise) -> None:
    for state in ("kept", "kept", "kept-early", "broken"):
        promise(date(2026, 11, 5), state)
    promise(date(2026, 11, 6), "open")
    promise(date(2026, 11, 6), "withdrawn")
    promise(date(2026, 11, 6), "kept", by="theirs")
    promise(date(2026, 11, 29), "open")
    found = days(read("promises-over-time"))
    assert found[date(2026, 11, 5)] == (4, Share(3, 4), Share(2, 4), Share(1, 4), Share(1, 4))
    assert found[date(2026, 11, 6)] == (1, Share(0, 1), Share(0, 1), Share(0, 1), Share(1, 1))
    assert max(found) == date(2026, 11, 21)


def test_its_parts_add_up_to_the_report_of_the_whole(read, promise) -> None:
    for day, state in ((2, "kept"), (9, "kept-early"), (9, "broken"), (18, "kept"), (20, "open")):
        promise(date(2026, 11, day), state)
    quarter = Period(date(2026, 10, 1), date(2026, 12, 31))
    (whole,) = [row for row in read("promises", quarter).rows if row[0] == "all"]
    parts = read("promises-over-time", quarter).rows
    assert all((row[0].to_on - row[0].from_on).days <= 6 for row in parts)
    assert sum(row[1] for row in parts) == whole[1]
    for place in (2, 3, 4):
        assert sum(row[place + 1].part for row in parts) == whole[place]
    assert sum(row[2].part for row in parts) == whole[2] + whole[3]


def test_without_a_promise_that_was_due_there_is_nothing_to_show(read, promise) -> None:
    promise(date(2026, 11, 28), "open")
    assert read("promises-over-time").rows == ()


def test_complaints_by_product_and_cause(read, desk, product) -> None:
    mary = desk.customer("Mary Ofori")
    kettle, grill = product("Kettle"), product("Grill")
    for about, cause, stage in (
        (kettle, "seal too short", "open"),
        (kettle, "seal too short ", "solved"),
        (kettle, "", "solved"),
        (grill, "late parcel", "solved"),
        (None, "late parcel", "open"),
    ):
        desk.case(mary, "x", nature="complaint", cause=cause, stage=stage, product_id=about,
                  opened_at=desk.now - timedelta(days=2))  # fmt: skip
    table = read("complaints-by-product")
    assert [tuple(row) for row in table.rows] == [
        (2, Share(2, 3), 1, "Kettle", "seal too short"),
        (1, Share(1, 3), 0, "Kettle", None),
        (1, Share(1, 1), 0, "Grill", "late parcel"),
        (1, Share(1, 1), 1, None, "late parcel"),
    ]
    panels: tuple[Panel, ...] = panels_of(table)
    assert [(panel.title, panel.in_all) for panel in panels] == [
        ("Kettle", "3"), ("Grill", "1"), ("no product named", "1"),
    ]  # fmt: skip
    causes = read("causes").rows
    assert sum(row[0] for row in causes) == sum(row[0] for row in table.rows)


def test_complaints_about_no_product_teach_how_to_name_one(read, desk) -> None:
    desk.case(desk.customer("Mary Ofori"), "x", nature="complaint", opened_at=desk.now - timedelta(days=2))
    assert read("complaints-by-product").rows == ()
    assert len(read("causes").rows) == 1
