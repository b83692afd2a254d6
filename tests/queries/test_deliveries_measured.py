"""Sales by their promised day and by their attempts: what the domain says, and that the database agrees."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sale_way import attempt_delivery, cancel_sale, deliver_sale, promise_sale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.events import About, SaleRow
from crm_tui.domain.measures.basis import AsOf
from crm_tui.domain.measures.delivery import delivered_at_first_attempt, delivered_by_promised_day
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.standards import Version
from crm_tui.domain.when import read_when
from crm_tui.queries.periods import Period
from crm_tui.queries.standard_page import standard_page
from crm_tui.queries.standards import attainments
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

DAY = timedelta(days=1)
DHAKA = ZoneInfo("Asia/Dhaka")
START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
STANDARD = [Version(20, 2, START - DAY)]
Do = Callable[..., Any]


def sale(**more: Any) -> SaleRow:
    return SaleRow(7, About(customer_id=5, staff_id=6), START, **more)


@pytest.mark.parametrize(
    ("delivered", "now", "result"),
    [(3, 9, True), (4, 9, True), (4.1, 9, False), (None, 9, False), (None, 3, None), (5, 3, None)],
)
def test_by_the_promised_day(delivered: float | None, now: float, result: bool | None) -> None:
    row = sale(
        promised_at=START + 4 * DAY, delivered_at=None if delivered is None else START + delivered * DAY
    )
    (event,) = delivered_by_promised_day([row], STANDARD, AsOf(START + now * DAY))
    assert (event.met, event.key, event.started_at) == (result, ("sale", 7), START)


def test_what_nobody_waits_for_is_not_measured() -> None:
    promised, later = START + 4 * DAY, AsOf(START + 9 * DAY)
    rows = [sale(), sale(promised_at=promised, cancelled_at=START + 3 * DAY)]
    assert list(delivered_by_promised_day(rows, STANDARD, later)) == []
    (event,) = delivered_by_promised_day(
        [sale(promised_at=promised, cancelled_at=START + 5 * DAY)], STANDARD, later
    )
    assert event.met is False


@given(st.integers(0, 5), st.booleans())
def test_at_the_first_attempt(in_vain: int, delivered: bool) -> None:
    row = sale(attempts=in_vain + delivered, delivered_at=START + DAY if delivered else None)
    found = [event.met for event in delivered_at_first_attempt([row], STANDARD, AsOf(START + 9 * DAY))]
    assert found == ([] if not in_vain and not delivered else [delivered and in_vain == 0])


def test_what_they_took_along_was_never_brought() -> None:
    assert list(delivered_at_first_attempt([sale(delivered_at=START)], STANDARD, AsOf(START + DAY))) == []


@pytest.fixture
def do(database: Database, nadia: Actor, now: datetime) -> Do:
    """Do something so many days ago."""

    def at_day(days_ago: float, action: Callable[..., Any], *args: Any, **named: Any) -> Any:
        with database.act(nadia, now - days_ago * DAY) as act:
            return action(act, *args, **named)

    return at_day


@pytest.fixture
def sell(do: Do, now: datetime) -> Callable[..., int]:
    """A sale ten days ago, promised for the third day after it."""
    mary = do(60, add_customer, NewCustomer("Mary")).id
    do(60, add_product, NewProduct("Kettle", price=10_000))
    do(60, add_product, NewProduct("Filter", price=10_000))

    def one(*words: str, promised: bool = True, **more: Any) -> int:
        lines = tuple(NewLine(each) for each in words or ("Filter",))
        sale_id = int(do(10, record_sale, mary, NewSale(lines, **more)).id)
        if promised:
            do(10, promise_sale, sale_id, read_when("3d", now - 10 * DAY, DHAKA))
        return sale_id

    return one


@pytest.fixture
def hold(do: Do) -> Callable[..., int]:
    def one(measure: str, **more: Any) -> int:
        return int(do(60, add_standard, statement="x", measure=measure, objective=0.9, **more).id)

    return one


def test_the_database_counts_what_the_domain_says(
    do: Do, sell: Any, hold: Any, reader: SqliteReader, now: datetime, nadia: Actor
) -> None:
    by_day, at_first = hold("delivered-by-promised-day"), hold("delivered-at-first-attempt")
    for_kettles = hold("delivered-by-promised-day", scope={"product": ["1"]})
    in_time, late, twice, waits = sell(), sell("Filter", "Kettle"), sell(), sell()
    sell(promised=False)
    sell(promised=False, taken_along=True)
    off = sell()
    do(8, deliver_sale, in_time)
    do(5, deliver_sale, late)
    do(9, attempt_delivery, twice, "nobody at home")
    do(8, deliver_sale, twice)
    do(9, cancel_sale, off, "too dear")
    period = Period((now - 30 * DAY).date(), now.date())
    found = attainments(reader, period, now=now, zone=DHAKA)
    assert [(found[one].measured, found[one].met) for one in (by_day, for_kettles, at_first)] == [
        (3, 2),
        (1, 0),
        (3, 2),
    ]
    for standard_id, missed in ((by_day, [waits]), (for_kettles, [late]), (at_first, [twice])):
        page = standard_page(reader, standard_id, period, now=now, zone=DHAKA, viewer=nadia)
        assert [(breach.kind, breach.id) for breach in page.breaches] == [("sale", one) for one in missed]


def test_a_sale_has_no_nature_and_no_channel(hold: Any) -> None:
    for scope in ({"nature": ["complaint"]}, {"channel": ["phone"]}):
        with pytest.raises(InvalidInput, match="cannot be narrowed") as refused:
            hold("delivered-at-first-attempt", scope=scope)
        assert refused.value.field == "scope"
    hold("delivered-at-first-attempt", scope={"tier": ["standard"]})
