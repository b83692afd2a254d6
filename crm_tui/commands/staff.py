"""Commands on members of staff, and on their contacts: what keeps a team well."""

from crm_tui.commands.command import Command, Context, Scope
from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _


def _in_charge(context: Context) -> str | None:
    if context.role in (Role.MANAGER, Role.ADMIN):
        return None
    return _("Only a manager or an admin can do this.")


STAFF = (
    Command(
        "away",
        N_("away"),
        N_("Say until when they are away and who stands in."),
        ("a",),
        (Scope.STAFF,),
        writes=True,
    ),
    Command(
        "come-back", N_("is back"), N_("They are back before the day."), ("b",), (Scope.STAFF,), writes=True
    ),
    Command(
        "tick",
        N_("tick"),
        N_("Training taken, an item signed off, a contact looked at, suggested training planned."),
        ("space",),
        (Scope.STAFF,),
        writes=True,
    ),
    Command(
        "train",
        N_("training"),
        N_("Plan training for them."),
        ("t",),
        (Scope.STAFF,),
        possible=_in_charge,
        writes=True,
    ),
    Command(
        "skill",
        N_("skill"),
        N_("Say how well they can do something, from 1 to 4."),
        ("i",),
        (Scope.STAFF,),
        possible=_in_charge,
        writes=True,
    ),
    Command(
        "job",
        N_("job"),
        N_("Describe their job, and name the standards that it holds to."),
        ("g",),
        (Scope.STAFF,),
        possible=_in_charge,
        writes=True,
    ),
    Command(
        "checklist",
        N_("checklist"),
        N_("Begin a newcomer's checklist, or add to it."),
        ("x",),
        (Scope.STAFF,),
        possible=_in_charge,
        writes=True,
    ),
    Command(
        "write-one-to-one",
        N_("one-to-one"),
        N_("Write the page of a talk with them, for the two of you."),
        ("o",),
        (Scope.STAFF,),
        possible=_in_charge,
        writes=True,
    ),
    Command(
        "give-away",
        N_("hand over"),
        N_("Give their customers and work to a colleague for good."),
        ("h",),
        (Scope.STAFF,),
        writes=True,
    ),
    Command(
        "praise",
        N_("praise"),
        N_("Tell a colleague that they did well; on a contact, at once."),
        ("*",),
        (Scope.STAFF, Scope.CONTACT),
        writes=True,
    ),
    Command(
        "look",
        N_("look at"),
        N_("Say that you looked at what a trainee logged, and what you think of it."),
        ("v",),
        (Scope.CONTACT,),
        writes=True,
    ),
    Command(
        "internal-customer",
        N_("make them a customer"),
        N_("A colleague as customer: what they ask of us is a case with the same clocks."),
        (),
        (Scope.STAFF,),
        writes=True,
    ),
    Command(
        "pulse",
        N_("how are you"),
        N_("Say how you are doing today; only you and managers see it."),
        ("P",),
        writes=True,
    ),
)
