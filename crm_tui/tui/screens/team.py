"""Team: who is in or away until when, what each has on their hands, and what stands out about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.people import StaffMember
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.staff_attainment import OwnShare, may_see, team_attainment
from crm_tui.queries.team import Hands, Standing, members, on_their_hands, standings
from crm_tui.store.reader import Reader
from crm_tui.tui.screens import team_rows
from crm_tui.tui.screens.staff_deeds import StaffDeeds
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass
class TeamRead(Message, bubble=False):
    """Who works here."""

    members: tuple[StaffMember, ...]


@dataclass
class HandsRead(Message, bubble=False):
    """What they have on their hands, and what stands out about them, by staff id."""

    hands: dict[int, Hands]
    standings: Mapping[int, Standing]


@dataclass
class SharesRead(Message, bubble=False):
    """How each keeps the standards this quarter, by staff id."""

    found: dict[int, tuple[OwnShare, ...]]


class TeamScreen(StaffDeeds):
    """The list of staff. Figures of a person are for that person and managers; the team's are for all."""

    HEADING = N_("Team")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STAFF, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "away", "come-back", "praise", "new", "edit", "delete", "find", "call", SCREENS_ROW)
    CSS = """
    TeamScreen RecordList { margin-top: 1; height: 1fr; }
    TeamScreen TextLines { height: 5; margin-top: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._members: tuple[StaffMember, ...] = ()
        self._hands: dict[int, Hands] | None = None
        self._standings: Mapping[int, Standing] = {}
        self._shares: dict[int, tuple[OwnShare, ...]] | None = None

    def body(self) -> Iterable[Widget]:
        """The list, and below it the card of who is at the cursor."""
        yield RecordList(team_rows.columns(), show_header=True, id="staff")
        yield TextLines(id="card")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def top_left(self) -> str:
        """How many are in, and what the team has to do."""
        heading = _(self.HEADING)
        if not self._members:
            return heading
        here = [member for member in self._members if member.left_on is None]
        away = sum(member.away is not None for member in here)
        said = [_("{count} in").format(count=len(here) - away)]
        if away:
            said.append(_("{count} away").format(count=away))
        if self._hands is not None:
            to_do = sum(hands.follow_ups for hands in self._hands.values())
            late = sum(hands.late for hands in self._hands.values())
            cases = sum(hands.cases for hands in self._hands.values())
            contacts = sum(hands.contacts for hands in self._hands.values())
            said.append(_("{count} to do, {late} late").format(count=to_do, late=late))
            said.append(ngettext("{count} case open", "{count} cases open", cases).format(count=cases))
            said.append(
                ngettext("{count} contact today", "{count} contacts today", contacts).format(count=contacts)
            )
        return f"{heading}   {' · '.join(said)}"

    def on_team_read(self, message: TeamRead) -> None:
        """Show who works here at once; what they have to do follows, and then how they keep the standards."""
        self._members = message.members
        self._show()
        state = self.shell.state
        business, actor, now = state.business, state.actor, state.now()
        if business is None or actor is None:
            return

        def read(reader: Reader) -> tuple[dict[int, Hands], Mapping[int, Standing]]:
            return on_their_hands(reader, now, business.zone), standings(reader, now=now, viewer=actor)

        self.shell.work.read(self, "hands", read, lambda found: HandsRead(*found))
        if self._shares is None:
            quarter = quarter_of(telling_of(state).today)
            query = partial(team_attainment, period=quarter, now=now, zone=business.zone, viewer=actor)
            self.shell.work.read(self, "shares", query, SharesRead)

    def on_hands_read(self, message: HandsRead) -> None:
        """The figures have come."""
        self._hands, self._standings = message.hands, message.standings
        self._show()

    def on_shares_read(self, message: SharesRead) -> None:
        """How they keep the standards has come, after all else."""
        self._shares = message.found
        self._show()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Open the page of who is at the cursor."""
        member = self.member
        if member is not None:
            self.shell.open("member", staff_id=member.id)

    def on_record_list_rested(self, message: RecordList.Rested) -> None:
        """The card follows the cursor."""
        self._show_card()

    def do_new(self) -> None:
        """Add a member of staff."""
        if self.is_admin():
            self.shell.open("staff-form")

    def do_delete(self) -> None:
        """Note that they left; their name stays on all that they did."""
        member = self.member
        if member is not None and self.is_admin():
            self.write("leave", partial(_leave, login=member.login))

    @property
    def member(self) -> StaffMember | None:
        """Who is at the cursor."""
        row = self.query_one(RecordList).current
        return next((one for one in self._members if row is not None and one.id == row.id), None)

    def _show(self) -> None:
        state = self.shell.state
        if state.actor is None:
            return
        telling = telling_of(state)
        rows = []
        for member in self._members:
            seen = may_see(state.actor, member.id)
            hands = None if self._hands is None or not seen else self._hands.get(member.id, Hands())
            rows.append(team_rows.staff_row(member, hands, self._shares_of(member), telling))
        self.query_one(RecordList).set_rows(rows)
        self._show_card()
        self.refresh_frame()

    def _show_card(self) -> None:
        member, actor = self.member, self.shell.state.actor
        if member is None or actor is None:
            return
        lines = team_rows.card(
            member,
            self._standings.get(member.id, Standing()),
            self._shares_of(member),
            telling_of(self.shell.state),
            is_seen=may_see(actor, member.id),
        )
        self.query_one("#card", TextLines).show_lines(lines)

    def _shares_of(self, member: StaffMember) -> tuple[OwnShare, ...] | None:
        actor = self.shell.state.actor
        if self._shares is None or actor is None or not may_see(actor, member.id):
            return None
        return self._shares.get(member.id, ())

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        if self.shell.state.business is not None:
            query = partial(members, today=telling_of(self.shell.state).today)
            self.shell.work.read(self, "team", query, TeamRead)


def _leave(act: "Act", login: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.staff import leave, present_staff

    name = present_staff(act, login).name
    left = leave(act, login)
    return " ".join((_("Left today: {name}.").format(name=name), *left.warnings))
