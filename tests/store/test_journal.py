"""Every change belongs to an act, is journalled with it, and can be taken back."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.undo import redo, undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import ChangedSince, NoSuchRecord, NotAllowed, StoreUnavailable
from crm_tui.queries import journal
from crm_tui.store import driver
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.store.tables import KINDS, ContactPoint, Customer


def _add(act: Act, name: str = "Quillon Ashgrove") -> Customer:
    act.describe("add-customer")
    customer = act.add(Customer(form="person", name=name, sort_key=name.casefold(), created_at=act.now))
    act.about("customer", customer.record_id, customer.record_id)
    return customer


def test_an_act_is_journalled_with_before_and_after(
    database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    with database.act(nadia, now) as act:
        customer = _add(act)
    with database.act(nadia, now) as act:
        act.describe("edit-customer")
        assert act.change(act.get(Customer, customer.record_id), note="likes tea", language="en")
    newest = journal.acts(reader)[0]
    (change,) = journal.changes(reader, newest.id)
    assert (change.before, change.after) == (
        {"note": "", "language": ""},
        {"note": "likes tea", "language": "en"},
    )
    assert (change.version_before, change.version_after) == (1, 2)
    assert (newest.staff, newest.at, newest.changes) == ("Nadia Karim", now, 1)


def test_nothing_changed_is_no_act(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    with database.act(nadia) as act:
        customer = _add(act)
    before = reader.value("SELECT count(*) FROM acts")
    with database.act(nadia) as act:
        act.describe("edit-customer")
        assert not act.change(act.get(Customer, customer.record_id), note="")
    assert reader.value("SELECT count(*) FROM acts") == before


def test_an_exception_leaves_no_trace(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    before = _contents(reader)
    with pytest.raises(NoSuchRecord), database.act(nadia) as act:
        _add(act)
        act.get(Customer, 4711)
    assert _contents(reader) == before


def test_the_chain_names_the_first_entry_that_was_altered(
    database: Database, reader: SqliteReader, nadia: Actor, path: Path
) -> None:
    with database.act(nadia) as act:
        _add(act)
    assert first_broken(journal.chain(reader)) is None
    entries = list(journal.chain(reader))
    victim = entries[-1][0]["id"]
    connection = driver.connect(path)
    with pytest.raises(driver.Error, match="append-only"):
        connection.execute("UPDATE journal_entries SET staff_id = 7")
    connection.execute("DROP TRIGGER journal_payloads_stay")
    connection.execute(
        """UPDATE journal_payloads SET body = replace(body, 'Quillon', 'Quentin')
            WHERE id = (SELECT payload_id FROM journal_entries WHERE id = :id)""",
        {"id": victim},
    )
    connection.close()
    assert first_broken(journal.chain(reader)) == victim


def test_an_erased_payload_does_not_break_the_chain(
    database: Database, reader: SqliteReader, nadia: Actor, path: Path
) -> None:
    with database.act(nadia) as act:
        _add(act)
    connection = driver.connect(path)
    connection.execute("DELETE FROM journal_payloads")
    connection.close()
    assert first_broken(journal.chain(reader)) is None


def test_undo_and_redo_walk_back_and_forth(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    with database.act(nadia) as act:
        customer = _add(act)
        act.add(ContactPoint(customer_id=customer.record_id, type="phone", value="1", normal="+15550101234"))
    with database.act(nadia) as act:
        act.describe("edit-customer")
        act.change(act.get(Customer, customer.record_id), name="Quentin Ashgrove")
    name = "SELECT name FROM customers"
    for step, expected in (
        (undo, "Quillon Ashgrove"),
        (undo, None),
        (redo, "Quillon Ashgrove"),
        (redo, "Quentin Ashgrove"),
        (undo, "Quillon Ashgrove"),
    ):
        with database.act(nadia) as act:
            step(act)
        assert reader.value(name) == expected
    assert reader.value("SELECT words FROM customer_search") == "quillon ashgrove"


def test_redo_is_gone_once_i_do_something_else(database: Database, nadia: Actor) -> None:
    with database.act(nadia) as act:
        _add(act)
    with database.act(nadia) as act:
        undo(act)
    with database.act(nadia) as act:
        _add(act, "Jun Sato")
    with pytest.raises(ChangedSince, match="nothing to redo"), database.act(nadia) as act:
        redo(act)


def test_undo_is_refused_when_somebody_changed_the_same_thing_since(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia) as act:
        customer = _add(act)
    with database.act(paul) as act:
        act.describe("edit-customer")
        act.change(act.get(Customer, customer.record_id), note="called twice")
    before = _contents(reader)
    with pytest.raises(ChangedSince, match="Paul Mensah changed customer"), database.act(nadia) as act:
        undo(act, journal.acts(reader)[1].id)
    assert _contents(reader) == before


def test_undo_is_refused_when_something_later_belongs_to_it(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia) as act:
        customer = _add(act)
    added = journal.acts(reader)[0].id
    with database.act(paul) as act:
        act.describe("add-contact-point")
        act.add(ContactPoint(customer_id=customer.record_id, type="email", value="q@example.org"))
    with pytest.raises(ChangedSince, match="belongs to it"), database.act(nadia) as act:
        undo(act, added)
    assert reader.value("SELECT count(*) FROM customers") == 1


def test_an_agent_cannot_take_back_what_somebody_else_did(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia) as act:
        _add(act)
    with pytest.raises(NotAllowed), database.act(paul) as act:
        undo(act, journal.acts(reader)[0].id)


def test_a_stale_version_is_refused_with_the_name_of_who_wrote(
    database: Database, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia) as act:
        customer = _add(act)
    with database.act(paul) as act:
        act.describe("edit-customer")
        act.change(act.get(Customer, customer.record_id), note="x")
    with pytest.raises(ChangedSince, match="Paul Mensah"), database.act(nadia) as act:
        act.expect_version(act.get(Customer, customer.record_id), 1)


def test_a_file_replaced_while_open_is_noticed_before_the_commit(
    database: Database, nadia: Actor, path: Path
) -> None:
    with database.act(nadia) as act:
        _add(act)
    path.rename(path.with_name("moved.db"))
    with pytest.raises(StoreUnavailable, match="moved or replaced"), database.act(nadia) as act:
        _add(act)


def _contents(reader: SqliteReader) -> dict[str, list[tuple[Any, ...]]]:
    """Every record and derived row, without versions: they only ever rise."""
    found = {}
    for table in [
        *(model.__tablename__ for model in KINDS.values()),
        "customer_search",
        "customer_summaries",
    ]:
        names = [row[1] for row in reader.rows(f"PRAGMA table_info({table})") if row[1] != "version"]
        found[str(table)] = reader.rows(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")
    return found


@pytest.mark.parametrize("seed", range(12))
def test_undoing_everything_leads_back_to_the_start(
    database: Database, reader: SqliteReader, nadia: Actor, now: datetime, seed: int
) -> None:
    dice = random.Random(seed)
    start = _contents(reader)
    states = [start]
    for step in range(20):
        with database.act(nadia, now + timedelta(minutes=step)) as act:
            _random_change(act, dice)
        after = _contents(reader)
        if after != states[-1]:
            states.append(after)
    full = len(states)
    for expected in reversed(states[:-1]):
        with database.act(nadia) as act:
            undo(act)
        assert _contents(reader) == expected
    with pytest.raises(ChangedSince, match="nothing of yours"), database.act(nadia) as act:
        undo(act)
    for expected in states[1:full]:
        with database.act(nadia) as act:
            redo(act)
        assert _contents(reader) == expected
    assert first_broken(journal.chain(reader)) is None


def _random_change(act: Act, dice: random.Random) -> None:
    act.describe("random")
    customers = act.session.connection().exec_driver_sql("SELECT id FROM customers").fetchall()
    points = act.session.connection().exec_driver_sql("SELECT id FROM contact_points").fetchall()
    match dice.choice(["add", "change", "point", "remove", "several"]):
        case "change" if customers:
            record = act.session.get(Customer, dice.choice(customers)[0])
            assert record is not None
            act.change(record, name=dice.choice(["Mary", "রহিম", "Jun"]), do_not_contact=dice.random() < 0.5)
        case "point" if customers:
            act.add(
                ContactPoint(
                    customer_id=dice.choice(customers)[0], type="phone", value="1", normal=str(dice.random())
                )
            )
        case "remove" if points:
            point = act.session.get(ContactPoint, dice.choice(points)[0])
            assert point is not None
            act.remove(point)
        case "several":
            customer = _add(act, dice.choice(["Ada", "Bo"]))
            point = act.add(ContactPoint(customer_id=customer.record_id, type="email", value="a@example.org"))
            act.change(point, value="b@example.org")
            act.remove(point)
        case _:
            _add(act, dice.choice(["Nashwa", "Ashok"]))
