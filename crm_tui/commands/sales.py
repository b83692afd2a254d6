"""Commands about what we offer, what was bought, and its way to the customer."""

from crm_tui.commands.command import Command, Scope, with_customer
from crm_tui.i18n import N_

_SALE = (Scope.SALE,)

SALES = (
    Command("sales", N_("sales"), N_("What was bought: on its way by the promised day, or all."), ("$",)),
    Command("products", N_("products"), N_("What we offer, and what goes with it."), ("X",)),
    Command(
        "sale",
        N_("sale"),
        N_("Record what the customer bought."),
        ("S",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command("sale-deliver", N_("delivered"), N_("It is with the customer."), ("space",), _SALE, writes=True),
    Command(
        "sale-promise",
        N_("promise a day"),
        N_("Say by when they were told it comes."),
        ("z",),
        _SALE,
        writes=True,
    ),
    Command(
        "sale-call-ahead",
        N_("called ahead"),
        N_("They know that it is on its way now."),
        ("h",),
        _SALE,
        writes=True,
    ),
    Command(
        "sale-attempt",
        N_("in vain"),
        N_("It was brought in vain, with the reason."),
        ("x",),
        _SALE,
        writes=True,
    ),
    Command("sale-cancel", N_("cancel"), N_("The sale is off, with the reason."), ("b",), _SALE, writes=True),
    Command(
        "sale-hand-over", N_("hand over"), N_("Give the sale to a colleague."), ("a",), _SALE, writes=True
    ),
    Command(
        "look-up",
        N_("products"),
        N_("In Log, Call and a sale: what answers a need; enter puts it into the form."),
        ("ctrl+b",),
        (Scope.FORM,),
    ),
)
