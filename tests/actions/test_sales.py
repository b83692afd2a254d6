"""Recording sales, and their way to the customer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from crm_tui.actions.business import change_business
from crm_tui.actions.customer_values import NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sale_way import (
    attempt_delivery,
    call_ahead,
    cancel_sale,
    deliver_sale,
    give_sale,
    promise_sale,
)
from crm_tui.actions.sales import record_sale
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.when import When
from crm_tui.domain.words import Role
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]
Whens = Callable[[str], When]
DAY = timedelta(days=1)
KETTLE = NewLine("kettle", 20_000, 245_000)


@pytest.fixture
def kettle(run: Run) -> int:
    """A product with a price, a warranty of two years and a service after one."""
    run(change_business, currency="BDT")
    product_id: int = run(
        add_product, NewProduct("Kettle", code="K17", price=245_000, warranty_days=730, service_days=365)
    ).id
    return product_id


@pytest.fixture
def sale_id(run: Run, quillon: SavedCustomer) -> int:
    """Two kettles in plain words, ordered two days ago."""

    def two_days_ago(act: Any) -> int:
        recorded: int = record_sale(act, quillon.id, NewSale((KETTLE,), sold_at=act.now - 2 * DAY)).id
        return recorded

    recorded_id: int = run(two_days_ago)
    return recorded_id


def test_a_sale_is_worth_the_sum_of_its_lines(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader
) -> None:
    lines = (
        NewLine("k17", 20_000),
        NewLine("delivery", price=50_000),
        NewLine("Kettle", value=200_000),
        NewLine(product_id=kettle, quantity=5_000),
    )
    saved = run(record_sale, quillon.id, NewSale(lines))
    assert saved.value == 490_000 + 50_000 + 200_000 + 122_500
    assert saved.currency == "BDT"
    assert reader.rows(
        "SELECT words, product_id, quantity, price, value FROM sale_lines ORDER BY position"
    ) == [
        ("Kettle", kettle, 20_000, 245_000, 490_000),
        ("delivery", None, 10_000, 50_000, 50_000),
        ("Kettle", kettle, 10_000, 245_000, 200_000),
        ("Kettle", kettle, 5_000, 245_000, 122_500),
    ]
    assert reader.row("SELECT stage, staff_id, sold_on, rate FROM sales") == (
        "ordered",
        1,
        "2026-11-21",
        1_000_000,
    )
    assert reader.rows("SELECT what, staff_id FROM sale_events") == [("ordered", 1)]


def test_warranty_and_service_come_from_the_product(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader
) -> None:
    saved = run(record_sale, quillon.id, NewSale((NewLine("kettle"), NewLine("kettle"))))
    assert reader.row("SELECT warranty_until, service_on FROM sale_lines LIMIT 1") == (
        "2028-11-20",
        "2027-11-21",
    )
    assert len(saved.follow_ups) == 1
    assert reader.rows("SELECT why, due_on >= '2027-11-21', staff_id FROM follow_ups") == [
        ("service is due: Kettle, Kettle", 1, 1)
    ]
    assert reader.value("SELECT count(DISTINCT service_follow_up_id) FROM sale_lines") == 1


def test_service_long_over_makes_no_follow_up(
    run: Run, quillon: SavedCustomer, kettle: int, now: datetime
) -> None:
    saved = run(record_sale, quillon.id, NewSale((NewLine("kettle"),), sold_at=now - 500 * DAY))
    assert saved.follow_ups == ()


def test_wishes_never_stand_against_the_sale(run: Run, kettle: int) -> None:
    wary = run(add_customer, NewCustomer("Mary", do_not_contact=True))
    saved = run(record_sale, wary.id, NewSale((NewLine("kettle"),)))
    assert saved.follow_ups == ()
    assert [notice.code for notice in saved.warnings] == ["service-left-out"]


def test_who_bought_is_a_client_too(run: Run, reader: SqliteReader) -> None:
    prospect = run(add_customer, NewCustomer("Mary", kinds=frozenset({"prospect"})))
    run(record_sale, prospect.id, NewSale((KETTLE,)))
    assert reader.rows("SELECT kind FROM customer_kinds ORDER BY kind") == [("client",), ("prospect",)]
    run(record_sale, prospect.id, NewSale((KETTLE,)))
    assert reader.value("SELECT count(*) FROM customer_kinds") == 2


def test_undo_takes_the_whole_sale_back(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader
) -> None:
    run(record_sale, quillon.id, NewSale((NewLine("kettle"),)))
    run(undo)
    for table in ("sales", "sale_lines", "sale_events", "follow_ups"):
        assert reader.value(f"SELECT count(*) FROM {table}") == 0


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewSale(()), "lines"),
        (NewSale((NewLine(" ", price=1),)), "lines"),
        (NewSale((NewLine("rug"),)), "lines"),
        (NewSale((NewLine("rug", -10_000, 10_000),)), "lines"),
        (NewSale((NewLine("rug", 0, 10_000),)), "lines"),
        (NewSale((NewLine("rug", price=-1),)), "lines"),
        (NewSale((NewLine("kettle"),), currency="EUR", rate=1), "lines"),
        (NewSale((KETTLE,), currency="QQQ"), "currency"),
        (NewSale((KETTLE,), currency="EUR"), "rate"),
        (NewSale((KETTLE,), currency="EUR", rate=0), "rate"),
        (NewSale((KETTLE,), owner="nobody"), "owner"),
    ],
)
def test_bad_input_names_its_field(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader, new: NewSale, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(record_sale, quillon.id, new)
    assert refused.value.field == field
    assert refused.value.hint
    assert reader.value("SELECT count(*) FROM sales") == 0


def test_times_out_of_order_are_refused(run: Run, quillon: SavedCustomer, now: datetime, when: Whens) -> None:
    for new, field in (
        (NewSale((KETTLE,), sold_at=now + DAY), "sold_at"),
        (NewSale((KETTLE,), promised=when("yesterday")), "promised"),
        (NewSale((KETTLE,), promised=when("fri"), taken_along=True), "promised"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(record_sale, quillon.id, new)
        assert refused.value.field == field
    with pytest.raises(NoSuchRecord):
        run(record_sale, 99, NewSale((KETTLE,)))


def test_the_rate_of_its_day_stays_with_the_sale(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader
) -> None:
    run(record_sale, quillon.id, NewSale((KETTLE,), currency="eur", rate=141_500_000))
    assert reader.row("SELECT currency, rate FROM sales") == ("EUR", 141_500_000)


def test_the_way_from_order_to_delivery(
    run: Run, sale_id: int, reader: SqliteReader, when: Whens, now: datetime
) -> None:
    assert run(promise_sale, sale_id, when("fri")).stage == "promised"
    assert run(call_ahead, sale_id).stage == "called-ahead"
    assert run(attempt_delivery, sale_id, "nobody at home").stage == "called-ahead"
    assert run(deliver_sale, sale_id).stage == "delivered"
    assert reader.row("SELECT attempts, promised_on, delivered_at IS NOT NULL FROM sales") == (
        2,
        "2026-11-27",
        1,
    )
    assert reader.rows("SELECT what, why, value FROM sale_events ORDER BY id") == [
        ("ordered", "", ""),
        ("promised", "", "2026-11-27"),
        ("called-ahead", "", ""),
        ("attempted", "nobody at home", ""),
        ("delivered", "", ""),
    ]
    for again, args in (
        (deliver_sale, ()),
        (cancel_sale, ("why",)),
        (call_ahead, ()),
        (give_sale, ("nadia",)),
    ):
        with pytest.raises(InvalidInput, match="delivered already"):
            run(again, sale_id, *args)


def test_nothing_is_delivered_before_it_is_ordered(
    reader: SqliteReader, run: Run, sale_id: int, now: datetime, when: Whens
) -> None:
    def delivered_at(act: Any, at: datetime) -> Any:
        return deliver_sale(act, sale_id, at=at)

    for at in (now - 3 * DAY, now + DAY):
        with pytest.raises(InvalidInput) as refused:
            run(delivered_at, at)
        assert refused.value.field == "at"
    with pytest.raises(InvalidInput) as refused:
        run(promise_sale, sale_id, when("yesterday"))
    assert refused.value.field == "when"
    with pytest.raises(ChangedSince):
        run(deliver_sale, sale_id, if_version=9)
    run(delivered_at, now - DAY)
    assert reader.value("SELECT sold_at < delivered_at FROM sales") == 1


def test_what_they_took_along_is_with_them(run: Run, quillon: SavedCustomer, reader: SqliteReader) -> None:
    assert run(record_sale, quillon.id, NewSale((KETTLE,), taken_along=True)).stage == "delivered"
    assert reader.row("SELECT attempts, delivered_at = sold_at FROM sales") == (0, 1)


def test_a_cancelled_sale_takes_its_service_along(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader
) -> None:
    saved = run(record_sale, quillon.id, NewSale((NewLine("kettle"),)))
    with pytest.raises(InvalidInput) as refused:
        run(cancel_sale, saved.id, " ")
    assert refused.value.field == "why"
    run(cancel_sale, saved.id, "found one at home")
    assert reader.row("SELECT state, closed_why FROM follow_ups") == ("dropped", "found one at home")


def test_a_new_owner_is_noted(run: Run, sale_id: int, paul: Actor, reader: SqliteReader) -> None:
    run(give_sale, sale_id, "nadia")
    run(give_sale, sale_id, "paul", why="on holiday")
    assert reader.value("SELECT staff_id FROM sales") == paul.staff_id
    assert reader.rows("SELECT value, why FROM sale_events WHERE what = 'owner'") == [
        (str(paul.staff_id), "on holiday")
    ]


def test_a_trainee_sells(run: Run, quillon: SavedCustomer, paul: Actor) -> None:
    trainee = Actor(paul.staff_id, paul.login, paul.name, Role.TRAINEE, paul.door, paul.session_id)
    assert run(record_sale, quillon.id, NewSale((KETTLE,)), by=trainee).id
