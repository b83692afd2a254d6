"""``crm-tui opportunity suggest``: with the evidence, and never where it would be in the way."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product, link_products
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import ProductRelation
from crm_tui.domain.sale_text import NewLine
from crm_tui.store.database import Database

Ask = Callable[..., Any]
Call = Callable[..., Any]


@pytest.fixture
def filters(database: Database, nadia: Actor, quillon: int) -> int:
    """Quillon bought a kettle; these go with it."""
    with database.act(nadia, datetime.now(UTC)) as act:
        kettle = add_product(act, NewProduct("Kettle", price=25_0000)).id
        other = add_product(act, NewProduct("Filters", price=4_0000)).id
        link_products(act, kettle, other, ProductRelation.GOES_WITH)
        record_sale(act, quillon, NewSale((NewLine("Kettle", price=25_0000),)))
    return other


def test_a_suggestion_has_its_evidence_until_it_is_spoken_of(
    ask: Ask, crm: Call, quillon: int, filters: int
) -> None:
    (found,) = ask("opportunity", "suggest")
    assert (found["customer"], found["product"], found["bought_name"]) == (quillon, filters, "Kettle")
    assert "goes with what they bought" in crm("opportunity", "suggest", "--customer", str(quillon)).out
    heard = ask("opportunity", "add", str(quillon), "--product", str(filters))
    assert ask("opportunity", "suggest") == []
    ask("opportunity", "lose", str(heard["id"]), "--why", "has enough of them")
    assert ask("opportunity", "suggest") == []


def test_nothing_is_suggested_during_a_complaint(ask: Ask, crm: Call, quillon: int, filters: int) -> None:
    case = ask("case", "add", str(quillon), "--nature", "complaint", "--note", "it leaks")
    assert ask("opportunity", "suggest") == []
    told = crm("opportunity", "suggest", "--customer", str(quillon)).err
    assert f"complaint {case['id']} is open" in told
    assert "1 customer is left in peace" in crm("opportunity", "suggest").err
    ask("case", "solve", str(case["id"]))
    assert len(ask("opportunity", "suggest")) == 1


def test_nothing_is_suggested_over_the_contact_load(ask: Ask, crm: Call, quillon: int, filters: int) -> None:
    for days in ("3d", "4d", "5d"):
        ask("follow-up", "add", str(quillon), "--due", days, "--why", "news")
    assert ask("opportunity", "suggest") == []
    assert "as often as they should" in crm("opportunity", "suggest", "--customer", str(quillon)).err


def test_a_customer_who_is_not_there(crm: Call) -> None:
    assert crm("opportunity", "suggest", "--customer", "999").code == 4
