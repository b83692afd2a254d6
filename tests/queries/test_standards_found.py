"""What standards found: each measure over real rows, by version, scope, person and tier."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.standards import (
    StandardChanges,
    acknowledge,
    add_standard,
    change_standard,
    retire_standard,
)
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.standards import Attainment
from crm_tui.queries.periods import Period, months_up_to, quarter_of
from crm_tui.queries.standard_page import standard_page
from crm_tui.queries.standards import attainments, standards, trends
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import CaseEvent, CustomerKind, Review, Tier

DHAKA = ZoneInfo("Asia/Dhaka")
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
#: Standards of these tests hold from here on, unless they say otherwise.
SET = NOW - timedelta(days=400)
QUARTER = quarter_of(date(2026, 11, 21))
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def add(database, nadia):
    """Set a standard long ago, so that it measures what these tests do."""

    def add_one(measure: str, target: Any = None, *, at: datetime = SET, **more: Any) -> int:
        with database.act(nadia, at) as act:
            return add_standard(
                act, **{"statement": measure, "measure": measure, "target": target, "objective": 0.9, **more}
            ).id

    return add_one


def _page(
    reader: SqliteReader, standard: int, viewer: Actor, period: Period = QUARTER, now: datetime = NOW, **more
):
    return standard_page(reader, standard, period, now=now, zone=DHAKA, viewer=viewer, **more)


def _found(reader: SqliteReader, now: datetime = NOW) -> dict[int, Attainment]:
    return attainments(reader, QUARTER, now=now, zone=DHAKA)


def test_waiting_counts_only_known_inbound_calls(reader, desk, nadia, add) -> None:
    standard = add("waiting-time", 3)
    mary = desk.customer("Mary Ofori")
    for waited in (0, 3, 4, 14, None):
        desk.contact(mary, "wanted a date", ago=DAY, waited_minutes=waited)
    desk.contact(mary, ago=DAY, waited_minutes=9, channel="chat")
    desk.contact(mary, ago=DAY, waited_minutes=9, direction="outbound")
    desk.contact(mary, ago=200 * DAY, waited_minutes=9)
    page = _page(reader, standard, nadia)
    assert page.attainment == Attainment(4, 2)
    assert [(breach.customer, breach.over_minutes, breach.what) for breach in page.breaches] == [
        ("Mary Ofori", 11, "wanted a date"),
        ("Mary Ofori", 1, "wanted a date"),
    ]
    assert _found(reader) == {standard: Attainment(4, 2)}


def test_nought_minutes_is_a_target(reader, desk, add) -> None:
    standard = add("waiting-time", 0)
    mary = desk.customer("Mary Ofori")
    for waited in (0, 1):
        desk.contact(mary, ago=DAY, waited_minutes=waited)
    assert _found(reader) == {standard: Attainment(2, 1)}


def test_a_change_measures_only_what_came_after(reader, desk, database, nadia, add) -> None:
    standard = add("waiting-time", 3)
    mary = desk.customer("Mary Ofori")
    for days in (1, 9):
        desk.contact(mary, ago=days * DAY, waited_minutes=5)
    with database.act(nadia, NOW - 5 * DAY) as act:
        change_standard(act, standard, StandardChanges(target=10.0))
    page = _page(reader, standard, nadia)
    assert page.attainment == Attainment(2, 1)
    assert [breach.at for breach in page.breaches] == [NOW - 9 * DAY]
    assert page.line.version.number == 2


def test_retired_standards_measure_until_then(reader, desk, database, nadia, add) -> None:
    standard = add("waiting-time", 3)
    mary = desk.customer("Mary Ofori")
    for days in (1, 9):
        desk.contact(mary, ago=days * DAY, waited_minutes=5)
    with database.act(nadia, NOW - 5 * DAY) as act:
        retire_standard(act, standard, why="replaced")
    assert _found(reader) == {standard: Attainment(1, 0)}
    assert standards(reader, now=NOW, zone=DHAKA, viewer_id=1) == ()


def test_the_most_specific_scope_measures(reader, desk, database, nadia, add) -> None:
    key = desk.put(Tier(code="key", label="key"))
    wide = add("waiting-time", 10)
    narrow = add("waiting-time", 3, scope={"tier": ["key"], "kind": ["client"]})
    plain = desk.customer("Mary Ofori")
    client = desk.customer("Quillon Ashgrove", tier_id=key)
    desk.put(CustomerKind(customer_id=client, kind="client"))
    desk.contact(plain, ago=DAY, waited_minutes=5)
    desk.contact(client, ago=DAY, waited_minutes=5, tier="key")
    assert _found(reader) == {wide: Attainment(1, 1), narrow: Attainment(1, 0)}
    page = _page(reader, narrow, nadia)
    assert [(share.tier, share.attainment) for share in page.by_tier] == [("key", Attainment(1, 0))]
    assert [breach.customer_id for breach in page.breaches] == [client]


def test_mood(reader, desk, nadia, add) -> None:
    standard = add("mood", "pleased")
    mary = desk.customer("Mary Ofori")
    for mood in ("upset", "neutral", "pleased", "delighted", None):
        desk.contact(mary, ago=DAY, mood=mood, waited_minutes=5)
    page = _page(reader, standard, nadia)
    assert page.attainment == Attainment(4, 2)
    assert sorted(breach.mood or "" for breach in page.breaches) == ["neutral", "upset"]
    assert {breach.over_minutes for breach in page.breaches} == {None}
    assert page.line.version.target == "pleased"


def test_solved_at_first_contact(reader, desk, nadia, add) -> None:
    standard = add("solved-at-first-contact")
    mary = desk.customer("Mary Ofori")
    desk.contact(mary, ago=DAY, nature="complaint", outcome="solved")
    case = desk.case(mary, opened_at=NOW - 2 * DAY)
    desk.contact(mary, "leaks", ago=2 * DAY, nature="complaint", outcome="promised", case_id=case)
    desk.contact(mary, ago=DAY, nature="complaint", outcome="solved", case_id=case)
    desk.contact(mary, ago=DAY, nature="enquiry", outcome="solved")
    page = _page(reader, standard, nadia)
    assert page.attainment == Attainment(2, 1)
    assert [breach.what for breach in page.breaches] == ["leaks"]


def test_answered_within(reader, desk, nadia, add) -> None:
    standard = add("answered-within", 24 * 60, settings={"hours": "all"})
    mary = desk.customer("Mary Ofori")

    def complained(ago: timedelta, answered_after: timedelta | None, **answer: Any) -> int:
        case = desk.case(mary, opened_at=NOW - ago, title=f"{ago} ago")
        desk.contact(mary, ago=ago, nature="complaint", outcome="promised", case_id=case)
        if answered_after is not None:
            fields = {"direction": "outbound", "nature": "complaint", "outcome": "information", **answer}
            desk.contact(mary, ago=ago - answered_after, case_id=case, **fields)
        return case

    complained(5 * DAY, 3 * HOUR)
    late = complained(6 * DAY, 26 * HOUR)
    silent = complained(7 * DAY, 2 * HOUR, outcome="left-message")
    complained(2 * HOUR, None)
    solved = complained(8 * DAY, None)
    desk.put(
        CaseEvent(
            case_id=solved,
            staff_id=1,
            what="stage",
            value="solved",
            happened_at=NOW - 8 * DAY + 5 * HOUR,
            recorded_at=NOW,
        )
    )
    desk.case(mary, nature="problem", opened_at=NOW - 9 * DAY)
    page = _page(reader, standard, nadia)
    assert page.attainment == Attainment(4, 2)
    assert [(breach.kind, breach.id, breach.over_minutes) for breach in page.breaches] == [
        ("case", late, 120),
        ("case", silent, 6 * 24 * 60),
    ]
    assert [(share.name, share.attainment) for share in page.by_staff] == [("Nadia Karim", Attainment(4, 2))]


def test_only_opening_hours_count_unless_all_do(reader, desk, nadia, add) -> None:
    friday_evening = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)  # half an hour before closing in Dhaka
    standard = add("answered-within", 60)
    desk.case(desk.customer("Mary Ofori"), opened_at=friday_evening)
    assert _page(reader, standard, nadia).attainment == Attainment(0, 0)
    round_the_clock = add("answered-within", 60, at=SET + DAY, settings={"hours": "all"})
    desk.case(desk.customer("Mary Ofori"), opened_at=friday_evening)
    assert _page(reader, round_the_clock, nadia).attainment == Attainment(2, 0)


def test_follow_ups_in_time(reader, desk, nadia, add) -> None:
    standard = add("follow-up-in-time")
    mary = desk.customer("Mary Ofori")
    made = {"created_at": NOW - 10 * DAY}
    due = NOW - 5 * DAY
    desk.follow_up(mary, due, state="done", closed_at=due - HOUR, **made)
    desk.follow_up(mary, due, "late", state="done", closed_at=due + 2 * HOUR, **made)
    desk.follow_up(mary, due, "forgotten", **made)
    desk.follow_up(mary, due, state="dropped", closed_why="no need", closed_at=due - HOUR, **made)
    desk.follow_up(mary, due, "snoozed", first_due_at=due, due_at=NOW + DAY, **made)
    desk.follow_up(mary, NOW + DAY, "running", **made)
    page = _page(reader, standard, nadia)
    assert page.attainment == Attainment(4, 1)
    assert {breach.what: breach.over_minutes for breach in page.breaches} == {
        "late": 120,
        "forgotten": 5 * 24 * 60,
        "snoozed": 5 * 24 * 60,
    }


def test_reviews_on_time(reader, desk, nadia, add) -> None:
    standard = add("review-on-time")
    reviewed = add("waiting-time", 3, next_review=date(2026, 11, 20))
    desk.put(
        Review(
            standard_id=reviewed,
            staff_id=1,
            from_on=date(2026, 7, 1),
            to_on=date(2026, 9, 30),
            due_on=date(2026, 10, 15),
            decision="keep",
            why="still right",
            at=NOW - 40 * DAY,
        )
    )
    long = Period(date(2025, 1, 1), date(2026, 12, 31))
    page = _page(reader, standard, nadia, long)
    assert page.attainment == Attainment(2, 1)
    assert [(breach.kind, breach.id, breach.what) for breach in page.breaches] == [
        ("standard", reviewed, "waiting-time")
    ]
    lines = {line.id: line.review_overdue for line in standards(reader, now=NOW, zone=DHAKA, viewer_id=1)}
    assert lines == {standard: False, reviewed: True}


def test_a_review_is_not_overdue_on_its_day(reader, add) -> None:
    add("waiting-time", 3, next_review=date(2026, 11, 21))
    (line,) = standards(reader, now=NOW, zone=DHAKA, viewer_id=1)
    assert not line.review_overdue
    (line,) = standards(reader, now=NOW + DAY, zone=DHAKA, viewer_id=1)
    assert line.review_overdue


def test_people_see_their_own_and_managers_everybody(reader, desk, desk_of, nadia, paul, add) -> None:
    standard = add("waiting-time", 3)
    mary = desk.customer("Mary Ofori")
    desk.contact(mary, ago=DAY, waited_minutes=9)
    desk_of(paul).contact(mary, ago=2 * DAY, waited_minutes=9, staff_id=paul.staff_id)
    managed = _page(reader, standard, nadia)
    assert [share.name for share in managed.by_staff] == ["Nadia Karim", "Paul Mensah"]
    assert [breach.staff for breach in managed.breaches] == ["Nadia Karim", "Paul Mensah"]
    own = _page(reader, standard, paul)
    assert [(share.name, share.attainment) for share in own.by_staff] == [("Paul Mensah", Attainment(1, 0))]
    assert [(breach.staff_id, breach.staff) for breach in own.breaches] == [(None, ""), (2, "Paul Mensah")]
    assert own.attainment == managed.attainment == Attainment(2, 0)


def test_read_by_some(reader, database, nadia, paul, add) -> None:
    standard = add("waiting-time", 3)
    with database.act(paul, NOW) as act:
        acknowledge(act, standard)
    page = _page(reader, standard, nadia)
    assert [(reading.login, reading.at) for reading in page.acknowledged] == [("paul", NOW)]
    assert [reading.login for reading in page.waiting] == ["nadia"]
    assert page.line.unread
    assert not _page(reader, standard, paul).line.unread


def test_twelve_months(reader, desk, add) -> None:
    standard = add("waiting-time", 3)
    mary = desk.customer("Mary Ofori")
    for days, waited in ((1, 9), (1, 0), (40, 0), (340, 9)):
        desk.contact(mary, ago=days * DAY, waited_minutes=waited)
    trend = trends(reader, now=NOW, zone=DHAKA)[standard]
    assert len(trend) == 12
    assert (trend[0], trend[-2], trend[-1]) == (Attainment(1, 0), Attainment(1, 1), Attainment(2, 1))
    assert set(trend[1:-2]) == {Attainment(0, 0)}


def test_more_breaches_than_named(reader, desk, nadia, add) -> None:
    standard = add("waiting-time", 3)
    mary = desk.customer("Mary Ofori")
    for hours in range(3):
        desk.contact(mary, ago=hours * HOUR, waited_minutes=9)
    page = _page(reader, standard, nadia, breaches=2)
    assert (len(page.breaches), page.more_breaches) == (2, True)
    assert not _page(reader, standard, nadia, breaches=3).more_breaches


def test_an_unknown_standard(reader, nadia) -> None:
    with pytest.raises(NoSuchRecord):
        _page(reader, 7, nadia)


def test_periods() -> None:
    assert Period(date(2026, 10, 1), date(2026, 12, 31)) == QUARTER
    assert quarter_of(date(2026, 1, 5), -1) == Period(date(2025, 10, 1), date(2025, 12, 31))
    months = months_up_to(date(2026, 2, 28), 3)
    assert months[0] == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert months[-1] == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert months[-1].end(DHAKA) == datetime(2026, 2, 28, 18, tzinfo=UTC)
