"""Commands for what is written to customers."""

from crm_tui.commands.command import Command, Scope, with_customer
from crm_tui.i18n import N_

MESSAGES = (
    Command(
        "message",
        N_("message"),
        N_("Write to the customer from a template, hand the text over to be sent, and log it."),
        ("E",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command("templates", N_("templates"), N_("The texts that messages are made of.")),
)
