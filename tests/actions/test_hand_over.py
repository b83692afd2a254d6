"""Handing over what is somebody's, and what is said of it when they leave; colleagues as customers."""

from datetime import timedelta

import pytest

from crm_tui.actions.cases import NewCase, open_case, solve
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.hand_over import What, hand_over
from crm_tui.actions.internal_customers import internal_customer
from crm_tui.actions.promises import NewPromise, make_promise
from crm_tui.actions.staff import add_staff, leave
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import InvalidInput, NoSuchRecord, NotAllowed

OWNERS = """
SELECT (SELECT group_concat(who) FROM (SELECT manager_id AS who FROM customers ORDER BY id)),
       (SELECT group_concat(who) FROM (SELECT owner_id AS who FROM cases ORDER BY id)),
       (SELECT group_concat(who) FROM (SELECT staff_id AS who FROM follow_ups ORDER BY id)),
       (SELECT group_concat(who) FROM (SELECT staff_id AS who FROM promises ORDER BY id))"""


@pytest.fixture
def jun(run) -> int:
    return run(add_staff, login="jun", name="Jun Sato").id


@pytest.fixture
def work(run, paul, when) -> tuple[int, int]:
    """Two customers of Paul's, each with a case, a follow-up and a promise."""

    def one(name: str) -> int:
        customer = run(add_customer, NewCustomer(name, manager="paul"), by=paul).id
        run(open_case, customer, NewCase("complaint", "late again", owner="paul"), by=paul)
        run(schedule_follow_up, customer, NewFollowUp(when("3d"), "thank them", "letter"), by=paul)
        run(make_promise, customer, NewPromise("a refund", when("fri")), by=paul)
        return customer

    return one("Mary Ofori"), one("Hill & Sons")


def test_everything_goes_in_one_act_and_comes_back_by_undo(run, reader, nadia, paul, jun, work) -> None:
    moved = run(hand_over, "paul", "jun", why="moves to another branch")
    assert (moved.customers, moved.cases, moved.follow_ups, moved.promises) == (2, 2, 2, 2)
    assert reader.row(OWNERS) == (f"{jun},{jun}",) * 4
    events = reader.rows("SELECT value, why FROM case_events WHERE what = 'owner' ORDER BY id")
    assert events == [
        (str(paul.staff_id), ""),
        (str(paul.staff_id), ""),
        (str(jun), "moves to another branch"),
        (str(jun), "moves to another branch"),
    ]
    run(undo)
    assert reader.row(OWNERS) == (f"{paul.staff_id},{paul.staff_id}",) * 4


def test_only_what_is_chosen_goes(run, reader, paul, jun, work) -> None:
    mary, _hill = work
    moved = run(
        hand_over, "paul", "jun", what=What(cases=False, promises=False), only_customers=[mary], by=paul
    )
    assert (moved.customers, moved.cases, moved.follow_ups, moved.promises) == (1, 0, 1, 0)
    me = paul.staff_id
    assert reader.row(OWNERS) == (f"{jun},{me}", f"{me},{me}", f"{jun},{me}", f"{me},{me}")


def test_a_case_that_is_solved_stays_with_who_solved_it(run, reader, paul, jun, work) -> None:
    case = reader.value("SELECT min(id) FROM cases")
    run(solve, case)
    assert run(hand_over, "paul", "jun").cases == 1
    assert reader.value("SELECT owner_id FROM cases WHERE id = :id", {"id": case}) == paul.staff_id


def test_who_has_left_gives_and_never_receives(run, reader, paul, jun, work) -> None:
    warnings = run(leave, "paul").warnings
    assert warnings == (
        "2 customers are still theirs.",
        "2 open cases are still theirs.",
        "2 open follow-ups are still theirs.",
        "2 open promises are still theirs.",
        "Give it to a colleague: `crm-tui staff hand-over paul --to LOGIN`.",
    )
    with pytest.raises(InvalidInput) as refused:
        run(hand_over, "jun", "paul")
    assert refused.value.field == "to"
    assert "does not work here any more" in refused.value.message
    assert run(hand_over, "paul", "jun").customers == 2


def test_refused_with_a_reason(run, paul, jun, work) -> None:
    for named, field in (
        ({"to": "paul"}, "to"),
        ({"to": "nobody"}, "to"),
        ({"to": "jun", "what": What(False, False, False, False)}, "what"),
        ({"to": "jun", "only_customers": []}, "what"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(hand_over, "paul", **named)
        assert refused.value.field == field
    with pytest.raises(NoSuchRecord):
        run(hand_over, "nobody", "jun")
    with pytest.raises(NotAllowed):
        run(hand_over, "jun", "paul", by=paul)


def test_a_colleague_becomes_a_customer_once(run, reader, paul, now) -> None:
    customer = run(internal_customer, "paul", by=paul)
    assert run(internal_customer, "paul") == customer
    assert reader.row(
        """SELECT c.name, c.form, n.kind FROM customers c JOIN customer_kinds n ON n.customer_id = c.id
            WHERE c.id = :id""",
        {"id": customer},
    ) == ("Paul Mensah", "person", "internal")
    assert reader.value("SELECT customer_id FROM staff WHERE login = 'paul'") == customer
    with pytest.raises(NotAllowed):
        run(internal_customer, "nadia", by=paul)
    later = run(open_case, customer, NewCase("request", "a second screen"), at=now + timedelta(hours=1))
    assert reader.value("SELECT nature FROM cases WHERE id = :id", {"id": later.id}) == "request"
