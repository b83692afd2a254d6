"""Commands about the opening hours."""

from crm_tui.commands.command import Command, Context, Scope
from crm_tui.domain.first_words import Role
from crm_tui.i18n import N_, _


def _by_admin(context: Context) -> str | None:
    return None if context.role is Role.ADMIN else _("Only an admin changes the opening hours.")


CALENDAR = (
    Command(
        "calendar",
        N_("opening hours"),
        N_("When we are open: the week, the holidays to come, and other days that differ."),
        ("H", "ctrl+n"),
        (Scope.DESK, Scope.FORM),
    ),
    Command(
        "week-hours",
        N_("hours"),
        N_("Change the hours of the week, from today or a later day on."),
        ("h",),
        (Scope.CALENDAR,),
        possible=_by_admin,
        writes=True,
    ),
    Command(
        "public-holidays",
        N_("public holidays"),
        N_("Close on the public holidays of a country."),
        ("p",),
        (Scope.CALENDAR,),
        possible=_by_admin,
        writes=True,
    ),
)
