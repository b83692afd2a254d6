"""What the import screen says: of a file before it is read, while it is, and afterwards."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from crm_tui.domain.money import money_in_words
from crm_tui.exchange.case_records import CaseRecord
from crm_tui.exchange.contact import ContactPointRecord, ContactRecord
from crm_tui.exchange.import_options import ImportKind, Progress
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.interaction_records import InteractionRecord
from crm_tui.exchange.preview import Preview
from crm_tui.exchange.sale_records import SaleRecord
from crm_tui.i18n import _, ngettext
from crm_tui.queries.import_runs import UnfinishedImport
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, RowId, Severity
from crm_tui.tui.widgets.text_lines import Line

_PERCENT = 100
#: So many remarks about a file are shown above the preview.
_MOST_NOTES = 3
#: What a record may name its customer by, the name first.
_WHO = ("customer", "organisation", "email", "phone", "customer_key", "customer_id")

RECORD_COLUMNS = (
    Column("phone", width=22),
    Column("mail", weight=2),
    Column("organisation", weight=2, from_width=100),
    Column("name", weight=3),
)
COLUMN_COLUMNS = (Column("field", width=24), Column("column"), Column("sample"))
REPORT_COLUMNS = (Column("line", width=10), Column("what", width=18), Column("why"))
UNFINISHED_COLUMNS = (
    Column("when", width=16),
    Column("read", width=18),
    Column("staff", weight=1),
    Column("file", weight=2),
)


def record_rows(found: Preview, telling: Telling) -> list[ListRow]:
    """The first records of the file, and what of its first lines is none."""
    rows = [ListRow(("record", record.line), _record_cells(record, telling)) for record in found.records]
    skipped = [
        ListRow(
            ("skipped", one.line),
            (_("line {line}").format(line=one.line), Cell(_("not read"), "late"), "", one.reason),
            severity=Severity.LATE,
        )
        for one in found.skipped
    ]
    return [*rows, *skipped]


def _record_cells(
    record: ContactRecord | CaseRecord | InteractionRecord | SaleRecord, telling: Telling
) -> Sequence[Cell | str]:
    if isinstance(record, ContactRecord):
        return (_first(record.phones), _first(record.emails), record.organisation, record.name)
    said = record.said
    if isinstance(record, CaseRecord):
        return (
            telling.day_of(record.opened_at).isoformat(),
            said["title"],
            record.stage.label,
            said["customer"],
        )
    name = next(filter(None, (said.get(field, "") for field in _WHO)), "")
    if isinstance(record, InteractionRecord):
        return (telling.exactly(record.happened_at), said["note"], said["nature"], name)
    value = money_in_words(sum(line.value for line in record.lines), said["currency"])
    things = ", ".join(dict.fromkeys(line.product for line in record.lines if line.product))
    return (f"{telling.day_of(record.sold_at).isoformat()} {value}", things, record.stage.label, name)


def column_rows(found: Preview) -> list[ListRow]:
    """Which field each column is read into, with what stands in it; those that are not read stand first."""
    ordered = sorted(enumerate(found.columns), key=lambda one: bool(one[1].field))
    return [
        ListRow(
            ("column", place),
            (column.field or Cell(_("not read"), "risk"), column.name, Cell(column.sample, "dim")),
            severity=Severity.NONE if column.field else Severity.AT_RISK,
        )
        for place, column in ordered
    ]


def columns_title(found: Preview) -> str:
    """How many columns there are, and how many of them are left aside."""
    unread = sum(not column.field for column in found.columns)
    if unread:
        return _("Columns   {count}, {unread} not read").format(count=len(found.columns), unread=unread)
    return _("Columns   {count}, all read").format(count=len(found.columns))


def file_lines(name: str, kind: ImportKind, found: Preview) -> list[Line]:
    """What the file is, and what is odd about it."""
    what = _("{kind} from {format}, {encoding}").format(
        kind=kind.label, format=found.format.upper(), encoding=found.encoding
    )
    lines: list[Line] = [((f"{what}   ", "dim"), (name, "strong"))]
    notes = list(found.notes)
    if found.not_read and not found.columns:
        notes.insert(0, _("not read: {names}").format(names=", ".join(found.not_read)))
    return [*lines, *(((note, "dim"),) for note in notes[:_MOST_NOTES])]


def counts_in_words(report: ImportReport, telling: Telling) -> str:
    """What became of what was read."""
    return _("{read} read: {created} new, {updated} added to, {same} here already, {skipped} skipped").format(
        read=telling.number(report.read),
        created=telling.number(report.created),
        updated=telling.number(report.updated),
        same=telling.number(report.unchanged),
        skipped=telling.number(report.skipped_count),
    )


def progress_in_words(progress: Progress, total: int | None, telling: Telling) -> str:
    """How far it is: "12,400 of 100,000 … 38 %"; without the total where nobody has counted."""
    if total:
        percent = min(_PERCENT, progress.read * _PERCENT // total)
        return _("{read} of {total} … {percent} %").format(
            read=telling.number(progress.read), total=telling.number(total), percent=percent
        )
    percent = progress.bytes_read * _PERCENT // max(1, progress.bytes_total)
    return _("{read} read … {percent} %").format(read=telling.number(progress.read), percent=percent)


def report_rows(report: ImportReport) -> list[ListRow]:
    """Line by line what was skipped, who may be here twice, and what was odd; then what was left aside."""
    return [
        ListRow(("report", place), cells, severity=severity)
        for place, (severity, cells) in enumerate(_reported(report))
    ]


def customers_in(report: ImportReport) -> dict[RowId, int]:
    """The customer whom a row of the report may double, by the row's id."""
    before = len(report.skipped)
    return {("report", before + place): one.customer for place, one in enumerate(report.likely_duplicates)}


def unfinished_rows(unfinished: Iterable[UnfinishedImport], telling: Telling) -> list[ListRow]:
    """Imports that were cut off, the newest first."""
    return [
        ListRow(
            ("run", one.run_id),
            (
                telling.exactly(one.began_at),
                _("partly taken back")
                if one.is_partly_taken_back
                else _("{count} read").format(count=telling.number(one.position)),
                one.staff,
                one.file_name,
            ),
            severity=Severity.AT_RISK,
        )
        for one in unfinished
    ]


def _reported(report: ImportReport) -> Iterator[tuple[Severity, tuple[Cell | str, ...]]]:
    for note in report.skipped:
        yield Severity.LATE, (_line(note.line), Cell(_("skipped"), "late"), note.reason)
    for one in report.likely_duplicates:
        why = _("{reason}: {name}").format(reason=one.reason, name=one.name)
        yield Severity.AT_RISK, (_line(one.line), Cell(_("here twice?"), "risk"), why)
    for note in report.warnings:
        yield Severity.NORMAL, (_line(note.line), _("odd"), note.reason)
    for what, count in report.not_read.items():
        times = ngettext("{count} time", "{count} times", count).format(count=count)
        yield Severity.NORMAL, (times, _("not read"), what)
    for sentence in chain(report.notes, [_more(report)]):
        if sentence:
            yield Severity.NORMAL, ("", "", sentence)


def _more(report: ImportReport) -> str:
    left = report.skipped_count - len(report.skipped)
    return _("{count} more lines were skipped than are named here.").format(count=left) if left > 0 else ""


def _line(number: int) -> str:
    return _("line {line}").format(line=number)


def _first(points: tuple[ContactPointRecord, ...]) -> str:
    return points[0].value if points else ""
