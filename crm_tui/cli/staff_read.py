"""``crm-tui staff list``: who works at the desk."""

from typing import Any

from crm_tui.cli.declare import command
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, TEAM
from crm_tui.i18n import N_, _
from crm_tui.queries.people import StaffMember, listed_staff, staff


@command(
    "list",
    help=N_("Everybody who works here, and who is away."),
    examples=("crm-tui staff list --json",),
)
@NARROWED
def list_staff(desk: Desk, text: str, view: str | None) -> None:
    """List everybody who has not left. Raises InvalidInput for an unknown view."""
    asked = asked_of(desk, TEAM, text, view, otherwise=ALL)
    people = listed_staff(staff(desk.reader, desk.today), asked)
    desk.answer(
        [_document(person) for person in people],
        aligned((str(p.id), p.login, p.role.label, _away(p), p.name) for p in people),
    )


def _document(person: StaffMember) -> dict[str, Any]:
    absence = person.away
    return {
        "id": person.id,
        "login": person.login,
        "name": person.name,
        "role": person.role.value,
        "away": None
        if absence is None
        else {"until": absence.until_on.isoformat(), "stand_in": absence.stand_in_login or None},
    }


def _away(person: StaffMember) -> str:
    if person.away is None:
        return _("in")
    return _("away until {day}, {stand_in} stands in").format(
        day=person.away.until_on, stand_in=person.away.stand_in_login
    )
