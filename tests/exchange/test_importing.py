"""Contacts in: what is created, completed, left alone and said; as one act, of which nothing is half done."""

import json
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.customer_values import NewCustomer, PointValue
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.undo import redo, undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange import importing
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import import_contacts
from crm_tui.queries import journal
from crm_tui.queries.find import find
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

DRY = ImportOptions(dry_run=True)
_JOURNAL = ("acts", "journal_entries", "journal_payloads", "import_runs", "sqlite_sequence")

Bring = Callable[..., ImportReport]


@pytest.fixture
def bring(database: Database, nadia: Actor, tmp_path: Path) -> Bring:
    """Import what is given: a file, or text that becomes one."""

    def one(
        content: Path | str, options: ImportOptions | None = None, name: str = "contacts.csv"
    ) -> ImportReport:
        if isinstance(content, str):
            (tmp_path / name).write_text(content, encoding="utf-8")
            content = tmp_path / name
        return import_contacts(database, nadia, content, options or ImportOptions())

    return one


def contents(reader: SqliteReader, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the shadow tables of the search among them."""
    names = [
        name for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {name: reader.rows(f'SELECT * FROM "{name}" ORDER BY 1') for name in names if name not in but}


def records(reader: SqliteReader) -> dict[str, list[tuple[Any, ...]]]:
    """Every row save those of the journal and of the search's own bookkeeping."""
    shadows = tuple(
        name
        for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name.rpartition("_")[2] in ("data", "idx", "docsize", "config")
    )
    return contents(reader, but=(*_JOURNAL, *shadows))


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """What became of what was read."""
    return report.created, report.updated, report.unchanged, report.skipped_count, report.organisations


def customer(reader: SqliteReader, name: str) -> dict[str, Any]:
    """The only customer of that name, with points, tags and places."""
    ((customer_id, note, language),) = reader.rows(
        "SELECT id, note, language FROM customers WHERE name = :name AND deleted_at IS NULL", {"name": name}
    )
    this = {"id": customer_id}
    return {
        "id": customer_id,
        "note": note,
        "language": language,
        "points": reader.rows(
            "SELECT value, preferred FROM contact_points WHERE customer_id = :id ORDER BY position", this
        ),
        "tags": [
            tag for (tag,) in reader.rows("SELECT tag FROM customer_tags WHERE customer_id = :id", this)
        ],
        "places": reader.rows(
            """SELECT o.name, m.title FROM memberships m JOIN customers o ON o.id = m.organisation_id
                WHERE m.person_id = :id ORDER BY m.id""",
            this,
        ),
    }


def test_a_dry_run_foretells_and_writes_nothing(bring: Bring, reader: SqliteReader) -> None:
    rahim = "Rahim,Ashgrove,01812301000\n"
    text = f"Name,Organisation,Phone\n{rahim}{rahim},,\nKarim,Ashgrove,1\n"
    before = contents(reader)
    dry = bring(text, DRY)
    assert contents(reader) == before
    assert dry.act is None
    assert counts(bring(text)) == counts(dry) == (2, 0, 1, 0, 1)
    after = contents(reader)
    assert counts(bring(text, DRY)) == (0, 0, 3, 0, 0)
    assert contents(reader) == after


def test_it_is_one_act_that_undo_takes_back_and_redo_does_again(
    bring: Bring,
    database: Database,
    reader: SqliteReader,
    nadia: Actor,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "BATCH", 7)
    with database.act(nadia, now) as act:
        add_customer(act, NewCustomer("Known 3", points=(PointValue("email", "p3@example.org"),)))
    before = records(reader)
    rows = (f"Known {n},Ashgrove {n % 4},01812{n:06},p{n}@example.org,Met at the fair" for n in range(40))
    report = bring("Name,Organisation,Phone,E-mail,Note\n" + "\n".join(rows))
    assert counts(report) == (39, 1, 0, 0, 4)
    imported = records(reader)
    assert find(reader, "Known 17", country="BD").results
    assert reader.value("SELECT count(*) FROM acts WHERE verb = 'import-contacts'") == 1

    with database.act(nadia) as act:
        assert undo(act).act == report.act
    assert _without_versions(reader, records(reader)) == _without_versions(reader, before)
    assert not find(reader, "Known 17", country="BD").results
    with database.act(nadia) as act:
        redo(act)
    assert _without_versions(reader, records(reader)) == _without_versions(reader, imported)
    assert find(reader, "Known 17", country="BD").results
    assert first_broken(journal.chain(reader)) is None


def _without_versions(
    reader: SqliteReader, tables: dict[str, list[tuple[Any, ...]]]
) -> dict[str, list[tuple[Any, ...]]]:
    """Undoing is a change too, and raises the version of what it changed."""
    found = {}
    for name, rows in tables.items():
        columns = [row[1] for row in reader.rows(f'PRAGMA table_info("{name}")')]
        kept = [at for at, column in enumerate(columns) if column != "version"]
        found[name] = [tuple(row[at] for at in kept) for row in rows]
    return found


def test_what_is_missing_is_filled_in_and_nothing_is_overwritten(
    bring: Bring, database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    with database.act(nadia, now) as act:
        add_customer(
            act,
            NewCustomer(
                "Rahim Uddin",
                note="typed at the desk",
                points=(PointValue("phone", "01812-301000", "mobile", True),),
                tags=frozenset({"regular"}),
            ),
        )
    file = [
        {
            "name": "rahim uddin",
            "note": "from the file",
            "language": "bn",
            "phones": [
                {"value": "+880 1812 301000", "preferred": False},
                {"value": "01812301001", "preferred": True},
            ],
            "tags": ["regular", "new"],
            "organisation": "Ashgrove",
            "title": "Clerk",
            "external_key": "uid-1",
        }
    ]
    report = bring(json.dumps(file), name="contacts.json")
    assert counts(report) == (0, 1, 0, 0, 1)
    assert customer(reader, "Rahim Uddin") | {"id": 0} == {
        "id": 0,
        "note": "typed at the desk",
        "language": "bn",
        "points": [("01812-301000", 1), ("01812301001", 0)],
        "tags": ["regular", "new"],
        "places": [("Ashgrove", "Clerk")],
    }
    assert any("note" in warning.reason for warning in report.warnings)
    assert counts(bring(json.dumps(file), name="contacts.json")) == (0, 0, 1, 0, 0)


def test_a_place_that_ended_is_not_taken_up_again(
    bring: Bring, database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Rahim\nORG:Ashgrove\nEND:VCARD\n"
    bring(card, name="a.vcf")
    with database.act(nadia, now) as act:
        edit_customer(act, customer(reader, "Rahim")["id"], {"memberships": ()})
    assert counts(bring(card, name="a.vcf")) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_a_second_card_of_one_person_merges(
    at_once: int, bring: Bring, reader: SqliteReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", at_once)
    text = (
        "Name,Phone,E-mail,Note\nRahim,01812301000,,first\nAda,01812301002,,\n"
        "RAHIM,+880 1812-301000,r@example.org,second\nRahim,,R@Example.org,\n"
    )
    dry = bring(text, DRY)
    report = bring(text)
    assert counts(report) == counts(dry) == (2, 1, 1, 0, 0)
    assert [value for value, _preferred in customer(reader, "Rahim")["points"]] == [
        "01812301000",
        "r@example.org",
    ]
    assert [warning.line for warning in report.warnings] == [
        4
    ]  # the second note was not taken, which is said


@pytest.mark.parametrize("at_once", [1, 200])
def test_likely_duplicates_are_named_and_made(
    at_once: int,
    bring: Bring,
    database: Database,
    reader: SqliteReader,
    nadia: Actor,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "BATCH", at_once)
    with database.act(nadia, now) as act:
        here = add_customer(act, NewCustomer("Quillon", points=(PointValue("phone", "01812301000"),)))
    report = bring("Name,Phone\nQ. Ashgrove,01812-301000\nSister of Q.,8801812301000\n")
    assert report.created == 2
    named = [(one.line, one.customer) for one in report.likely_duplicates]
    assert named == [(2, here.id), (3, here.id), (3, customer(reader, "Q. Ashgrove")["id"])]


def test_an_organisation_named_before_its_own_line_is_one(bring: Bring, reader: SqliteReader) -> None:
    text = json.dumps(
        [
            {"name": "Rahim", "organisation": "Ashgrove"},
            {"name": "Ashgrove", "form": "organisation", "phones": [{"value": "02-555 6667"}]},
            {"name": "Karim", "organisation": "ashgrove"},
        ]
    )
    dry = bring(text, DRY, name="contacts.json")
    assert counts(bring(text, name="contacts.json")) == counts(dry) == (2, 1, 0, 0, 1)
    assert reader.value("SELECT count(*) FROM customers WHERE form = 'organisation'") == 1
    assert counts(bring(text, name="contacts.json")) == (0, 0, 3, 0, 0)


def test_what_cannot_be_kept_as_it_is_stands_in_the_note(bring: Bring, reader: SqliteReader) -> None:
    text = "Name,Phone,E-mail,Note\nRahim,ask Paul,nowhere,likes tea\n"
    report = bring(text)
    assert [(warning.line, "kept in the note" in warning.reason) for warning in report.warnings] == [
        (2, True),
        (2, True),
    ]
    note = customer(reader, "Rahim")["note"]
    assert note.startswith("likes tea")
    assert "ask Paul" in note
    assert "nowhere" in note


def test_the_country_reads_numbers_without_a_code(bring: Bring, reader: SqliteReader) -> None:
    bring("Name,Phone\nAda,020 7946 0000\n", ImportOptions(country="GB"))
    assert reader.value("SELECT normal FROM contact_points") == "+442079460000"


def test_a_map_names_columns(bring: Bring, reader: SqliteReader) -> None:
    text = "Wer,Nummer,Kundennr\nAda,020 7946 0000,K1\n"
    options = ImportOptions(
        country="GB", column_map={"Wer": "name", "Nummer": "phone:work", "Kundennr": "external_key"}
    )
    bring(text, options)
    assert reader.row("SELECT name, external_key FROM customers") == ("Ada", "K1")
    assert reader.value("SELECT label FROM contact_points") == "work"


def test_who_may_speak_for_whom(bring: Bring, reader: SqliteReader) -> None:
    text = json.dumps(
        [
            {
                "name": "Rahim",
                "speaks_for": [{"name": "Ada", "may_be_told": "dates"}, {"name": "Nobody"}],
            },
            {"name": "Ada", "external_key": "7"},
        ]
    )
    report = bring(text, name="contacts.json")
    rows = """SELECT a.name, b.name, s.may_be_told FROM speaks_for s
                JOIN customers a ON a.id = s.speaker_id JOIN customers b ON b.id = s.customer_id"""
    assert reader.rows(rows) == [("Rahim", "Ada", "dates")]
    assert ["Nobody" in warning.reason for warning in report.warnings] == [True]
    before = contents(reader)
    again = bring(text, name="contacts.json")
    assert (again.act, contents(reader)) == (None, before)


def test_a_name_without_a_letter_and_half_a_character_are_skipped(bring: Bring, reader: SqliteReader) -> None:
    report = bring('[{"name": "\\u200b"}, {"name": "Ada \\ud800"}, {"name": "Ada"}]', name="contacts.json")
    assert (counts(report), [note.line for note in report.skipped]) == ((1, 0, 0, 2, 0), [1, 1])


@pytest.mark.parametrize(
    ("name", "content", "column_map"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", {}),
        ("noise.csv", bytes(range(256)) * 20, {}),
        ("contacts.ldif", b"dn: cn=Ada,mail=ada@example.org\nobjectclass: top\ncn: Ada\n", {}),
        ("columns.csv", b"Name,Phone\nAda,1\n", {"Nmae": "name"}),
        ("fields.csv", b"Name,Phone\nAda,1\n", {"Name": "nonsense"}),
        ("strange.csv", b"Colour,Weight\nred,12\n", {}),
        ("gone.csv", None, {}),
    ],
)
def test_bad_input_is_refused_and_writes_nothing(
    name: str,
    content: bytes | None,
    column_map: dict[str, str],
    bring: Bring,
    reader: SqliteReader,
    tmp_path: Path,
) -> None:
    before = contents(reader)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        bring(tmp_path / name, ImportOptions(column_map=column_map))
    assert refused.value.message
    assert refused.value.hint
    assert contents(reader) == before


def test_a_folder_and_a_file_that_may_not_be_read(bring: Bring, reader: SqliteReader, tmp_path: Path) -> None:
    before = contents(reader)
    with pytest.raises(InvalidInput):
        bring(tmp_path)
    locked = tmp_path / "locked.csv"
    locked.write_text("Name\nAda\n")
    locked.chmod(0)
    try:
        locked.read_bytes()
    except PermissionError:
        with pytest.raises(InvalidInput):
            bring(locked)
    assert contents(reader) == before


@pytest.mark.parametrize("seed", range(12))
def test_however_it_is_batched_the_outcome_is_what_the_dry_run_said(
    seed: int,
    founded: Path,
    make_path: Callable[[str], Path],
    nadia: Actor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Files in which people share names, numbers, keys and organisations."""
    file = tmp_path / "contacts.json"
    file.write_text(json.dumps(_tangled(random.Random(seed))))
    outcomes = []
    for at_once in (1, 3, 200):
        monkeypatch.setattr(importing, "BATCH", at_once)
        database = Database(make_path(f"batches-of-{at_once}.db"))
        dry = counts(import_contacts(database, nadia, file, DRY))
        real = counts(import_contacts(database, nadia, file, ImportOptions()))
        again = import_contacts(database, nadia, file, ImportOptions())
        database.close()
        assert real == dry
        assert (again.created, again.updated, again.act) == (0, 0, None)
        outcomes.append(real)
    assert outcomes == outcomes[:1] * 3


def _tangled(chance: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "name": chance.choice(("Ada", "ada", "Rahim", "Karim", "Ashgrove")),
            "form": chance.choice(("person", "person", "organisation")),
            "organisation": chance.choice(("", "", "Ashgrove", "Sunrise")),
            "note": chance.choice(("", "", "one", "two")),
            "tags": chance.sample(("a", "b"), chance.randrange(3)),
            "phones": [
                {"value": value}
                for value in chance.sample(("01812301000", "+8801812301000", "333"), chance.randrange(3))
            ],
            "external_key": chance.choice(("", "", "", "1", "2")),
        }
        for _number in range(14)
    ]
