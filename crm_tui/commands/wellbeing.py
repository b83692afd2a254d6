"""Commands for how customers are doing, and for what was promised to them."""

from crm_tui.commands.command import Command, Context, Scope
from crm_tui.i18n import N_, _


def _in_view(context: Context) -> str | None:
    return None if context.customer_id is not None else _("First go to a customer.")


WELLBEING = (
    Command(
        "health-reason",
        N_("why so"),
        N_("Go to the contact, case or promise behind the customer's health; again for the next one."),
        ("W",),
        (Scope.CUSTOMER,),
        possible=_in_view,
    ),
    Command(
        "ask-reference",
        N_("ask for a reference"),
        N_("Plan to ask a happy customer for a reference, within what they should have to bear."),
        ("R",),
        (Scope.CUSTOMER,),
        possible=_in_view,
        writes=True,
    ),
    Command(
        "copy-promise",
        N_("copy promise"),
        N_("Put a promise on the clipboard, as a sentence to send: the one at the cursor, else the newest."),
        ("Y",),
    ),
)
