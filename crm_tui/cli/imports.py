"""``crm-tui import``: contacts, cases or sales from a file, as one act that can be undone."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_tui.cli.ask import confirm, somebody_is_there
from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.commands.sentences import act_in_words
from crm_tui.domain.actor import Actor
from crm_tui.domain.countries import read_country
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.case_import import import_cases
from crm_tui.exchange.case_map import read_case_map
from crm_tui.exchange.column_map import read_column_map
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.importing import (
    ImportOptions,
    Progress,
    Watcher,
    file_digest,
    import_contacts,
    take_back,
)
from crm_tui.exchange.sale_import import import_sales
from crm_tui.exchange.sale_map import read_sale_map
from crm_tui.i18n import N_, _
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.store.database import Database

_PERCENT = 100


@command(
    "import",
    help=N_("Take contacts, cases or sales in from a table (CSV, XLSX, ODS), vCards or JSON, as one act."),
    examples=(
        "crm-tui import contacts.vcf --dry-run",
        "crm-tui --as nadia import clients.csv --country BD",
        "crm-tui import tickets.csv --as cases --map tickets.toml",
        "crm-tui import orders.xlsx --as sales --map orders.toml --sheet 2025",
    ),
)
@argument("file", metavar="FILE", help=N_("The file to read; its kind is told from what is in it."))
@option(
    "--as",
    "kind",
    type=choice(("contacts", "cases", "sales")),
    default="contacts",
    help=N_("What the file holds; contacts unless given. Who you are is said before the command."),
)
@option(
    "--map",
    "map_file",
    metavar="FILE",
    help=N_("A TOML or JSON file that says which column is what; cases and sales need one."),
)
@option("--sheet", metavar="NAME", help=N_("The sheet of a workbook; else the first with rows."))
@option("--country", metavar="CC", help=N_("Where phone numbers without a code belong; else the business's."))
@option("--dry-run", is_flag=True, help=N_("Only say what would be done."))
@option("--take-back", is_flag=True, help=N_("Take back what an import of this file that was cut off left."))
def import_file(
    desk: Desk,
    file: str,
    kind: str,
    map_file: str | None,
    sheet: str | None,
    country: str | None,
    dry_run: bool,
    take_back: bool,
) -> None:
    """Import a file. Raises InvalidInput for a file or column that cannot be read."""
    desk.read()
    path = Path(file)
    given = _Given(
        None if map_file is None else Path(map_file),
        sheet or "",
        None if country is None else read_country(country),
        dry_run,
    )
    unfinished = None if dry_run else _cut_off(desk, path, kind)
    if take_back or (unfinished is not None and _rather_taken_back(unfinished)):
        _take_back(desk, path, unfinished)
        return
    database = Database(desk.path)
    try:
        watch = _progress if _shows_progress(desk) else None
        report = _IMPORTERS[kind](database, desk.actor, path, given, watch, unfinished)
    finally:
        database.close()
    _talk(desk, report)
    desk.answer(_document(report), _lines(report, dry_run))


@dataclass(frozen=True, slots=True)
class _Given:
    """What the options say."""

    map_file: Path | None
    sheet: str
    country: str | None
    dry_run: bool


def _contacts(
    database: Database,
    actor: Actor,
    path: Path,
    given: _Given,
    watch: Watcher | None,
    go_on: UnfinishedImport | None,
) -> ImportReport:
    column_map = {} if given.map_file is None else read_column_map(given.map_file)
    options = ImportOptions(
        country=given.country, column_map=column_map, sheet=given.sheet, dry_run=given.dry_run
    )
    return import_contacts(database, actor, path, options, watch=watch, go_on=go_on)


def _cases(
    database: Database,
    actor: Actor,
    path: Path,
    given: _Given,
    watch: Watcher | None,
    go_on: UnfinishedImport | None,
) -> ImportReport:
    mapping = read_case_map(_needed_map(given))
    return import_cases(
        database, actor, path, mapping, sheet=given.sheet, dry_run=given.dry_run, watch=watch, go_on=go_on
    )


def _sales(
    database: Database,
    actor: Actor,
    path: Path,
    given: _Given,
    watch: Watcher | None,
    go_on: UnfinishedImport | None,
) -> ImportReport:
    mapping = read_sale_map(_needed_map(given))
    return import_sales(
        database, actor, path, mapping, sheet=given.sheet, dry_run=given.dry_run, watch=watch, go_on=go_on
    )


def _needed_map(given: _Given) -> Path:
    if given.map_file is None:
        raise InvalidInput(
            _("Cases and sales need a mapping: every program names its columns in its own way."),
            _("Give it with --map; the README shows what a mapping looks like."),
            field="map",
        )
    return given.map_file


_IMPORTERS = {"contacts": _contacts, "cases": _cases, "sales": _sales}


def _cut_off(desk: Desk, path: Path, kind: str) -> UnfinishedImport | None:
    """The import of this very file that was cut off, if any. One of another file is only told."""
    waiting = unfinished_imports(desk.reader, kind)
    if not waiting or not os.access(path, os.R_OK) or path.is_dir():
        return None
    digest = file_digest(path)
    same = next((run for run in waiting if run.file_digest == digest), None)
    if same is None:
        for run in waiting:
            desk.say(
                _("An import of {file} was cut off: run it again to go on, or `crm-tui undo {act}`.").format(
                    file=run.file_name, act=run.act_id
                )
            )
    else:
        desk.say(_("An import of this file was cut off after {count} records.").format(count=same.position))
    return same


def _rather_taken_back(unfinished: UnfinishedImport) -> bool:
    """Without somebody to ask, running it again means to go on."""
    return somebody_is_there() and not confirm(_("Go on where it stopped? (no: take it back)"))


def _take_back(desk: Desk, path: Path, unfinished: UnfinishedImport | None) -> None:
    if unfinished is None:
        raise InvalidInput(
            _("No import of {file} was cut off.").format(file=path),
            _("A finished import is taken back by `crm-tui undo`."),
        )
    with desk.act() as act:
        taken = take_back(act, unfinished)
    desk.answer(
        {"act": taken.act, "what": act_in_words(taken.verb), "refused": None},
        [_("Taken back: {count} changes.").format(count=taken.changes)],
    )


def _shows_progress(desk: Desk) -> bool:
    return not desk.as_json and sys.stderr.isatty()


def _progress(progress: Progress) -> bool:
    percent = progress.bytes_read * _PERCENT // max(1, progress.bytes_total)
    words = _("{percent} %, {count} read").format(percent=percent, count=progress.read)
    print(f"\r{words}", end="", file=sys.stderr, flush=True)  # noqa: T201 - stderr is talk
    return True


def _document(report: ImportReport) -> dict[str, Any]:
    return {
        "act": report.act,
        "read": report.read,
        "created": report.created,
        "updated": report.updated,
        "duplicates": report.unchanged,
        "skipped": [{"line": note.line, "reason": note.reason} for note in report.skipped],
        "encoding": report.encoding,
        "format": report.format,
        "organisations": report.organisations,
        "warnings": [{"line": note.line, "reason": note.reason} for note in report.warnings],
        "likely_duplicates": [
            {"line": one.line, "name": one.name, "customer": one.customer, "reason": one.reason}
            for one in report.likely_duplicates
        ],
        "not_read": report.not_read,
        "notes": report.notes,
        **({"more": True} if report.skipped_count > len(report.skipped) else {}),
    }


def _talk(desk: Desk, report: ImportReport) -> None:
    """What is worth knowing besides the counts."""
    if _shows_progress(desk):
        print(file=sys.stderr)  # noqa: T201 - ends the line of the progress
    for note in report.skipped:
        desk.say(_("line {line}: skipped, {reason}").format(line=note.line, reason=note.reason))
    for note in report.warnings:
        desk.say(_("line {line}: {reason}").format(line=note.line, reason=note.reason))
    for one in report.likely_duplicates:
        desk.say(
            _("line {line}: perhaps customer {customer} already, {reason}: {name}").format(
                line=one.line, customer=one.customer, reason=one.reason, name=one.name
            )
        )
    for what, count in report.not_read.items():
        desk.say(_("not read: {what}, {count} times").format(what=what, count=count))
    for sentence in report.notes:
        desk.say(sentence)


def _lines(report: ImportReport, dry_run: bool) -> list[str]:
    counts = _(
        "{read} read: {created} created, {updated} updated, {same} here already, {skipped} skipped."
    ).format(
        read=report.read,
        created=report.created,
        updated=report.updated,
        same=report.unchanged,
        skipped=report.skipped_count,
    )
    if dry_run:
        return [counts, _("Nothing was written.")]
    if report.act is None:
        return [counts]
    return [counts, _("`crm-tui undo {act}` takes it back.").format(act=report.act)]
