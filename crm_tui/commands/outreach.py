"""Commands about outreach: one message to many."""

from crm_tui.commands.command import Command, Scope, in_charge
from crm_tui.i18n import N_

OUTREACH = (
    Command(
        "outreaches",
        N_("outreach"),
        N_("One message to a segment: who gets it, who does not and why, and who answered."),
    ),
    Command(
        "outreach-write",
        N_("write list"),
        N_("Write those on the list to a file for the mail program."),
        ("x",),
        (Scope.OUTREACH,),
    ),
    Command(
        "outreach-sent",
        N_("sent"),
        N_("It went out: log it with each customer on the list, as one act."),
        ("y",),
        (Scope.OUTREACH,),
        possible=in_charge,
        writes=True,
    ),
    Command(
        "outreach-answer",
        N_("answered"),
        N_("Count the answer of the customer at the cursor, with what they said."),
        ("j",),
        (Scope.OUTREACH,),
        writes=True,
    ),
)
