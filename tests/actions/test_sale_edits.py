"""Putting a sale right: its lines, what follows from them, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from crm_tui.actions.business import change_business
from crm_tui.actions.customer_values import SavedCustomer
from crm_tui.actions.plans import NewPlan, add_plan, switch_on
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product, retire_product
from crm_tui.actions.sale_edits import edit_sale
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sale_way import cancel_sale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.domain.plans import Scope, Step
from crm_tui.domain.sale_text import NewLine
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]
LINES = "SELECT words, quantity, price, value FROM sale_lines ORDER BY position"
TWO_KETTLES = ("Kettle", 20_000, 240_000, 450_000)


@pytest.fixture
def kettle(run: Run) -> int:
    run(change_business, currency="BDT")
    new = NewProduct("Kettle", code="K17", price=240_000, warranty_days=730, service_days=365)
    product_id: int = run(add_product, new).id
    return product_id


@pytest.fixture
def sale_id(run: Run, quillon: SavedCustomer, kettle: int) -> int:
    """Two kettles with a discount, and a rug."""
    lines = (NewLine("kettle", 20_000, value=450_000), NewLine("rug", price=50_000))
    recorded: int = run(record_sale, quillon.id, NewSale(lines)).id
    return recorded


def test_a_line_is_added_changed_and_taken_off(run: Run, sale_id: int, reader: SqliteReader) -> None:
    kettles = NewLine("Kettle", 20_000, value=450_000)
    saved = run(edit_sale, sale_id, {"lines": (kettles, NewLine("rug", price=60_000), NewLine("k17"))})
    assert (saved.value, saved.version) == (450_000 + 60_000 + 240_000, 2)
    assert reader.rows(LINES) == [
        TWO_KETTLES,
        ("rug", 10_000, 60_000, 60_000),
        ("Kettle", 10_000, 240_000, 240_000),
    ]
    run(edit_sale, sale_id, {"lines": (kettles,)})
    assert reader.rows(LINES) == [TWO_KETTLES]
    assert reader.row("SELECT value, version FROM sales") == (450_000, 3)


def test_what_was_agreed_stays_where_no_price_is_given(
    run: Run, sale_id: int, kettle: int, reader: SqliteReader
) -> None:
    run(retire_product, kettle)
    run(edit_sale, sale_id, {"lines": (NewLine("K17", 30_000), NewLine("rug"))})
    assert reader.rows(LINES) == [("Kettle", 30_000, 240_000, 720_000), ("rug", 10_000, 50_000, 50_000)]
    assert reader.value("SELECT product_id FROM sale_lines WHERE words = 'Kettle'") == kettle
    assert reader.value("SELECT warranty_until FROM sale_lines WHERE words = 'Kettle'") == "2028-11-20"


def test_the_same_lines_change_nothing(run: Run, sale_id: int, reader: SqliteReader) -> None:
    same = (NewLine("kettle", 20_000, value=450_000), NewLine("rug", price=50_000))
    assert run(edit_sale, sale_id, {"lines": same, "note": " "}).version == 1


def test_another_order_of_lines_is_a_change_too(run: Run, sale_id: int, reader: SqliteReader) -> None:
    other_way = (NewLine("rug", price=50_000), NewLine("kettle", 20_000, value=450_000))
    assert run(edit_sale, sale_id, {"lines": other_way}).version == 2
    assert [row[0] for row in reader.rows(LINES)] == ["rug", "Kettle"]


def test_service_follows_what_was_bought(run: Run, sale_id: int, reader: SqliteReader) -> None:
    planned = "SELECT state, why, closed_why FROM follow_ups ORDER BY id"
    run(edit_sale, sale_id, {"lines": (NewLine("rug"),)})
    assert reader.rows(planned) == [
        ("dropped", "service is due: Kettle", f"taken off sale {sale_id}"),
    ]
    saved = run(edit_sale, sale_id, {"lines": (NewLine("rug"), NewLine("kettle"))})
    assert len(saved.follow_ups) == 1
    assert reader.rows(planned)[1][:2] == ("open", "service is due: Kettle")


def test_a_follow_up_for_two_things_names_the_one_that_stays(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader
) -> None:
    run(add_product, NewProduct("Boiler", price=900_000, service_days=365))
    sold = run(record_sale, quillon.id, NewSale((NewLine("kettle"), NewLine("boiler")))).id
    run(edit_sale, sold, {"lines": (NewLine("boiler"),)})
    assert reader.rows("SELECT state, why FROM follow_ups") == [("open", "service is due: Boiler")]


def test_undo_brings_the_lines_and_the_service_back(run: Run, sale_id: int, reader: SqliteReader) -> None:
    everything = "SELECT id, words, quantity, price, value, service_follow_up_id FROM sale_lines ORDER BY id"
    before = reader.rows(everything)
    run(edit_sale, sale_id, {"lines": (NewLine("carpet", price=10_000),), "note": "for the office"})
    run(undo)
    assert reader.row("SELECT value, note FROM sales") == (500_000, "")
    assert reader.rows(everything) == before
    assert reader.value("SELECT state FROM follow_ups") == "open"


def test_a_plan_for_a_product_follows_what_was_bought_after_all(
    run: Run, sale_id: int, kettle: int, reader: SqliteReader
) -> None:
    boiler = run(add_product, NewProduct("Boiler", price=900_000)).id
    for product in (kettle, boiler):
        steps = (Step(60, "phone", f"ask after {product}"),)
        plan = run(add_plan, NewPlan(f"after {product}", "sale", steps, Scope(products=(product,))))
        run(switch_on, plan.id)
    sold = run(record_sale, 1, NewSale((NewLine("kettle"),))).id
    runs = "SELECT plan_id, state FROM plan_runs ORDER BY id"
    assert reader.rows(runs) == [(1, "running")]
    run(edit_sale, sold, {"lines": (NewLine("boiler"),)})
    assert reader.rows(runs) == [(1, "done"), (2, "running")]


def test_a_delivered_sale_is_put_right_and_a_cancelled_one_is_not(
    run: Run, quillon: SavedCustomer, kettle: int
) -> None:
    sold = run(record_sale, quillon.id, NewSale((NewLine("kettle"),), taken_along=True)).id
    assert run(edit_sale, sold, {"lines": (NewLine("kettle", 20_000),)}).value == 480_000
    off = run(record_sale, quillon.id, NewSale((NewLine("kettle"),))).id
    run(cancel_sale, off, "found one at home")
    with pytest.raises(InvalidInput, match="cancelled"):
        run(edit_sale, off, {"lines": (NewLine("rug", price=1),)})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lines": ()}, "lines"),
        ({"lines": (NewLine("carpet"),)}, "lines"),
        ({"lines": (NewLine("rug", 0),)}, "lines"),
        ({"lines": (NewLine("rug", price=-1),)}, "lines"),
        ({"currency": "EUR"}, "currency"),
        ({"currency": "EUR", "lines": (NewLine("rug", price=1),), "rate": 5}, "currency"),
        ({"currency": "QQQ"}, "currency"),
        ({"sold_at": None}, "sold_at"),
    ],
)
def test_bad_input_names_its_field_and_changes_nothing(
    run: Run, sale_id: int, reader: SqliteReader, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(edit_sale, sale_id, changes)
    assert refused.value.field == field
    assert refused.value.hint
    assert reader.row("SELECT value, version FROM sales") == (500_000, 1)


def test_its_own_currency_is_no_change_and_the_rate_can_be_put_right(
    run: Run, quillon: SavedCustomer, kettle: int, reader: SqliteReader
) -> None:
    rug = NewLine("rug", price=50_000)
    sold = run(record_sale, quillon.id, NewSale((rug,), currency="EUR", rate=100)).id
    run(edit_sale, sold, {"currency": "eur", "rate": 141_500_000})
    assert reader.row("SELECT currency, rate FROM sales") == ("EUR", 141_500_000)
    with pytest.raises(InvalidInput) as refused:
        run(edit_sale, sold, {"rate": None})
    assert refused.value.field == "rate"


def test_nobody_saves_over_what_they_have_not_seen(run: Run, sale_id: int) -> None:
    run(edit_sale, sale_id, {"note": "for the office"})
    with pytest.raises(ChangedSince):
        run(edit_sale, sale_id, {"note": "for the shop"}, if_version=1)
    with pytest.raises(NoSuchRecord):
        run(edit_sale, 99, {"note": "for the shop"})
