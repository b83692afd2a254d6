"""Customers made by sales, contacts and cases that may be here twice: named with the line, never joined."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crm_tui.domain.actor import Actor
from crm_tui.exchange import record_import, record_kinds
from crm_tui.exchange.import_file import bring_in, with_map_file
from crm_tui.exchange.import_options import ImportKind, ImportOptions
from crm_tui.exchange.import_report import ImportReport
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

Bring = Callable[..., ImportReport]

_HEADS = {
    ImportKind.SALES: "order id,customer,phone,order date,product,amount",
    ImportKind.INTERACTIONS: "call id,customer,phone,date,notes,channel",
}


@pytest.fixture
def bring(database: Database, nadia: Actor, tmp_path: Path) -> Bring:
    """Import rows of a customer's name and phone each as records of a kind."""

    def run(kind: ImportKind, *rows: str, dry_run: bool = False, first: int = 1) -> ImportReport:
        file = tmp_path / f"{kind}.csv"
        ends = "2026-06-01 09:00,Call,phone" if kind is ImportKind.INTERACTIONS else "2026-06-01,Kettle,20"
        lines = [f"{number},{row},{ends}" for number, row in enumerate(rows, first)]
        file.write_text("\n".join([_HEADS[kind], *lines]), encoding="utf-8")
        return bring_in(database, nadia, file, ImportOptions(kind=kind, dry_run=dry_run))

    return run


def _likely(report: ImportReport) -> list[tuple[int, str, int, str]]:
    return [(one.line, one.name, one.customer, one.reason) for one in report.likely_duplicates]


def _warned(report: ImportReport) -> list[tuple[int, str]]:
    return [(note.line, note.reason) for note in report.warnings]


@pytest.mark.parametrize("kind", _HEADS)
def test_they_are_named_by_line_and_id_and_stay_two(
    bring: Bring, reader: SqliteReader, kind: ImportKind
) -> None:
    bring(kind, "Quillon Ashgrove,", "Mary Ofori,01711 000001")
    comes = (
        "Ashgrove Quillon,017 9999999",
        "M. O.,01711 000001",
        "Jun Sato,none",
        "Mary Ofori,01711 000001",
    )
    dry, real = (bring(kind, *comes, dry_run=dry_run, first=11) for dry_run in (True, False))
    assert sorted(_likely(real)) == [
        (2, "Ashgrove Quillon", 1, "Quillon Ashgrove: name turned round"),
        (3, "M. O.", 2, "Mary Ofori has 01711 000001 as well"),
    ]
    ((line, reason),) = _warned(real)
    assert line == 4 and reason.endswith("It was kept in the note.")
    assert (_likely(dry), _warned(dry)) == (_likely(real), _warned(real))
    assert (dry.read, dry.created, dry.skipped) == (real.read, real.created, real.skipped) == (4, 4, [])
    assert reader.value("SELECT count(*) FROM customers") == 5


def test_a_dry_run_knows_whom_earlier_batches_would_have_made(bring: Bring) -> None:
    # More than a batch of sales lies between; nobody is new a second time, by another number or none.
    others = [f"Customer number {number} of {number * 7},+88017120{number:05}" for number in range(60)]
    rows = ["Mary Ofori,01711 000001", *others, "Mary Ofori,01711 000002", "Ofori Mary,01711 000001"]
    dry, real = (bring(ImportKind.SALES, *rows, dry_run=dry_run) for dry_run in (True, False))
    assert [(line, reason) for line, _name, _id, reason in _likely(real)] == [
        (64, "Mary Ofori has 01711 000001 as well")
    ]
    assert _warned(dry) == [
        (64, "Perhaps the customer of line 2: Mary Ofori has 01711 000001 as well.")
    ]  # fmt: skip
    assert dry.likely_duplicates == [] and real.warnings == []


def test_a_dry_run_knows_them_by_their_key_alone(
    database: Database, nadia: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = replace(record_kinds.RECORD_KINDS[ImportKind.INTERACTIONS], batch=1)
    kinds = {**record_kinds.RECORD_KINDS, ImportKind.INTERACTIONS: one_by_one}
    monkeypatch.setattr(record_import, "RECORD_KINDS", kinds)
    file, mapping = tmp_path / "calls.csv", tmp_path / "map.toml"
    file.write_text("Nr,Who,Key,When\n1,Jun Sato,K7,2026-06-01\n2,,K7,2026-06-02\n3,,K8,2026-06-03\n")
    mapping.write_text(
        """[file]
source = "calls"
[columns]
key = "Nr"
customer = "Who"
customer_key = "Key"
at = "When"
"""
    )
    for dry_run in (True, False):
        options = with_map_file(ImportOptions(kind=ImportKind.INTERACTIONS, dry_run=dry_run), mapping)
        report = bring_in(database, nadia, file, options)
        assert (report.created, [note.line for note in report.skipped]) == (2, [4])


def test_customers_of_cases_are_named_as_well(
    database: Database, nadia: Actor, reader: SqliteReader, tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    for number, name in ((1, "Quillon Ashgrove"), (2, "Ashgrove Quillon")):
        file.write_text(
            f"case id,customer,opened,title,status\n{number},{name},2026-06-01 09:00,It leaks,open\n",
            encoding="utf-8",
        )
        if number == 1:
            bring_in(database, nadia, file, ImportOptions(kind=ImportKind.CASES))
    for dry_run in (True, False):
        report = bring_in(database, nadia, file, ImportOptions(kind=ImportKind.CASES, dry_run=dry_run))
        assert _likely(report) == [(2, "Ashgrove Quillon", 1, "Quillon Ashgrove: name turned round")]
    assert reader.value("SELECT count(*) FROM customers") == 2
