"""Commands about who recommends us, and who comes back."""

from crm_tui.commands.command import Command, Scope, with_customer
from crm_tui.i18n import N_

LOYALTY = (
    Command("referrals", N_("referrals"), N_("Who recommended us to whom, and whether we thanked them.")),
    Command(
        "referral",
        N_("recommended by"),
        N_("Write down who recommended us to the customer."),
        ("T",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "won-back",
        N_("won back"),
        N_("Somebody who had left came back: say what brought them."),
        (),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "referral-thank",
        N_("thank"),
        N_("Plan a follow-up that thanks who recommended us."),
        ("space",),
        (Scope.REFERRAL,),
        writes=True,
    ),
    Command(
        "referral-thanked",
        N_("thanked"),
        N_("Say that they were thanked just now."),
        ("y",),
        (Scope.REFERRAL,),
        writes=True,
    ),
)
