"""How an import is told on the command line: the counts as data, and what is worth knowing as talk."""

from typing import Any

from crm_tui.cli.desk import Desk
from crm_tui.exchange.import_report import ImportReport
from crm_tui.i18n import _


def import_document(report: ImportReport) -> dict[str, Any]:
    """The report as CONTRACT.md has it, with what is worth knowing besides."""
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


def talk_of_import(desk: Desk, report: ImportReport) -> None:
    """Say on stderr what is worth knowing besides the counts."""
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


def import_lines(report: ImportReport, dry_run: bool) -> list[str]:
    """The counts for people, and how it is taken back."""
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
