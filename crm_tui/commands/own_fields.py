"""Commands about the fields that the business adds to its customers."""

from crm_tui.commands.command import Command, Scope, in_charge
from crm_tui.i18n import N_

_FIELD = (Scope.OWN_FIELD,)

OWN_FIELDS = (
    Command(
        "own-fields",
        N_("own fields"),
        N_("What the business keeps of its customers besides: texts, numbers, dates, choices."),
        scopes=(Scope.DESK, Scope.FORM),
    ),
    Command(
        "field-up",
        N_("up"),
        N_("Let the field stand before the one above it."),
        ("<", "shift+up"),
        _FIELD,
        possible=in_charge,
        writes=True,
    ),
    Command(
        "field-down",
        N_("down"),
        N_("Let the field stand behind the one below it."),
        (">", "shift+down"),
        _FIELD,
        possible=in_charge,
        writes=True,
    ),
)
