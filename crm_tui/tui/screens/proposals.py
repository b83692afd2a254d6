"""Proposals: what staff would change, about one standard or policy or about all, with the answers."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from crm_tui.commands.command import Scope
from crm_tui.domain import list_views
from crm_tui.domain.words import ProposalState
from crm_tui.i18n import N_, _
from crm_tui.queries.narrowing import Asked
from crm_tui.queries.proposals import Proposal, listed_proposals, proposal
from crm_tui.store.reader import Reader
from crm_tui.tui.list_screen import ListScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.proposal_forms import proposal_texts
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line

_SIGNS = {ProposalState.OPEN: Severity.NORMAL, ProposalState.ACCEPTED: Severity.MET}
_MOST_LINES = 3


class ProposalsScreen(ListScreen[Proposal]):
    """The list, and below it the proposal at the cursor in full.

    With ``proposal_id`` the cursor begins on it, among all that are about the same.
    """

    LIST = list_views.PROPOSALS
    KIND = "proposal"
    COLUMNS = (
        Column("day", width=11),
        Column("state", width=10),
        Column("who", width=18),
        Column("words"),
    )
    CARD_LINES = 9
    HEADING = N_("Proposals")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PROPOSAL, Scope.LIST, Scope.DESK)
    FOOTER = ("open", "filter", "accept", "decline", "new", "view", "close")

    def __init__(
        self, standard_id: int | None = None, policy_id: int | None = None, proposal_id: int | None = None
    ) -> None:
        super().__init__()
        self._about: dict[str, Any] = {"standard_id": standard_id, "policy_id": policy_id}
        self._begin_on = proposal_id

    def reads(self) -> Callable[[Reader, Asked], Sequence[Proposal]]:
        """See :class:`ListScreen`."""
        if self._begin_on is not None:
            return partial(_about_the_same, self._begin_on)
        return partial(listed_proposals, **self._about)

    def row(self, one: Proposal) -> ListRow:
        """See :class:`ListScreen`."""
        cells = (
            self.telling.long_day(self.telling.day_of(one.at)),
            Cell(one.state.label, "met" if one.state is ProposalState.ACCEPTED else ""),
            one.staff,
            one.words,
        )
        return ListRow((self.KIND, one.id), cells, severity=_SIGNS.get(one.state, Severity.NONE))

    def none_yet(self) -> str:
        """See :class:`ListScreen`."""
        return _("Nobody has proposed anything yet. {new} proposes a change.").format(
            new=self.shell.keyboard.key_shown("new")
        )

    def card(self, one: Proposal, width: int) -> Iterable[Line]:
        """All of its texts."""
        for place, text in enumerate(proposal_texts(one)):
            for line in wrapped(text, max(1, width), _MOST_LINES):
                yield ((line, "" if place else "strong"),)

    def show_rows(self) -> None:
        """The first time the cursor goes to the proposal that was asked for."""
        begin_on, self._begin_on = self._begin_on, None
        if begin_on is not None and self.found:
            self._about = {"standard_id": self.found[0].standard_id, "policy_id": self.found[0].policy_id}
        super().show_rows()
        if begin_on is not None:
            self.rows.select((self.KIND, begin_on))
            self.show_card()

    def heading(self) -> str:
        """What they are about."""
        if self._about["standard_id"] is not None:
            return _("Proposals about standard {id}").format(id=self._about["standard_id"])
        if self._about["policy_id"] is not None:
            return _("Proposals about policy {id}").format(id=self._about["policy_id"])
        return super().heading()

    def on_failed(self, message: Failed) -> None:
        """A proposal that is not there has no page."""
        if self._begin_on is not None:
            self.shell.close_page()

    def open_record(self, one: Proposal) -> None:
        """Go to what it is about."""
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
        self.shell.open("propose-change", **self._about)

    def _answer(self, *, accept: bool) -> None:
        one = self.record
        if one is None:
            self.shell.say(_("There is no proposal at the cursor."))
        elif one.is_open:
            self.shell.open("answer-proposal", proposal_id=one.id, accept=accept)
        else:
            self.shell.say(_("It was answered before: {state}.").format(state=one.state.label))


def _about_the_same(proposal_id: int, reader: Reader, asked: Asked) -> tuple[Proposal, ...]:
    begun = proposal(reader, proposal_id)
    return listed_proposals(reader, asked, standard_id=begun.standard_id, policy_id=begun.policy_id)
