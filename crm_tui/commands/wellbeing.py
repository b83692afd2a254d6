"""Commands for how customers are doing, and for what was promised to them."""

from crm_tui.commands.command import Command, Scope, with_customer
from crm_tui.i18n import N_

WELLBEING = (
    Command(
        "health-reason",
        N_("why so"),
        N_("Go to the contact, case or promise behind the customer's health; again for the next one."),
        ("W",),
        (Scope.CUSTOMER,),
        possible=with_customer,
    ),
    Command(
        "ask-reference",
        N_("ask for a reference"),
        N_("Plan to ask a happy customer for a reference, within what they should have to bear."),
        ("R",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "copy-promise",
        N_("copy promise"),
        N_("Put a promise on the clipboard, as a sentence to send: the one at the cursor, else the newest."),
        ("Y",),
    ),
)
