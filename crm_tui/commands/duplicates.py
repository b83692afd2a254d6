"""Commands on customers who may be the same."""

from crm_tui.commands.command import Command, Scope, with_customer
from crm_tui.i18n import N_

DUPLICATES = (
    Command("duplicates", N_("duplicates"), N_("Customers who may be the same, and why."), ("=",)),
    Command(
        "merge-with",
        N_("merge with another"),
        N_("Merge the customer with another that you find; which answers stand is asked."),
        scopes=(Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "not-the-same",
        N_("not the same"),
        N_("These are two: they are not suggested again."),
        ("x",),
        (Scope.DUPLICATE,),
        writes=True,
    ),
    Command(
        "unmerge",
        N_("part again"),
        N_("Part the last customer that was merged into this one; what was changed since stays."),
        scopes=(Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
)
