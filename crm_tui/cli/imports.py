"""``crm-tui import``: contacts, cases, interactions or sales from a file, as one act that can be undone."""

import os
import sys
from pathlib import Path

from crm_tui.cli.ask import confirm, somebody_is_there
from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.import_report import import_document, import_lines, talk_of_import
from crm_tui.commands.sentences import act_in_words
from crm_tui.domain.countries import read_country
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.import_file import bring_in, with_map_file
from crm_tui.exchange.import_options import ImportKind, ImportOptions, Progress, file_digest
from crm_tui.exchange.importing import take_back
from crm_tui.i18n import N_, _
from crm_tui.queries.import_runs import UnfinishedImport, unfinished_imports
from crm_tui.store.database import Database

_PERCENT = 100


@command(
    "import",
    help=N_(
        "Take contacts, cases, interactions or sales in from a file (CSV, XLSX, ODS, vCard, JSON) as one act."
    ),
    examples=(
        "crm-tui import contacts.vcf --dry-run",
        "crm-tui --as nadia import clients.csv --country BD",
        "crm-tui import tickets.csv --as cases --map tickets.toml",
        "crm-tui import calls.csv --as interactions",
        "crm-tui import orders.xlsx --as sales --map orders.toml --sheet 2025",
    ),
)
@argument("file", metavar="FILE", help=N_("The file to read; its kind is told from what is in it."))
@option(
    "--as",
    "kind",
    type=choice(ImportKind),
    default="contacts",
    help=N_("What the file holds; contacts unless given. Who you are is said before the command."),
)
@option(
    "--map",
    "map_file",
    metavar="FILE",
    help=N_("A TOML or JSON file that says which column is what, where their names do not tell."),
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
    options = ImportOptions(
        kind=ImportKind(kind),
        country=None if country is None else read_country(country),
        sheet=sheet or "",
        dry_run=dry_run,
    )
    if map_file is not None:
        options = with_map_file(options, Path(map_file))
    unfinished = None if dry_run else _cut_off(desk, path, kind)
    if take_back or (unfinished is not None and _rather_taken_back(unfinished)):
        _take_back(desk, path, unfinished)
        return
    shows_progress = not desk.as_json and sys.stderr.isatty()
    database = Database(desk.path)
    try:
        watch = _progress if shows_progress else None
        report = bring_in(database, desk.actor, path, options, watch=watch, go_on=unfinished)
    finally:
        database.close()
    if shows_progress:
        print(file=sys.stderr)  # noqa: T201 - ends the line of the progress
    talk_of_import(desk, report)
    desk.answer(import_document(report), import_lines(report, dry_run))


def _cut_off(desk: Desk, path: Path, kind: str) -> UnfinishedImport | None:
    """The import of this very file that was cut off, if any. One of another file is only told."""
    waiting = [run for run in unfinished_imports(desk.reader) if run.kind == kind]
    if not waiting or not os.access(path, os.R_OK) or path.is_dir():
        return None
    digest = file_digest(path)
    same = next((run for run in waiting if run.file_digest == digest), None)
    if same is None:
        for run in waiting:
            sentence = _("An import of {file} was cut off: run it again to go on, or `crm-tui undo {act}`.")
            if run.is_partly_taken_back:
                sentence = _("Part of an import of {file} is taken back; the rest: `crm-tui undo {act}`.")
            desk.say(sentence.format(file=run.file_name, act=run.act_id))
    else:
        desk.say(_("An import of this file was cut off after {count} records.").format(count=same.position))
    return same


def _rather_taken_back(unfinished: UnfinishedImport) -> bool:
    """Without somebody to ask, running it again means to go on."""
    if not somebody_is_there():
        return False
    if unfinished.is_partly_taken_back:
        return confirm(_("Part of it is taken back already. Take back the rest?"))
    return not confirm(_("Go on where it stopped? (no: take it back)"))


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


def _progress(progress: Progress) -> bool:
    percent = progress.bytes_read * _PERCENT // max(1, progress.bytes_total)
    words = _("{percent} %, {count} read").format(percent=percent, count=progress.read)
    print(f"\r{words}", end="", file=sys.stderr, flush=True)  # noqa: T201 - stderr is talk
    return True
