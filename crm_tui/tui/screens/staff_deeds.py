"""What one key does for a member of staff, in the list of the team and on their own page."""

from functools import partial
from typing import TYPE_CHECKING

from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.queries.people import StaffMember
from crm_tui.queries.staff_attainment import may_see
from crm_tui.tui.deeds import DeedScreen

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class StaffDeeds(DeedScreen):
    """A screen with a member of staff in view."""

    @property
    def member(self) -> StaffMember | None:
        """Who is in view."""
        return None

    def is_admin(self) -> bool:
        """Whether the user may add, change and take off staff; says so when not."""
        return self.holds_or_says(
            self.actor.role is Role.ADMIN, _("Only an admin adds, changes or takes off members of staff.")
        )

    def do_edit(self) -> None:
        """Change login, name, role or allowance."""
        member = self.member
        if member is not None and self.is_admin():
            self.shell.open("staff-form", staff_id=member.id)

    def do_away(self) -> None:
        """Ask until when, and who stands in."""
        member = self.member
        if member is not None and self._is_theirs(member):
            self.shell.open("away", staff_id=member.id)

    def do_come_back(self) -> None:
        """End the absence."""
        member = self.member
        if member is None:
            return
        if member.away is None:
            self.shell.say(_("They are not away: {name}").format(name=member.name))
        elif self._is_theirs(member):
            self.write("come-back", partial(_come_back, login=member.login, name=member.name))

    def do_train(self) -> None:
        """Ask which training, and by when."""
        self._ask("training")

    def do_skill(self) -> None:
        """Ask what they can do, and how well."""
        self._ask("skill")

    def do_job(self) -> None:
        """Ask what their job is."""
        self._ask("job")

    def do_checklist(self) -> None:
        """Begin the newcomer's checklist, or ask what to add to it."""
        self._ask("checklist-item")

    def do_write_one_to_one(self) -> None:
        """Write about a talk."""
        member, actor = self.member, self.shell.state.actor
        if member is not None and actor is not None and member.id == actor.staff_id:
            self.shell.say(_("A one-to-one takes two: another manager writes the page about you."))
        else:
            self._ask("one-to-one-form")

    def do_give_away(self) -> None:
        """Ask what goes to whom."""
        member = self.member
        if member is not None and self._is_theirs(member):
            self.shell.open("give-away-form", staff_id=member.id)

    def do_praise(self) -> None:
        """Ask for the words."""
        member, actor = self.member, self.shell.state.actor
        if member is not None and actor is not None and member.id == actor.staff_id:
            self.shell.say(_("Nobody praises themselves here."))
        else:
            self._ask("praise-form")

    def do_internal_customer(self) -> None:
        """Make them a customer of ours, or go to the one that they are."""
        member = self.member
        if member is None:
            return
        if member.customer_id is not None:
            self.shell.open("customer", customer_id=member.customer_id)
        elif self._is_theirs(member):
            self.write("internal", partial(_make_customer, login=member.login, name=member.name))

    def _ask(self, route: str) -> None:
        if self.member is not None:
            self.shell.open(route, staff_id=self.member.id)

    def _is_theirs(self, member: StaffMember) -> bool:
        actor = self.shell.state.actor
        if actor is not None and may_see(actor, member.id):
            return True
        self.shell.say(_("Only they themselves, a manager or an admin can do this."))
        return False


# The actions need the ORM, which the first screen does not wait for.


def _come_back(act: "Act", login: str, name: str) -> str:
    from crm_tui.actions.absences import come_back

    come_back(act, login)
    return _("Back again: {name}").format(name=name)


def _make_customer(act: "Act", login: str, name: str) -> str:
    from crm_tui.actions.internal_customers import internal_customer

    internal_customer(act, login)
    return _("A customer of their colleagues now: {name}").format(name=name)
