"""What each member of staff has on their hands, and what stands out about them."""

from datetime import date, timedelta

from crm_tui.queries.team import Hands, Standing, TrainingDue, on_their_hands, standings
from crm_tui.store.tables import Praise, Skill, Training


def test_open_work_and_customers_are_counted_by_person(reader, desk, desk_of, paul, nadia, now, zone) -> None:
    mary = desk.customer("Mary Ofori", manager_id=nadia.staff_id)
    desk.customer("Jun Sato", manager_id=nadia.staff_id)
    desk.customer("Gone", manager_id=nadia.staff_id, deleted_at=now)
    desk.follow_up(mary, now + timedelta(hours=1))
    desk.follow_up(mary, now - timedelta(hours=1))
    desk_of(paul).follow_up(mary, now + timedelta(days=1))
    desk_of(paul).follow_up(mary, now, state="done")
    desk_of(paul).case(mary)
    desk_of(paul).case(mary, stage="solved")
    desk.contact(mary, ago=timedelta(hours=1))
    desk.contact(mary, ago=timedelta(days=1))
    desk.contact(mary, direction="internal")
    assert on_their_hands(reader, now, zone) == {
        nadia.staff_id: Hands(2, 2, 1, 0, 1),
        paul.staff_id: Hands(0, 1, 0, 1, 0),
    }


def test_nobody_has_anything_on_an_empty_desk(reader, now, zone) -> None:
    assert on_their_hands(reader, now, zone) == {}


def test_skills_and_praise_are_for_all_and_training_is_not(reader, desk, paul, nadia, now) -> None:
    me, him = nadia.staff_id, paul.staff_id
    desk.put(
        Skill(staff_id=him, name="French", level=2),
        Skill(staff_id=him, name="repairs", level=4),
        Praise(staff_id=him, by_id=me, words="calm", at=now - timedelta(days=1)),
        Praise(staff_id=him, by_id=me, words="long ago", at=now - timedelta(days=31)),
        Training(staff_id=him, name="taken", taken_on=date(2026, 11, 1)),
        Training(staff_id=him, name="some day"),
        Training(staff_id=him, name="listening", due_on=date(2026, 12, 1)),
        Training(staff_id=me, name="reviews"),
    )
    shown = (("repairs", 4), ("French", 2)), (("Nadia Karim", "calm"),)
    due = (TrainingDue("listening", date(2026, 12, 1)), TrainingDue("some day", None))
    mine = Standing(training=(TrainingDue("reviews", None),))
    assert standings(reader, now=now, viewer=nadia) == {him: Standing(shown[0], due, shown[1]), me: mine}
    assert standings(reader, now=now, viewer=paul) == {him: Standing(shown[0], due, shown[1])}
