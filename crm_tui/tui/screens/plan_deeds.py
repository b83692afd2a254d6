"""What one key does to a touchpoint plan."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from crm_tui.commands.command import Scope
from crm_tui.domain.plans import Plan
from crm_tui.i18n import _
from crm_tui.tui.deeds import DeedScreen

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class PlanDeeds(DeedScreen):
    """A screen with a plan in view; ``plan_in_view`` says which."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PLAN, Scope.LIST, Scope.DESK)

    def plan_in_view(self) -> Plan | None:
        """The plan that the keys are about."""
        raise NotImplementedError

    def do_plan_switch(self) -> None:
        """On or off, at once; undo takes it back."""
        plan = self._changeable()
        if plan is not None:
            self.write("switch", partial(_switch, plan=plan))

    def do_edit(self) -> None:
        """Change it."""
        plan = self._changeable()
        if plan is not None:
            self.shell.open("plan-form", plan_id=plan.id)

    def do_delete(self) -> None:
        """Retire it; undo brings it back."""
        plan = self._changeable()
        if plan is not None:
            self.write("retire", partial(_retire, plan=plan))

    def is_in_charge(self) -> bool:
        """Whether who sits here may change plans; says so where not."""
        return self.holds_or_says(
            self.actor.role.is_in_charge, _("Only a manager or an admin changes touchpoint plans.")
        )

    def _changeable(self) -> Plan | None:
        plan = self.plan_in_view()
        if plan is None:
            self.shell.say(_("There is no plan at the cursor."))
            return None
        retired = _("This plan was retired; write a new one.")
        if self.is_in_charge() and self.holds_or_says(plan.retired_at is None, retired):
            return plan
        return None


# The actions need the ORM, which the first screen does not wait for.


def _switch(act: "Act", plan: Plan) -> str:
    from crm_tui.actions.plans import switch_off, switch_on

    if plan.runs_since is None:
        switch_on(act, plan.id)
        return _("The plan follows what happens from now on: {name}").format(name=plan.name)
    switch_off(act, plan.id)
    return _("The plan is off; what is planned stays: {name}").format(name=plan.name)


def _retire(act: "Act", plan: Plan) -> str:
    from crm_tui.actions.plans import retire_plan

    retire_plan(act, plan.id, if_version=plan.version)
    return _("Retired the plan: {name}").format(name=plan.name)
