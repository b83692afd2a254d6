"""The calendar on screen: the week as a picture, what differs from it, and the forms that change both."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from customer_sample import NOW, SIZES, assert_harmless, happened, painted, until, where
from house_sample import HouseDesk, house_desk, rows_of
from textual.pilot import Pilot

from crm_tui.actions.calendars import close_day, set_day, set_opening_hours
from crm_tui.domain.actor import Actor
from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.queries.calendars import WrittenCalendar, written_calendar
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import CalendarVersion
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens.calendar import CalendarScreen
from crm_tui.tui.screens.calendar_week import week_lines

LUNCH = (("09:00", "12:30"), ("13:30", "18:00"))
CHRISTMAS = date(2026, 12, 25)


@pytest.fixture
def desk(path: Path, database: Database, nadia: Actor) -> HouseDesk:
    with database.act(nadia, NOW) as act:
        act.describe("test")
        act.change(
            act.get(CalendarVersion, 1),
            valid_from=date(2026, 1, 1),
            weekly_hours={"mon": LUNCH, "sat": (("10:00", "14:00"),)},
        )
        close_day(act, CHRISTMAS, "Christmas [bold]Day[/]")
        set_day(act, date(2026, 12, 24), (("09:00", "12:00"),))
        set_opening_hours(act, {"fri": (("08:00", "12:00"),)}, valid_from=date(2027, 1, 1))
    return house_desk(path, nadia)


async def opened(pilot: Pilot[int], desk: HouseDesk) -> None:
    await pilot.press("H")
    await until(pilot, lambda: any("Christmas" in line for line in painted(desk)))


async def form_opened(pilot: Pilot[int], desk: HouseDesk, key: str) -> FormScreen:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(desk.screen, FormScreen) and not desk.screen.is_waiting)
    screen = desk.screen
    assert isinstance(screen, FormScreen)
    return screen


async def filled(pilot: Pilot[int], form: FormScreen, **texts: str) -> None:
    for field, text in texts.items():
        form.form.go_to(field)
        await pilot.press("ctrl+u", *("space" if letter == " " else letter for letter in text))


async def saved(pilot: Pilot[int], desk: HouseDesk, sentence: str) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(desk.screen, CalendarScreen) and sentence in happened(desk))


def now_written(reader: SqliteReader) -> WrittenCalendar:
    return written_calendar(reader)


def pictured(desk: HouseDesk) -> dict[str, str]:
    """What is painted for each weekday."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return {line.split()[0]: line for line in painted(desk)[2:10] if line.strip().startswith(names)}


@pytest.mark.parametrize("size", SIZES)
async def test_the_week_is_a_picture_with_what_differs_below(desk: HouseDesk, size: tuple[int, int]) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk)
        assert "open until 14:00" in where(desk)
        assert "in Asia/Dhaka" in where(desk)
        week = pictured(desk)
        assert "█" in week["Mon"]
        assert "09:00-12:30 13:30-18:00" in week["Mon"]
        assert "closed" in week["Tue"]
        assert "█" not in week["Tue"]
        assert rows_of(desk, "days") == [
            ["Thu 24 Dec", "09:00-12:00", ""],
            ["Fri 25 Dec", "closed", "Christmas [bold]Day[/]"],
        ]
        assert rows_of(desk, "versions") == [
            ["from Fri 1 Jan 2027", "fri 08:00-12:00"],
            ["since Thu 1 Jan", "mon 09:00-12:30 13:30-18:00, sat 10:00-14:00"],
        ]
        assert_harmless(desk)


async def test_among_the_versions_the_picture_is_theirs(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await pilot.press("tab")
        await until(pilot, lambda: "08:00-12:00" in pictured(desk)["Fri"])
        await pilot.press("down")
        await until(pilot, lambda: "closed" in pictured(desk)["Fri"])


@pytest.mark.parametrize(("width", "cells"), [(118, 72), (78, 48), (50, 24), (20, 24)])
def test_bars_take_the_room_that_the_hours_leave(width: int, cells: int) -> None:
    calendar = BusinessCalendar("UTC", {"mon": LUNCH, "sun": [("00:00", "24:00")]})
    scale, monday, *_others, sunday = week_lines(calendar, "en", None, width)
    assert len("".join(text for text, _tone in scale)) == 5 + cells + 2
    bar = "".join(text for text, _tone in monday)[5 : 5 + cells]
    halves = [half for cell in bar for half in {"█": "██", "▌": "█·", "▐": "·█"}.get(cell, "··")]
    half = 24 * 60 / len(halves)
    middles = [(place + 0.5) * half for place in range(len(halves))]
    assert [mark == "█" for mark in halves] == [
        9 * 60 <= middle < 12.5 * 60 or 13.5 * 60 <= middle < 18 * 60 for middle in middles
    ]
    assert "".join(text for text, _tone in sunday)[5 : 5 + cells] == "█" * cells


async def test_a_day_is_closed(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, "n")
        await filled(pilot, form, day="26 dec", name="stocktaking")
        await saved(pilot, desk, "Closed on 2026-12-26.")
        await until(pilot, lambda: len(rows_of(desk, "days")) == 3)
    assert now_written(reader).on(CHRISTMAS).names[date(2026, 12, 26)] == "stocktaking"


async def test_a_day_is_changed_moved_and_given_back(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, "e")
        assert form.form.values()["hours"] == (("09:00", "12:00"),)
        await filled(pilot, form, day="23 dec", hours="9-13")
        await saved(pilot, desk, "Open on 2026-12-23 09:00-13:00.")
        await until(pilot, lambda: rows_of(desk, "days")[0][:2] == ["Wed 23 Dec", "09:00-13:00"])
        await pilot.press("d")
        await until(pilot, lambda: len(rows_of(desk, "days")) == 1)
        assert "u undo" in happened(desk)
    assert now_written(reader).on(CHRISTMAS).calendar.date_hours == {}


async def test_the_week_gets_other_hours_from_a_day_on(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, "h")
        await filled(pilot, form, mon="", tue="9-12 13-24", valid_from="1 dec", timezone="berlin")
        await saved(pilot, desk, "until others begin on 2027-01-01")
        await until(pilot, lambda: len(rows_of(desk, "versions")) == 3)
    written = now_written(reader)
    assert [version.valid_from for version in written.versions][1] == date(2026, 12, 1)
    calendar = written.versions[1].calendar
    assert calendar.weekly_hours == {
        "tue": (("09:00", "12:00"), ("13:00", "24:00")),
        "sat": (("10:00", "14:00"),),
    }
    assert calendar.timezone == "Europe/Berlin"
    assert calendar.holidays == {CHRISTMAS}


async def test_another_admins_hours_are_not_written_over_unseen(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, "h")
        await filled(pilot, form, tue="9-10", valid_from="1 dec")
        with database.act(nadia, NOW) as act:
            set_opening_hours(act, {"wed": (("08:00", "12:00"),)})
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "was changed by Nadia Karim since" in happened(desk))
        assert "tue" not in now_written(reader).on(date(2026, 12, 1)).calendar.weekly_hours
        await saved(pilot, desk, "These hours hold from")
    assert "tue" in now_written(reader).on(date(2026, 12, 1)).calendar.weekly_hours


async def test_another_admins_day_is_told_and_written_over_only_by_saving_again(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, "e")
        day = form.form.values()["day"].day
        await filled(pilot, form, hours="9-13")
        with database.act(nadia, NOW) as act:
            close_day(act, day + timedelta(days=5), "another day")
        with database.act(nadia, NOW) as act:
            set_day(act, day, (("14:00", "16:00"),), "inventory")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: f"somebody changed {day}: 14:00-16:00, inventory." in happened(desk))
        assert form.form.values()["hours"] == (("09:00", "13:00"),)
        await saved(pilot, desk, f"Open on {day} 09:00-13:00.")
    assert now_written(reader).on(day).calendar.date_hours[day] == (("09:00", "13:00"),)


async def test_planned_hours_are_changed_and_taken_back(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        await pilot.press("tab")
        form = await form_opened(pilot, desk, "e")
        await filled(pilot, form, fri="8-13")
        await saved(pilot, desk, "hold from 2027-01-01 on")
        assert now_written(reader).versions[1].calendar.day_hours(date(2027, 1, 8)) == (("08:00", "13:00"),)
        await pilot.press("d")
        await until(pilot, lambda: len(rows_of(desk, "versions")) == 1)
        await pilot.press("d")
        await until(pilot, lambda: "hold already" in happened(desk))


async def test_public_holidays_come_with_their_names(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, "p")
        assert form.form.values()["country"] == "BD"
        await filled(pilot, form, country="germ", years="2027")
        await saved(pilot, desk, "Closed on 9 more days.")
        await until(pilot, lambda: ["Fri 1 Jan 2027", "closed", "New Year's Day"] in rows_of(desk, "days"))
        await pilot.press("u")
        await until(pilot, lambda: len(rows_of(desk, "days")) == 2)


@pytest.mark.parametrize(
    ("key", "texts", "said"),
    [
        ("h", {"mon": "17-9"}, "does not go forward in time"),
        ("h", {"mon": "9-13 12-17"}, "09:00-13:00 and 12:00-17:00 overlap"),
        ("h", {"tue": "9-23:59"}, "last minute of the day"),
        ("h", {"mon": "", "sat": ""}, "never open"),
        ("h", {"timezone": "olympus mons"}, "Nothing has"),
        ("h", {"tue": "9-12", "valid_from": "2026-11-20"}, "the past is not rewritten"),
        ("n", {"day": "25 dec"}, "is closed already: Christmas"),
        ("n", {"day": "2026-11-20"}, "the past is not rewritten"),
        ("n", {"day": "3/4"}, "can be read as"),
        ("n", {"day": "fri", "hours": "12-9"}, "does not go forward in time"),
        ("p", {"country": "xyz"}, "Nothing has"),
        ("p", {"years": "2020"}, "this year and the next"),
        ("p", {"years": "soon"}, "not understood as years"),
        ("p", {"subdivision": "ZZ"}, "no part"),
    ],
)
async def test_bad_answers_are_told_beside_the_field_and_nothing_is_saved(
    desk: HouseDesk, reader: SqliteReader, key: str, texts: dict[str, str], said: str
) -> None:
    before = now_written(reader)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, key)
        await filled(pilot, form, **texts)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any(said in line for line in painted(desk)[1:-2]))
        assert desk.screen is form
    assert now_written(reader) == before


async def test_who_is_no_admin_may_look_and_is_told_so(desk: HouseDesk, path: Path, paul: Actor) -> None:
    looker = house_desk(path, paul)
    async with looker.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, looker)
        for key in ("h", "n", "e", "d", "p", "enter"):
            await pilot.press(key)
            await until(pilot, lambda: "Only an admin" in happened(looker))
            assert isinstance(looker.screen, CalendarScreen)
            await pilot.press("down")


async def test_a_half_typed_day_is_opened_again(desk: HouseDesk) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk)
        form = await form_opened(pilot, desk, "n")
        await filled(pilot, form, day="26 dec", name="stock")
        await pilot.press("escape")
        await until(pilot, lambda: len(desk.state.drafts) == 1)
        await pilot.press("D")
        await until(pilot, lambda: not isinstance(desk.screen, CalendarScreen))
        if not isinstance(desk.screen, FormScreen):
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(desk.screen, FormScreen))
        assert isinstance(desk.screen, FormScreen)
        assert desk.screen.form.values()["name"] == "stock"


async def test_an_empty_calendar_teaches(path: Path, nadia: Actor) -> None:
    desk = house_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("H")
        await until(pilot, lambda: any("p takes the public holidays" in line for line in painted(desk)))


async def test_today_says_until_when_we_are_open(desk: HouseDesk, path: Path, nadia: Actor) -> None:
    home = house_desk(path, nadia, start="today")
    async with home.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "open until 14:00" in where(home))
