"""Negotiations move by move, and disputes stage by stage."""

from datetime import date, timedelta

import pytest

from crm_tui.actions.agreements import NewAgreement, add_agreement
from crm_tui.actions.cases import NewCase, close, open_case, solve
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.disputes import set_dispute_stage
from crm_tui.actions.negotiations import NewMove, note_move
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import ChangedSince, InvalidInput
from crm_tui.queries.disputes import dispute_of
from crm_tui.queries.negotiations import last_moves, moves
from crm_tui.store.tables import Case


@pytest.fixture
def delivery(run, quillon) -> int:
    return run(add_agreement, quillon.id, NewAgreement("Delivery", date(2026, 1, 1))).id


@pytest.fixture
def dispute(run, quillon, now) -> int:
    opened_at = now - timedelta(days=9)
    return run(open_case, quillon.id, NewCase("dispute", "who pays", opened_at=opened_at)).id


def test_moves_about_an_agreement_a_case_and_something_else(run, reader, quillon, delivery, dispute, now):
    before = now - timedelta(hours=2)
    run(
        note_move, NewMove("offer", "500 a month", value=5_000_000, agreement_id=delivery, happened_at=before)
    )
    run(note_move, NewMove("counter-offer", "480", "theirs", value=4_800_000, agreement_id=delivery))
    run(note_move, NewMove("concession", "we pay half", case_id=dispute))
    run(note_move, NewMove("agreed", "from March", subject="samples", customer_id=quillon.id))
    found = moves(reader, agreement_id=delivery)
    assert [(one.move, one.by, one.subject, one.value, one.currency) for one in found] == [
        ("counter-offer", "theirs", "Delivery", 4_800_000, found[0].currency),
        ("offer", "ours", "Delivery", 5_000_000, found[0].currency),
    ]
    assert [one.words for one in moves(reader, case_id=dispute)] == ["we pay half"]
    assert len(moves(reader, customer_id=quillon.id)) == len(moves(reader)) == 4
    assert [one.words for one in last_moves(reader, quillon.id)] == ["from March", "we pay half", "480"]


def test_a_move_can_be_taken_back(run, reader, delivery) -> None:
    run(note_move, NewMove("offer", "500", agreement_id=delivery))
    run(undo)
    assert moves(reader) == ()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": " "}, "words"),
        ({"move": "threat"}, "move"),
        ({"by": "nobody"}, "by"),
        ({"customer_id": None}, "customer_id"),
        ({"subject": ""}, "subject"),
        ({"value": 1, "currency": "euro"}, "currency"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(run, quillon, more, field) -> None:
    good = {"move": "offer", "words": "500", "subject": "price", "customer_id": quillon.id}
    with pytest.raises(InvalidInput) as refused:
        run(note_move, NewMove(**{**good, **more}))
    assert refused.value.field == field


def test_an_agreement_or_case_of_somebody_else_and_a_time_to_come(run, delivery, dispute, now) -> None:
    other = run(add_customer, NewCustomer("Mary Ofori")).id
    for more in ({"agreement_id": delivery}, {"case_id": dispute}):
        with pytest.raises(InvalidInput):
            run(note_move, NewMove("offer", "500", customer_id=other, **more))
    with pytest.raises(InvalidInput, match="not happened yet"):
        run(note_move, NewMove("offer", "500", agreement_id=delivery, happened_at=now + timedelta(hours=1)))


def stages(reader, case_id: int) -> list[tuple[str, str]]:
    return [(step.stage.value, step.words) for step in dispute_of(reader, case_id, "dispute").steps]


def test_a_dispute_goes_on_and_back_only_for_a_reason(run, reader, dispute) -> None:
    assert dispute_of(reader, dispute, "dispute").stage == "talk"
    assert run(set_dispute_stage, dispute, "written").before == "talk"
    run(set_dispute_stage, dispute, "mediation", "they asked for it")
    with pytest.raises(InvalidInput) as refused:
        run(set_dispute_stage, dispute, "talk")
    assert refused.value.field == "words"
    run(set_dispute_stage, dispute, "talk", "they called, and were kind")
    run(set_dispute_stage, dispute, "closed")
    assert stages(reader, dispute) == [
        ("written", ""),
        ("mediation", "they asked for it"),
        ("talk", "they called, and were kind"),
        ("closed", ""),
    ]
    run(undo)
    assert dispute_of(reader, dispute, "dispute").stage == "talk"


def test_a_stage_is_entered_once_in_the_order_of_time(run, dispute, now) -> None:
    with pytest.raises(InvalidInput, match="at “talk” already"):
        run(set_dispute_stage, dispute, "talk")
    run(lambda act: set_dispute_stage(act, dispute, "written", at=now - timedelta(days=2)))
    for wrong in (now - timedelta(days=3), now + timedelta(hours=1)):
        with pytest.raises(InvalidInput) as refused:
            run(lambda act, then=wrong: set_dispute_stage(act, dispute, "mediation", at=then))
        assert refused.value.field == "at"
    with pytest.raises(InvalidInput):
        run(set_dispute_stage, dispute, "court")


def test_who_read_the_case_before_is_told(run, dispute, database, nadia) -> None:
    with database.act(nadia) as act:
        version = act.get(Case, dispute).version
    run(set_dispute_stage, dispute, "written", if_version=version)
    with pytest.raises(ChangedSince):
        run(set_dispute_stage, dispute, "mediation", if_version=version)


def test_only_a_dispute_that_is_open_has_stages(run, reader, quillon, dispute) -> None:
    complaint = run(open_case, quillon.id, NewCase("complaint", "late")).id
    with pytest.raises(InvalidInput, match="no dispute"):
        run(set_dispute_stage, complaint, "written")
    assert dispute_of(reader, complaint, "complaint") is None
    run(solve, dispute)
    run(close, dispute)
    with pytest.raises(InvalidInput, match="is closed"):
        run(set_dispute_stage, dispute, "written")
