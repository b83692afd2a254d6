"""Agreements: what was agreed with whom, the one that asks for a decision next first."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import SCREENS_ROW
from crm_tui.domain.growth_words import AgreementState
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.agreements import Agreement, agreements
from crm_tui.tui.screens import agreement_rows
from crm_tui.tui.screens.agreement_deeds import AgreementDeeds
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.text_lines import TextLines

_CARD_LINES = 6


class AgreementsRead(Message, bubble=False):
    """The agreements."""

    def __init__(self, found: tuple[Agreement, ...]) -> None:
        super().__init__()
        self.found = found


class AgreementsScreen(AgreementDeeds):
    """The list, and below it the words of the agreement at the cursor."""

    HEADING = N_("Agreements")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.AGREEMENT, Scope.LIST, Scope.DESK)
    FOOTER = (
        "open",
        "new",
        "edit",
        "agreement-renew",
        "agreement-notice",
        "agreement-end",
        "view",
        "log",
        SCREENS_ROW,
    )
    CSS = f"""
    AgreementsScreen RecordList {{ height: 1fr; }}
    AgreementsScreen TextLines {{ height: {_CARD_LINES}; padding: 0 1; margin-top: 1; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Agreement, ...] = ()
        self._with_ended = False

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        yield RecordList(
            agreement_rows.COLUMNS,
            title=_("By the day for a decision"),
            empty=_("None yet: terms with suppliers, partners or clients. {new} writes one down.").format(
                new=self.shell.keyboard.key_shown("new")
            ),
            id="agreements",
        )
        yield TextLines()

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def read_again(self) -> None:
        """Read the list; the cursor stays on its agreement."""
        query = partial(agreements, with_ended=self._with_ended)
        self.shell.work.read(self, "agreements", query, AgreementsRead)

    @property
    def agreement(self) -> Agreement | None:
        """The one at the cursor."""
        row = self.query_one(RecordList).current
        return next((one for one in self._found if row is not None and row.id == ("agreement", one.id)), None)

    def top_left(self) -> str:
        """How many hold, and how many ask for a decision."""
        holding = [one for one in self._found if one.state is AgreementState.ACTIVE]
        today = self.telling.today
        asking = sum(one.is_near(today) or one.is_overdue(today) for one in holding)
        said = [ngettext("{count} holds", "{count} hold", len(holding)).format(count=len(holding))]
        if asking:
            told = ngettext("{count} asks for a decision", "{count} ask for a decision", asking)
            said.append(told.format(count=asking))
        return f"{_(self.HEADING)}   {' · '.join(said)}"

    def on_agreements_read(self, message: AgreementsRead) -> None:
        """Show them."""
        self._found = message.found
        self.query_one(RecordList).set_rows(agreement_rows.agreement_rows(message.found, self.telling))
        self._show_card()
        self.refresh_frame()

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """The words of the one at the cursor."""
        self._show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to its page."""
        if self.agreement is not None:
            self.shell.open("agreement", agreement_id=self.agreement.id)

    def on_resize(self) -> None:
        """The words are broken into lines anew."""
        self._show_card()

    def do_new(self) -> None:
        """Write one down."""
        allowed = self.actor.role.is_in_charge
        if self.holds_or_says(allowed, _("Only a manager or an admin writes agreements.")):
            self.shell.open("agreement-form")

    def do_view(self) -> None:
        """Show those that ended as well, or no longer."""
        self._with_ended = not self._with_ended
        self.shell.say(
            _("Those that ended are shown as well.") if self._with_ended else _("Only those that hold.")
        )
        self.read_again()

    def _show_card(self) -> None:
        found = self.agreement
        width = max(0, self.size.width - 2)
        lines = [] if found is None else agreement_rows.words_lines(found, width, _CARD_LINES // 2)
        self.query_one(TextLines).show_lines(lines)
