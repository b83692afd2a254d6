"""What an admin sets for the whole business."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from crm_tui.actions.business import change_business, set_opening_hours
from crm_tui.actions.house_words import add_nature, add_tier, edit_tier
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NotAllowed
from crm_tui.domain.opening_hours import HoursByDay
from crm_tui.queries.vocabulary import natures
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

#: Two days after the fixture's business was founded, whenever the tests run.
LATER = datetime.now(UTC) + timedelta(days=2)
WEEK: HoursByDay = {"mon": (("08:00", "12:00"), ("13:00", "24:00"))}


def test_name_language_currency(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    with database.act(nadia) as act:
        saved = change_business(act, name=" Ashgrove & Co ", language="bn", currency="bdt", version=1)
    assert saved.version == 2
    assert reader.row("SELECT name, language, currency FROM business") == ("Ashgrove & Co", "bn", "BDT")
    with pytest.raises(ChangedSince), database.act(nadia) as act:
        change_business(act, name="Other", version=1)


@pytest.mark.parametrize(
    ("field", "value"), [("name", "  "), ("language", "klingonish"), ("currency", "taka")]
)
def test_refused_beside_the_field(database: Database, nadia: Actor, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused, database.act(nadia) as act:
        change_business(act, **{field: value})
    assert refused.value.field == field


def test_only_an_admin(database: Database, paul: Actor) -> None:
    with pytest.raises(NotAllowed), database.act(paul) as act:
        change_business(act, name="Mine")
    with pytest.raises(NotAllowed), database.act(paul) as act:
        set_opening_hours(act, WEEK)
    with pytest.raises(NotAllowed), database.act(paul) as act:
        add_tier(act, code="key", label="key")
    with pytest.raises(NotAllowed), database.act(paul) as act:
        add_nature(act, code="warranty", label="warranty", key="w")


def test_new_hours_are_a_new_version(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    before = reader.rows("SELECT id, weekly_hours FROM calendar_versions")
    with database.act(nadia, LATER) as act:
        set_opening_hours(
            act, WEEK, holidays=[date(2030, 12, 25)], date_hours={"2030-12-24": (("09:00", "12:00"),)}
        )
    rows = reader.rows("SELECT id, weekly_hours, holidays, date_hours FROM calendar_versions ORDER BY id")
    assert [row[:2] for row in rows[:1]] == before
    assert json.loads(rows[1][1]) == {"mon": [["08:00", "12:00"], ["13:00", "24:00"]]}
    assert json.loads(rows[1][2]) == ["2030-12-25"]
    assert json.loads(rows[1][3]) == {"2030-12-24": [["09:00", "12:00"]]}


def test_hours_set_twice_on_a_day_are_one_version(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    for closing in ("16:00", "18:00"):
        with database.act(nadia, LATER) as act:
            set_opening_hours(act, {"mon": (("09:00", closing),)})
    rows = reader.rows("SELECT weekly_hours, version FROM calendar_versions ORDER BY id")
    assert [(json.loads(hours)["mon"], version) for hours, version in rows[1:]] == [([["09:00", "18:00"]], 2)]


def test_the_past_keeps_its_hours(database: Database, nadia: Actor) -> None:
    with pytest.raises(InvalidInput) as refused, database.act(nadia, LATER) as act:
        set_opening_hours(act, WEEK, valid_from=LATER.date() - timedelta(days=3))
    assert refused.value.field == "valid_from"


@pytest.mark.parametrize(
    "hours",
    [
        {},
        {"mon": ()},
        {"monday": (("09:00", "17:00"),)},
        {"mon": (("17:00", "09:00"),)},
        {"mon": (("09:00", "09:00"),)},
        {"mon": (("09:00", "13:00"), ("12:00", "17:00"))},
        {"mon": (("9", "17:00"),)},
        {"mon": (("09:00", "25:00"),)},
        {"mon": (("09:00", "24:01"),)},
    ],
)
def test_hours_that_cannot_be(database: Database, nadia: Actor, hours: HoursByDay) -> None:
    with pytest.raises(InvalidInput) as refused, database.act(nadia, LATER) as act:
        set_opening_hours(act, hours)
    assert refused.value.field == "hours"
    assert refused.value.hint


def test_tiers(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    with database.act(nadia) as act:
        saved = add_tier(act, code="Key", label="key customers", contact_limit=0)
    with database.act(nadia) as act:
        edit_tier(act, saved.id, contact_window_days=14, version=1)
    assert reader.row(
        "SELECT code, label, position, contact_limit, contact_window_days FROM tiers WHERE id = 2"
    ) == (
        "key",
        "key customers",
        2,
        0,
        14,
    )
    for wrong in ({"contact_limit": -1}, {"contact_window_days": 0}, {"label": " "}):
        with pytest.raises(InvalidInput), database.act(nadia) as act:
            edit_tier(act, saved.id, **wrong)
    with pytest.raises(InvalidInput), database.act(nadia) as act:
        add_tier(act, code="standard", label="again")


def test_a_nature_needs_a_code_and_a_key_of_its_own(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        add_nature(act, code="warranty-claim", label="warranty claim", key="w", opens_case=True)
    assert reader.row("SELECT label, key, opens_case FROM natures ORDER BY id DESC") == (
        "warranty claim",
        "w",
        1,
    )
    for wrong in (
        {"code": "complaint", "key": "x"},
        {"code": "Größe!", "key": "x"},
        {"code": "hire", "key": "c"},
        {"code": "hire", "key": "ctrl+h"},
        {"code": "hire", "key": "x", "label": " "},
    ):
        with pytest.raises(InvalidInput), database.act(nadia) as act:
            add_nature(act, **{"label": "hire", **wrong})


def test_a_nature_takes_its_place_in_the_list(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    before = [nature.code for nature in natures(reader)]
    with database.act(nadia) as act:
        add_nature(act, label="Warranty claim", key="w", position=2)
    with database.act(nadia) as act:
        add_nature(act, label="ওয়ারেন্টি", key="y", position=99)
    assert [nature.code for nature in natures(reader)] == [
        before[0],
        "warranty-claim",
        *before[1:],
        "nature",
    ]
    with pytest.raises(InvalidInput), database.act(nadia) as act:
        add_nature(act, label="hire", key="h", position=0)
