"""What of a word by which nobody is found stays in the search, and what makes it go (DATA.md, "erase")."""

import pytest

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.domain.actor import Actor
from crm_tui.queries.find import find
from crm_tui.store import ddl, search
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

#: The only word with this letter, so that the index keeps it whole, not by what it shares with the last.
OLD, NEW = "zyzzyva", "ashgrove"


def traces(database: Database, word: str) -> int:
    """In how many pages of the full-text tables the word stands."""
    with database.transaction() as connection:
        return sum(
            word.encode() in page
            for index in ddl.SEARCH_INDEXES
            for (page,) in connection.exec_driver_sql(f"SELECT block FROM {index}_data")
        )


@pytest.fixture
def renamed(database: Database, nadia: Actor) -> Database:
    """A business in which somebody was called otherwise before."""
    with database.act(nadia) as act:
        customer = add_customer(act, NewCustomer(name=f"Robin {OLD.title()}"))
    with database.act(nadia) as act:
        edit_customer(act, customer.id, {"name": f"Robin {NEW.title()}"})
    return database


def test_nobody_is_found_by_what_they_were_called(renamed: Database, reader: SqliteReader) -> None:
    assert [match.name for match in find(reader, NEW, country="BD").results] == ["Robin Ashgrove"]
    assert not find(reader, OLD, country="BD").results


def test_merging_the_index_leaves_no_trace(renamed: Database) -> None:
    assert traces(renamed, OLD), "nothing to get rid of: this test shows nothing"
    with renamed.transaction() as connection:
        for index in ddl.SEARCH_INDEXES:
            connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")
    assert (traces(renamed, OLD), traces(renamed, NEW) > 0) == (0, True)


def test_a_rebuild_leaves_no_trace(renamed: Database) -> None:
    with renamed.transaction() as connection:
        search.rebuild(connection)
    assert (traces(renamed, OLD), traces(renamed, NEW) > 0) == (0, True)
