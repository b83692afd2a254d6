"""The people at the desk: who joins, who changes role, who leaves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlmodel import col, select

from crm_tui.domain.errors import InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.domain.words import Role
from crm_tui.i18n import _, ngettext
from crm_tui.store.journal import Act
from crm_tui.store.tables import Staff

_OPEN_WORK = text(
    """SELECT (SELECT count(*) FROM customers WHERE manager_id = :id AND deleted_at IS NULL),
              (SELECT count(*) FROM cases
                WHERE owner_id = :id AND stage IN ('open', 'waiting') AND deleted_at IS NULL),
              (SELECT count(*) FROM follow_ups WHERE staff_id = :id AND state = 'open'),
              (SELECT count(*) FROM promises WHERE staff_id = :id AND state = 'open')"""
)


@dataclass(frozen=True, slots=True)
class StaffSaved:
    """A member of staff as saved; ``warnings`` are sentences about what was left open."""

    id: int
    version: int
    warnings: tuple[str, ...] = ()


def add_staff(act: Act, *, login: str, name: str, role: str = Role.AGENT.value) -> StaffSaved:
    """Add a member of staff.

    Raises NotAllowed unless the actor is an admin; InvalidInput for an empty login or name, a login that
    somebody present has, and an unknown role.
    """
    act.describe("add-staff", "staff")
    act.actor.require(Role.ADMIN)
    row = act.add(
        Staff(
            login=_free_login(act, login),
            name=_given_name(name),
            role=_role(role).value,
            joined_at=act.now,
        )
    )
    act.about("staff", row.record_id)
    return StaffSaved(row.record_id, row.version)


def edit_staff(
    act: Act,
    login: str,
    *,
    new_login: str | None = None,
    name: str | None = None,
    role: str | None = None,
    version: int | None = None,
) -> StaffSaved:
    """Change what is given; None leaves as it is. ``version`` is the one that was read.

    Raises NotAllowed unless the actor is an admin, and for taking the role from the last admin; NoSuchRecord,
    ChangedSince, InvalidInput.
    """
    row = present_staff(act, login)
    act.describe("edit-staff", "staff", row.record_id)
    act.actor.require(Role.ADMIN)
    act.expect_version(row, version)
    changes: dict[str, str] = {}
    if new_login is not None and new_login.strip() != row.login:
        changes["login"] = _free_login(act, new_login)
    if name is not None:
        changes["name"] = _given_name(name)
    if role is not None:
        changes["role"] = _role(role).value
        if changes["role"] != Role.ADMIN:
            _refuse_without_admin(act, row)
    act.change(row, **changes)
    return StaffSaved(row.record_id, row.version)


def leave(act: Act, login: str, *, on: date | None = None) -> StaffSaved:
    """Note that somebody left on that day (today unless given). Their name stays on all that they did.

    Raises NotAllowed unless the actor is an admin, and for the last admin; NoSuchRecord; InvalidInput for a
    day to come, since their login works until it is noted.
    """
    row = present_staff(act, login)
    act.describe("leave", "staff", row.record_id)
    act.actor.require(Role.ADMIN)
    day = on or act.today
    if day > act.today:
        raise InvalidInput(
            _("{day} has not come yet.").format(day=day.isoformat()),
            _("Note it on the day itself: until then {name} keeps working.").format(name=row.name),
            field="on",
        )
    _refuse_without_admin(act, row)
    warnings = _left_open(act, row)
    act.change(row, left_on=day)
    return StaffSaved(row.record_id, row.version, warnings)


def present_staff(act: Act, login: str) -> Staff:
    """The member of staff with this login who has not left. Raises NoSuchRecord."""
    row = _find(act, login)
    if row is None:
        raise NoSuchRecord(
            _("Nobody here has the login “{login}”.").format(login=login),
            _("List the logins with `crm-tui staff list`."),
        )
    return row


def require_self_or_manager(act: Act, row: Staff) -> None:
    """Raise NotAllowed unless the actor is this member of staff, or in charge."""
    if act.actor.staff_id != row.id:
        act.actor.require(Role.MANAGER)


def _find(act: Act, login: str) -> Staff | None:
    wanted = login.strip()
    return act.session.exec(select(Staff).where(Staff.login == wanted, col(Staff.left_on).is_(None))).first()


def _free_login(act: Act, login: str) -> str:
    wanted = login.strip()
    if not wanted or any(letter.isspace() for letter in wanted):
        raise InvalidInput(
            _("A login is one word."),
            _("Type the name under which they log in to this computer."),
            field="login",
        )
    holder = _find(act, wanted)
    if holder is not None:
        raise InvalidInput(
            _("The login “{login}” belongs to {name} already.").format(login=wanted, name=holder.name),
            _("Each person needs a login of their own."),
            field="login",
        )
    return wanted


def _given_name(name: str) -> str:
    if not name.strip():
        raise InvalidInput(
            _("A name cannot be empty."), _("Type the name as colleagues know it."), field="name"
        )
    return name.strip()


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError as error:
        raise InvalidInput(
            _("There is no role “{role}”.").format(role=role),
            _("Use one of: {roles}.").format(roles=", ".join(Role)),
            field="role",
        ) from error


def _refuse_without_admin(act: Act, row: Staff) -> None:
    admins = act.session.exec(
        select(Staff).where(Staff.role == Role.ADMIN.value, col(Staff.left_on).is_(None))
    ).all()
    if [admin.id for admin in admins] == [row.id]:
        raise NotAllowed(
            _("{name} is the last admin.").format(name=row.name),
            _("Make somebody else an admin first, or nobody could change the settings."),
        )


def _left_open(act: Act, row: Staff) -> tuple[str, ...]:
    """Sentences about the work that still carries the name of somebody who leaves."""
    counts = act.session.connection().execute(_OPEN_WORK, {"id": row.id}).one()
    customers, cases, follow_ups, promises = map(int, counts)
    said = (
        (
            customers,
            ngettext("{count} customer is still theirs.", "{count} customers are still theirs.", customers),
        ),
        (
            cases,
            ngettext("{count} open case is still theirs.", "{count} open cases are still theirs.", cases),
        ),
        (
            follow_ups,
            ngettext(
                "{count} open follow-up is still theirs.",
                "{count} open follow-ups are still theirs.",
                follow_ups,
            ),
        ),
        (
            promises,
            ngettext(
                "{count} open promise is still theirs.", "{count} open promises are still theirs.", promises
            ),
        ),
    )
    warnings = [sentence.format(count=count) for count, sentence in said if count]
    if warnings:
        warnings.append(
            _("Give it to a colleague: `crm-tui staff hand-over {login} --to LOGIN`.").format(login=row.login)
        )
    return tuple(warnings)
