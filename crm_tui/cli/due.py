"""``crm-tui due``: the due follow-ups panel."""

from typing import Any

import click

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.documents import follow_up_document, follow_up_rows
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_, _
from crm_tui.queries.due import due_follow_ups


@command(
    "due",
    help=N_("What is due: overdue, today, and the next days; yours, and theirs whom you stand in for."),
    examples=("crm-tui due", "crm-tui due --staff paul --days 14 --json"),
)
@option("--staff", metavar="LOGIN", help=N_("Whose; yours unless given."))
@option("--everybody", is_flag=True, help=N_("Everybody's."))
@option(
    "--days", type=click.IntRange(0, 366), default=7, help=N_("How many days after today; 7 unless given.")
)
def due(desk: Desk, staff: str | None, everybody: bool, days: int) -> None:
    """List what is due."""
    reader = desk.read()
    whose = desk.actor.staff_id if staff is None else desk.staff_id(staff)
    business = desk.business
    found = due_follow_ups(
        reader, now=desk.now, zone=business.zone, staff_id=None if everybody else whose, days=days
    )
    document: dict[str, Any] = {
        "overdue": [follow_up_document(desk, one) for one in found.overdue],
        "today": [follow_up_document(desk, one) for one in found.today],
        "next": [follow_up_document(desk, one) for one in found.next],
    }
    more = found.more_overdue or found.more_today or found.more_next
    if more:
        document["more"] = True
        desk.say(_("There is more than is listed here."))
    listed = (*found.overdue, *found.today, *found.next)
    if not listed:
        desk.say(_("Nothing is due."))
    desk.answer(document, aligned(follow_up_rows(desk, listed)))
