"""Merging two customers that are one, and parting them again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import ConsentValue, MembershipValue, NewCustomer, PointValue
from crm_tui.actions.customers import add_customer, delete_customer, edit_customer
from crm_tui.actions.house_words import add_tier
from crm_tui.actions.interaction_edits import edit_interaction, move_interaction
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.memberships import allow_to_speak
from crm_tui.actions.merge import merge_customers
from crm_tui.actions.merge_rows import references
from crm_tui.actions.undo import undo
from crm_tui.actions.unmerge import unmerge_customers
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.queries.customer_page import record
from crm_tui.queries.find import find
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.merged import who_stayed
from crm_tui.store.tables import KINDS, Interaction

Run = Callable[..., Any]


@pytest.fixture
def other(run: Run) -> int:
    """The same person once more, with what the first does not have, and with what it has."""
    return run(
        add_customer,
        NewCustomer(
            "Q. Ashgrove",
            note="likes tea",
            language="en",
            tags=frozenset({"vip"}),
            kinds=frozenset({"client", "supplier"}),
            points=(
                PointValue("phone", "001 555 010 1234", preferred=True),
                PointValue("email", "ash@example.org", preferred=True),
            ),
            memberships=(MembershipValue("Ashgrove Ltd", "owner"),),
            consents=(ConsentValue("phone", "refused"), ConsentValue("email", "given")),
        ),
    ).id


@pytest.fixture
def complaint(run: Run, other: int) -> Any:
    """A complaint of the second, which opened a case."""
    return run(
        log_contact, NewContact("phone", "inbound", "complaint", "information", other, said="it leaks")
    )


def owner(reader: SqliteReader, table: str, record_id: int | None) -> int:
    return reader.value(f"SELECT customer_id FROM {table} WHERE id = :id", {"id": record_id})


def everything(reader: SqliteReader) -> dict[str, list[tuple[Any, ...]]]:
    """All records but their versions, and what is derived from them."""
    kept = {}
    for table in [model.__tablename__ for model in KINDS.values()] + [
        "customer_summaries", "customer_search", "note_search", "case_clocks"
    ]:  # fmt: skip
        columns = [row[1] for row in reader.rows(f"PRAGMA table_info({table})")]
        names = ", ".join(name for name in columns if name not in ("version", "unmerged_at"))
        kept[table] = reader.rows(f"SELECT {names} FROM {table} ORDER BY 1, 2")
    return kept


def test_every_column_that_names_a_customer_is_known(reader: SqliteReader) -> None:
    """A table that comes later goes along without a line of its own, or fails here."""
    known = {(model.__tablename__, column) for model, columns in references() for column in columns}
    tables = [row[0] for row in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    naming = {
        (table, row[3])
        for table in tables
        for row in reader.rows(f"PRAGMA foreign_key_list({table})")
        if row[2] == "customers"
    }
    assert naming - known == {("merges", "kept_id"), ("merges", "gone_id")}
    assert known - naming == {("staff", "customer_id")}


def test_all_of_both_is_with_the_one_who_stays(
    run: Run, reader: SqliteReader, quillon: Any, other: int, complaint: Any
) -> None:
    merged = run(merge_customers, quillon.id, other)
    assert merged.moved["interaction"] == merged.moved["case"] == 1
    found = record(reader, quillon.id)
    assert found.customer.name == "Quillon Ashgrove"  # the fuller name
    assert (found.customer.language, found.customer.note) == ("en", "likes tea")
    assert [point.value for point in found.contact_points] == ["+1 (555) 010-1234", "ash@example.org"]
    assert {kind.value for kind in found.kinds} == {"client", "supplier"}
    assert found.tags == ("vip",)
    assert [place.name for place in found.places] == ["Ashgrove Ltd"]
    assert {mark.channel.value: mark.state.value for mark in found.consents} == {
        "phone": "refused",
        "email": "given",
    }
    assert [case.id for case in found.cases] == [complaint.case]
    assert found.customer.open_cases == 1
    assert reader.value("SELECT count(*) FROM customer_summaries WHERE id = :id", {"id": other}) == 0


def test_what_they_do_not_want_holds_more_than_what_they_do(run: Run, reader: SqliteReader) -> None:
    one = run(add_customer, NewCustomer("Ada", consents=(ConsentValue("email", "given"),))).id
    two = run(
        add_customer,
        NewCustomer("Ada B", do_not_contact=True, consents=(ConsentValue("email", "refused"),)),
    ).id
    run(merge_customers, one, two, {"name": "b"})
    found = record(reader, one)
    assert (found.customer.name, found.customer.do_not_contact) == ("Ada B", True)
    assert [mark.state.value for mark in found.consents] == ["refused"]


def test_fields_are_chosen_one_by_one(run: Run, reader: SqliteReader, quillon: Any, other: int) -> None:
    run(edit_customer, quillon.id, {"note": "calls late", "tier": "standard"})
    run(merge_customers, quillon.id, other, {"name": "B", "note": "both", "language": "a"})
    customer = record(reader, quillon.id).customer
    assert (customer.name, customer.note, customer.language) == ("Q. Ashgrove", "calls late\nlikes tea", "")


@pytest.mark.parametrize("fields", [{"shoe size": "a"}, {"name": "c"}, {"name": "both"}])
def test_what_cannot_be_chosen_is_refused(
    run: Run, reader: SqliteReader, quillon: Any, other: int, fields: dict[str, str]
) -> None:
    before = everything(reader)
    with pytest.raises(InvalidInput):
        run(merge_customers, quillon.id, other, fields)
    assert everything(reader) == before


def test_nobody_is_merged_with_themselves_or_with_nobody(run: Run, quillon: Any) -> None:
    with pytest.raises(InvalidInput):
        run(merge_customers, quillon.id, quillon.id)
    with pytest.raises(NoSuchRecord):
        run(merge_customers, quillon.id, 999)


def test_what_tied_the_two_to_each_other_ties_nobody_to_themselves(
    run: Run, reader: SqliteReader, quillon: Any, other: int
) -> None:
    run(allow_to_speak, quillon.id, other, "everything")
    run(merge_customers, quillon.id, other)
    assert record(reader, quillon.id).speakers == ()


def test_the_old_number_and_name_lead_to_the_one_who_stays(
    run: Run, reader: SqliteReader, quillon: Any, other: int
) -> None:
    run(edit_customer, other, {"name": "Kettle Queen"})
    run(merge_customers, quillon.id, other)
    assert [one.id for one in find(reader, "kettle queen", country="BD").results] == [quillon.id]
    assert who_stayed(reader, other) == (quillon.id, "Quillon Ashgrove")
    with pytest.raises(NoSuchRecord, match="Quillon Ashgrove"):
        run(edit_customer, other, {"note": "x"})


def test_old_names_lead_on_through_a_second_merge(
    run: Run, reader: SqliteReader, quillon: Any, other: int
) -> None:
    run(edit_customer, other, {"name": "Kettle Queen"})
    first = run(merge_customers, quillon.id, other)
    last = run(add_customer, NewCustomer("Quillon Ashgrove jr")).id
    run(merge_customers, last, quillon.id)
    assert [one.id for one in find(reader, "kettle queen", country="BD").results] == [last]
    assert who_stayed(reader, other) == (last, "Quillon Ashgrove jr")
    with pytest.raises(ChangedSince, match="jr"):
        run(unmerge_customers, first.act)


def test_undo_takes_the_whole_merge_back(
    run: Run, reader: SqliteReader, quillon: Any, other: int, complaint: Any
) -> None:
    before = everything(reader)
    merged = run(merge_customers, quillon.id, other, {"name": "b"})
    run(undo, merged.act)
    assert everything(reader) == before


def test_undo_after_a_later_change_says_what_parts_them_all_the_same(
    run: Run, quillon: Any, other: int
) -> None:
    merged = run(merge_customers, quillon.id, other)
    run(edit_customer, quillon.id, {"note": "no tea"})
    with pytest.raises(ChangedSince) as refused:
        run(undo, merged.act)
    assert f"unmerge {merged.act}" in refused.value.hint


def test_parting_them_at_once_leaves_them_as_they_were(
    run: Run, reader: SqliteReader, quillon: Any, other: int, complaint: Any
) -> None:
    before = everything(reader)
    merged = run(merge_customers, quillon.id, other, {"name": "b"})
    parted = run(unmerge_customers, merged.act)
    assert (parted.stayed, parted.warnings) == (0, ())
    after = everything(reader)
    assert len(after.pop("merges")) == 1
    before.pop("merges")
    assert after == before
    with pytest.raises(ChangedSince):
        run(unmerge_customers, merged.act)


def test_what_was_changed_on_purpose_since_stays_and_is_named(
    run: Run, reader: SqliteReader, quillon: Any, other: int, complaint: Any
) -> None:
    third = run(add_customer, NewCustomer("Hill & Sons")).id
    call = run(
        log_contact, NewContact("phone", "inbound", "enquiry", "solved", other, said="moved on")
    ).interaction
    merged = run(merge_customers, quillon.id, other)
    run(move_interaction, call, third)
    run(edit_interaction, complaint.interaction, {"cause": "a seal"})
    run(edit_customer, quillon.id, {"note": "no tea any more"})
    later = run(log_contact, NewContact("phone", "inbound", "enquiry", "solved", quillon.id)).interaction

    parted = run(unmerge_customers, merged.act)
    assert parted.stayed == 2
    told = "\n".join(notice.text for notice in parted.warnings)
    assert f"contact {call} stays" in told
    assert f"customer {quillon.id} stays" in told
    assert owner(reader, "interactions", call) == third
    assert owner(reader, "interactions", later) == quillon.id
    assert owner(reader, "interactions", complaint.interaction) == other
    assert owner(reader, "cases", complaint.case) == other
    assert (
        reader.value("SELECT cause FROM interactions WHERE id = :id", {"id": complaint.interaction})
        == "a seal"
    )
    assert record(reader, quillon.id).customer.note == "no tea any more"
    assert record(reader, other).customer.note == "likes tea"


def test_a_form_saved_since_does_not_hold_contact_points_back(
    run: Run, reader: SqliteReader, quillon: Any, other: int
) -> None:
    merged = run(merge_customers, quillon.id, other)
    points = tuple(
        PointValue(point.type.value, point.value, point.label, False, point.id)
        for point in reversed(record(reader, quillon.id).contact_points)
    )
    run(edit_customer, quillon.id, {"points": points})
    assert run(unmerge_customers, merged.act).stayed == 0
    assert [point.value for point in record(reader, other).contact_points] == [
        "001 555 010 1234",
        "ash@example.org",
    ]


def test_an_act_that_merged_nobody_parts_nobody(run: Run, quillon: Any, other: int) -> None:
    with pytest.raises(NoSuchRecord):
        run(unmerge_customers, 1)
    merged = run(merge_customers, quillon.id, other)
    run(delete_customer, quillon.id)
    with pytest.raises(NoSuchRecord):
        run(unmerge_customers, merged.act)


def test_a_case_goes_on_by_the_tier_of_the_one_who_stays(
    run: Run, reader: SqliteReader, quillon: Any, complaint: Any, other: int
) -> None:
    run(add_tier, label="Key", code="key")
    run(edit_customer, quillon.id, {"tier": "key"})
    merged = run(merge_customers, quillon.id, other)
    events = "SELECT value FROM case_events WHERE case_id = :id AND what = 'tier'"
    assert reader.rows(events, {"id": complaint.case}) == [("standard",), ("key",)]
    run(unmerge_customers, merged.act)
    assert reader.rows(events, {"id": complaint.case}) == [("standard",)]


def test_a_long_history_moves_and_comes_back_in_a_few_statements(
    database: Database, nadia: Actor, now: datetime, run: Run, reader: SqliteReader, quillon: Any, other: int
) -> None:
    """One by one, 5,000 contacts took 4 seconds to merge and 8 to part."""
    told = {"channel": "phone", "direction": "inbound", "nature": "enquiry", "outcome": "solved"}
    with database.act(nadia, now) as act:
        act.describe("log-contact")
        contact = {"customer_id": other, "staff_id": 1, "happened_at": now, "recorded_at": now, **told}
        act.add_rows(Interaction, [contact] * 400)
    before = everything(reader)
    statements = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    merged = run(merge_customers, quillon.id, other)
    assert merged.moved["interaction"] == 400
    assert reader.value("SELECT count(*) FROM journal_entries WHERE record_kind = 'interaction'") == 800
    run(undo, merged.act)
    assert everything(reader) == before
    merged = run(merge_customers, quillon.id, other)
    assert run(unmerge_customers, merged.act).went_back > 400
    after = everything(reader)
    after.pop("merges"), before.pop("merges")
    assert after == before
    assert len(statements) < 4 * 400
