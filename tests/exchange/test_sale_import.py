"""Sales of other programs: read by a mapping, and to the cent what they were there."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import PARTS
from crm_tui.domain.words import Role
from crm_tui.exchange.import_file import bring_in, with_map_file
from crm_tui.exchange.import_options import ImportKind, ImportOptions, Watcher
from crm_tui.exchange.import_report import ImportReport
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.store import driver
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.tables import Business, Customer, Staff

_EXAMPLES = Path(__file__).parents[2] / "examples" / "sales"

_MAP = """
[file]
source = "shop"
dates = "%d.%m.%Y"
decimal = ","
empty = ["-"]
[columns]
key = "Nr"
customer = "Kunde"
phone = "Tel"
sold = "Tag"
promised = "Zugesagt"
delivered = "Da"
product = "Ware"
quantity = "Menge"
price = "Preis"
value = "Summe"
owner = "Wer"
stage = "Stand"
[values.stage]
offen = "ordered"
fertig = "delivered"
"""
_HEAD = "Nr;Kunde;Tel;Tag;Zugesagt;Da;Ware;Menge;Preis;Summe;Wer;Stand\n"
_TABLE = (
    _HEAD
    + "7;Mary Ofori;01711 000001;01.06.2026;05.06.2026;04.06.2026;Kessel;2;24,50;-;Nadia Karim;fertig\n"
    + "7;Mary Ofori;01711 000001;01.06.2026;-;-;Dichtung;3;-;1.000,00;-;-\n"
    + "8;Jun Sato;-;02.06.2026;-;-;Kessel;1;24,50;0,00005;niemand;offen\n"
)

Bring = Callable[..., ImportReport]


@pytest.fixture
def bring(database: Database, nadia: Actor, tmp_path: Path) -> Bring:
    """Imports a table, given as text or path, by a mapping, given as text or path."""

    def run(
        table: str | Path = _TABLE,
        mapping: str | Path = _MAP,
        *,
        dry_run: bool = False,
        watch: Watcher | None = None,
        go_on: UnfinishedImport | None = None,
    ) -> ImportReport:
        file, map_file = tmp_path / "sales.csv", tmp_path / "map.toml"
        if isinstance(table, str):
            file.write_text(table, encoding="utf-8")
        if isinstance(mapping, str):
            map_file.write_text(mapping, encoding="utf-8")
        options = with_map_file(
            ImportOptions(kind=ImportKind.SALES, dry_run=dry_run),
            mapping if isinstance(mapping, Path) else map_file,
        )
        source = table if isinstance(table, Path) else file
        return bring_in(database, nadia, source, options, watch=watch, go_on=go_on)

    return run


def _micros(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1e6)  # type: ignore[misc,arg-type]


def test_rows_of_one_key_are_one_sale(reader: SqliteReader, bring: Bring) -> None:
    report = bring()
    assert (report.read, report.created, report.skipped_count) == (2, 2, 0)
    assert [note.reason for note in report.warnings] == [
        "Sale 8: nobody here is called niemand; it was given to you."
    ]
    assert report.notes == ["1 amounts had more than four decimals and were rounded, half to even."]
    assert reader.rows(
        """SELECT s.external_key, c.name, s.sold_on, s.value, s.stage, s.promised_on, s.delivered_at
             FROM sales s JOIN customers c ON c.id = s.customer_id ORDER BY s.id"""
    ) == [
        (
            "7",
            "Mary Ofori",
            "2026-06-01",
            1049 * PARTS,
            "delivered",
            "2026-06-05",
            _micros(2026, 6, 3, 18),
        ),
        ("8", "Jun Sato", "2026-06-02", 0, "ordered", None, None),
    ]
    assert reader.rows(
        """SELECT p.name, l.words, l.quantity, l.price, l.value
             FROM sale_lines l JOIN products p ON p.id = l.product_id ORDER BY l.id"""
    ) == [
        ("Kessel", "Kessel", 2 * PARTS, 245_000, 490_000),
        ("Dichtung", "Dichtung", 3 * PARTS, 3_333_333, 1000 * PARTS),
        ("Kessel", "Kessel", PARTS, 245_000, 0),
    ]
    assert reader.rows("SELECT what, value FROM sale_events ORDER BY id") == [
        ("ordered", ""), ("promised", "2026-06-05"), ("delivered", ""), ("ordered", ""),
    ]  # fmt: skip
    assert reader.value("SELECT count(*) FROM products") == 2


def test_whoever_is_here_is_not_made_again(
    database: Database, nadia: Actor, reader: SqliteReader, bring: Bring
) -> None:
    with database.act(nadia) as act:
        act.describe("add-customer")
        mary = act.add(Customer(form="person", name="Mary Ofori", sort_key="mary ofori", created_at=act.now))
        mary_id = mary.record_id
    bring()
    assert reader.value("SELECT customer_id FROM sales WHERE external_key = '7'") == mary_id
    assert reader.value("SELECT count(*) FROM customers") == 2


def test_the_same_table_twice_adds_nothing_and_undo_takes_it_back(
    database: Database, nadia: Actor, reader: SqliteReader, bring: Bring
) -> None:
    first, second = bring(), bring()
    assert (second.created, second.unchanged, second.act) == (0, 2, None)
    with database.act(nadia) as act:
        assert first.act is not None
        undo(act, first.act)
    for table in ("sales", "sale_lines", "products", "sale_events"):
        live = " WHERE deleted_at IS NULL" if table == "sales" else ""
        assert reader.value(f"SELECT count(*) FROM {table}{live}") == 0, table
    assert reader.value("SELECT count(*) FROM customers WHERE deleted_at IS NULL") == 0


def test_a_dry_run_says_the_same_and_writes_nothing(reader: SqliteReader, bring: Bring) -> None:
    report = bring(dry_run=True)
    assert (report.created, report.act, len(report.warnings)) == (2, None, 1)
    assert reader.value("SELECT count(*) FROM sales") == 0
    assert reader.value("SELECT count(*) FROM customers") == 0


def test_an_import_that_was_stopped_goes_on_in_the_same_act(
    path: Path, reader: SqliteReader, bring: Bring
) -> None:
    table = _HEAD + "".join(f"{key};Rao;-;01.06.2026;-;-;Kessel;1;2;-;-;-\n" for key in range(120))
    stopped = bring(table, watch=lambda progress: False)
    assert stopped.created == 25
    (waiting,) = unfinished_imports(reader)
    went_on = bring(table, go_on=waiting)
    assert (went_on.created, went_on.unchanged, went_on.act) == (95, 25, stopped.act)
    assert reader.value("SELECT count(*) FROM sales") == 120
    assert reader.value("SELECT count(*) FROM customers") == 1
    assert unfinished_imports(open_reader(path)) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";Rao;-;01.06.2026;-;-;Kessel;1;2;-;-;-", "The row has no key: nothing tells which sale it is."),
        ("9;-;-;01.06.2026;-;-;Kessel;1;2;-;-;-", "Sale 9 names no customer."),
        ("9;Rao;-;31.06.2026;-;-;Kessel;1;2;-;-;-", "“31.06.2026” in sold is no time"),
        ("9;Rao;-;-;-;-;Kessel;1;2;-;-;-", "Sale 9 has no day."),
        ("9;Rao;-;01.06.2090;-;-;Kessel;1;2;-;-;-", "Sale 9 lies in the future."),
        ("9;Rao;-;01.06.2026;-;-;Kessel;1;viel;-;-;-", "“viel” in price is no number."),
        ("9;Rao;-;01.06.2026;-;-;Kessel;0;2;-;-;-", "“0” is no quantity that somebody can buy."),
        ("9;Rao;-;01.06.2026;-;-;Kessel;1;-;-;-;-", "A row of sale 9 has neither value nor price."),
        ("9;Rao;-;01.06.2026;-;-;Kessel;1;-2;-;-;-", "Sale 9 costs less than nothing."),
        ("9;Rao;-;01.06.2026;-;-;Kessel;1;9e99999999;-;-;weg", "“weg” is no stage of a sale"),
        (
            "9;Rao;-;01.06.2026;-;-;Kessel;1;999999999999999999;-;-;-",
            "“999999999999999999” in price is too large.",
        ),
    ],
)
def test_a_row_that_cannot_be_meant_is_skipped_with_its_line(bring: Bring, row: str, sentence: str) -> None:
    report = bring(_HEAD + row + "\n" + "10;Rao;-;01.06.2026;-;-;Kessel;1;2;-;-;-\n")
    assert report.created == 1
    (note,) = report.skipped
    assert note.line == 2
    assert note.reason.startswith(sentence)


def test_another_currency_needs_its_rate(
    database: Database, nadia: Actor, reader: SqliteReader, bring: Bring
) -> None:
    with database.act(nadia) as act:
        act.describe("change-business")
        act.change(act.get(Business, 1), currency="BDT")
    in_euro = _MAP + '[always]\ncurrency = "EUR"\n'
    assert bring(mapping=in_euro).skipped[0].reason == "Sale 7 is in EUR and has no rate to BDT."
    assert bring(mapping=in_euro + 'rate = "131,5"\n').created == 2
    assert reader.rows("SELECT DISTINCT currency, rate FROM sales") == [("EUR", 131_500_000)]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ('[columns]\nsold = "Tag"\nvalue = "Summe"\ncustomer = "Kunde"', "no column is read into key"),
        ('[columns]\nkey = "Nr"\nvalue = "Summe"\ncustomer = "Kunde"', "no column is read into sold"),
        ('[columns]\nkey = "Nr"\nsold = "Tag"\ncustomer = "Kunde"', "no column is read into value"),
        ('[columns]\nkey = "Nr"\nsold = "Tag"\nvalue = "Summe"', "no column is read into customer"),
        (_MAP.replace('","', '";"'), "neither a point nor a comma"),
        (_MAP + '[always]\ncolour = "red"', "There is no field “colour”"),
        (_MAP.replace('"Wer"', '"Wen"'), "has no column “Wen”"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(bring: Bring, mapping: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        bring(mapping=mapping)


def _expected(shared_data: Path) -> dict[str, Any]:
    return json.loads((shared_data / "expected.json").read_text())["db"]  # type: ignore[no-any-return]


def _sums(reader: SqliteReader, by: str) -> dict[str, float]:
    rows = reader.rows(
        f"""SELECT {by}, sum(s.value) FROM sales s JOIN customers c ON c.id = s.customer_id
              JOIN staff o ON o.id = s.staff_id GROUP BY 1 ORDER BY 2 DESC, 1"""
    )
    return {str(name): value / PARTS for name, value in rows}


def test_car_sales_are_to_the_cent_what_they_were(
    shared_data: Path, reader: SqliteReader, bring: Bring
) -> None:
    expected = _expected(shared_data)["car_sales"]
    report = bring(shared_data / "db" / "sales_data_sample_first1000.csv", _EXAMPLES / "car-sales.toml")
    assert (report.created, report.skipped_count) == (expected["orders"], 0)
    assert reader.value("SELECT count(*) FROM sale_lines") == expected["lines"]
    assert reader.value("SELECT count(DISTINCT customer_id) FROM sales") == expected["customers"]
    assert reader.value("SELECT sum(value) FROM sales") == round(expected["total"] * PARTS)
    assert _sums(reader, "substr(s.sold_on, 1, 4)") == pytest.approx(expected["by_year"], abs=1e-9)
    assert [list(top) for top in _sums(reader, "c.name").items()][:3] == expected["top3"]


def test_superstore_is_to_the_cent_what_it_was(shared_data: Path, reader: SqliteReader, bring: Bring) -> None:
    expected = _expected(shared_data)["superstore"]
    report = bring(shared_data / "db" / "superstore_first2000.csv", _EXAMPLES / "superstore.toml")
    assert (report.created, report.skipped_count, report.encoding) == (expected["orders"], 0, "Windows-1252")
    assert reader.value("SELECT count(*) FROM sale_lines") == expected["lines"]
    assert reader.value("SELECT count(DISTINCT customer_id) FROM sales") == expected["customers"]
    assert round(reader.value("SELECT sum(value) FROM sales") / PARTS, 2) == expected["sales"]


def test_chinook_is_to_the_cent_what_it_was_by_rep_and_year(
    shared_data: Path, tmp_path: Path, database: Database, nadia: Actor, reader: SqliteReader, bring: Bring
) -> None:
    expected = _expected(shared_data)["chinook"]
    with database.act(nadia) as act:
        act.describe("add-staff")
        for name, _customers, _total in expected["by_support_rep"]:
            login = name.split()[0].lower()
            act.add(Staff(login=login, name=name, role=Role.AGENT.value, joined_at=act.now))
    # The very query that the example names.
    note = (_EXAMPLES / "chinook.toml").read_text()
    query = note[note.index("SELECT") : note.index('" > chinook.csv')].replace("#", "")
    shop = driver.connect(shared_data / "db" / "Chinook_Sqlite.sqlite", read_only=True)
    rows = shop.execute(query)
    table = tmp_path / "chinook.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([column[0] for column in rows.description])
        writer.writerows(rows)
    shop.close()
    report = bring(table, _EXAMPLES / "chinook.toml")
    assert (report.created, report.skipped_count, report.warnings) == (expected["invoices"][0], 0, [])
    assert reader.value("SELECT sum(value) FROM sales") == round(expected["invoices"][1] * PARTS)
    assert [[name, total] for name, total in _sums(reader, "o.name").items()] == [
        [name, total] for name, _customers, total in expected["by_support_rep"]
    ]
    assert (
        sorted([list(year) for year in _sums(reader, "substr(s.sold_on, 1, 4)").items()])
        == expected["by_year"]
    )
    assert [list(top) for top in _sums(reader, "c.name").items()][:5] == expected["top_customers"]
    assert reader.value("SELECT count(DISTINCT customer_id) FROM sales") == expected["customers"]
