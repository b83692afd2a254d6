from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from crm_tui.domain.words import Role
from crm_tui.queries.due import due_follow_ups
from crm_tui.queries.promises import promises_due
from crm_tui.queries.reviews_due import reviews_overdue
from crm_tui.queries.today import good_news, missed_calls, standards_to_read
from crm_tui.store.tables import Absence, Acknowledgement, Customer, Policy, Staff, Standard, StandardVersion

TODAY = date(2026, 11, 21)


@pytest.fixture
def panels(reader, now, zone):
    def found(staff_id=1, role=Role.AGENT):
        at = {"now": now, "zone": zone, "staff_id": staff_id}
        return SimpleNamespace(
            due=due_follow_ups(reader, **at),
            promises=promises_due(reader, **at),
            missed_calls=missed_calls(reader, **at),
            standards_to_read=standards_to_read(reader, now=now, staff_id=staff_id),
            reviews_overdue=reviews_overdue(reader, now=now, today=TODAY, staff_id=staff_id, role=role),
            good_news=good_news(reader, now=now),
        )

    return found


@pytest.fixture
def standard(desk):
    """A standard, and the ids of its versions: the second holds, the third is of tomorrow."""
    number = desk.put(Standard(owner_id=1, created_at=desk.now, next_review_on=TODAY - timedelta(days=1)))
    versions = [
        desk.put(
            StandardVersion(
                standard_id=number,
                number=place,
                valid_from=desk.now + timedelta(days=place - 2),
                statement=f"wording {place}",
                measure="mood",
                objective=0.95,
            )
        )
        for place in (1, 2, 3)
    ]
    return number, versions


def test_an_empty_desk(panels):
    found = panels()
    assert not found.due.overdue
    assert not (found.missed_calls or found.standards_to_read or found.good_news)


def test_promises_by_their_safe_date(panels, desk, paul):
    jun = desk.customer("Jun Sato")
    desk.promise(jun, TODAY - timedelta(days=1), "late")
    desk.promise(jun, TODAY, "today")
    desk.promise(jun, TODAY + timedelta(days=1), "tomorrow")
    desk.promise(jun, TODAY, "kept", state="kept", closed_at=desk.now)
    desk.promise(jun, TODAY, "the signed form", by="theirs")
    desk.promise(jun, TODAY, "of Paul", staff_id=paul.staff_id)
    found = panels().promises
    assert [promise.what for promise in found.late] == ["late"]
    assert [promise.what for promise in found.today] == ["today"]
    assert [promise.what for promise in found.theirs] == ["the signed form"]
    assert not found.more


def test_missed_calls_with_when_and_where_to_call_back(panels, desk):
    jun = desk.customer("Jun Sato", phone="01711 123456")
    missed = desk.contact(jun, ago=timedelta(hours=2), outcome="missed")
    desk.follow_up(jun, TODAY, "call back", is_call_back=True, interaction_id=missed)
    desk.follow_up(desk.customer("Mary"), TODAY, "call back", is_call_back=True)
    first, second = panels().missed_calls
    assert (first.follow_up.customer, first.phone) == ("Jun Sato", "01711 123456")
    assert first.called_at == desk.now - timedelta(hours=2)
    assert (second.called_at, second.phone) == (None, "")


def test_standards_to_read_until_the_present_version_is_acknowledged(panels, desk, standard, paul):
    _, versions = standard
    to_read = panels().standards_to_read
    assert [(row.number, row.statement) for row in to_read] == [(2, "wording 2")]
    desk.put(Acknowledgement(standard_version_id=versions[0], staff_id=1, at=desk.now))
    assert panels().standards_to_read
    desk.put(Acknowledgement(standard_version_id=versions[1], staff_id=1, at=desk.now))
    assert not panels().standards_to_read
    assert panels(paul.staff_id).standards_to_read


def test_reviews_overdue(panels, desk, standard):
    number, _ = standard
    desk.put(
        Policy(name="Returns", owner_id=1, created_at=desk.now, next_review_on=TODAY - timedelta(days=9))
    )
    desk.put(Policy(name="Payment", owner_id=1, created_at=desk.now, next_review_on=TODAY))
    policy, review = panels().reviews_overdue
    assert (policy.kind, policy.what) == ("policy", "Returns")
    assert (review.kind, review.id, review.what, review.due_on) == (
        "standard", number, "wording 2", TODAY - timedelta(days=1),
    )  # fmt: skip
    desk.change(Policy, 1, retired_at=desk.now)
    desk.change(Standard, number, next_review_on=TODAY)
    assert not panels().reviews_overdue
    desk.change(Standard, number, next_review_on=TODAY - timedelta(days=9), retired_at=desk.now)
    assert not panels().reviews_overdue
    assert not panels().standards_to_read


def test_a_review_is_the_owners_and_the_stand_ins_or_else_of_those_in_charge(panels, desk, standard, paul):
    number, _ = standard
    assert not panels(paul.staff_id).reviews_overdue
    desk.put(Absence(staff_id=1, from_on=TODAY, until_on=TODAY, stand_in_id=paul.staff_id))
    assert panels(paul.staff_id).reviews_overdue
    desk.change(Standard, number, owner_id=paul.staff_id)
    assert panels(paul.staff_id).reviews_overdue
    assert not panels(1, Role.ADMIN).reviews_overdue
    desk.change(Staff, paul.staff_id, left_on=TODAY)
    assert panels(1, Role.MANAGER).reviews_overdue
    assert not panels(1, Role.AGENT).reviews_overdue
    desk.change(Standard, number, owner_id=None)
    assert panels(1, Role.MANAGER).reviews_overdue


def test_good_news_of_the_last_seven_days(panels, desk, paul):
    jun = desk.customer("Jun Sato")
    desk.contact(jun, "thank you!", good_moment=True, ago=timedelta(days=1))
    desk.contact(jun, "well done", nature="feedback", mood="delighted", staff_id=paul.staff_id)
    desk.contact(jun, "not so good", nature="feedback", mood="uneasy")
    desk.contact(jun, "a pleased enquiry", mood="pleased")
    desk.contact(jun, "long ago", good_moment=True, ago=timedelta(days=8))
    desk.contact(jun, "deleted", good_moment=True, deleted_at=desk.now)
    gone = desk.customer("Gone")
    desk.contact(gone, "thanks", good_moment=True)
    desk.change(Customer, gone, deleted_at=desk.now)
    assert [(news.said, news.staff) for news in panels().good_news] == [
        ("well done", "Paul Mensah"),
        ("thank you!", "Nadia Karim"),
    ]
