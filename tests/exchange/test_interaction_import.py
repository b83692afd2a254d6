"""Contacts that took place, out of other programs and out of our own exports."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import ContactPointType
from crm_tui.exchange import record_kinds
from crm_tui.exchange.import_file import bring_in, with_map_file
from crm_tui.exchange.import_options import ImportKind, ImportOptions, Watcher
from crm_tui.exchange.import_report import ImportReport
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import ContactPoint, Customer, Product

_HEAD = "call id,name,phone,date,channel,direction,nature,outcome,mood,waiting time,notes,agent\n"
_CALLS = (
    _HEAD
    + "1,Mary Ofori,01711 000001,2026-06-01 09:00,Call,Incoming,Complaint,,upset,4,It leaks,nadia\n"
    + "2,Jun Sato,,2026-06-02 18:30,E-mail,out,,Voicemail,,,Sent the list,nobody\n"
    + "3,,+880 1711 000001,2026-06-03,phone,in,support,solved,pleased,,Tight again,Nadia Karim\n"
)

Bring = Callable[..., ImportReport]


@pytest.fixture
def bring(database: Database, nadia: Actor, tmp_path: Path) -> Bring:
    """Imports a table of contacts, given as text, with the text of a mapping if there is one."""

    def run(
        table: str = _CALLS,
        mapping: str = "",
        *,
        dry_run: bool = False,
        watch: Watcher | None = None,
        go_on: UnfinishedImport | None = None,
    ) -> ImportReport:
        file, map_file = tmp_path / "calls.csv", tmp_path / "map.toml"
        file.write_text(table, encoding="utf-8")
        options = ImportOptions(kind=ImportKind.INTERACTIONS, dry_run=dry_run)
        if mapping:
            map_file.write_text(mapping, encoding="utf-8")
            options = with_map_file(options, map_file)
        return bring_in(database, nadia, file, options, watch=watch, go_on=go_on)

    return run


def _add(database: Database, actor: Actor, name: str, phone: str = "", **more: Any) -> int:
    with database.act(actor) as act:
        act.describe("add-customer")
        row = Customer(form="person", name=name, sort_key=name.casefold(), created_at=act.now, **more)
        customer = act.add(row).record_id
        if phone:
            kind = ContactPointType.PHONE.value
            act.add(ContactPoint(customer_id=customer, type=kind, value=phone, normal=phone, position=0))
    return customer


def _of(reader: SqliteReader) -> list[Any]:
    return [row[0] for row in reader.rows("SELECT customer_id FROM interactions ORDER BY id")]


def _skipped(report: ImportReport) -> Sequence[tuple[int, str]]:
    return [(note.line, note.reason) for note in report.skipped]


def test_a_list_of_calls_is_read_by_its_columns(reader: SqliteReader, bring: Bring) -> None:
    report = bring()
    assert (report.read, report.created, report.skipped_count) == (3, 3, 0)
    assert [(note.line, note.reason) for note in report.warnings] == [
        (3, "Nobody here is called nobody; their contacts were given to you.")
    ]
    assert reader.rows(
        """SELECT c.name, i.channel, i.direction, i.nature, i.outcome, i.mood, i.waited_minutes, i.said,
                  strftime('%Y-%m-%dT%H:%M', i.happened_at / 1000000, 'unixepoch'), i.external_source
             FROM interactions i JOIN customers c ON c.id = i.customer_id ORDER BY i.id"""
    ) == [
        ("Mary Ofori", "phone", "inbound", "complaint", "information", "upset", 4, "It leaks",
         "2026-06-01T03:00", "calls"),
        ("Jun Sato", "email", "outbound", "enquiry", "left-message", None, None, "Sent the list",
         "2026-06-02T12:30", "calls"),
        # Known by the number that the first row brought.
        ("Mary Ofori", "phone", "inbound", "support", "solved", "pleased", None, "Tight again",
         "2026-06-02T18:00", "calls"),
    ]  # fmt: skip


def test_it_is_history_and_counts_as_such(reader: SqliteReader, bring: Bring) -> None:
    bring()
    for table in ("cases", "follow_ups", "promises"):
        assert reader.value(f"SELECT count(*) FROM {table}") == 0
    mary = reader.value("SELECT id FROM customers WHERE name = 'Mary Ofori'")
    last = reader.value("SELECT max(happened_at) FROM interactions WHERE customer_id = :id", {"id": mary})
    summary = "SELECT last_contact_at FROM customer_summaries WHERE id = :id"
    assert reader.value(summary, {"id": mary}) == last
    assert reader.value("SELECT count(*) FROM note_words WHERE note_words MATCH 'leaks'") == 1


def test_the_same_list_twice_adds_nothing_and_undo_takes_it_back(
    database: Database, nadia: Actor, reader: SqliteReader, bring: Bring
) -> None:
    first, second = bring(), bring()
    assert (second.created, second.unchanged, second.act) == (0, 3, None)
    with database.act(nadia) as act:
        assert first.act is not None
        undo(act, first.act)
    for table in ("interactions", "customers"):
        assert reader.value(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL") == 0


def test_contacts_without_a_key_are_told_apart_by_what_they_say(bring: Bring) -> None:
    rows = ["date,customer,note", "2026-06-01,Mary,It leaks", "2026-06-01,Mary,It leaks"]
    table = "\n".join([*rows, "2026-06-01,Mary,It still leaks", ""])
    assert bring(table).created == 2
    assert (bring(table).created, bring(table).unchanged) == (0, 2)


def test_a_dry_run_says_the_same_and_writes_nothing(reader: SqliteReader, bring: Bring) -> None:
    rehearsed = bring(dry_run=True)
    assert reader.value("SELECT (SELECT count(*) FROM interactions) + (SELECT count(*) FROM customers)") == 0
    done = bring()
    assert (rehearsed.read, rehearsed.created, rehearsed.warnings) == (done.read, done.created, done.warnings)


def test_an_import_that_was_stopped_goes_on_in_the_same_act(
    database: Database, reader: SqliteReader, bring: Bring
) -> None:
    count = 2 * record_kinds.RECORD_KINDS[ImportKind.INTERACTIONS].batch + 1
    table = "id,date,customer\n" + "".join(f"{n},2026-06-01,Person {n}x\n" for n in range(count))
    bring(table, watch=lambda progress: False)
    (unfinished,) = unfinished_imports(reader)
    assert unfinished.kind == "interactions"
    assert 0 < reader.value("SELECT count(*) FROM interactions") < count
    rest = bring(table, go_on=unfinished)
    assert rest.act == unfinished.act_id
    assert reader.value("SELECT count(*) FROM interactions") == count
    assert unfinished_imports(reader) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("9,,,2026-06-01,,,,,,,x,", "Contact 9 names no customer."),
        ("9,M,,,,,,,,,x,", "Contact 9 has no time."),
        ("9,M,,soon,,,,,,,x,", "“soon” in at is no time that the mapping's dates describe."),
        ("9,M,,2226-06-01,,,,,,,x,", "Contact 9 lies in the future."),
        ("9,M,,2026-06-01,pigeon,,,,,,x,", "“pigeon” in channel is not known here; use one of: phone, "),
        ("9,M,,2026-06-01,,sideways,,,,,x,", "“sideways” in direction is not known here; use one of: in"),
        ("9,M,,2026-06-01,,,whim,,,,x,", "“whim” in nature is not known here; use one of: complaint, "),
        ("9,M,,2026-06-01,,,,meh,,,x,", "“meh” in outcome is not known here; use one of: solved, "),
        ("9,M,,2026-06-01,,,,,cross,,x,", "“cross” in mood is not known here; use one of: upset, "),
        ("9,M,,2026-06-01,,,,,,-3,x,", "“-3” in waited is no number of minutes."),
        ("9,M,,2026-06-01,,,,,,99999,x,", "“99999” in waited is too large."),
        ("9,77,,2026-06-01,,,,,,,x,", "9: no customer is known by “77”."),
        (",,,,,,,,,, ,\n", ""),
    ],
)
def test_a_row_that_cannot_be_meant_is_skipped_with_its_line(bring: Bring, row: str, sentence: str) -> None:
    report = bring(_CALLS + row + "\n")
    assert report.created == 3
    if sentence:
        ((line, reason),) = _skipped(report)
        assert line == 5
        assert reason.startswith(sentence)


def test_a_customer_is_known_by_number_key_mail_or_name(
    database: Database, nadia: Actor, reader: SqliteReader, bring: Bring
) -> None:
    mary = _add(database, nadia, "Mary Ofori", "+8801711000001")
    jun = _add(database, nadia, "Jun Sato", external_source="shop", external_key="K-7")
    table = (
        "date,customer,customer number,phone\n"
        f"2026-06-01,{mary},,\n2026-06-02,,K-7,\n2026-06-03,01711000001,,\n2026-06-04,mary  OFORI,,\n"
        "2026-06-05,,K-8,\n"
    )
    report = bring(table)
    assert _of(reader) == [mary, jun, mary, mary]
    ((line, reason),) = _skipped(report)
    assert line == 6
    assert reason.endswith("no customer is known by “K-8”.")
    assert reader.value("SELECT count(*) FROM customers") == 2


def test_a_number_that_two_have_is_not_guessed(
    database: Database, nadia: Actor, reader: SqliteReader, bring: Bring
) -> None:
    _add(database, nadia, "Father", "+8801711000001")
    son = _add(database, nadia, "Son", "+8801711000001")
    report = bring("id,date,name,phone\n1,2026-06-01,,01711000001\n2,2026-06-01,Son,01711000001\n")
    assert _skipped(report) == [(2, "1: several customers are meant by “01711000001”.")]
    assert _of(reader) == [son]


def test_one_number_written_in_two_ways_is_one_new_customer(reader: SqliteReader, bring: Bring) -> None:
    bring("date,phone,note\n2026-06-01,01711000001,a\n2026-06-01,+880 1711 000001,b\n")
    assert reader.rows("SELECT name FROM customers") == [("01711000001",)]


def test_minutes_product_and_case_come_in(
    database: Database, nadia: Actor, reader: SqliteReader, bring: Bring, tmp_path: Path
) -> None:
    with database.act(nadia) as act:
        act.describe("add-product")
        product = Product(kind="product", name="Kettle", sort_key="kettle", code="K1", created_at=act.now)
        product_id = act.add(product).record_id
    log = tmp_path / "log.csv"
    log.write_text("Ticket,Caller,Opened,Subject\n7,Mary Ofori,2026-01-05 09:00,It leaks\n")
    bring_in(database, nadia, log, ImportOptions(kind=ImportKind.CASES))
    head = "id,date,name,minutes,until,product,ticket,note\n"
    report = bring(
        head
        + "1,2026-01-05 10:00,Mary Ofori,5,,k1,7,Asked\n"
        + "2,2026-01-05 11:00,Jun,,2026-01-05 11:30,Pan,8,\n"
        + "3,2026-01-05 11:00,Jun,,2026-01-05 10:30,,,\n"
        + "4,2026-01-06 11:00,Jun,,,Pan,8,\n"
    )
    assert [note.reason for note in report.warnings] == [
        "There is no product “Pan” here; it was left out.",
        "No case came in as 8; it was left out.",
    ]
    assert _skipped(report) == [(4, "Contact 3 ends before it began, or in the future.")]
    assert reader.rows(
        """SELECT (ended_at - happened_at) / 60000000, product_id, case_id IS NOT NULL
             FROM interactions WHERE external_source = 'calls' ORDER BY id"""
    ) == [(5, product_id, 1), (30, None, 0), (None, None, 0)]


def test_a_mapping_says_what_other_words_mean(reader: SqliteReader, bring: Bring) -> None:
    mapping = """
[file]
source = "pbx"
dates = "%d.%m.%Y %H.%M"
[columns]
at = "Wann"
customer = "Wer"
nature = "Was"
note = "Text"
[always]
direction = "outbound"
[values.nature]
"*" = "courtesy"
"""
    table = "Wann;Wer;Was;Text\n01.06.2026 09.30;Mary Ofori;Gruß;'=SUM(A1)\n"
    assert bring(table, mapping).created == 1
    assert reader.rows("SELECT direction, nature, said, external_source FROM interactions") == [
        ("outbound", "courtesy", "=SUM(A1)", "pbx")
    ]


def test_several_rows_of_one_key_are_one_contact(bring: Bring) -> None:
    report = bring("id,date,name\n1,2026-06-01,Mary\n1,2026-06-02,Mary\n")
    assert report.created == 1
    assert [note.reason for note in report.warnings] == [
        "Contact 1 stands in several rows; the first was taken."
    ]
