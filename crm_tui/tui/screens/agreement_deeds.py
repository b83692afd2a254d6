"""What the list of agreements and the page of one both do by one key."""

from crm_tui.domain.growth_words import AgreementState
from crm_tui.i18n import _
from crm_tui.queries.agreements import Agreement
from crm_tui.tui.deeds import DeedScreen


class AgreementDeeds(DeedScreen):
    """A screen with an agreement at hand; ``agreement`` is the one that its keys act on."""

    @property
    def agreement(self) -> Agreement | None:
        """The agreement of the page, or at the cursor."""
        raise NotImplementedError

    @property
    def customer_id(self) -> int | None:
        """With whom it was agreed."""
        return None if self.agreement is None else self.agreement.customer_id

    def do_edit(self) -> None:
        """Change it."""
        self._open("agreement-form", _("Only a manager or an admin changes agreements."))

    def do_agreement_renew(self) -> None:
        """Ask until when it goes on."""
        self._open("agreement-renew")

    def do_agreement_notice(self) -> None:
        """Ask why it ends, and when."""
        self._open("agreement-notice")

    def do_agreement_end(self) -> None:
        """Ask why it holds no longer."""
        self._open("agreement-end")

    def do_negotiate(self) -> None:
        """Ask for a move about it."""
        if self.agreement is not None:
            about = {"customer_id": self.agreement.customer_id, "agreement_id": self.agreement.id}
            self.shell.open("negotiate", **about)

    def do_negotiations(self) -> None:
        """Show every move about it."""
        if self.agreement is not None:
            about = {"customer_id": self.agreement.customer_id, "agreement_id": self.agreement.id}
            self.shell.open("negotiations", **about)

    def do_delete(self) -> None:
        """An agreement is never deleted: what was agreed stays to be read."""
        self.shell.say(_("An agreement is not deleted: end it, with a reason."))

    def _open(self, route: str, not_allowed: str = "") -> None:
        found = self.agreement
        if not self.holds_or_says(found is not None, _("There is no agreement at the cursor.")):
            return
        assert found is not None, "it was just said where there is none"
        holds = found.state is AgreementState.ACTIVE
        if not self.holds_or_says(holds, _("It has ended: what was agreed stays to be read.")):
            return
        if not_allowed and not self.holds_or_says(self.actor.role.is_in_charge, not_allowed):
            return
        self.shell.open(route, agreement_id=found.id)
