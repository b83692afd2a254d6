"""Service logs of other systems: read by a mapping, written as cases that our clocks can measure."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.import_file import bring_in, with_map_file
from crm_tui.exchange.import_options import ImportKind, ImportOptions, Watcher
from crm_tui.exchange.import_report import ImportReport
from crm_tui.queries.cases import case
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader

_EXAMPLES = Path(__file__).parents[2] / "examples" / "service-logs"
_SHARED = Path(__file__).parents[3] / "shared" / "data" / "service"

_MAP = """
[file]
source = "tickets"
dates = "%d.%m.%Y %H:%M"
timezone = "Europe/Berlin"
empty = ["-"]
[columns]
key = "Ticket"
customer = "Kunde"
title = "Betreff"
at = "Zeit"
stage = "Status"
solved = "Geloest"
owner = "Bearbeiter"
agreed = "Frist"
timely = "SLA"
[always]
nature = "complaint"
channel = "email"
[values.stage]
neu = "open"
"Rückfrage" = "waiting"
"gelöst" = "solved"
zu = "closed"
"""
_HEAD = "Ticket;Kunde;Betreff;Zeit;Status;Geloest;Bearbeiter;Frist;SLA\n"
_LOG = (
    (
        _HEAD
        + "7;Ashgrove;Kessel leckt;01.06.2026 09:00;neu;-;nadia;03.06.2026 17:00;ja\n"
        + "8;Rao;Rechnung;01.06.2026 09:30;neu;-;niemand;-;-\n"
        + "7;Ashgrove;Kessel leckt;01.06.2026 10:00;Rückfrage;-;nadia;03.06.2026 17:00;ja\n"
        + "7;Ashgrove;Kessel leckt;02.06.2026 11:00;neu;-;nadia;03.06.2026 17:00;ja\n"
        + "7;Ashgrove;Kessel leckt;02.06.2026 16:00;gelöst;02.06.2026 15:30;nadia;03.06.2026 17:00;nein\n"
        + "7;Ashgrove;Kessel leckt;03.06.2026 08:00;neu;-;nadia;03.06.2026 17:00;nein\n"
        + "7;Ashgrove;Kessel leckt;03.06.2026 09:00;zu;-;nadia;03.06.2026 17:00;nein\n"
    )
    .replace(";ja", ";yes")
    .replace(";nein", ";no")
)


Bring = Callable[..., ImportReport]


@pytest.fixture
def bring(path: Path, nadia: Actor, tmp_path: Path) -> Bring:
    """Imports a log by a mapping, both given as text or path, into the business of the test."""

    def run(
        log: str | Path = _LOG,
        mapping: str | Path = _MAP,
        *,
        dry_run: bool = False,
        watch: Watcher | None = None,
        go_on: UnfinishedImport | None = None,
    ) -> ImportReport:
        file, map_file = log, mapping
        if isinstance(log, str):
            file = tmp_path / "log.csv"
            file.write_text(log, encoding="utf-8")
        if isinstance(mapping, str):
            map_file = tmp_path / "map.toml"
            map_file.write_text(mapping, encoding="utf-8")
        database = Database(path)
        try:
            options = with_map_file(ImportOptions(kind=ImportKind.CASES, dry_run=dry_run), Path(map_file))
            return bring_in(database, nadia, Path(file), options, watch=watch, go_on=go_on)
        finally:
            database.close()

    return run


def test_the_rows_of_one_case_become_its_moves(path: Path, bring: Bring) -> None:
    report = bring()
    assert (report.read, report.created, report.skipped_count) == (2, 2, 0)
    reader = open_reader(path)
    found = case(reader, reader.value("SELECT id FROM cases WHERE external_key = '7'"))
    assert [
        (event.what, event.value, event.happened_at) for event in found.events if event.what != "tier"
    ] == [
        ("opened", "", datetime(2026, 6, 1, 7, tzinfo=UTC)),
        ("owner", "nadia", datetime(2026, 6, 1, 7, tzinfo=UTC)),
        ("stage", "waiting", datetime(2026, 6, 1, 8, tzinfo=UTC)),
        ("stage", "open", datetime(2026, 6, 2, 9, tzinfo=UTC)),
        ("stage", "solved", datetime(2026, 6, 2, 13, 30, tzinfo=UTC)),
        ("reopened", "open", datetime(2026, 6, 3, 6, tzinfo=UTC)),
        ("stage", "closed", datetime(2026, 6, 3, 7, tzinfo=UTC)),
    ]
    assert (found.case.reopenings, found.case.stage, found.case.customer) == (1, "closed", "Ashgrove")
    assert reader.row("SELECT agreed_at, timely FROM cases WHERE external_key = '7'") == (
        int(datetime(2026, 6, 3, 15, tzinfo=UTC).timestamp() * 1e6),
        0,
    )
    assert [note.reason for note in report.warnings] == [
        "Case 8: nobody here has the login niemand; it was given to you."
    ]


def test_the_same_log_twice_adds_nothing_and_undo_takes_it_back(
    path: Path, nadia: Actor, bring: Bring
) -> None:
    first, second = bring(), bring()
    assert (second.created, second.unchanged, second.act) == (0, 2, None)
    database = Database(path)
    with database.act(nadia) as act:
        assert first.act is not None
        undo(act, first.act)
    database.close()
    reader = open_reader(path)
    assert reader.value("SELECT count(*) FROM cases WHERE deleted_at IS NULL") == 0
    assert reader.value("SELECT count(*) FROM interactions WHERE deleted_at IS NULL") == 0


def test_a_dry_run_says_the_same_and_writes_nothing(path: Path, bring: Bring) -> None:
    report = bring(dry_run=True)
    assert (report.created, report.act) == (2, None)
    assert open_reader(path).value("SELECT count(*) FROM cases") == 0


def test_an_import_that_was_stopped_goes_on_in_the_same_act(path: Path, bring: Bring) -> None:
    log = _HEAD + "".join(f"{key};Rao;x;01.06.2026 09:00;neu;-;-;-;-\n" for key in range(120))
    stopped = bring(log, watch=lambda progress: False)
    assert stopped.created == 50
    (waiting,) = unfinished_imports(open_reader(path))
    assert waiting.kind == "cases"
    went_on = bring(log, go_on=waiting)
    assert (went_on.created, went_on.unchanged, went_on.act) == (70, 50, stopped.act)
    reader = open_reader(path)
    assert reader.value("SELECT count(*) FROM cases") == 120
    assert unfinished_imports(reader) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";Rao;x;01.06.2026 09:00;neu;-;-;-;-", "The row has no key: nothing tells which case it is."),
        ("9;-;x;01.06.2026 09:00;neu;-;-;-;-", "Case 9 names no customer."),
        ("9;Rao;x;31.06.2026 09:00;neu;-;-;-;-", "“31.06.2026 09:00” in at is no time"),
        ("9;Rao;x;-;neu;-;-;-;-", "Case 9 has no time at which it began."),
        ("9;Rao;x;01.06.2026 09:00;weg;-;-;-;-", "“weg” is no stage of a case"),
        ("9;Rao;x;01.06.2026 09:00;neu;-;-;-;vielleicht", "“vielleicht” in timely is neither yes nor no."),
    ],
)
def test_a_row_that_cannot_be_meant_is_skipped_with_its_line(bring: Bring, row: str, sentence: str) -> None:
    report = bring(_HEAD + row + "\n" + "10;Rao;y;01.06.2026 09:00;neu;-;-;-;-\n")
    assert report.created == 1
    (note,) = report.skipped
    assert note.line == 2
    assert note.reason.startswith(sentence)


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("[columns]\nkey = 'Nr'\nopened = 'Zeit'", "has no column “Nr”"),
        ("[columns]\nopened = 'Zeit'", "no column is read into key"),
        ("[columns]\nkey = 'Ticket'", "no column is read into opened"),
        ("[columns]\nkey = 'Ticket'\nat = 'Zeit'\nfoo = 'x'", "There is no field “foo”"),
        ("[colums]\nkey = 'Ticket'", "There is no table [colums]"),
        ("[columns]\nkey = 'Ticket'\nat = 'Zeit'\n[file]\ntimezone = 'Mars/Base'", "no time zone Mars/Base"),
        ("[columns", "it is neither TOML nor JSON"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_whole(
    path: Path,
    bring: Bring,
    mapping: str,
    sentence: str,
) -> None:
    with pytest.raises(InvalidInput) as refused:
        bring(mapping=mapping)
    assert sentence in refused.value.message
    assert open_reader(path).value("SELECT count(*) FROM cases") == 0


@pytest.mark.skipif(not _SHARED.is_dir(), reason="the shared service logs are not here")
@pytest.mark.parametrize(
    ("log", "mapping", "read", "figures"),
    [
        (
            "nyc311.csv",
            "nyc311.toml",
            999,
            {
                "agreed_at IS NOT NULL AND closed_at IS NOT NULL": 980,
                "closed_at <= agreed_at": 820,
                "stage = 'closed'": 989,
                "closed_at <= opened_at + 86400000000": 697,
            },
        ),
        (
            "cfpb_complaints_1000.csv",
            "cfpb.toml",
            1000,
            {"timely = 1": 988, "timely = 0": 12, "stage = 'open'": 25},
        ),
        (
            "uci_incident_log_a.csv",
            "uci-incidents.toml",
            450,
            {"timely = 1": 294, "timely = 0": 156, "stage = 'closed'": 450},
        ),
        ("bpi2013_volvo_incidents_8000.csv", "bpi2013.toml", 439, {"stage = 'open'": 439}),
    ],
)
def test_logs_of_real_desks_come_in_whole(
    path: Path,
    bring: Bring,
    log: str,
    mapping: str,
    read: int,
    figures: dict[str, int],
) -> None:
    report = bring(_SHARED / log, _EXAMPLES / mapping)
    assert (report.read, report.created, report.skipped_count) == (read, read, 0)
    reader = open_reader(path)
    for condition, count in figures.items():
        assert reader.value(f"SELECT count(*) FROM cases WHERE {condition}") == count, condition
