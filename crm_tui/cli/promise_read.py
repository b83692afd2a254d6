"""``crm-tui promise list``."""

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.documents import promise_document
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_, _
from crm_tui.queries.promises import Promise, list_promises, promises_due

#: One more is read than is listed, to know whether the list was cut.
_MOST = 500


@command(
    "list",
    help=N_("Promises, ours and theirs: the newest, or with --open and --due the most pressing first."),
    examples=("crm-tui promise list --due", "crm-tui promise list --open --json"),
)
@option("--due", is_flag=True, help=N_("Only those to be kept by the end of today, late ones first."))
@option("--open", "open_only", is_flag=True, help=N_("Only those that are still open."))
@option("--staff", metavar="LOGIN", help=N_("With --due, only this member of staff's."))
def list_all(desk: Desk, due: bool, open_only: bool, staff: str | None) -> None:
    """List promises."""
    reader = desk.read()
    if due:
        whose = None if staff is None else desk.staff_id(staff)
        waiting = promises_due(reader, now=desk.now, zone=desk.zone, staff_id=whose, limit=_MOST)
        shown, more = (*waiting.late, *waiting.today, *waiting.theirs), waiting.more
    else:
        found = list_promises(reader, open_only=open_only, limit=_MOST + 1)
        shown, more = found[:_MOST], len(found) > _MOST
    if more:
        desk.say(_("{count} of more than {count}.").format(count=_MOST))
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
