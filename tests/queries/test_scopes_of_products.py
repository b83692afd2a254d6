"""Standards that hold for a product: measured are the contacts, cases, plans and sales that are about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sale_way import deliver_sale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.when import read_when
from crm_tui.queries.periods import Period
from crm_tui.queries.standard_fit import standards_of_case, standards_of_contact
from crm_tui.queries.standard_page import standard_page
from crm_tui.queries.standards import attainments
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

DAY = timedelta(days=1)
DHAKA = ZoneInfo("Asia/Dhaka")
Do = Callable[..., Any]


@pytest.fixture
def do(database: Database, nadia: Actor, now: datetime) -> Do:
    """Do something so many days ago."""

    def at_day(days_ago: float, action: Callable[..., Any], *args: Any, **named: Any) -> Any:
        with database.act(nadia, now - days_ago * DAY) as act:
            return action(act, *args, **named)

    return at_day


@pytest.fixture
def mary(do: Do) -> int:
    return int(do(60, add_customer, NewCustomer("Mary")).id)


@pytest.fixture
def products(do: Do) -> tuple[str, str]:
    """The ids of a kettle and a filter, as scopes have them."""
    kettle, filters = (
        do(60, add_product, NewProduct(name, price=10_000)).id for name in ("Kettle", "Filter")
    )
    return str(kettle), str(filters)


@pytest.fixture
def hold(do: Do, products: tuple[str, str]) -> Callable[..., tuple[int, int]]:
    """The ids of a standard for all, and of one for kettles."""

    def both(measure: str, **fields: Any) -> tuple[int, int]:
        named = {"statement": "x", "objective": 0.9, "measure": measure, **fields}
        everything = do(60, add_standard, **named).id
        return everything, do(60, add_standard, **named, scope={"product": [products[0]]}).id

    return both


@pytest.fixture
def measured(reader: SqliteReader, now: datetime) -> Callable[[int], tuple[int, int]]:
    def found(standard_id: int) -> tuple[int, int]:
        period = Period((now - 30 * DAY).date(), now.date())
        share = attainments(reader, period, now=now, zone=DHAKA)[standard_id]
        return share.measured, share.met

    return found


def contact(customer: int, nature: str = "enquiry", **more: Any) -> NewContact:
    return NewContact("phone", "inbound", nature, "information", customer_id=customer, **more)


def test_contacts(do: Do, mary: int, products: Any, hold: Any, measured: Any) -> None:
    everything, kettles = hold("mood", target="pleased")
    do(5, log_contact, contact(mary, mood="pleased", product_id=int(products[0])))
    do(5, log_contact, contact(mary, mood="upset", product_id=int(products[1])))
    do(4, log_contact, contact(mary, mood="delighted"))
    assert (measured(everything), measured(kettles)) == ((2, 1), (1, 1))


def test_first_contacts_and_cases(
    do: Do, mary: int, products: Any, hold: Any, measured: Any, reader: SqliteReader, now: datetime
) -> None:
    everything, kettles = hold("solved-at-first-contact")
    do(5, log_contact, contact(mary, "complaint", product_id=int(products[0])))
    do(5, log_contact, contact(mary, "complaint"))
    assert (measured(everything), measured(kettles)) == ((1, 0), (1, 0))
    same, same_kettles = hold("same-person")
    case_id = do(3, open_case, mary, NewCase("problem", product_id=int(products[0]))).id
    assert {fit.standard.id for fit in standards_of_case(reader, case_id)} == {same_kettles}
    fits = standards_of_contact(
        reader, customer_id=mary, nature="complaint", channel="phone", direction="inbound", outcome=None,
        at=now, product_id=int(products[0]),
    )  # fmt: skip
    assert [(one.standard.id, [other.standard_id for other in one.fit.others]) for one in fits] == [
        (kettles, [everything])
    ]
    assert same not in {fit.standard.id for fit in fits}


def test_what_is_planned_in_a_contact_about_it(
    do: Do, mary: int, products: Any, hold: Any, measured: Any, now: datetime
) -> None:
    everything, kettles = hold("follow-up-in-time")
    tomorrow = read_when("tomorrow", now - 5 * DAY, DHAKA)
    for product in (int(products[0]), None):
        planned = NewFollowUp(tomorrow, "ring back", override_why="both")
        do(5, log_contact, contact(mary, "enquiry", product_id=product, follow_up=planned))
    assert (measured(everything), measured(kettles)) == ((1, 0), (1, 0))


def test_sales_of_several_products_are_sales_of_each(
    do: Do, mary: int, hold: Any, measured: Any, reader: SqliteReader, now: datetime, nadia: Actor
) -> None:
    two_days = {"target": 2, "settings": {"a": {"event": "sale"}, "b": {"nature": ["courtesy"]},
                                          "unit": "days", "hours": "all"}}  # fmt: skip
    everything, kettles = hold("followed-by", **two_days)
    other = int(do(60, add_customer, NewCustomer("Jun")).id)
    do(10, record_sale, mary, NewSale((NewLine("Filter"), NewLine("Kettle"))))
    do(9, log_contact, NewContact("phone", "outbound", "courtesy", "information", customer_id=mary))
    do(10, record_sale, other, NewSale((NewLine("Kettle"),)))
    do(10, record_sale, other, NewSale((NewLine("Filter"),)))
    assert (measured(everything), measured(kettles)) == ((1, 0), (2, 1))
    period = Period((now - 30 * DAY).date(), now.date())
    page = standard_page(reader, kettles, period, now=now, zone=DHAKA, viewer=nadia)
    assert [breach.kind for breach in page.breaches] == ["sale"]


def test_deliveries(do: Do, mary: int, hold: Any, measured: Any) -> None:
    ahead = {"a": {"event": "delivery"}, "b": {"event": "called-ahead"}, "unit": "days", "hours": "all"}
    everything, kettles = hold("preceded-by", target=1, settings=ahead)
    for words in ("Kettle", "Filter"):
        do(8, deliver_sale, do(10, record_sale, mary, NewSale((NewLine(words),))).id)
    assert (measured(everything), measured(kettles)) == ((1, 0), (1, 0))
