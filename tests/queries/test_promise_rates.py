"""How well our promises are kept: what counts, in which period, and who may see whose."""

from datetime import date, timedelta

import pytest

from crm_tui.domain.instants import end_of_day, start_of_day
from crm_tui.domain.words import Role
from crm_tui.queries.promise_rates import kept_rates, their_rates, together


@pytest.fixture
def asked(zone, now):
    november = {"start": start_of_day(date(2026, 11, 1), zone), "end": end_of_day(date(2026, 11, 30), zone)}
    return {**november, "now": now}


@pytest.fixture
def promised(desk, paul, zone):
    """Six promises for November, one each for October and December, and one of theirs."""
    customer = desk.customer("Quillon Ashgrove")

    def promise(day: date, state: str, **more) -> None:
        desk.promise(customer, day, told_on=day, told_at=end_of_day(day, zone), state=state, **more)

    promise(date(2026, 11, 1), "kept", tier="key")
    promise(date(2026, 11, 5), "kept-early", tier="key")
    promise(date(2026, 11, 6), "broken", staff_id=paul.staff_id)
    promise(date(2026, 11, 19), "open")
    promise(date(2026, 11, 27), "open")
    promise(date(2026, 11, 8), "withdrawn")
    promise(date(2026, 10, 31), "broken")
    promise(date(2026, 12, 1), "kept")
    promise(date(2026, 11, 7), "broken", by="theirs")


def test_kept_and_early_count_broken_and_late_do_not_what_is_to_come_is_left_out(
    reader, desk, promised, nadia, asked
):
    found = kept_rates(reader, **asked, viewer=nadia)
    whole = found.in_all
    assert (whole.kept, whole.kept_early, whole.not_kept) == (1, 1, 2)
    assert whole.rate == 0.5
    assert [(one.of, one.made, one.rate) for one in found.by_tier] == [("", 2, 0.0), ("key", 2, 1.0)]
    assert [(one.of, one.made) for one in found.by_staff] == [("Nadia Karim", 3), ("Paul Mensah", 1)]


def test_an_agent_sees_the_own_rate_and_the_teams(reader, desk, promised, paul, nadia, asked):
    found = kept_rates(reader, **asked, viewer=paul)
    assert found.in_all.made == 4
    assert [(one.of, one.rate) for one in found.by_staff] == [("Paul Mensah", 0.0)]
    manager = paul._replace(role=Role.MANAGER)
    assert len(kept_rates(reader, **asked, viewer=manager).by_staff) == 2


def test_no_promise_has_no_rate(reader, nadia, asked):
    later = {**asked, "start": asked["end"], "end": asked["end"] + timedelta(days=1)}
    assert kept_rates(reader, **later, viewer=nadia).in_all.rate is None


def test_theirs_are_counted_by_who_made_them(reader, desk, promised, zone, asked):
    other = desk.customer("Delta Supplies")
    for day, state in ((3, "kept"), (4, "open"), (5, "withdrawn"), (28, "open")):
        told = date(2026, 11, day)
        desk.promise(other, told, told_on=told, told_at=end_of_day(told, zone), state=state, by="theirs")
    found = their_rates(reader, **asked)
    assert [(one.rate.of, one.rate.made, one.rate.rate) for one in found] == [
        ("Delta Supplies", 2, 0.5),
        ("Quillon Ashgrove", 1, 0.0),
    ]
    assert (together(found).made, together(found).not_kept) == (3, 2)
    assert [one.customer_id for one in their_rates(reader, **asked, customer_id=other)] == [other]
