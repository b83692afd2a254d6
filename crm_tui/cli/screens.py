"""Commands that answer with what to open on the screen; nothing of the screens is imported here."""

from datetime import UTC, datetime
from pathlib import Path

from crm_tui.cli.declare import argument, command
from crm_tui.cli.desk import Desk
from crm_tui.domain.phones import read_phone
from crm_tui.i18n import N_
from crm_tui.settings.request import OpenScreens

#: A busy Saturday morning in the sample business's zone; the pictures are the same on every day.
PICTURED_AT = datetime(2026, 11, 21, 15, 42, tzinfo=UTC)
PICTURED_NAME = "Nadia Karim"


@command(
    "call",
    help=N_('Open the screens in a call with a number: for a softphone\'s "run program".'),
    examples=("crm-tui call '+1 555 010 1234'",),
)
@argument("number", help=N_("The caller's number, in any notation."))
def call(desk: Desk, number: str) -> OpenScreens:
    """Open a call. Raises InvalidInput for a number without digits, and what opening the desk raises."""
    desk.read()
    read_phone(number, desk.business.country)
    return OpenScreens(desk.path, desk.actor.login, call_number=number)


@command(
    "screenshots",
    help=N_("Draw the main screens of the sample business as SVG pictures into a folder."),
    examples=("crm-tui screenshots screenshots/",),
)
@argument("folder", metavar="DIR", help=N_("The folder to fill; it is made where it is missing."))
def screenshots(desk: Desk, folder: str) -> OpenScreens:
    """Draw the screens; the sample business is made in a throw-away file unless --db names another."""
    from crm_tui.cli.demo import make_sample

    path = make_sample(desk, PICTURED_AT, PICTURED_NAME)
    return OpenScreens(path, desk.own_login, demo=True, screenshots=Path(folder), now=PICTURED_AT)
