"""Referrals: who recommended us to whom, and whether we said thank you."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.when import read_when
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.referrals import Referral, referrals
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.screens.referral_rows import COLUMNS, referral_rows
from crm_tui.tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: Soon enough to be remembered by both, and not on top of what brought it up.
_THANKED_IN = "tomorrow"


class ReferralsRead(Message, bubble=False):
    """The referrals."""

    def __init__(self, found: tuple[Referral, ...]) -> None:
        super().__init__()
        self.found = found


class ReferralsScreen(DeedScreen):
    """The list; one key plans the thanks, another says that they were given."""

    HEADING = N_("Referrals")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.REFERRAL, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "referral-thank", "referral-thanked", "log", "find", SCREENS_ROW)
    CSS = "ReferralsScreen RecordList { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Referral, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield RecordList(
            COLUMNS,
            title=_("Who recommended us to whom"),
            empty=_("None yet: {key} on a customer writes down who told them about us.").format(
                key=self.shell.keyboard.key_shown("referral")
            ),
        )

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read the list; the cursor stays on its referral."""
        self.shell.work.read(self, "referrals", referrals, ReferralsRead)

    @property
    def customer_id(self) -> int | None:
        """Who recommended us."""
        return None if self._at_cursor is None else self._at_cursor.by_id

    def top_left(self) -> str:
        """How many there are, and how many were not thanked."""
        count = len(self._found)
        said = ngettext("{count} referral", "{count} referrals", count).format(count=count)
        waiting = sum(one.thanked_at is None for one in self._found)
        told = _("{count} not thanked yet").format(count=waiting) if waiting else ""
        return f"{_(self.HEADING)}   {' · '.join(part for part in (said, told) if part)}"

    def on_referrals_read(self, message: ReferralsRead) -> None:
        """Show them."""
        self._found = message.found
        self.query_one(RecordList).set_rows(referral_rows(message.found, self.telling))
        self.refresh_frame()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to who recommended us."""
        if self.customer_id is not None:
            self.shell.open("customer", customer_id=self.customer_id)

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
        found = self._at_cursor
        if self.holds_or_says(found is not None, _("There is no referral at the cursor.")) and found:
            self.write("thank", partial(deed, referral_id=found.id))

    @property
    def _at_cursor(self) -> Referral | None:
        row = self.query_one(RecordList).current if self.is_mounted else None
        at = row.id if row is not None else None
        return next((one for one in self._found if at == ("referral", one.id)), None)


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
