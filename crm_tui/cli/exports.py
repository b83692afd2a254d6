"""``crm-tui export``: customers into a file from which they can be read back, and other records as tables."""

from pathlib import Path

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.exchange.exporting import export_contacts
from crm_tui.exchange.record_exporting import export_records
from crm_tui.i18n import N_, _
from crm_tui.queries.record_export import TABLES


@command(
    "export",
    help=N_("Write every customer, or all records of one kind, to a new file that spreadsheets open safely."),
    examples=(
        "crm-tui export contacts --format csv --output customers.csv",
        "crm-tui export contacts --format vcard --output customers.vcf",
        "crm-tui export sales --format xlsx --output sales.xlsx",
    ),
)
@argument(
    "what",
    type=choice(("contacts", *TABLES)),
    metavar="WHAT",
    help=N_("contacts, interactions, cases, sales, follow-ups or promises."),
)
@option(
    "--format",
    "as_format",
    metavar="FORMAT",
    required=True,
    help=N_("csv, xlsx or json; for contacts vcard as well."),
)
@option("--output", metavar="FILE", required=True, help=N_("The file to make; it is readable by you alone."))
@option("--replace", is_flag=True, help=N_("Replace a file of that name."))
def export(desk: Desk, what: str, as_format: str, output: str, replace: bool) -> None:
    """Write a file. Raises InvalidInput for an unknown format or a file that is there already."""
    reader, path = desk.read(), Path(output)
    if what == "contacts":
        done = export_contacts(reader, path, as_format, replace=replace)
        said = _("Wrote {count} customers to {file}.")
    else:
        done = export_records(reader, what, path, as_format, desk.zone, replace=replace)
        said = _("Wrote {count} rows to {file}.")
    desk.answer(
        {"written": done.written, "file": str(done.file)}, [said.format(count=done.written, file=done.file)]
    )
