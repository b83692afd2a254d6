"""``crm-tui survey import``: answers from a table, as one act that can be undone."""

from pathlib import Path

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.survey_import import import_surveys
from crm_tui.i18n import N_, _


class _Rehearsed(Exception):
    """Ends a rehearsal, so that nothing of it is kept."""


@command(
    "import",
    help=N_("Take answers in from a table; customers are told by number (customer), email or external key."),
    examples=("crm-tui survey import answers.csv --dry-run", "crm-tui survey import old.csv --without-cases"),
)
@argument("file", metavar="FILE", help=N_("A table with the columns score (or csat, nps), words, date …"))
@option("--without-cases", is_flag=True, help=N_("Open no case for a low score: the answers are old."))
@option("--dry-run", is_flag=True, help=N_("Only say what would be done."))
def import_file(desk: Desk, file: str, without_cases: bool, dry_run: bool) -> None:
    """Import a file. Raises InvalidInput for one that cannot be read."""
    desk.read()
    found: ImportReport | None = None
    act_id = None
    try:
        with desk.act() as act:
            found = import_surveys(act, Path(file), opens_cases=not without_cases, rehearsal=dry_run)
            if dry_run:
                raise _Rehearsed
        act_id = act.id
    except _Rehearsed:
        desk.say(_("Nothing was written."))
    assert found is not None, "only a rehearsal is ended early"
    for note in found.skipped:
        desk.say(_("line {line}: skipped, {reason}").format(line=note.line, reason=note.reason))
    desk.answer(
        {
            "act": act_id,
            "read": found.read,
            "created": found.created,
            "duplicates": found.unchanged,
            "skipped": [{"line": note.line, "reason": note.reason} for note in found.skipped],
            "encoding": found.encoding,
            "format": found.format,
        },
        [
            _("{read} read: {created} taken in, {same} here already, {skipped} skipped.").format(
                read=found.read,
                created=found.created,
                same=found.unchanged,
                skipped=found.skipped_count,
            )
        ],
    )
