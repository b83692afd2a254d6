"""Public holidays: which are taken, what they are called, and which countries and years are refused."""

from datetime import UTC, date, datetime

import pytest

from crm_tui.actions.calendars import set_day
from crm_tui.actions.public_holidays import take_public_holidays
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.queries.calendars import written_calendar
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Business, CalendarVersion

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
YEARS = (2026, 2027)


@pytest.fixture(autouse=True)
def founded_in_january(database: Database, nadia: Actor) -> None:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        act.change(act.get(CalendarVersion, 1), valid_from=date(2026, 1, 1))


def names(reader: SqliteReader) -> dict[date, str]:
    return dict(written_calendar(reader).versions[0].names)


def test_those_to_come_are_taken_with_their_names(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia, NOW) as act:
        taken = take_public_holidays(act, "de", YEARS)
    assert date(2026, 12, 25) in taken.added
    assert date(2026, 10, 3) not in taken.added  # is over
    assert date(2027, 10, 3) in taken.added
    assert taken.known == 0
    assert names(reader)[date(2026, 12, 25)] == "Christmas Day"
    assert set(taken.added) == written_calendar(reader).versions[0].calendar.holidays


def test_a_second_time_adds_none_and_days_of_our_own_stay(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia, NOW) as act:
        set_day(act, date(2026, 12, 26), (("09:00", "12:00"),), "sale")
    with database.act(nadia, NOW) as act:
        first = take_public_holidays(act, "DE", YEARS)
    with database.act(nadia, NOW) as act:
        again = take_public_holidays(act, "DE", YEARS)
    assert first.known == 1
    assert (again.added, again.known) == ((), len(first.added) + 1)
    assert names(reader)[date(2026, 12, 26)] == "sale"


def test_part_of_a_country(database: Database, nadia: Actor) -> None:
    epiphany = date(2027, 1, 6)
    with database.act(nadia, NOW) as act:
        assert epiphany not in take_public_holidays(act, "DE", YEARS).added
        assert take_public_holidays(act, "DE", YEARS, subdivision="by").added[0] == epiphany


def test_names_are_in_the_language_of_the_business(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        act.change(act.get(Business, 1), language="de")
    with database.act(nadia, NOW) as act:
        take_public_holidays(act, "DE", YEARS)
    assert names(reader)[date(2026, 12, 25)] == "Erster Weihnachtstag"


@pytest.mark.parametrize(
    ("country", "part", "years", "field", "sentence"),
    [
        ("XX", "", YEARS, "country", "“XX” are not known"),
        ("", "", YEARS, "country", "are not known"),
        ("__class__", "", YEARS, "country", "are not known"),
        ("DE", "ZZ", YEARS, "subdivision", "DE has no part “ZZ”"),
        ("BD", "A", YEARS, "subdivision", "no part"),
        ("DE", "", (2025,), "years", "this year and the next"),
        ("DE", "", (2026, 2099), "years", "this year and the next"),
        ("DE", "", (), "years", "this year and the next"),
    ],
)
def test_refused_beside_the_field(
    database: Database,
    reader: SqliteReader,
    nadia: Actor,
    country: str,
    part: str,
    years: tuple[int, ...],
    field: str,
    sentence: str,
) -> None:
    with pytest.raises(InvalidInput, match=sentence) as refused, database.act(nadia, NOW) as act:
        take_public_holidays(act, country, years, subdivision=part)
    assert refused.value.field == field
    assert refused.value.hint
    assert not names(reader)


def test_only_an_admin(database: Database, paul: Actor) -> None:
    with pytest.raises(NotAllowed), database.act(paul, NOW) as act:
        take_public_holidays(act, "DE", YEARS)
