"""Products and services: what is kept, what is refused, and what ties them together."""

from collections.abc import Callable
from typing import Any

import pytest

from crm_tui.actions.product_values import NewProduct, ProductWords
from crm_tui.actions.products import (
    add_product,
    change_product,
    find_product,
    link_products,
    retire_product,
    unlink_products,
)
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.domain.growth_words import ProductRelation
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]


def test_a_name_is_enough_and_the_rest_is_kept(run: Run, reader: SqliteReader) -> None:
    run(add_product, NewProduct(" Filter "))
    kettle = run(
        add_product,
        NewProduct(
            "Kettle",
            code="K17",
            needs="boils water",
            how_to="https://example.org/kettle",
            price=245_000,
            currency="eur",
            warranty_days=730,
            service_days=365,
            texts=(ProductWords("bn", "কেটলি", "পানি ফোটায়"),),
        ),
    )
    assert reader.rows("SELECT name, sort_key, code, price, currency, kind FROM products ORDER BY id") == [
        ("Filter", "filter", "", None, "", "product"),
        ("Kettle", "kettle", "K17", 245_000, "EUR", "product"),
    ]
    assert reader.rows("SELECT product_id, language, name FROM product_texts") == [(kettle.id, "bn", "কেটলি")]
    assert reader.value("SELECT verb FROM acts ORDER BY id DESC LIMIT 1") == "add-product"


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewProduct("  "), "name"),
        (NewProduct("Kettle", kind="thing"), "kind"),
        (NewProduct("Kettle", code="K1"), "code"),
        (NewProduct("Kettle", currency="QQQ"), "currency"),
        (NewProduct("Kettle", price=-1), "price"),
        (NewProduct("Kettle", warranty_days=0), "warranty_days"),
        (NewProduct("Kettle", service_days=-3), "service_days"),
        (NewProduct("Kettle", how_to="see the shelf"), "how_to"),
        (NewProduct("Kettle", texts=(ProductWords("tlh-QQQQ", "x"),)), "language"),
        (NewProduct("Kettle", texts=(ProductWords("bn", "x"), ProductWords("bn", "y"))), "texts"),
    ],
)
def test_bad_input_names_its_field(run: Run, new: NewProduct, field: str) -> None:
    run(add_product, NewProduct("Teapot", code="K1"))
    with pytest.raises(InvalidInput) as refused:
        run(add_product, new)
    assert refused.value.field == field
    assert refused.value.hint


def test_a_change_keeps_what_it_does_not_name(run: Run, reader: SqliteReader) -> None:
    saved = run(add_product, NewProduct("Kettle", code="K1", texts=(ProductWords("bn", "কেটলি"),)))
    changed = run(change_product, saved.id, {"name": "Kettle 2 l", "code": "K1"}, if_version=saved.version)
    assert changed.version == saved.version + 1
    assert reader.row("SELECT name, sort_key, code FROM products") == ("Kettle 2 l", "kettle 2 l", "K1")
    texts = (ProductWords("bn", "কেটলি ২ লি"), ProductWords("de", "Kessel"))
    assert run(change_product, saved.id, {"texts": texts}).version == saved.version + 2
    run(change_product, saved.id, {"texts": texts[1:]})
    assert reader.rows("SELECT language, name FROM product_texts") == [("de", "Kessel")]
    with pytest.raises(ChangedSince):
        run(change_product, saved.id, {"name": "x"}, if_version=1)
    with pytest.raises(InvalidInput, match="colour"):
        run(change_product, saved.id, {"colour": "red"})
    with pytest.raises(NoSuchRecord):
        run(change_product, saved.id, {"supplier_id": 99})


def test_a_retired_one_is_offered_no_longer(run: Run) -> None:
    saved = run(add_product, NewProduct("Kettle", code="K1"))
    assert run(find_product, "kettle").id == run(find_product, "k1").id == saved.id
    run(retire_product, saved.id)
    assert run(find_product, "kettle") is None
    for again, args in ((retire_product, ()), (change_product, ({"name": "x"},))):
        with pytest.raises(InvalidInput, match="retired on 2026-11-21"):
            run(again, saved.id, *args)
    run(add_product, NewProduct("Kettle", code="K1"))


def test_products_are_tied_once_and_untied(run: Run, reader: SqliteReader) -> None:
    kettle, filter_ = run(add_product, NewProduct("Kettle")), run(add_product, NewProduct("Filter"))
    for _again in range(2):
        run(link_products, kettle.id, filter_.id, ProductRelation.GOES_WITH)
    assert reader.rows("SELECT product_id, other_id, relation FROM product_links") == [
        (kettle.id, filter_.id, "goes-with")
    ]
    with pytest.raises(InvalidInput):
        run(link_products, kettle.id, kettle.id, ProductRelation.STEP_UP)
    with pytest.raises(InvalidInput):
        run(unlink_products, kettle.id, filter_.id, ProductRelation.STEP_UP)
    run(unlink_products, kettle.id, filter_.id, ProductRelation.GOES_WITH)
    assert reader.value("SELECT count(*) FROM product_links") == 0


def test_an_agent_sells_but_does_not_write_products(run: Run, paul: Actor) -> None:
    with pytest.raises(NotAllowed):
        run(add_product, NewProduct("Kettle"), by=paul)
