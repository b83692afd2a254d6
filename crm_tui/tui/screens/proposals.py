"""Proposals: what staff would change, about one standard or policy or about all, with the answers."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.words import ProposalState
from crm_tui.i18n import N_, _
from crm_tui.queries.proposals import Proposal, proposal, proposals
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.proposal_forms import proposal_texts
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line, TextLines

_COLUMNS = (Column("day", width=11), Column("state", width=10), Column("who", width=18), Column("words"))
_SIGNS = {ProposalState.OPEN: Severity.NORMAL, ProposalState.ACCEPTED: Severity.MET}
_MOST_LINES = 3


class ProposalsRead(Message, bubble=False):
    """The proposals, the newest first."""

    def __init__(self, found: tuple[Proposal, ...]) -> None:
        super().__init__()
        self.found = found


class ProposalsScreen(DeedScreen):
    """The list, and below it the proposal at the cursor in full.

    With ``proposal_id`` the cursor begins on it, among all that are about the same.
    """

    HEADING = N_("Proposals")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PROPOSAL, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "accept", "decline", "new", "close")
    CSS = """
    ProposalsScreen RecordList { height: 1fr; margin-top: 1; }
    ProposalsScreen #card { height: 9; padding: 0 3; }
    """

    def __init__(
        self, standard_id: int | None = None, policy_id: int | None = None, proposal_id: int | None = None
    ) -> None:
        super().__init__()
        self._standard_id, self._policy_id = standard_id, policy_id
        self._begin_on = proposal_id
        self._found: tuple[Proposal, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        yield RecordList(_COLUMNS, empty=_("Nobody has proposed anything yet. n proposes a change."))
        yield TextLines(id="card")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def on_resize(self) -> None:
        """The card is laid out anew."""
        self._show_card()

    def top_left(self) -> str:
        """What they are about."""
        if self._standard_id is not None:
            return _("Proposals about standard {id}").format(id=self._standard_id)
        if self._policy_id is not None:
            return _("Proposals about policy {id}").format(id=self._policy_id)
        return _(self.HEADING)

    def on_proposals_read(self, message: ProposalsRead) -> None:
        """Show them."""
        self._found = message.found
        if self._begin_on is not None and message.found:
            self._standard_id, self._policy_id = message.found[0].standard_id, message.found[0].policy_id
        telling = telling_of(self.shell.state)
        found = self.query_one(RecordList)
        found.set_rows(
            [
                ListRow(
                    ("proposal", one.id),
                    (
                        telling.long_day(telling.day_of(one.at)),
                        Cell(one.state.label, "met" if one.state is ProposalState.ACCEPTED else ""),
                        one.staff,
                        one.words,
                    ),
                    severity=_SIGNS.get(one.state, Severity.NONE),
                )
                for one in message.found
            ]
        )
        if self._begin_on is not None:
            found.select(("proposal", self._begin_on))
            self._begin_on = None
        self._show_card()
        self.refresh_frame()

    def on_failed(self, message: Failed) -> None:
        """A proposal that is not there has no page."""
        if self._begin_on is not None:
            self.shell.close_page()

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """The card follows the cursor: all of it is at hand."""
        self._show_card()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Go to what it is about."""
        one = self._at_cursor
        if one is None:
            return
        if one.policy_id is not None:
            self.shell.open("policy", policy_id=one.policy_id)
        else:
            self.shell.open("standard", standard_id=one.standard_id)

    def do_accept(self) -> None:
        """Ask for the answer."""
        self._answer(accept=True)

    def do_decline(self) -> None:
        """Ask for the answer."""
        self._answer(accept=False)

    def do_new(self) -> None:
        """Propose another change to the same."""
        self.shell.open("propose-change", standard_id=self._standard_id, policy_id=self._policy_id)

    def _answer(self, *, accept: bool) -> None:
        one = self._at_cursor
        if one is None:
            self.shell.say(_("There is no proposal at the cursor."))
        elif one.is_open:
            self.shell.open("answer-proposal", proposal_id=one.id, accept=accept)
        else:
            self.shell.say(_("It was answered before: {state}.").format(state=one.state.label))

    @property
    def _at_cursor(self) -> Proposal | None:
        row = self.query_one(RecordList).current
        return next((one for one in self._found if row and row.id == ("proposal", one.id)), None)

    def _show_card(self) -> None:
        one, card = self._at_cursor, self.query_one("#card", TextLines)
        lines: list[Line] = []
        if one is not None:
            width = max(1, self.size.width - 6)
            for place, text in enumerate(proposal_texts(one)):
                lines += [
                    ((line, "strong" if place == 0 else ""),) for line in wrapped(text, width, _MOST_LINES)
                ]
        card.show_lines(lines)

    def read_again(self) -> None:
        """Read what is shown; the cursor stays on its record."""
        query = partial(
            _read, standard_id=self._standard_id, policy_id=self._policy_id, proposal_id=self._begin_on
        )
        self.shell.work.read(self, "proposals", query, ProposalsRead)


def _read(
    reader: Reader, standard_id: int | None, policy_id: int | None, proposal_id: int | None
) -> tuple[Proposal, ...]:
    if proposal_id is not None:
        begun = proposal(reader, proposal_id)
        standard_id, policy_id = begun.standard_id, begun.policy_id
    return tuple(reversed(proposals(reader, standard_id=standard_id, policy_id=policy_id)))
