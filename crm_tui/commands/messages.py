"""Commands for what is written to customers, and what they answer."""

from crm_tui.commands.command import Command, Context, Scope, with_customer
from crm_tui.i18n import N_


def _somebody_or_products(context: Context) -> str | None:
    return None if Scope.PRODUCT in context.scopes else with_customer(context)


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
    Command(
        "survey",
        N_("survey"),
        N_("Take a customer's answer by one digit, or ask them: after a sale, or a case that was solved."),
        ("Q",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "menu-of-services",
        N_("menu"),
        N_("What we offer in the customer's language: to the clipboard, into a file, and logged as sent."),
        ("L",),
        (Scope.CUSTOMER, Scope.PRODUCT),
        possible=_somebody_or_products,
        writes=True,
    ),
    Command(
        "surveys",
        N_("surveys"),
        N_("What customers were asked: those without an answer yet, low scores, all."),
        ("F",),
    ),
    Command("templates", N_("templates"), N_("The texts that messages are made of.")),
)
