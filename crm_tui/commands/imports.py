"""Commands on a file that is being imported."""

from crm_tui.commands.command import Command, Scope
from crm_tui.i18n import N_

IMPORTS = (
    Command(
        "save-map",
        N_("save map"),
        N_("Keep what was put right about the columns in a file, for the next import and for --map."),
        ("m",),
        (Scope.IMPORT,),
    ),
)
