"""Commands about touchpoint plans."""

from crm_tui.commands.command import Command, Scope, in_charge
from crm_tui.i18n import N_

PLANS = (
    Command(
        "plans",
        N_("touchpoint plans"),
        N_("What follows by itself after a sale, a solved case, a first contact or a long silence."),
    ),
    Command(
        "plan-switch",
        N_("on or off"),
        N_("Let the plan follow what happens from now on, or no longer."),
        ("space",),
        (Scope.PLAN,),
        possible=in_charge,
        writes=True,
    ),
)
