"""Sales and their way as events of sequences: thanked within days, called ahead before they are brought."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sale_way import call_ahead, deliver_sale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measure_text import selector_in_words
from crm_tui.domain.sale_text import NewLine
from crm_tui.queries.periods import Period
from crm_tui.queries.standard_page import standard_page
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

DAY = timedelta(days=1)


@pytest.fixture
def at_day(database: Database, nadia: Actor, now: datetime) -> Callable[..., Any]:
    """Do something so many days ago."""

    def do(days_ago: float, action: Callable[..., Any], *args: Any, **named: Any) -> Any:
        with database.act(nadia, now - days_ago * DAY) as act:
            return action(act, *args, **named)

    return do


def figures(
    reader: SqliteReader, standard_id: int, now: datetime, viewer: Actor
) -> tuple[int, int, list[tuple[str, int]]]:
    """How many were measured and met, and the records of the breaches."""
    period = Period((now - 30 * DAY).date(), now.date())
    page = standard_page(reader, standard_id, period, now=now, zone=ZoneInfo("Asia/Dhaka"), viewer=viewer)
    found = page.attainment
    return found.measured, found.met, [(breach.kind, breach.id) for breach in page.breaches]


def test_we_thank_within_two_days_of_a_sale(
    at_day: Callable[..., Any], reader: SqliteReader, now: datetime, nadia: Actor
) -> None:
    mary, jun = (at_day(60, add_customer, NewCustomer(name)).id for name in ("Mary", "Jun"))
    kettle = at_day(60, add_product, NewProduct("Kettle", price=100_000)).id
    ids = [
        at_day(
            60,
            add_standard,
            statement="We thank within 2 days of a sale.",
            measure="followed-by",
            objective=0.9,
            target=2,
            settings={"a": a, "b": {"nature": ["courtesy"]}, "unit": "days", "hours": "all"},
        ).id
        for a in ({"event": "sale"}, {"event": ["sale"], "product": [str(kettle)]})
    ]
    at_day(10, record_sale, mary, NewSale((NewLine("Kettle"),)))
    at_day(9, log_contact, NewContact("phone", "outbound", "courtesy", "information", customer_id=mary))
    missed = at_day(10, record_sale, jun, NewSale((NewLine("rug", price=10_000),))).id
    assert figures(reader, ids[0], now, nadia) == (2, 1, [("sale", missed)])
    assert figures(reader, ids[1], now, nadia) == (1, 1, [])


def test_we_call_ahead_of_a_delivery(
    at_day: Callable[..., Any], reader: SqliteReader, now: datetime, nadia: Actor
) -> None:
    mary, jun = (at_day(60, add_customer, NewCustomer(name)).id for name in ("Mary", "Jun"))
    standard_id = at_day(
        60,
        add_standard,
        statement="We call before we deliver.",
        measure="preceded-by",
        objective=0.9,
        target=1,
        settings={"a": {"event": "delivery"}, "b": {"event": "called-ahead"}, "unit": "days", "hours": "all"},
    ).id
    line = (NewLine("rug", price=10_000),)
    called, missed = (at_day(10, record_sale, who, NewSale(line)).id for who in (mary, jun))
    at_day(10, record_sale, jun, NewSale(line, taken_along=True))
    at_day(8.2, call_ahead, called)
    for sale_id in (called, missed):
        at_day(8, deliver_sale, sale_id)
    assert figures(reader, standard_id, now, nadia) == (2, 1, [("sale", missed)])


def test_what_cannot_be_chosen_is_refused(at_day: Callable[..., Any]) -> None:
    about = {"statement": "x", "measure": "followed-by", "objective": 0.9, "target": 2}
    for a in (
        {"event": "wedding"},
        {"event": "sale", "nature": ["sale"]},
        {"event": "sale", "product": ["9"]},
    ):
        with pytest.raises(InvalidInput) as refused:
            at_day(1, add_standard, **about, settings={"a": a, "b": {"nature": ["courtesy"]}})
        assert refused.value.field == "a"
    with pytest.raises(InvalidInput) as refused:
        at_day(1, add_standard, **about, scope={"product": ["1"]}, settings={"a": {"event": "sale"}, "b": {}})


def test_the_choice_is_told_in_words() -> None:
    assert selector_in_words({"event": "sale"}) == "sale"
    assert selector_in_words({"event": "delivery", "product": ["3"]}) == "delivery (product 3)"
