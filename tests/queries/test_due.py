from datetime import UTC, date, datetime, timedelta

import pytest

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.queries.due import appointments, call_backs, due_follow_ups, follow_up, open_follow_ups_of
from crm_tui.store.tables import Absence, Customer, FollowUp

TODAY = date(2026, 11, 21)


def day(offset):
    return TODAY + timedelta(days=offset)


def whats(rows):
    return [row.what for row in rows]


@pytest.fixture
def jun(desk):
    return desk.customer("Jun Sato")


@pytest.fixture
def panel(reader, now, zone):
    def read(staff_id=1, at=now, **options):
        found = due_follow_ups(reader, now=at, zone=zone, staff_id=staff_id, **options)
        return whats(found.overdue), whats(found.today), whats(found.next)

    return read


def test_days_are_overdue_when_they_end_and_times_when_they_pass(desk, jun, panel, now):
    desk.follow_up(jun, day(-1), "yesterday")
    desk.follow_up(jun, now - timedelta(minutes=1), "just passed")
    desk.follow_up(jun, now, "now")
    desk.follow_up(jun, day(0), "today")
    desk.follow_up(jun, now + timedelta(hours=11, minutes=59), "23:59")
    desk.follow_up(jun, now + timedelta(hours=12), "midnight")
    desk.follow_up(jun, day(1), "tomorrow")
    desk.follow_up(jun, day(7), "in a week")
    desk.follow_up(jun, now + timedelta(days=7, hours=11), "in a week, 23:00")
    desk.follow_up(jun, now + timedelta(days=7, hours=12), "midnight after")
    desk.follow_up(jun, day(8), "later")
    assert panel() == (
        ["yesterday", "just passed"],
        ["now", "23:59", "today"],
        ["midnight", "tomorrow", "in a week, 23:00", "in a week"],
    )


def test_a_day_is_due_until_its_last_moment_in_the_business_zone(desk, jun, panel):
    desk.follow_up(jun, day(0), "today")
    last_moment = datetime(2026, 11, 21, 17, 59, 59, 999_999, tzinfo=UTC)  # 23:59:59 in Dhaka
    assert panel(at=last_moment) == ([], ["today"], [])
    assert panel(at=last_moment + timedelta(microseconds=1)) == (["today"], [], [])


def test_the_number_of_days_is_the_callers(desk, jun, panel):
    desk.follow_up(jun, day(1), "tomorrow")
    desk.follow_up(jun, day(3), "in 3 d")
    assert panel(days=1)[2] == ["tomorrow"]
    assert panel(days=0)[2] == []
    assert panel(days=3)[2] == ["tomorrow", "in 3 d"]


def test_only_open_ones_of_living_customers(desk, jun, panel):
    desk.follow_up(jun, day(0), "done", state="done", closed_at=desk.now)
    desk.follow_up(jun, day(0), "dropped", state="dropped", closed_why="no longer", closed_at=desk.now)
    gone = desk.customer("Gone")
    desk.follow_up(gone, day(0), "of nobody")
    desk.change(Customer, gone, deleted_at=desk.now)
    desk.follow_up(jun, day(0), "open")
    assert panel(staff_id=None) == ([], ["open"], [])


def test_mine_everybodys_and_what_i_stand_in_for(desk, jun, panel, paul):
    desk.follow_up(jun, day(0), "mine")
    desk.follow_up(jun, day(0), "of Paul", staff_id=paul.staff_id)
    assert panel()[1] == ["mine"]
    assert panel(staff_id=paul.staff_id)[1] == ["of Paul"]
    assert panel(staff_id=None)[1] == ["mine", "of Paul"]
    desk.put(Absence(staff_id=paul.staff_id, stand_in_id=1, from_on=day(-2), until_on=day(0)))
    assert panel()[1] == ["mine", "of Paul"]
    assert panel(staff_id=paul.staff_id)[1] == ["of Paul"], "the work shows for both"
    tomorrow = desk.now + timedelta(days=1)
    assert panel(at=tomorrow)[0] == ["mine"], "it goes back by itself"


def test_a_list_that_is_cut_says_so(reader, desk, jun, now, zone):
    for number in range(3):
        desk.follow_up(jun, day(-number - 1))
        desk.follow_up(jun, day(0))
    found = due_follow_ups(reader, now=now, zone=zone, staff_id=1, limit=2)
    assert [row.due_on for row in found.overdue] == [day(-3), day(-2)]
    assert (found.more_overdue, found.more_today, found.more_next) == (True, True, False)


def test_the_values_of_a_row(reader, desk, jun, now, zone):
    case = desk.case(jun)
    number = desk.follow_up(
        jun, now + timedelta(hours=1), "show the range", is_appointment=True, case_id=case
    )
    row = due_follow_ups(reader, now=now, zone=zone, staff_id=1).today[0]
    assert row == follow_up(reader, number)
    assert (row.id, row.customer_id, row.customer, row.channel) == (number, jun, "Jun Sato", "phone")
    assert (row.due_at, row.all_day, row.due_on) == (now + timedelta(hours=1), False, TODAY)
    assert (row.staff_login, row.staff, row.is_appointment, row.case_id) == (
        "nadia",
        "Nadia Karim",
        True,
        case,
    )
    with pytest.raises(NoSuchRecord):
        follow_up(reader, 99)


def test_todays_appointments_stay_until_they_are_marked(reader, desk, jun, now, zone):
    for offset, what in ((-13, "yesterday"), (-1, "an hour ago"), (2, "at two"), (13, "tomorrow")):
        desk.follow_up(jun, now + timedelta(hours=offset), what, is_appointment=True)
    desk.follow_up(jun, now + timedelta(hours=1), "no appointment")
    marked = desk.follow_up(jun, now, "came", is_appointment=True)
    desk.change(FollowUp, marked, state="done", appointment="came", closed_at=now)
    assert whats(appointments(reader, now=now, zone=zone, staff_id=1)) == ["an hour ago", "at two"]


def test_call_backs_of_missed_calls(reader, desk, jun, now, zone, paul):
    desk.follow_up(jun, day(-3), "call back", is_call_back=True)
    desk.follow_up(jun, day(1), "call back tomorrow", is_call_back=True)
    desk.follow_up(jun, day(0), "of Paul", is_call_back=True, staff_id=paul.staff_id)
    assert whats(call_backs(reader, now=now, zone=zone, staff_id=1)) == ["call back"]


def test_what_is_open_for_a_customer(reader, desk, jun):
    desk.follow_up(jun, day(5), "second")
    desk.follow_up(jun, day(1), "first")
    desk.follow_up(desk.customer("Mary"), day(1), "of Mary")
    assert whats(open_follow_ups_of(reader, jun)) == ["first", "second"]
