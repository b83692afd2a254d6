"""Absences: who is away, who stands in meanwhile, and coming back early."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from crm_tui.actions.staff import StaffSaved, present_staff, require_self_or_manager
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Absence, Staff


@dataclass(frozen=True, slots=True)
class AwaySaved:
    """An absence as saved; both days are days away."""

    id: int
    staff_id: int
    stand_in_id: int
    from_on: date
    until_on: date
    warnings: tuple[str, ...] = ()


def set_away(
    act: Act, login: str, *, until: date, stand_in_login: str, from_on: date | None = None
) -> AwaySaved:
    """Somebody is away through ``until``, and another sees their work meanwhile; it goes back by itself.

    An absence that overlaps is changed rather than doubled. Raises NotAllowed for another person's absence
    unless the actor is a manager; NoSuchRecord for a login that is nobody's; InvalidInput for days that end
    before they begin or are over, and for a stand-in who is the same person or away on these days.
    """
    row = present_staff(act, login)
    act.describe("set-away", "staff", row.record_id)
    require_self_or_manager(act, row)
    stand_in = present_staff(act, stand_in_login)
    today = act.today
    first = from_on or today
    _check_days(first, until, today)
    if stand_in.id == row.id:
        raise InvalidInput(
            _("{name} cannot stand in for themselves.").format(name=row.name),
            _("Name a colleague who is in."),
            field="stand_in",
        )
    clash = _absences(act, stand_in, first, until)
    if clash:
        raise InvalidInput(
            _("{name} is away until {day} and cannot stand in.").format(
                name=stand_in.name, day=clash[0].until_on.isoformat()
            ),
            _("Name a colleague who is in."),
            field="stand_in",
        )
    absence = _write_absence(act, row, stand_in, first, until)
    return AwaySaved(
        absence.record_id,
        row.record_id,
        stand_in.record_id,
        absence.from_on,
        absence.until_on,
        _stood_in_for(act, row, first, until),
    )


def come_back(act: Act, login: str) -> StaffSaved:
    """End the absence of today: the person is in again. An absence that begins later stays.

    Raises NotAllowed for another person unless the actor is a manager; NoSuchRecord; InvalidInput when they
    are not away.
    """
    row = present_staff(act, login)
    act.describe("come-back", "staff", row.record_id)
    require_self_or_manager(act, row)
    today = act.today
    running = _absences(act, row, today, today)
    if not running:
        raise InvalidInput(
            _("{name} is not away.").format(name=row.name), _("There is nothing to end."), field="login"
        )
    for absence in running:
        if absence.from_on < today:
            act.change(absence, until_on=today - timedelta(days=1))
        else:
            act.remove(absence)
    return StaffSaved(row.record_id, row.version)


def _check_days(first: date, until: date, today: date) -> None:
    if until < first:
        raise InvalidInput(
            _("{until} is before {first}.").format(until=until.isoformat(), first=first.isoformat()),
            _("Give the last day away, on or after the first."),
            field="until",
        )
    if until < today:
        raise InvalidInput(
            _("{until} is over.").format(until=until.isoformat()),
            _("Give the last day away, today or later."),
            field="until",
        )


def _absences(act: Act, row: Staff, first: date, until: date) -> list[Absence]:
    """This person's absences that touch these days, the earliest first."""
    statement = select(Absence).where(
        Absence.staff_id == row.id, Absence.from_on <= until, Absence.until_on >= first
    )
    return list(act.session.exec(statement.order_by(col(Absence.from_on), col(Absence.id))))


def _write_absence(act: Act, row: Staff, stand_in: Staff, first: date, until: date) -> Absence:
    overlapping = _absences(act, row, first, until)
    if not overlapping:
        return act.add(
            Absence(staff_id=row.record_id, stand_in_id=stand_in.record_id, from_on=first, until_on=until)
        )
    kept, *others = overlapping
    for other in others:
        act.remove(other)
    # Days already spent away stay spent, whoever stands in from now on.
    act.change(kept, from_on=min(kept.from_on, first), until_on=until, stand_in_id=stand_in.record_id)
    return kept


def _stood_in_for(act: Act, row: Staff, first: date, until: date) -> tuple[str, ...]:
    """A sentence for each colleague whose stand-in is now away too."""
    statement = (
        select(col(Staff.name), col(Absence.until_on))
        .join(Absence, col(Absence.staff_id) == col(Staff.id))
        .where(Absence.stand_in_id == row.id, Absence.from_on <= until, Absence.until_on >= first)
    )
    return tuple(
        _("{name} stands in for {other} until {day}: find somebody else for that.").format(
            name=row.name, other=other, day=day.isoformat()
        )
        for other, day in act.session.exec(statement)
    )
