"""Commands of Insights: reports as pictures and tables, and what was heard."""

from crm_tui.commands.command import Command, Scope
from crm_tui.i18n import N_

INSIGHTS = (
    Command(
        "table",
        N_("picture or table"),
        N_("Show the figures of the report as a table, or as a picture again."),
        ("t",),
        (Scope.INSIGHTS,),
    ),
    Command(
        "heard",
        N_("heard"),
        N_("Note what the customer is interested in, or what you heard: it stands on the plots of Insights."),
        ("I",),
        (Scope.DESK,),
        writes=True,
    ),
)
