"""Commands inside forms. A letter or digit never acts there: it types or picks (PRODUCT.md)."""

from crm_tui.commands.command import Command, Scope
from crm_tui.i18n import N_

FORMS = (
    Command(
        "save", N_("save"), N_("Save the form, from any field."), ("ctrl+s", "f2"), (Scope.FORM,), writes=True
    ),
    Command(
        "picks",
        N_("picks"),
        N_("Leave the text for the first pick that is not made yet: nature, then outcome."),
        ("f7",),
        (Scope.FORM,),
    ),
    Command("next-field", N_("next"), N_("Go to the next field."), ("tab",), (Scope.FORM,), by_focus=True),
    Command(
        "previous-field",
        N_("back"),
        N_("Go to the field before."),
        ("shift+tab",),
        (Scope.FORM,),
        by_focus=True,
    ),
    Command(
        "text-undo",
        N_("undo typing"),
        N_("In a text field: take back what was typed."),
        ("ctrl+z",),
        (Scope.FORM,),
        by_focus=True,
    ),
    Command(
        "text-redo",
        N_("redo typing"),
        N_("In a text field: type it again."),
        ("ctrl+y",),
        (Scope.FORM,),
        by_focus=True,
    ),
    Command(
        "steps",
        N_("steps"),
        N_("Go to the steps of the playbook, where digits tick them (* is required), and back again."),
        ("ctrl+r",),
        (Scope.FORM,),
    ),
    Command(
        "may-need",
        N_("may need"),
        N_("In Log and Call: write down what they may need, and back again."),
        ("ctrl+g",),
        (Scope.FORM,),
        writes=True,
    ),
    Command(
        "take-theirs",
        N_("take theirs"),
        N_("Where somebody else changed the same field meanwhile: take what they wrote."),
        ("ctrl+t",),
        (Scope.FORM,),
    ),
    Command(
        "editor",
        N_("own editor"),
        N_("Write the steps in your own editor, as VISUAL or EDITOR names it."),
        ("ctrl+o",),
        (Scope.FORM,),
    ),
    Command("card", N_("card"), N_("The caller's card."), ("f3",), (Scope.CALL,)),
    Command(
        "call-standard",
        N_("standards"),
        N_("The standards that hold for this contact as far as it is written, and why these."),
        ("f4",),
        (Scope.FORM,),
    ),
)
