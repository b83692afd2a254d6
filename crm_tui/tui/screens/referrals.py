"""Referrals: who recommended us to whom, the newest first, and whether they were thanked."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain import list_views
from crm_tui.domain.when import read_when
from crm_tui.i18n import N_, _
from crm_tui.queries.referrals import Referral, listed_referrals
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.screens.referral_rows import COLUMNS, referral_row
from crm_tui.tui.widgets.rows import ListRow

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: Soon enough to be remembered by both, and not on top of what brought it up.
_THANKED_IN = "tomorrow"


class ReferralsScreen(ListScreen[Referral]):
    """The list; one key plans the thanks, another says that they were given."""

    LIST = list_views.REFERRALS
    KIND = "referral"
    COLUMNS = COLUMNS
    QUERY = staticmethod(listed_referrals)
    HEADING = N_("Referrals")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.REFERRAL, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "filter", "referral-thank", "referral-thanked", "view", "log", "find", SCREENS_ROW)

    def row(self, one: Referral) -> ListRow:
        """See :class:`ListScreen`."""
        return referral_row(one, self.telling)

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _("None yet: {key} on a customer writes down who told them about us.").format(
            key=self.shell.keyboard.key_shown("referral")
        )

    @property
    def customer_id(self) -> int | None:
        """Who recommended us."""
        return None if self.record is None else self.record.by_id

    def counted(self) -> str:
        """How many there are, and how many were not thanked."""
        waiting = sum(one.thanked_at is None for one in self.found)
        told = [_("{count} not thanked yet").format(count=waiting)] if waiting else []
        return " · ".join([super().counted(), *told])

    def open_record(self, one: Referral) -> None:
        """Go to who recommended us."""
        self.shell.open("customer", customer_id=one.by_id)

    def do_referral_thank(self) -> None:
        """Plan a follow-up that thanks them."""
        self._write(_plan)

    def do_referral_thanked(self) -> None:
        """Say that they were thanked."""
        self._write(_note)

    def do_new(self) -> None:
        """A referral begins with who was told about us."""
        self.shell.say(
            _("Go to who came to us; {key} there writes down who told them.").format(
                key=self.shell.keyboard.key_shown("referral")
            )
        )

    def _write(self, deed: Callable[..., str]) -> None:
        found = self.record
        if self.holds_or_says(found is not None, _("There is no referral at the cursor.")) and found:
            self.write("thank", partial(deed, referral_id=found.id))


# The actions need the ORM, which the first screen does not wait for.


def _plan(act: "Act", referral_id: int) -> str:
    from crm_tui.actions.reading import reader_of
    from crm_tui.actions.referrals import plan_thanks
    from crm_tui.queries.opening_days import opening_days

    when = read_when(_THANKED_IN, act.now, act.business.zone, opening_days(reader_of(act)))
    saved = plan_thanks(act, referral_id, when)
    return " ".join(
        [_("A follow-up on {day} thanks them.").format(day=when.day), *(note.text for note in saved.warnings)]
    )


def _note(act: "Act", referral_id: int) -> str:
    from crm_tui.actions.referrals import note_thanks

    note_thanks(act, referral_id)
    return _("They were thanked.")
