"""Team: who is in or away until when, who stands in, and what each has on their hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _
from crm_tui.queries.people import StaffMember, staff
from crm_tui.queries.team import Hands, on_their_hands
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.telling import Telling, telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_IN_CHARGE = (Role.MANAGER, Role.ADMIN)


@dataclass
class TeamRead(Message, bubble=False):
    """Who works here."""

    members: tuple[StaffMember, ...]


@dataclass
class HandsRead(Message, bubble=False):
    """What they have on their hands, by staff id."""

    found: dict[int, Hands]


class TeamScreen(DeedScreen):
    """The list of staff. Figures of a person are for that person and managers; the team's are for all."""

    HEADING = N_("Team")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STAFF, Scope.LIST, Scope.DESK)
    FOOTER = ("away", "come-back", "new", "edit", "delete", "find", "call", SCREENS_ROW)
    CSS = "TeamScreen RecordList { margin-top: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._members: tuple[StaffMember, ...] = ()
        self._hands: dict[int, Hands] | None = None

    def body(self) -> Iterable[Widget]:
        """The list."""
        columns = (
            Column("state", width=13),
            Column("role", _("role"), width=7),
            Column("customers", _("customers"), width=9, align="right"),
            Column("follow-ups", _("to do"), width=10, align="right"),
            Column("login", _("login"), width=10, from_width=100),
            Column("name", _("name"), weight=1),
            Column("stand-in", _("stands in"), weight=1),
        )
        yield RecordList(columns, show_header=True, id="staff")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def top_left(self) -> str:
        """How many are in, and what the team has to do."""
        heading = _(self.HEADING)
        if not self._members:
            return heading
        away = sum(member.away is not None for member in self._members)
        said = [_("{count} in").format(count=len(self._members) - away)]
        if away:
            said.append(_("{count} away").format(count=away))
        if self._hands is not None:
            to_do = sum(hands.follow_ups for hands in self._hands.values())
            late = sum(hands.late for hands in self._hands.values())
            said.append(_("{count} to do, {late} late").format(count=to_do, late=late))
        return f"{heading}   {' · '.join(said)}"

    def on_team_read(self, message: TeamRead) -> None:
        """Show who works here at once; what they have to do follows."""
        self._members = message.members
        self._show()
        query = partial(on_their_hands, now=self.shell.state.now())
        self.shell.work.read(self, "hands", query, HandsRead)

    def on_hands_read(self, message: HandsRead) -> None:
        """The figures have come."""
        self._hands = message.found
        self._show()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open who is at the cursor."""
        self.do_edit()

    def do_new(self) -> None:
        """Add a member of staff."""
        if self._is_admin():
            self.shell.open("staff-form")

    def do_edit(self) -> None:
        """Change login, name or role."""
        member = self._at_cursor()
        if member is not None and self._is_admin():
            self.shell.open("staff-form", staff_id=member.id)

    def do_delete(self) -> None:
        """Note that they left; their name stays on all that they did."""
        member = self._at_cursor()
        if member is not None and self._is_admin():
            self.write("leave", partial(_leave, login=member.login))

    def do_away(self) -> None:
        """Ask until when, and who stands in."""
        member = self._at_cursor()
        if member is not None and self._may_send_away(member):
            self.shell.open("away", staff_id=member.id)

    def do_come_back(self) -> None:
        """End the absence."""
        member = self._at_cursor()
        if member is None:
            return
        if member.away is None:
            self.shell.say(_("They are not away: {name}").format(name=member.name))
        elif self._may_send_away(member):
            self.write("come-back", partial(_come_back, login=member.login, name=member.name))

    def _at_cursor(self) -> StaffMember | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._members if row is not None and one.id == row.id), None)

    def _is_admin(self) -> bool:
        actor = self.shell.state.actor
        if actor is not None and actor.role is Role.ADMIN:
            return True
        self.shell.say(_("Only an admin adds, changes or takes off members of staff."))
        return False

    def _may_send_away(self, member: StaffMember) -> bool:
        actor = self.shell.state.actor
        if actor is not None and (actor.role in _IN_CHARGE or actor.staff_id == member.id):
            return True
        self.shell.say(_("Only they themselves, a manager or an admin can do this."))
        return False

    def _show(self) -> None:
        state = self.shell.state
        if state.actor is None:
            return
        all_figures = state.actor.role in _IN_CHARGE
        telling = telling_of(state)
        rows = []
        for member in self._members:
            hands = None
            if self._hands is not None and (all_figures or member.id == state.actor.staff_id):
                hands = self._hands.get(member.id, Hands())
            rows.append(staff_row(member, hands, telling))
        self.query_one(RecordList).set_rows(rows)
        self.refresh_frame()

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        if self.shell.state.business is not None:
            query = partial(staff, today=telling_of(self.shell.state).today)
            self.shell.work.read(self, "team", query, TeamRead)


def staff_row(member: StaffMember, hands: Hands | None, telling: Telling) -> ListRow:
    """A member of staff; ``hands`` is None where the figures are not known, or not for the viewer."""
    away = member.away
    state, stand_in = _("in"), ""
    if away is not None:
        ends_at = end_of_day(away.until_on, telling.zone)
        state = _("until {day}").format(day=telling.due(ends_at, True, away.until_on))
        stand_in = away.stand_in_name
    to_do = ""
    if hands is not None:
        to_do = telling.number(hands.follow_ups)
        if hands.late:
            to_do = _("{count}, {late} late").format(count=to_do, late=hands.late)
    return ListRow(
        member.id,
        (
            Cell(state, "" if away is None else "strong"),
            Cell(member.role.label, "dim"),
            telling.number(hands.customers) if hands is not None else "",
            Cell(to_do, "late" if hands is not None and hands.late else ""),
            Cell(member.login, "dim"),
            member.name,
            Cell(stand_in, "dim"),
        ),
        severity=Severity.NONE if away is None else Severity.NORMAL,
    )


# The actions need the ORM, which the first screen does not wait for.


def _come_back(act: "Act", login: str, name: str) -> str:
    from crm_tui.actions.absences import come_back

    come_back(act, login)
    return _("Back again: {name}").format(name=name)


def _leave(act: "Act", login: str) -> str:
    from crm_tui.actions.staff import leave, present_staff

    name = present_staff(act, login).name
    left = leave(act, login)
    return " ".join((_("Left today: {name}.").format(name=name), *left.warnings))
