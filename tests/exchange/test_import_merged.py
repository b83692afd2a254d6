"""A later file that knows somebody by the key of a customer who was merged into another since."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.customers import delete_customer
from crm_tui.actions.merge import merge_customers
from crm_tui.actions.unmerge import unmerge_customers
from crm_tui.domain.actor import Actor
from crm_tui.exchange.exporting import export_contacts
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import import_contacts
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

KEYED = "Name,Email,Customer number\nQuillon Ashgrove,q@example.org,K1\nMary Ofori,m@example.org,K2\n"
UNKEYED = "Name,Email\nQuillon Ashgrove,q@example.org\nMary Ofori,m@example.org\n"

Bring = Callable[..., ImportReport]
Do = Callable[..., Any]


@pytest.fixture
def bring(database: Database, nadia: Actor, tmp_path: Path) -> Bring:
    """Import a table of contacts."""

    def run(table: str, **options: Any) -> ImportReport:
        file = tmp_path / "contacts.csv"
        file.write_text(table, encoding="utf-8")
        return import_contacts(database, nadia, file, ImportOptions(**options))

    return run


@pytest.fixture
def do(database: Database, nadia: Actor) -> Do:
    """One action in an act of its own."""

    def run(action: Callable[..., Any], *given: Any) -> Any:
        with database.act(nadia) as act:
            return action(act, *given)

    return run


def mails(reader: SqliteReader, customer_id: int) -> list[str]:
    rows = reader.rows(
        "SELECT value FROM contact_points WHERE customer_id = :id AND type = 'email' ORDER BY position",
        {"id": customer_id},
    )
    return [row[0] for row in rows]


def test_their_row_goes_to_who_stayed_and_back_after_they_were_parted(
    bring: Bring, do: Do, reader: SqliteReader
) -> None:
    bring(KEYED)
    merged = do(merge_customers, 1, 2)
    more = KEYED.replace("m@", "new@")
    for dry_run in (True, False):
        report = bring(more, dry_run=dry_run)
        assert (report.created, report.updated, report.unchanged) == (0, 1, 1)
    assert mails(reader, 1) == ["q@example.org", "m@example.org", "new@example.org"]

    do(unmerge_customers, merged.act)
    report = bring(more.replace("new@", "newer@"))
    assert (report.created, report.updated, report.unchanged) == (0, 1, 1)
    assert mails(reader, 2) == ["m@example.org", "newer@example.org"]


def test_it_leads_on_through_a_second_merge(bring: Bring, do: Do, reader: SqliteReader) -> None:
    bring(KEYED + "Jun Sato,j@example.org,K3\n")
    do(merge_customers, 2, 3)
    do(merge_customers, 1, 2)
    report = bring("Name,Email,Customer number\nJ. Sato,jun@example.org,K3\n")
    assert (report.created, report.updated) == (0, 1)
    assert mails(reader, 1)[-1] == "jun@example.org"


def test_a_file_without_keys_adds_nobody_again(bring: Bring, do: Do, reader: SqliteReader) -> None:
    bring(UNKEYED)
    do(merge_customers, 1, 2)
    assert bring(UNKEYED).unchanged == 2
    assert reader.value("SELECT count(*) FROM customers") == 2


def test_our_own_export_of_before_adds_nobody_again(
    bring: Bring, do: Do, reader: SqliteReader, database: Database, nadia: Actor, tmp_path: Path
) -> None:
    bring(KEYED)
    file = tmp_path / "ours.csv"
    export_contacts(reader, file, as_format="csv")
    do(merge_customers, 1, 2)
    report = import_contacts(database, nadia, file, ImportOptions())
    assert (report.created, reader.value("SELECT count(*) FROM customers")) == (0, 2)


def test_a_customer_who_was_deleted_is_made_anew(bring: Bring, do: Do, reader: SqliteReader) -> None:
    bring(KEYED)
    do(delete_customer, 2)
    assert bring(KEYED).created == 1
