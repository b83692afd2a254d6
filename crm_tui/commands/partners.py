"""Commands about what was agreed with suppliers, partners and clients."""

from crm_tui.commands.command import Command, Scope, in_charge, with_customer
from crm_tui.i18n import N_

_AGREEMENT = (Scope.AGREEMENT,)

PARTNERS = (
    Command("agreements", N_("agreements"), N_("What was agreed with whom, by the day for notice."), ("K",)),
    Command(
        "agreement-form",
        N_("agreement"),
        N_("Write down what was agreed with the customer."),
        ("G",),
        (Scope.CUSTOMER,),
        possible=lambda context: in_charge(context) or with_customer(context),
        writes=True,
    ),
    Command(
        "negotiate",
        N_("negotiation"),
        N_("Write down what was offered, conceded or agreed, by them or us."),
        ("N",),
        (Scope.CUSTOMER, Scope.AGREEMENT, Scope.CASE),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "negotiations",
        N_("negotiations"),
        N_("What was offered, conceded and agreed with the customer."),
        (),
        (Scope.CUSTOMER, Scope.AGREEMENT),
        possible=with_customer,
    ),
    Command(
        "case-dispute",
        N_("dispute's stage"),
        N_("Say how far a dispute has gone: talk, written, mediation, closed."),
        ("g",),
        (Scope.CASE,),
        writes=True,
    ),
    Command(
        "agreement-renew",
        N_("renew"),
        N_("Let the agreement go on for a further term."),
        ("r",),
        _AGREEMENT,
        possible=in_charge,
        writes=True,
    ),
    Command(
        "agreement-notice",
        N_("give notice"),
        N_("Say that it ends, with the reason."),
        ("g",),
        _AGREEMENT,
        possible=in_charge,
        writes=True,
    ),
    Command(
        "agreement-end",
        N_("end it"),
        N_("It holds no longer, with the reason."),
        ("x",),
        _AGREEMENT,
        possible=in_charge,
        writes=True,
    ),
)
