"""Skills: what a member of staff can do, and how well."""

from sqlmodel import select

from crm_tui.actions.staff import StaffSaved, present_staff
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Skill, Staff

#: From learning it to teaching it.
LEVELS = range(1, 5)


def set_skill(act: Act, login: str, name: str, level: int) -> StaffSaved:
    """Note how well somebody can do something: 1 learns it, 2 does it with help, 3 alone, 4 teaches it.

    A skill that they have already, however it is spelled, changes its level. Raises NotAllowed below manager;
    NoSuchRecord for a login that is nobody's; InvalidInput for no name and for a level that there is not.
    """
    row = present_staff(act, login)
    act.describe("set-skill", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    wanted = name.strip()
    if not wanted:
        raise InvalidInput(
            _("A skill needs a name."), _("Say what they can do: repairs, French, complaints."), field="name"
        )
    if level not in LEVELS:
        raise InvalidInput(
            _("There is no level {level}.").format(level=level),
            _("1 learns it, 2 does it with help, 3 does it alone, 4 teaches it."),
            field="level",
        )
    skill = _skill(act, row, wanted)
    if skill is None:
        act.add(Skill(staff_id=row.record_id, name=wanted, level=level))
    else:
        act.change(skill, level=level)
    return StaffSaved(row.record_id, row.version)


def drop_skill(act: Act, login: str, name: str) -> StaffSaved:
    """Take a skill off somebody's list.

    Raises NotAllowed below manager; NoSuchRecord; InvalidInput for a skill that is not on it.
    """
    row = present_staff(act, login)
    act.describe("drop-skill", "staff", row.record_id)
    act.actor.require(Role.MANAGER)
    skill = _skill(act, row, name.strip())
    if skill is None:
        raise InvalidInput(
            _("{name} has no skill “{skill}”.").format(name=row.name, skill=name),
            _("`crm-tui staff show {login}` lists their skills.").format(login=row.login),
            field="name",
        )
    act.remove(skill)
    return StaffSaved(row.record_id, row.version)


def _skill(act: Act, row: Staff, name: str) -> Skill | None:
    skills = act.session.exec(select(Skill).where(Skill.staff_id == row.record_id))
    return next((skill for skill in skills if fold(skill.name) == fold(name)), None)
