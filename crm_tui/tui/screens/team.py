"""Team: who is in or away until when, what each has on their hands, and what stands out about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.people import StaffMember
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.staff_attainment import OwnShare, may_see, team_attainment
from crm_tui.queries.team import Hands, Standing, listed_members, on_their_hands, standings
from crm_tui.store.reader import Reader
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens import team_rows
from crm_tui.tui.screens.staff_deeds import StaffDeeds
from crm_tui.tui.widgets.rows import ListRow
from crm_tui.tui.widgets.text_lines import Line

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass
class HandsRead(Message, bubble=False):
    """What they have on their hands, and what stands out about them, by staff id."""

    hands: dict[int, Hands]
    standings: Mapping[int, Standing]


@dataclass
class SharesRead(Message, bubble=False):
    """How each keeps the standards this quarter, by staff id."""

    found: dict[int, tuple[OwnShare, ...]]


class TeamScreen(ListScreen[StaffMember], StaffDeeds):
    """The list of staff. Figures of a person are for that person and managers; the team's are for all."""

    LIST = list_views.TEAM
    KIND = "staff"
    COLUMNS = team_rows.COLUMNS
    QUERY = staticmethod(listed_members)
    CARD_LINES = 5
    HEADING = N_("Team")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STAFF, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "filter",
        "away",
        "come-back",
        "praise",
        "new",
        "edit",
        "delete",
        "view",
        "find",
        "call",
        SCREENS_ROW,
    )

    def __init__(self) -> None:
        super().__init__()
        self._hands: dict[int, Hands] | None = None
        self._standings: Mapping[int, Standing] = {}
        self._shares: dict[int, tuple[OwnShare, ...]] | None = None

    def row(self, one: StaffMember) -> ListRow:
        """See :class:`ListScreen`."""
        seen = may_see(self.actor, one.id)
        hands = None if self._hands is None or not seen else self._hands.get(one.id, Hands())
        return team_rows.staff_row(one, hands, self._shares_of(one), self.telling)

    def none_yet(self) -> str:
        """Whoever looks works here."""
        return ""

    def card(self, one: StaffMember, width: int) -> Iterable[Line]:
        """What stands out about them."""
        return team_rows.card(
            one,
            self._standings.get(one.id, Standing()),
            self._shares_of(one),
            self.telling,
            is_seen=may_see(self.actor, one.id),
        )

    def counted(self) -> str:
        """How many are in, and what they have to do."""
        here = [member for member in self.found if member.left_on is None]
        away = sum(member.away is not None for member in here)
        said = [_("{count} in").format(count=len(here) - away)]
        if away:
            said.append(_("{count} away").format(count=away))
        if self._hands is not None:
            said += _work_in_words([self._hands.get(member.id, Hands()) for member in self.found])
        return " · ".join(said)

    def read_again(self) -> None:
        """Who works here is shown at once; what they have to do follows, then how they keep the standards."""
        super().read_again()
        business, actor, now = self.business, self.actor, self.shell.state.now()

        def read(reader: Reader) -> tuple[dict[int, Hands], Mapping[int, Standing]]:
            return on_their_hands(reader, now, business.zone), standings(reader, now=now, viewer=actor)

        self.shell.work.read(self, "hands", read, lambda found: HandsRead(*found))
        if self._shares is None:
            quarter = quarter_of(self.telling.today)
            query = partial(team_attainment, period=quarter, now=now, zone=business.zone, viewer=actor)
            self.shell.work.read(self, "shares", query, SharesRead)

    def on_hands_read(self, message: HandsRead) -> None:
        """The figures have come."""
        self._hands, self._standings = message.hands, message.standings
        self.show_rows()

    def on_shares_read(self, message: SharesRead) -> None:
        """How they keep the standards has come, after all else."""
        self._shares = message.found
        self.show_rows()

    def open_record(self, one: StaffMember) -> None:
        """Open their page."""
        self.shell.open("member", staff_id=one.id)

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
        return self.record

    def _shares_of(self, member: StaffMember) -> tuple[OwnShare, ...] | None:
        if self._shares is None or not may_see(self.actor, member.id):
            return None
        return self._shares.get(member.id, ())


def _work_in_words(hands: Sequence[Hands]) -> list[str]:
    late = sum(each.late for each in hands)
    cases = sum(each.cases for each in hands)
    contacts = sum(each.contacts for each in hands)
    return [
        _("{count} to do, {late} late").format(count=sum(each.follow_ups for each in hands), late=late),
        ngettext("{count} case open", "{count} cases open", cases).format(count=cases),
        ngettext("{count} contact today", "{count} contacts today", contacts).format(count=contacts),
    ]


def _leave(act: "Act", login: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.staff import leave, present_staff

    name = present_staff(act, login).name
    left = leave(act, login)
    return " ".join((_("Left today: {name}.").format(name=name), *left.warnings))
