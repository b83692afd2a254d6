"""``crm-tui promise list``."""

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.documents import promise_document
from crm_tui.cli.narrowing import NARROWED, asked_of, listed
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, DUE, OPEN, PROMISES
from crm_tui.i18n import N_, _
from crm_tui.queries.promises import Promise, listed_promises


@command(
    "list",
    help=N_("Promises, ours and theirs: the newest, or with --open and --due the most pressing first."),
    examples=("crm-tui promise list --due", "crm-tui promise list --open --json"),
)
@option("--due", is_flag=True, help=N_("Only those to be kept by the end of today, late ones first."))
@option("--open", "open_only", is_flag=True, help=N_("Only those that are still open."))
@option("--staff", metavar="LOGIN", help=N_("With --due, only this member of staff's."))
@NARROWED
def list_all(desk: Desk, due: bool, open_only: bool, staff: str | None, text: str, view: str | None) -> None:
    """List promises. Raises InvalidInput for an unknown view."""
    flagged = DUE if due else OPEN if open_only else ""
    asked = asked_of(desk, PROMISES, text, view, flagged=flagged, otherwise=ALL)
    whose = None if staff is None else desk.staff_id(staff)
    shown = listed(desk, listed_promises(desk.reader, asked, whose))
    desk.answer([promise_document(desk, promise) for promise in shown], aligned(map(_row, shown)))


def _row(promise: Promise) -> tuple[str, ...]:
    return (
        str(promise.id),
        promise.state.label,
        promise.by.label,
        _("told {day}").format(day=promise.told_on),
        _("safe {day}").format(day=promise.safe_on),
        f"{promise.customer} · {promise.what}",
    )
