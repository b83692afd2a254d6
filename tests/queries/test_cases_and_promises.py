from datetime import date, timedelta

import pytest

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.words import PromiseBy, Stage
from crm_tui.queries.cases import case, cases_of, newest_cases
from crm_tui.queries.interactions import interaction
from crm_tui.queries.promises import list_promises, promise, promises_of
from crm_tui.store.tables import Case, CaseEvent, Customer, Interaction

TODAY = date(2026, 11, 21)


@pytest.fixture
def jun(desk):
    return desk.customer("Jun Sato")


def test_lists_of_cases(reader, desk, jun, paul):
    old = desk.case(jun, "old", opened_at=desk.now - timedelta(days=9), stage="waiting")
    new = desk.case(jun, "new", owner_id=paul.staff_id)
    closed = desk.case(jun, "closed", stage="closed", closed_at=desk.now)
    assert [row.id for row in newest_cases(reader)] == [closed, new, old]
    assert [row.id for row in newest_cases(reader, owner_id=1)] == [closed, old]
    assert [row.id for row in cases_of(reader, jun)] == [new, old, closed]
    assert [row.id for row in cases_of(reader, jun, open_only=True)] == [old, new]
    assert len(newest_cases(reader, limit=1)) == 1


def test_a_case_with_its_history(reader, desk, jun):
    number = desk.case(jun, cause="the lid", reopenings=1)
    second = desk.contact(jun, "still leaks", case_id=number, ago=timedelta(hours=1))
    first = desk.contact(jun, "leaks", case_id=number, ago=timedelta(hours=5))
    desk.contact(jun, "something else")
    desk.contact(jun, "deleted", case_id=number, deleted_at=desk.now)
    for hours, value in ((2, "waiting"), (3, "open")):
        at = desk.now - timedelta(hours=hours)
        desk.put(
            CaseEvent(
                case_id=number, staff_id=1, what="stage", value=value, happened_at=at, recorded_at=desk.now
            )
        )
    found = case(reader, number)
    assert (found.case.stage, found.case.owner_login, found.case.customer) == (
        Stage.OPEN,
        "nadia",
        "Jun Sato",
    )
    assert (found.case.cause, found.case.reopenings, found.case.version) == ("the lid", 1, 1)
    assert [event.value for event in found.events] == ["open", "waiting"]
    assert [contact.id for contact in found.interactions] == [first, second]


def test_what_was_deleted_is_no_case(reader, desk, jun):
    number = desk.case(jun)
    other = desk.case(desk.customer("Gone"))
    desk.change(Case, number, deleted_at=desk.now)
    desk.change(Customer, 2, deleted_at=desk.now)
    assert newest_cases(reader) == ()
    for gone in (number, other, 99):
        with pytest.raises(NoSuchRecord):
            case(reader, gone)


def test_lists_of_promises(reader, desk, jun):
    later = desk.promise(jun, TODAY + timedelta(days=3), "later")
    sooner = desk.promise(jun, TODAY, "sooner", by="theirs")
    kept = desk.promise(jun, TODAY, "kept", state="kept", closed_at=desk.now)
    assert [row.id for row in list_promises(reader)] == [kept, sooner, later]
    assert [row.id for row in list_promises(reader, open_only=True)] == [sooner, later]
    assert [row.id for row in promises_of(reader, jun)] == [sooner, later, kept]
    assert [row.id for row in promises_of(reader, jun, open_only=True)] == [sooner, later]
    assert promise(reader, sooner).by is PromiseBy.THEIRS
    assert promise(reader, later).told_on == TODAY + timedelta(days=5)
    desk.change(Customer, jun, deleted_at=desk.now)
    assert list_promises(reader) == ()
    with pytest.raises(NoSuchRecord):
        promise(reader, later)


def test_one_interaction(reader, desk, jun):
    number = desk.contact(jun, "leaks", mood="upset", obstacle="hours", waited_minutes=14)
    found = interaction(reader, number)
    assert (found.customer, found.staff, found.said) == ("Jun Sato", "Nadia Karim", "leaks")
    assert (found.mood, found.obstacle, found.waited_minutes) == ("upset", "hours", 14)
    desk.change(Interaction, number, deleted_at=desk.now)
    with pytest.raises(NoSuchRecord):
        interaction(reader, number)
