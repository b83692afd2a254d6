"""What undo refuses by the act itself, whichever door asks, and whose name it tells."""

from datetime import datetime
from pathlib import Path

import pytest

from crm_tui.actions.customers import NewCustomer, add_customer
from crm_tui.actions.undo import redo, undo
from crm_tui.demo.sample import make_demo
from crm_tui.domain.actor import Actor
from crm_tui.domain.acts import LASTING
from crm_tui.domain.errors import ChangedSince, NotAllowed
from crm_tui.domain.words import Door, Role
from crm_tui.queries import journal
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader


def test_what_a_database_is_made_of_stays(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "sample.db"
    make_demo(path, "nadia", "Nadia Karim", now, customers=30)
    nadia = Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, "s")
    reader, database = open_reader(path), Database(path)
    lasting = [line for line in journal.acts(reader, limit=10_000) if line.verb in LASTING]
    assert {line.verb for line in lasting} == set(LASTING)
    for line in lasting:
        with pytest.raises(NotAllowed, match="cannot be taken back") as refused, database.act(nadia) as act:
            undo(act, line.id)
        assert refused.value.hint
    last = journal.last_act(reader, nadia.staff_id)
    assert last is None or last.verb not in LASTING
    database.close()
    reader.close()


def test_an_undo_is_taken_back_by_redo_only(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    with database.act(nadia) as act:
        add_customer(act, NewCustomer("Jun Sato"))
    with database.act(nadia) as act:
        taken = undo(act)
    newest = journal.acts(reader)[0]
    for act_id, why in ((taken.act, "taken back already"), (newest.id, "itself an undo")):
        with pytest.raises(ChangedSince, match=why), database.act(nadia) as act:
            undo(act, act_id)
    assert reader.value("SELECT count(*) FROM customers") == 0


def test_the_customer_is_named_also_when_they_are_gone(database: Database, nadia: Actor) -> None:
    with database.act(nadia) as act:
        add_customer(act, NewCustomer("Jun Sato"))
    for step in (undo, redo):
        with database.act(nadia) as act:
            taken = step(act)
        assert (taken.verb, taken.customer) == ("add-customer", "Jun Sato")
