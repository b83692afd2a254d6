"""Who came in and is perhaps here twice by name, in any script: named with the number, never joined."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crm_tui.domain.actor import Actor
from crm_tui.exchange.import_likeness import NEIGHBOURS
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import import_contacts
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

Bring = Callable[..., ImportReport]


@pytest.fixture
def bring(database: Database, nadia: Actor, tmp_path: Path) -> Bring:
    """Import a table of names, with mail addresses where they are given."""

    def run(*rows: str, dry_run: bool = False) -> ImportReport:
        file = tmp_path / "names.csv"
        file.write_text("\n".join(["Name,Email", *rows]), encoding="utf-8")
        return import_contacts(database, nadia, file, ImportOptions(dry_run=dry_run))

    return run


@pytest.mark.parametrize(
    ("here", "comes", "why"),
    [
        ("Quillon Ashgrove,q@example.org", "quillon ashgrove,other@example.org", "same name"),
        ("Quillon Ashgrove,q@example.org", "Ashgrove Quillon,other@example.org", "name turned round"),
        ("Quillon Ashgrove", "Quillon Ashgroves,other@example.org", "nearly the same name"),
        ("রহিম উদ্দিন,r@example.org", "উদ্দিন রহিম,other@example.org", "name turned round"),
        ("রহিম উদ্দিন চৌধুরী", "রহিম উদ্দীন চৌধুরী,x@example.org", "nearly the same name"),
    ],
)
def test_they_are_named_with_the_reason_and_stay_two(
    bring: Bring, reader: SqliteReader, here: str, comes: str, why: str
) -> None:
    bring(here, "Mary Ofori,m@example.org")
    for dry_run in (True, False):
        report = bring(comes, dry_run=dry_run)
        assert report.created == 1
        (likely,) = report.likely_duplicates
        assert (likely.line, likely.customer) == (2, 1)
        assert likely.reason == f"{here.split(',')[0]}: {why}"
    assert reader.value("SELECT count(*) FROM customers") == 3


def test_within_a_file_the_later_line_names_the_earlier(bring: Bring) -> None:
    rows = ("Quillon Ashgrove,q@example.org", "Mary Ofori,m@example.org", "Ashgrove Quillon,a@example.org")
    (note,) = bring(*rows, dry_run=True).warnings
    assert (note.line, note.reason) == (
        4, "Perhaps the customer of line 2: Quillon Ashgrove: name turned round."
    )  # fmt: skip
    (likely,) = bring(*rows).likely_duplicates
    assert (likely.line, likely.customer) == (4, 1)


def test_a_name_that_many_share_says_nothing(bring: Bring) -> None:
    bring(*(f"Mary Ofori,m{number}@example.org" for number in range(6)))
    report = bring("Mary Ofori,new@example.org")
    assert (report.created, report.likely_duplicates) == (1, [])


def test_two_who_can_both_be_reached_by_nothing_in_common_are_two(bring: Bring) -> None:
    bring("Quillon Ashgrove,q@example.org")
    assert bring("Quillon Ashgroves,other@example.org").likely_duplicates == []


def test_the_list_of_names_is_never_walked(reader: SqliteReader) -> None:
    plan = reader.rows("EXPLAIN QUERY PLAN " + NEIGHBOURS, {"keys": '["mary ofori"]', "most": 7, "near": 2})
    steps = [row[-1] for row in plan if "customers" in row[-1]]
    assert len(steps) == 3
    assert all("SEARCH customers USING INDEX ix_customers_sort_key" in step for step in steps)
