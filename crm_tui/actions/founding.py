"""The first act of every database: the business, its words, its opening hours, its first admin."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from zoneinfo import ZoneInfo, available_timezones

from crm_tui.domain.actor import Actor
from crm_tui.domain.countries import UNKNOWN_COUNTRY, read_country
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.opening_hours import (
    USUAL_HOURS,
    HoursByDay,
    check_weekly_hours,
    plain_hours,
    refuse_last_minute,
)
from crm_tui.domain.words import (
    CASE_NATURES,
    NATURE_KEYS,
    OUTCOME_KEYS,
    RESPONSES,
    UNREACHED,
    WRITTEN,
    Channel,
    Door,
    Nature,
    Outcome,
    Role,
)
from crm_tui.i18n import _
from crm_tui.store.creation import create_database
from crm_tui.store.database import Database
from crm_tui.store.journal import Act
from crm_tui.store.tables import (
    Business,
    Calendar,
    CalendarVersion,
    ChannelWord,
    NatureWord,
    OutcomeWord,
    Staff,
    Tier,
)

Filler = Callable[[Database, Actor], None]


@dataclass(frozen=True, slots=True)
class Founding:
    """What the first start asks: five things, and the login that it runs under."""

    business: str
    country: str
    timezone: str
    login: str
    your_name: str
    hours: HoursByDay = field(default_factory=lambda: USUAL_HOURS)
    language: str = "en"
    currency: str = ""
    sample: str | None = None


def check_founding(founding: Founding) -> None:
    """Raise InvalidInput, naming the field, for what no business can have.

    That is a name of only spaces, an unknown country or zone, and hours that cannot be.
    """
    for name, value, expected in (
        ("business", founding.business, _("Type the name of the business.")),
        ("your_name", founding.your_name, _("Type your name as colleagues know it.")),
        ("login", founding.login, _("Type the login that you use on this computer.")),
    ):
        if not value.strip():
            raise InvalidInput(_("A name cannot be empty."), expected, field=name)
    if founding.country != UNKNOWN_COUNTRY:
        read_country(founding.country)
    if founding.timezone not in available_timezones():
        raise InvalidInput(
            _("There is no time zone “{zone}”.").format(zone=founding.timezone),
            _("Use a name such as Asia/Dhaka or Europe/Berlin."),
            field="timezone",
        )
    check_weekly_hours(founding.hours)
    refuse_last_minute(founding.hours)


def found_business(
    path: Path, founding: Founding, door: Door, more: Filler | None = None, *, now: datetime | None = None
) -> None:
    """Make a database at ``path`` for a business whose first admin is the caller, founded ``now``.

    ``more`` fills it further within the same new file, so that a half-filled one never stands at ``path``.
    Raises InvalidInput for what was entered or when there is a file already; StoreUnavailable for the folder.
    """
    check_founding(founding)

    def fill(database: Database) -> None:
        actor = Actor(1, founding.login, founding.your_name, Role.ADMIN, door, token_hex(8))
        with database.act(actor, now) as act:
            _write_business(act, founding)
        if more is not None:
            more(database, actor)

    create_database(path, fill)


def _write_business(act: Act, founding: Founding) -> None:
    act.describe("found", "business", 1)
    act.add(
        Business(
            name=founding.business.strip(),
            country=founding.country.strip().upper(),
            timezone=founding.timezone,
            language=founding.language,
            currency=founding.currency,
            sample=founding.sample,
            created_at=act.now,
        )
    )
    act.add(
        Staff(
            login=founding.login.strip(),
            name=founding.your_name.strip(),
            role=Role.ADMIN.value,
            joined_at=act.now,
        )
    )
    calendar = act.add(Calendar(name=_("Opening hours")))
    act.add(
        CalendarVersion(
            calendar_id=calendar.record_id,
            valid_from=act.now.astimezone(ZoneInfo(founding.timezone)).date(),
            timezone=founding.timezone,
            weekly_hours=plain_hours(founding.hours),
            holidays=[],
            date_hours={},
        )
    )
    act.add(Tier(code="standard", label=_("standard"), position=1))
    act.add_all(
        [
            *(
                ChannelWord(code=channel.value, position=place, written=channel in WRITTEN)
                for place, channel in enumerate(Channel)
            ),
            *(
                NatureWord(
                    code=nature.value,
                    key=NATURE_KEYS[nature],
                    position=place,
                    opens_case=nature in CASE_NATURES,
                )
                for place, nature in enumerate(Nature)
            ),
            *(
                OutcomeWord(
                    code=outcome.value,
                    key=OUTCOME_KEYS[outcome],
                    position=place,
                    solves=outcome is Outcome.SOLVED,
                    reached=outcome not in UNREACHED,
                    is_response=outcome in RESPONSES,
                )
                for place, outcome in enumerate(Outcome)
            ),
        ]
    )
