"""What contacts and cases are about: said when they are logged or later, and what clocks make of it."""

from datetime import timedelta

import pytest

from crm_tui.actions.case_product import set_product
from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.interaction_edits import edit_interaction
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.product_values import NewProduct
from crm_tui.actions.products import add_product, retire_product
from crm_tui.actions.standards import add_standard
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord

MINUTE = timedelta(minutes=1)


@pytest.fixture
def kettle(run):
    return run(add_product, NewProduct("Kettle", code="KET")).id


@pytest.fixture
def complaint(quillon):
    """A complaint that opens a case, about whatever is named."""

    def new(**more):
        return NewContact(
            "phone", "inbound", "complaint", "escalated", customer_id=quillon.id, said="it leaks", **more
        )

    return new


@pytest.fixture
def standards(run, kettle, now):
    """An hour for everything and a quarter of one for kettles, round the clock."""
    long_ago = now - timedelta(days=30)
    fields = {"statement": "x", "measure": "answered-within", "objective": 0.9, "settings": {"hours": "all"}}
    return [
        run(add_standard, target=60, at=long_ago, **fields).id,
        run(add_standard, target=15, scope={"product": [str(kettle)]}, at=long_ago, **fields).id,
    ]


def events(reader):
    return reader.rows("SELECT what, value FROM case_events WHERE what = 'product' ORDER BY id")


def target(reader, case_id):
    return reader.value(
        "SELECT target_minutes FROM case_clocks WHERE case_id = :id AND name = 'first-response'",
        {"id": case_id},
    )


def test_a_contact_opens_a_case_about_its_product(run, reader, complaint, kettle, standards):
    logged = run(log_contact, complaint(product_id=kettle))
    assert reader.rows("SELECT product_id FROM interactions UNION ALL SELECT product_id FROM cases") == [
        (kettle,),
        (kettle,),
    ]
    assert events(reader) == [("product", str(kettle))]
    assert target(reader, logged.case) == 15
    run(undo)
    assert reader.value("SELECT count(*) FROM cases") == 0


def test_a_case_is_said_to_be_about_a_product_later(run, reader, complaint, kettle, standards, now):
    case_id = run(log_contact, complaint()).case
    assert target(reader, case_id) == 60
    saved = run(set_product, case_id, kettle, at=now + 5 * MINUTE)
    assert target(reader, case_id) == 15
    due, started = reader.row("SELECT due_at, started_at FROM case_clocks")
    assert due - started == 15 * 60_000_000
    assert run(set_product, case_id, kettle, at=now + 6 * MINUTE).version == saved.version
    assert len(events(reader)) == 1
    run(undo, at=now + 7 * MINUTE)
    assert (target(reader, case_id), events(reader)) == (60, [])


def test_what_was_missed_by_the_product_stays_missed(run, reader, complaint, kettle, standards, now):
    case_id = run(log_contact, complaint(product_id=kettle)).case
    run(set_product, case_id, None, at=now + 5 * MINUTE)
    assert target(reader, case_id) == 60
    run(set_product, case_id, kettle, at=now + 6 * MINUTE)
    run(set_product, case_id, None, at=now + 20 * MINUTE)
    assert target(reader, case_id) == 15


def test_a_case_that_is_opened_by_hand_is_about_a_product_too(run, reader, quillon, kettle):
    case_id = run(open_case, quillon.id, NewCase("problem", "it leaks", product_id=kettle)).id
    assert reader.value("SELECT product_id FROM cases WHERE id = :id", {"id": case_id}) == kettle
    with pytest.raises(NoSuchRecord):
        run(open_case, quillon.id, NewCase("problem", product_id=99))
    with pytest.raises(NoSuchRecord):
        run(set_product, case_id, 99)
    with pytest.raises(ChangedSince):
        run(set_product, case_id, None, if_version=7)


def test_a_contact_is_put_right(run, reader, complaint, kettle):
    contact = run(log_contact, complaint()).interaction
    product = "SELECT product_id FROM interactions"
    run(retire_product, kettle)
    run(edit_interaction, contact, {"product": kettle})
    assert reader.value(product) == kettle
    run(edit_interaction, contact, {"product": None})
    assert reader.value(product) is None
    with pytest.raises(NoSuchRecord):
        run(log_contact, complaint(product_id=99))
    assert reader.value("SELECT count(*) FROM interactions") == 1


def test_a_scope_names_a_product_that_there_is(run, standards):
    with pytest.raises(InvalidInput) as refused:
        run(add_standard, statement="x", measure="mood", objective=0.9, target="pleased",
            scope={"product": ["99"]})  # fmt: skip
    assert refused.value.field == "scope"


def test_a_product_that_something_is_about_is_not_taken_back(run, reader, complaint, kettle, now):
    run(log_contact, complaint(product_id=kettle), at=now + MINUTE)
    act_id = reader.value("SELECT id FROM acts WHERE verb = 'add-product'")
    with pytest.raises(ChangedSince):
        run(undo, act_id, at=now + 2 * MINUTE)
    assert reader.value("SELECT count(*) FROM products") == 1
