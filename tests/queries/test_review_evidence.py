"""What customers met in a period: counted in the business's zone, with their own words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm_tui.domain.business_time import BusinessCalendar
from crm_tui.domain.calendar_history import CalendarHistory
from crm_tui.queries.periods import Period
from crm_tui.queries.review_evidence import Evidence, review_evidence
from crm_tui.store.tables import Product

#: A Saturday noon in Dhaka is 06:00 UTC.
PERIOD = Period(date(2026, 11, 1), date(2026, 11, 21))
WORKDAYS = ("sun", "mon", "tue", "wed", "thu")


@pytest.fixture
def hours() -> CalendarHistory:
    """Sunday to Thursday, with an hour at noon in which nobody is there."""
    week = {day: [("09:00", "12:00"), ("13:00", "17:30")] for day in WORKDAYS}
    return CalendarHistory([(date(2026, 1, 1), BusinessCalendar("Asia/Dhaka", week))])


@pytest.fixture
def look(reader, zone, hours):
    def look_at(period: Period = PERIOD, **narrowed) -> Evidence:
        return review_evidence(reader, period, zone=zone, hours=hours, **narrowed)

    return look_at


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant in November, told in Dhaka."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=6)


def test_a_desk_without_contacts_has_nothing_to_show(look) -> None:
    found = look()
    assert (found.contacts, found.missed, found.outside) == (0, 0, 0)
    assert (found.obstacles, found.words, found.returning, found.waits.median) == ((), (), (), None)
    assert [len(day) for day in found.week] == [24] * 7


def test_contacts_in_are_counted_by_local_weekday_and_hour(desk, look) -> None:
    mary = desk.customer("Mary Ofori")
    desk.contact(mary, happened_at=local(1, 0, 0))  # the first instant of the period, a Sunday
    desk.contact(mary, happened_at=local(2, 12, 59), outcome="missed")  # at noon, closed
    desk.contact(mary, happened_at=local(2, 12, 0))
    desk.contact(mary, happened_at=local(3, 17, 20))
    desk.contact(mary, happened_at=local(3, 17, 31))  # the hour is open for a part
    desk.contact(mary, happened_at=local(2, 10), direction="outbound")
    desk.contact(mary, happened_at=local(22, 0, 0))  # the day after
    desk.contact(mary, happened_at=local(2, 10), deleted_at=desk.now)
    found = look()
    assert (found.contacts, found.missed) == (5, 1)
    assert found.outside == 4
    monday_noon = found.week[0][12]
    assert (monday_noon.contacts, monday_noon.missed, monday_noon.open) == (2, 1, False)
    assert found.week[6][0].contacts == 1
    assert (found.week[1][17].contacts, found.week[1][17].open) == (2, True)
    assert not any(hour.open for hour in found.week[4])  # Fridays are closed


def test_hours_that_changed_count_as_they_were(desk, reader, zone) -> None:
    mary = desk.customer("Mary Ofori")
    desk.contact(mary, happened_at=local(2, 12))
    desk.contact(mary, happened_at=local(9, 12))
    week = {"mon": [("09:00", "12:00")]}
    later = {"mon": [("09:00", "13:00")]}
    history = CalendarHistory(
        [
            (date(2026, 1, 1), BusinessCalendar("Asia/Dhaka", week)),
            (date(2026, 11, 8), BusinessCalendar("Asia/Dhaka", later)),
        ]
    )
    found = review_evidence(reader, PERIOD, zone=zone, hours=history)
    assert (found.outside, found.week[0][12].open) == (1, True)


def test_obstacles_come_with_the_newest_words(desk, look) -> None:
    mary, jun = desk.customer("Mary Ofori"), desk.customer("Jun Sato")
    desk.contact(mary, "nobody picks up", happened_at=local(2, 9), obstacle="reach")
    desk.contact(jun, "closed at noon", happened_at=local(4, 9), obstacle="hours")
    desk.contact(jun, "closed again", happened_at=local(5, 9), obstacle="hours")
    desk.contact(jun, "", happened_at=local(6, 9), obstacle="hours")
    desk.contact(jun, "fine", happened_at=local(7, 9))
    found = look()
    assert [(one.obstacle, one.count) for one in found.obstacles] == [("hours", 3), ("reach", 1)]
    assert [(one.customer, one.said) for one in found.words] == [
        ("Jun Sato", "closed again"),
        ("Jun Sato", "closed at noon"),
        ("Mary Ofori", "nobody picks up"),
    ]


def test_what_they_come_back_for(desk, look) -> None:
    mary, jun = desk.customer("Mary Ofori"), desk.customer("Jun Sato")
    desk.contact(mary, happened_at=local(1, 9) - timedelta(days=13), nature="complaint")
    desk.contact(
        mary, happened_at=local(1, 9), nature="complaint"
    )  # came back, the first time before the period
    desk.contact(mary, happened_at=local(3, 9), nature="complaint")  # and again
    desk.contact(jun, happened_at=local(1, 9), nature="complaint")
    desk.contact(jun, happened_at=local(16, 9), nature="complaint")  # the 15th day is too late to be a return
    desk.contact(jun, happened_at=local(2, 9))
    desk.contact(jun, happened_at=local(3, 9), outcome="missed")  # nobody answered: that is no second contact
    found = look().returning
    assert [(one.nature, one.contacts, one.returned, one.customers) for one in found] == [
        ("complaint", 4, 2, 1)
    ]


@pytest.mark.parametrize(
    ("minutes", "median", "long"),
    [([5], 5, 1), ([0, 3], 1.5, 0), ([0, 0, 1, 4], 0.5, 1), ([9, 2, 4], 4, 2)],
)
def test_the_median_wait(desk, look, minutes, median, long) -> None:
    mary = desk.customer("Mary Ofori")
    for waited in minutes:
        desk.contact(mary, happened_at=local(2, 9), waited_minutes=waited)
    desk.contact(mary, happened_at=local(2, 9))
    waits = look().waits
    assert (waits.count, waits.median, waits.long) == (len(minutes), median, long)


def test_narrowed_to_a_nature_a_channel_or_a_product(desk, look) -> None:
    mary = desk.customer("Mary Ofori")
    kettle = desk.put(Product(name="Kettle", sort_key="kettle", created_at=local(1, 9)))
    desk.contact(mary, happened_at=local(2, 9), nature="complaint", obstacle="us", product_id=kettle)
    desk.contact(mary, happened_at=local(2, 9), channel="email", waited_minutes=9)
    assert (look(natures={"complaint"}).contacts, look(channels={"email"}).waits.count) == (1, 1)
    assert look(channels={"email"}).obstacles == ()
    assert look(natures={"complaint"}, channels={"email"}).contacts == 0
    assert (look(products={str(kettle)}).contacts, look(products={"99"}).contacts) == (1, 0)


def test_the_period_is_read_through_the_index_of_time(reader) -> None:
    from crm_tui.queries import review_evidence as module

    for sql in (module.OBSTACLES, module.WORDS, module.CALLS_IN, module.WAITS, module.RETURNS):
        asked = dict.fromkeys(
            ("start", "end", "natures", "channels", "products", "limit", "quarter_hour", "window"), None
        )
        plan = [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {sql}", asked)]
        assert any("ix_interactions_time" in step for step in plan), plan
