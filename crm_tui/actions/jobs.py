"""A member of staff's job: what it is, which standards it names, what they may spend without asking."""

from collections.abc import Collection

from sqlmodel import select

from crm_tui.actions.staff import StaffSaved, present_staff
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import JobStandard, Standard


def describe_job(
    act: Act,
    login: str,
    *,
    job: str | None = None,
    standards: Collection[int] | None = None,
    version: int | None = None,
) -> StaffSaved:
    """Write the job description and name the standards that it holds to; None leaves as it is.

    Raises NotAllowed below manager; NoSuchRecord for a login or standard that is none; ChangedSince;
    InvalidInput for a standard that was retired.
    """
    row = present_staff(act, login)
    act.describe("describe-job", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(row, version)
    if job is not None:
        act.change(row, job=job.strip())
    if standards is not None:
        _name_standards(act, row.record_id, set(standards))
    return StaffSaved(row.record_id, row.version)


def set_allowance(act: Act, login: str, amount: int | None) -> StaffSaved:
    """What somebody may spend on one case to make it good, without asking.

    ``amount`` is in 1/10,000 of the business's currency; 0 is nothing, None that nothing was agreed. Raises
    NotAllowed unless the actor is an admin; NoSuchRecord; InvalidInput for an amount below nought.
    """
    row = present_staff(act, login)
    act.describe("set-allowance", "staff", row.record_id)
    act.actor.require(Role.ADMIN)
    if amount is not None and amount < 0:
        raise InvalidInput(
            _("An allowance cannot be below nought."),
            _("Give what they may spend on a case without asking; 0 means nothing."),
            field="allowance",
        )
    act.change(row, allowance=amount)
    return StaffSaved(row.record_id, row.version)


def _name_standards(act: Act, staff_id: int, wanted: set[int]) -> None:
    named = {
        row.standard_id: row
        for row in act.session.exec(select(JobStandard).where(JobStandard.staff_id == staff_id))
    }
    for standard_id in sorted(wanted - named.keys()):
        if act.get(Standard, standard_id).retired_at is not None:
            raise InvalidInput(
                _("Standard {id} was retired.").format(id=standard_id),
                _("A job names standards that hold."),
                field="standards",
            )
        act.add(JobStandard(staff_id=staff_id, standard_id=standard_id))
    for standard_id in sorted(named.keys() - wanted):
        act.remove(named[standard_id])
