"""Referrals and thanks; departures and who was won back."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.actions.departures import win_back
from crm_tui.actions.follow_up_ends import finish
from crm_tui.actions.referrals import add_referral, note_thanks, plan_thanks
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.queries.due import open_follow_ups_of
from crm_tui.queries.recommended import recommender
from crm_tui.queries.referrals import referrals
from crm_tui.store.tables import Customer, Departure

TODAY = date(2026, 11, 21)
LEFT = date(2026, 11, 1)


@pytest.fixture
def mary(run) -> int:
    return run(add_customer, NewCustomer("Mary Ofori")).id


@pytest.fixture
def referral(run, quillon, mary) -> int:
    return run(add_referral, mary, quillon.id, "over lunch").id


def test_thanks_are_planned_for_who_recommended_us(run, reader, quillon, mary, referral, when) -> None:
    saved = run(plan_thanks, referral, when("3d"))
    (planned,) = open_follow_ups_of(reader, quillon.id)
    assert planned.what == "thank for recommending us to Mary Ofori"
    (found,) = referrals(reader)
    assert (found.by, found.customer, found.follow_up_id, found.thanked_at) == (
        "Quillon Ashgrove", "Mary Ofori", saved.follow_up, None,
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="thanks them already"):
        run(plan_thanks, referral, when("3d"))
    run(finish, saved.follow_up)
    assert referrals(reader, customer_id=mary)[0].thanked_at is not None
    assert referrals(reader, customer_id=99) == ()


def test_thanked_on_the_spot_and_once(run, reader, referral, when) -> None:
    run(note_thanks, referral)
    assert referrals(reader)[0].thanked_at is not None
    for again in ((note_thanks, referral), (plan_thanks, referral, when("3d"))):
        with pytest.raises(InvalidInput, match="were thanked on 2026-11-21"):
            run(*again)
    run(undo)
    assert referrals(reader)[0].thanked_at is None


def test_a_new_customer_says_who_recommended_us(run, reader, quillon) -> None:
    source = "recommended by Quillon"
    saved = run(add_customer, NewCustomer("Ada Pell", source=source, referred_by=quillon.id))
    (found,) = referrals(reader)
    assert (found.id, found.by, found.customer, found.words) == (
        saved.referral, "Quillon Ashgrove", "Ada Pell", source,
    )  # fmt: skip
    run(undo)
    assert referrals(reader) == ()
    with pytest.raises(NoSuchRecord):
        run(add_customer, NewCustomer("Ada Pell", referred_by=99))
    assert reader.value("SELECT count(*) FROM customers WHERE name = 'Ada Pell'") == 0


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("recommended by Quillon Ashgrove", "Quillon Ashgrove"),
        ("Referred by quillon.", "Quillon Ashgrove"),
        ("QUILLON ASHGROVE", "Quillon Ashgrove"),
        ("quillon", None),
        ("recommended by Mary", None),
        ("recommended by Mary Ofori", "Mary Ofori"),
        ("recommended by Mar", None),
        ("recommended by Nobody", None),
        ("recommended by '; DROP TABLE", None),
        ("the radio", None),
        ("", None),
    ],
)
def test_a_source_names_one_customer_or_none(run, reader, quillon, mary, source, named) -> None:
    run(add_customer, NewCustomer("Mary Sato"))
    found = recommender(reader, source)
    assert (None if found is None else found.name) == named


def test_thanks_are_weighed_like_every_contact(run, referral, quillon, when) -> None:
    run(edit_customer, quillon.id, {"do_not_contact": True})
    with pytest.raises(NotAllowed):
        run(plan_thanks, referral, when("3d"))
    assert run(plan_thanks, referral, when("3d"), override_why="she asked for a card").warnings


def test_nobody_recommends_us_to_themselves_twice_or_tomorrow(run, quillon, mary, referral, now) -> None:
    with pytest.raises(InvalidInput, match="to themselves"):
        run(add_referral, mary, mary)
    with pytest.raises(InvalidInput, match="written down already"):
        run(add_referral, mary, quillon.id)
    with pytest.raises(InvalidInput, match="not happened yet"):
        run(lambda act: add_referral(act, quillon.id, mary, at=now + timedelta(days=1)))
    run(add_referral, quillon.id, mary)  # the other way round is no circle to forbid


def departures(run) -> list[tuple]:
    def read(act):
        rows = act.session.exec(select(Departure).order_by(Departure.id)).all()
        return [(row.left_on, row.why, row.won_back_on, row.won_back_how) for row in rows]

    return run(read)


def test_an_end_is_kept_as_a_departure_and_moved_with_it(run, mary) -> None:
    run(edit_customer, mary, {"ended_on": LEFT, "ended_why": "moved away"})
    run(edit_customer, mary, {"ended_on": LEFT + timedelta(days=2)})
    run(edit_customer, mary, {"note": "sad"})
    assert departures(run) == [(LEFT + timedelta(days=2), "moved away", None, "")]


def test_won_back_with_what_brought_them_and_left_again(run, mary, database) -> None:
    run(edit_customer, mary, {"ended_on": LEFT, "ended_why": "too dear"})
    saved = run(win_back, mary, "the new prices", on=date(2026, 11, 20))
    assert saved.left_on == LEFT
    run(edit_customer, mary, {"ended_on": TODAY, "ended_why": "moved away"})
    assert departures(run) == [
        (LEFT, "too dear", date(2026, 11, 20), "the new prices"),
        (TODAY, "moved away", None, ""),
    ]
    run(edit_customer, mary, {"ended_on": None, "ended_why": ""})
    assert departures(run)[1] == (TODAY, "moved away", TODAY, "")


def test_who_left_before_departures_were_kept_can_be_won_back(run, mary) -> None:
    run(lambda act: act.change(act.get(Customer, mary), ended_on=LEFT))
    run(win_back, mary, "a letter")
    assert departures(run) == [(LEFT, "", TODAY, "a letter")]
    run(undo)
    assert departures(run) == []


def test_a_new_customer_may_have_left_already(run) -> None:
    run(add_customer, NewCustomer("Old Friend", ended_on=LEFT, ended_why="closed"))
    assert departures(run) == [(LEFT, "closed", None, "")]


@pytest.mark.parametrize(
    ("how", "on", "field"),
    [(" ", None, "how"), ("x", date(2026, 10, 1), "on"), ("x", date(2026, 12, 1), "on")],
)
def test_what_cannot_be_is_refused_at_its_field(run, mary, how, on, field) -> None:
    with pytest.raises(InvalidInput, match="has not left us"):
        run(win_back, mary, "x")
    run(edit_customer, mary, {"ended_on": LEFT})
    with pytest.raises(InvalidInput) as refused:
        run(win_back, mary, how, on=on)
    assert refused.value.field == field
