"""What each member of staff has on their hands."""

from datetime import timedelta

from crm_tui.queries.team import Hands, on_their_hands


def test_open_work_and_customers_are_counted_by_person(reader, desk, desk_of, paul, nadia, now) -> None:
    mary = desk.customer("Mary Ofori", manager_id=nadia.staff_id)
    desk.customer("Jun Sato", manager_id=nadia.staff_id)
    desk.customer("Gone", manager_id=nadia.staff_id, deleted_at=now)
    desk.follow_up(mary, now + timedelta(hours=1))
    desk.follow_up(mary, now - timedelta(hours=1))
    desk_of(paul).follow_up(mary, now + timedelta(days=1))
    desk_of(paul).follow_up(mary, now, state="done")
    assert on_their_hands(reader, now) == {
        nadia.staff_id: Hands(2, 2, 1),
        paul.staff_id: Hands(0, 1, 0),
    }


def test_nobody_has_anything_on_an_empty_desk(reader, now) -> None:
    assert on_their_hands(reader, now) == {}
