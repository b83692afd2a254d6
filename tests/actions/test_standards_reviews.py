"""Reviews of standards: what they keep, what they change, what they refuse."""

from datetime import date, timedelta
from typing import Any

import pytest

from crm_tui.actions.reviews import review_standard
from crm_tui.actions.standards import StandardChanges, add_standard, retire_standard
from crm_tui.actions.undo import undo
from crm_tui.domain.errors import ChangedSince, InvalidInput, NotAllowed
from crm_tui.domain.standards import Attainment
from crm_tui.store.tables import Interaction

PERIOD: dict[str, Any] = {"from_on": date(2026, 9, 1), "to_on": date(2026, 11, 30)}
NEXT = date(2027, 3, 1)


@pytest.fixture
def standard(run, now) -> int:
    """A standard set long ago, whose review is due on 1 December."""
    return run(
        add_standard,
        statement="Nobody waits longer than 3 minutes.",
        measure="waiting-time",
        target=3,
        objective=0.9,
        next_review=date(2026, 12, 1),
        at=now - timedelta(days=200),
    ).id


def _waited(database, actor, customer_id: int, at, *minutes: int) -> None:
    with database.act(actor, at) as act:
        act.describe("test")
        for waited in minutes:
            act.add(
                Interaction(
                    customer_id=customer_id,
                    staff_id=1,
                    channel="phone",
                    direction="inbound",
                    nature="enquiry",
                    outcome="information",
                    waited_minutes=waited,
                    happened_at=at,
                    recorded_at=at,
                )
            )


def test_kept_with_what_the_period_measured(run, database, reader, nadia, now, quillon, standard) -> None:
    _waited(database, nadia, quillon.id, now - timedelta(days=3), 0, 2, 9)
    saved = run(review_standard, standard, **PERIOD, decision="keep", why=" still right ", next_on=NEXT)
    assert (saved.attainment, saved.number) == (Attainment(3, 2), 1)
    assert reader.row("SELECT due_on, decision, why, next_on, measured, met, staff_id FROM reviews") == (
        "2026-12-01",
        "keep",
        "still right",
        "2027-03-01",
        3,
        2,
        1,
    )
    assert reader.value("SELECT next_review_on FROM standards") == "2027-03-01"
    assert reader.row("SELECT verb, details FROM acts ORDER BY id DESC") == (
        "review-standard",
        '{"decision":"keep"}',
    )


def test_changed_into_a_new_version(run, reader, standard) -> None:
    changes = StandardChanges(target=2.0, statement="Nobody waits longer than 2 minutes.")
    saved = run(
        review_standard,
        standard,
        **PERIOD,
        decision="change",
        why="they hang up after two",
        next_on=NEXT,
        changes=changes,
    )
    assert saved.number == 2
    assert reader.value("SELECT target FROM standard_versions WHERE number = 2") == 2.0


def test_retired(run, reader, standard) -> None:
    run(review_standard, standard, **PERIOD, decision="retire", why="no phone any more")
    assert reader.row("SELECT retired_why, next_review_on FROM standards") == ("no phone any more", None)
    assert reader.row("SELECT decision, next_on FROM reviews") == ("retire", None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decision": "forget"}, "decision"),
        ({"decision": "change"}, "decision"),
        ({"decision": "change", "changes": StandardChanges(target=3.0)}, "decision"),
        ({"changes": StandardChanges(target=2.0)}, "decision"),
        ({"why": "  "}, "why"),
        ({"next_on": None}, "next_on"),
        ({"next_on": date(2026, 11, 20)}, "next_review"),
        ({"to_on": date(2026, 8, 1)}, "to_on"),
    ],
)
def test_refused_and_nothing_written(run, reader, standard, wrong, field) -> None:
    fields = {**PERIOD, "decision": "keep", "why": "right", "next_on": NEXT, **wrong}
    with pytest.raises(InvalidInput) as refused:
        run(review_standard, standard, **fields)
    assert refused.value.field == field
    assert reader.value("SELECT count(*) FROM reviews") == 0
    assert reader.value("SELECT next_review_on FROM standards") == "2026-12-01"


def test_not_by_agents_nor_over_others_nor_when_retired(run, paul, standard) -> None:
    fields = {**PERIOD, "decision": "keep", "why": "right", "next_on": NEXT}
    with pytest.raises(NotAllowed):
        run(review_standard, standard, **fields, by=paul)
    with pytest.raises(ChangedSince):
        run(review_standard, standard, **fields, version=9)
    run(retire_standard, standard, why="replaced")
    with pytest.raises(InvalidInput):
        run(review_standard, standard, **fields)


def test_one_undo_takes_a_review_back(run, reader, standard) -> None:
    changes = StandardChanges(objective=0.5)
    run(review_standard, standard, **PERIOD, decision="change", why="x", next_on=NEXT, changes=changes)
    run(undo)
    assert reader.value("SELECT count(*) FROM reviews") == 0
    assert reader.value("SELECT count(*) FROM standard_versions") == 1
    assert reader.value("SELECT next_review_on FROM standards") == "2026-12-01"
