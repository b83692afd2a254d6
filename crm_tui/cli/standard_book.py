"""``crm-tui standard book``: the standards and policies as a document for staff, or for customers."""

from pathlib import Path

from crm_tui.cli.declare import choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.exchange.book import Audience, standard_book
from crm_tui.exchange.book_html import write_html
from crm_tui.exchange.book_markdown import write_markdown
from crm_tui.exchange.safe_file import whole_file
from crm_tui.i18n import N_, _

_WRITERS = {"md": write_markdown, "html": write_html}


@command(
    "book",
    help=N_("Write the standards and policies as a document: for staff with all that is known of them, for "
            "customers the plain sentences, the policies and the opening hours."),
    examples=(
        "crm-tui standard book --for staff --format html --output standards.html",
        "crm-tui standard book --for customers --format md",
    ),
)  # fmt: skip
@option("--for", "audience", type=choice(Audience), required=True, help=N_("Who reads it."))
@option("--format", "as_format", type=choice(_WRITERS), required=True, help=N_("Markdown or one HTML page."))
@option("--output", metavar="FILE", help=N_("The file to make; else it is printed."))
@option("--replace", is_flag=True, help=N_("Replace a file of that name."))
def book(desk: Desk, audience: str, as_format: str, output: str | None, replace: bool) -> None:
    """Write the book. Raises InvalidInput for a file that is there already or cannot be written."""
    written = standard_book(desk.read(), Audience(audience), now=desk.now)
    text = _WRITERS[as_format](written)
    document = {"for": audience, "format": as_format}
    if output is None:
        desk.answer({**document, "text": text}, text.splitlines())
        return
    path = Path(output)
    with whole_file(path, replace=replace) as stream:
        stream.write(text)
    desk.answer({**document, "file": str(path)}, [_("Wrote {file}.").format(file=path)])
