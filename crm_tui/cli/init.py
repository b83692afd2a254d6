"""``crm-tui init``: a new database for a business."""

from crm_tui.cli.ask import ask
from crm_tui.cli.declare import choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.countries import UNKNOWN_COUNTRY, read_country
from crm_tui.domain.words import Door
from crm_tui.i18n import N_, _, ngettext
from crm_tui.settings import places


@command(
    "init",
    help=N_("Make a database for your business, with you as its first admin; no file is written over."),
    examples=("crm-tui init --business 'Ashgrove Repairs' --country BD --timezone Asia/Dhaka",),
)
@option("--business", metavar="NAME", help=N_("The name of the business."))
@option("--timezone", metavar="ZONE", help=N_("Where its days begin and end; else that of this computer."))
@option("--country", metavar="CC", help=N_("Whose phone numbers need no code; else that of the time zone."))
@option(
    "--starter",
    type=choice(("none", "light", "full")),
    default="none",
    help=N_("Standards to begin with: none, three, or all eleven with playbooks and policies."),
)
@option("--name", metavar="NAME", help=N_("Your own name, as colleagues know it; else your login."))
def init(
    desk: Desk,
    business: str | None,
    timezone: str | None,
    country: str | None,
    starter: str,
    name: str | None,
) -> None:
    """Make the database. Raises InvalidInput, StoreUnavailable."""
    from crm_tui.actions.first_start import start_business
    from crm_tui.actions.founding import Founding
    from crm_tui.settings.paths import data_folder, make_private
    from crm_tui.store.creation import refuse_existing
    from crm_tui.store.driver import SCHEMA

    refuse_existing(desk.path)
    zone = timezone if timezone is not None else places.system_timezone(desk.environ)
    login = desk.own_login
    founding = Founding(
        business=business if business is not None else ask(_("Name of the business"), _("My business")),
        country=_country(desk, country, zone),
        timezone=zone,
        login=login,
        your_name=name if name is not None else login,
    )
    if desk.path.parent == data_folder():
        make_private(desk.path.parent)
    holidays = start_business(desk.path, founding, Door.COMMAND_LINE, starter=starter)
    desk.answer(
        {"db": str(desk.path), "schema": SCHEMA},
        [
            _("Made {path}, with {login} as its admin.").format(path=desk.path, login=login),
            _holidays_closed(holidays),
            _("Next: `crm-tui import FILE` takes contacts in, `crm-tui` opens the screens."),
        ],
    )


def _holidays_closed(count: int) -> str:
    if not count:
        return _(
            "Public holidays are not known for this country: `crm-tui calendar set --close DAY` closes days."
        )
    return ngettext(
        "Closed on {count} public holiday of this year and the next; `crm-tui calendar show` lists it.",
        "Closed on {count} public holidays of this year and the next; `crm-tui calendar show` lists them.",
        count,
    ).format(count=count)


def _country(desk: Desk, given: str | None, zone: str) -> str:
    if given is None:
        likely = places.likely_country(desk.environ, zone)
        given = likely or ask(_("Country of the business, as two letters"), UNKNOWN_COUNTRY)
        if given == UNKNOWN_COUNTRY:
            desk.say(_("The country is not known: phone numbers need their code, such as +880."))
            return given
    return read_country(given)
