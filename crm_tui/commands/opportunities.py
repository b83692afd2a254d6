"""Commands about what customers may buy next."""

from crm_tui.commands.command import Command, Scope, with_customer
from crm_tui.i18n import N_

OPPORTUNITIES = (
    Command(
        "opportunities", N_("opportunities"), N_("What customers may buy next, by the next step."), ("O",)
    ),
    Command(
        "opportunity",
        N_("may need"),
        N_("Write down what the customer may need."),
        ("M",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "suggestion",
        N_("take the suggestion"),
        N_("Make an opportunity of what is suggested for the customer."),
        ("A",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "opportunity-on",
        N_("move on"),
        N_("It was talked about, or offered."),
        ("space",),
        (Scope.OPPORTUNITY,),
        writes=True,
    ),
    Command(
        "opportunity-won",
        N_("won"),
        N_("They bought it; it asks by which sale."),
        ("y",),
        (Scope.OPPORTUNITY,),
        writes=True,
    ),
    Command(
        "opportunity-lost",
        N_("lost"),
        N_("They do not want it, with the reason."),
        ("x",),
        (Scope.OPPORTUNITY,),
        writes=True,
    ),
)
