"""Tables of other programs without a mapping: known by the names of their columns and what stands in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import PARTS
from crm_tui.exchange.day_formats import DayOrder, day_orders, formats_used, order_of
from crm_tui.exchange.import_file import bring_in, with_map_file
from crm_tui.exchange.import_options import ImportKind, ImportOptions
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.map_file import write_map
from crm_tui.exchange.record_guess import guess_map, with_dates
from crm_tui.exchange.record_names import SALES
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Business

Bring = Callable[..., ImportReport]


@pytest.fixture
def bring(database: Database, nadia: Actor, tmp_path: Path) -> Bring:
    """Import a table without a mapping; text becomes a file."""

    def run(table: str | Path, kind: ImportKind = ImportKind.SALES) -> ImportReport:
        if isinstance(table, str):
            (tmp_path / "table.csv").write_text(table, encoding="utf-8")
            table = tmp_path / "table.csv"
        return bring_in(database, nadia, table, ImportOptions(kind=kind))

    return run


@pytest.mark.parametrize(
    ("name", "orders", "total"),
    [("superstore_first2000", 977, 457898.06), ("sales_data_sample_first1000", 266, 4224333.64)],
)
def test_shops_are_known_by_their_columns(
    bring: Bring, reader: SqliteReader, shared_data: Path, name: str, orders: int, total: float
) -> None:
    report = bring(shared_data / "db" / f"{name}.csv")
    assert (report.created, report.skipped_count) == (orders, 0)
    assert reader.value("SELECT sum(value) FROM sales") / PARTS == pytest.approx(total, abs=0.01)
    assert reader.value("SELECT count(*) FROM sales WHERE stage NOT IN ('delivered', 'cancelled')") < 20


def test_a_service_log_is_known_by_its_columns(bring: Bring, reader: SqliteReader, shared_data: Path) -> None:
    report = bring(shared_data / "service" / "uci_incident_log_a.csv", ImportKind.CASES)
    assert report.skipped_count < report.created
    assert reader.value("SELECT count(*) FROM cases") == report.created > 100


def test_names_are_known_in_bengali_and_amounts_with_a_comma(bring: Bring, reader: SqliteReader) -> None:
    bring("অর্ডার নম্বর;গ্রাহক;তারিখ;পণ্য;মূল্য\n7;রহিম;31.05.2026;কেটলি;1.024,50\n")
    assert reader.rows("SELECT external_key, sold_on, value FROM sales") == [("7", "2026-05-31", 10_245_000)]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Order ID,Customer,Date,Total\n1,Mary,3/4/2026,5\n", "“3/4/2026” can be read as day and month"),
        ("Customer,Date,Total\nMary,2026-04-03,5\n", "no column is read into key"),
        ("Order ID,Customer,Total\n1,Mary,5\n", "no column is read into sold"),
        ("Order ID,Date,Total\n1,2026-04-03,5\n", "no column is read into customer"),
        ("Order ID,Customer,Date\n1,Mary,2026-04-03\n", "no column is read into value"),
    ],
)
def test_what_the_columns_do_not_tell_is_asked_for(
    bring: Bring, reader: SqliteReader, table: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        bring(table)
    assert said in refused.value.message
    assert "--map" in refused.value.hint
    assert reader.value("SELECT count(*) FROM sales") == 0


def test_what_was_put_right_is_saved_and_read_again(
    database: Database, nadia: Actor, reader: SqliteReader, tmp_path: Path
) -> None:
    table, saved = tmp_path / "table.csv", tmp_path / "table.map.json"
    table.write_text("No,Who,Date,Total\n1,Mary Ofori,3/4/2026,5\n")
    header, row = ["No", "Who", "Date", "Total"], ["1", "Mary Ofori", "3/4/2026", "5"]
    guess = with_dates(guess_map(header, [row], SALES), header, [row], ("sold",))
    assert guess.unclear and "customer" not in guess.mapping.columns
    mapping = guess.mapping.with_column("Who", "customer")
    write_map({**mapping.tables(), "file": {"dates": list(DayOrder.DAY_FIRST.formats)}}, saved)

    options = with_map_file(ImportOptions(kind=ImportKind.SALES), saved)
    assert bring_in(database, nadia, table, options).created == 1
    assert reader.value("SELECT sold_on FROM sales") == "2026-04-03"
    with pytest.raises(InvalidInput, match="exists already"):
        write_map(mapping.tables(), saved)
    with pytest.raises(InvalidInput, match="written as JSON"):
        write_map(mapping.tables(), tmp_path / "map.toml")


def test_a_column_is_read_into_one_field() -> None:
    guessed = guess_map(["Product", "Product Name", "Product Name"], [], SALES)
    assert guessed.columns == {"product": "Product Name"}
    moved = guessed.with_column("Product", "product")
    assert moved.columns == {"product": "Product"}
    assert moved.with_column("Product", "").columns == {}


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["31/12/2026", "1/2/2026 9:00"], [DayOrder.DAY_FIRST]),
        (["12/31/2026 02:27:57 PM"], [DayOrder.MONTH_FIRST]),
        (["2026-12-31", "2026-01-02 08:00:00"], [DayOrder.YEAR_FIRST]),
        (["1/2/2026"], [DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST]),
        (["1.2.2026"], [DayOrder.DAY_FIRST]),
        (["yesterday"], []),
        ([], []),
    ],
)
def test_the_order_of_days(texts: list[str], orders: list[DayOrder]) -> None:
    assert day_orders(texts) == orders
    for order in orders:
        assert order_of(formats_used(order, texts)) is order


def test_a_business_in_another_currency_is_told_what_lacks(
    bring: Bring, database: Database, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        act.change(act.get(Business, 1), currency="BDT")
    report = bring("Order ID,Customer,Date,Total,Currency\n1,Mary,2026-04-03,5,USD\n")
    assert "has no rate to BDT" in report.skipped[0].reason
