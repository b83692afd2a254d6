"""The tier that a customer had then stays with what happened then."""

import pytest

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.house_words import add_tier
from crm_tui.actions.interaction_edits import move_interaction
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.notes import write_note
from crm_tui.actions.promises import NewPromise, make_promise
from crm_tui.actions.undo import undo

TIERS = {
    "interactions": "SELECT DISTINCT tier FROM interactions WHERE customer_id = :id",
    "follow-ups": "SELECT DISTINCT tier FROM follow_ups WHERE customer_id = :id",
    "promises": "SELECT DISTINCT tier FROM promises WHERE customer_id = :id",
}


@pytest.fixture
def tiers(run):
    """Tiers besides the standard one."""
    for code in ("key", "priority"):
        run(add_tier, code=code, label=code)


def _kept(reader, customer_id: int) -> set[tuple[str | None]]:
    return {row for sql in TIERS.values() for row in reader.rows(sql, {"id": customer_id})}


def test_what_is_written_keeps_the_tier_of_its_time(run, reader, quillon, when, tiers) -> None:
    run(edit_customer, quillon.id, {"tier": "key"})
    run(log_contact, NewContact("phone", "inbound", "enquiry", "solved", quillon.id))
    run(write_note, quillon.id, "knows the owner")
    run(schedule_follow_up, quillon.id, NewFollowUp(when("3d"), "call"))
    run(make_promise, quillon.id, NewPromise("a refund", when("5d")))
    run(edit_customer, quillon.id, {"tier": "priority"})
    assert _kept(reader, quillon.id) == {("key",)}


def test_a_customer_without_a_tier_leaves_none(run, reader, quillon) -> None:
    run(edit_customer, quillon.id, {"tier": None})
    run(log_contact, NewContact("phone", "inbound", "enquiry", "solved", quillon.id))
    assert reader.value(TIERS["interactions"], {"id": quillon.id}) is None


def test_what_is_moved_takes_the_tier_of_the_right_customer(run, reader, quillon, when, tiers) -> None:
    right = run(add_customer, NewCustomer("Mary Ofori", tier="key"))
    planned = NewFollowUp(when("3d"), "call")
    logged = run(
        log_contact,
        NewContact(
            "phone", "inbound", "enquiry", "follow-up", quillon.id, follow_up=planned,
            promise=NewPromise("a date", when("5d")),
        ),
    )  # fmt: skip
    before = _kept(reader, quillon.id)
    run(move_interaction, logged.interaction, right.id)
    assert _kept(reader, right.id) == {("key",)}
    run(undo)
    assert _kept(reader, quillon.id) == before
