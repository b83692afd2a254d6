"""``crm-tui export``: customers into a file, from which they can be read back."""

from pathlib import Path

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.exporting import export_contacts
from crm_tui.exchange.formats import FORMATS
from crm_tui.i18n import N_, _

_LATER = ("interactions", "cases", "sales")


@command(
    "export",
    help=N_("Write every customer to a new file: a table that is safe in spreadsheets, vCards, or JSON."),
    examples=(
        "crm-tui export contacts --format csv --output customers.csv",
        "crm-tui export contacts --format vcard --output customers.vcf",
    ),
)
@argument("what", type=choice(("contacts", *_LATER)), metavar="contacts", help=N_("What to write."))
@option("--format", "as_format", metavar="FORMAT", required=True, help=N_("csv, vcard or json."))
@option("--output", metavar="FILE", required=True, help=N_("The file to make; it is readable by you alone."))
@option("--replace", is_flag=True, help=N_("Replace a file of that name."))
def export(desk: Desk, what: str, as_format: str, output: str, replace: bool) -> None:
    """Write a file. Raises InvalidInput for an unknown format or a file that is there already."""
    if what in _LATER or as_format == "xlsx":
        raise InvalidInput(
            _("Exporting {what} as {format} comes with a later release.").format(what=what, format=as_format),
            _("Contacts can be written as one of: {formats}.").format(formats=", ".join(FORMATS)),
        )
    done = export_contacts(desk.read(), Path(output), as_format, replace=replace)
    desk.answer(
        {"written": done.written, "file": str(done.file)},
        [_("Wrote {count} customers to {file}.").format(count=done.written, file=done.file)],
    )
