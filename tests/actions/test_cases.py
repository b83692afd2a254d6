"""Where a case can go from where it stands, and what is written down of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from crm_tui.actions.case_listening import Learnt
from crm_tui.actions.cases import NewCase, close, hand_over, open_case, reopen, resume, set_waiting, solve
from crm_tui.actions.customer_values import SavedCustomer
from crm_tui.actions.customers import edit_customer
from crm_tui.actions.staff import leave
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.domain.instants import to_micros
from crm_tui.domain.words import Stage
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]
HOUR = timedelta(hours=1)


@pytest.fixture
def case_id(run: Run, quillon: SavedCustomer, now: datetime) -> int:
    """A case that has been open for a day."""
    new = NewCase("complaint", "kettle leaks", opened_at=now - 24 * HOUR)
    opened_id: int = run(open_case, quillon.id, new).id
    return opened_id


def stored(reader: SqliteReader, case_id: int, columns: str) -> tuple[Any, ...] | None:
    return reader.row(f"SELECT {columns} FROM cases WHERE id = :id", {"id": case_id})


def events(reader: SqliteReader) -> list[tuple[Any, ...]]:
    return reader.rows("SELECT what, value, why FROM case_events WHERE what <> 'tier' ORDER BY id")


def test_a_case_keeps_its_note(run: Run, case_id: int, reader: SqliteReader, now: datetime) -> None:
    assert stored(reader, case_id, "title, stage, owner_id, opened_at, reopenings") == (
        "complaint: kettle leaks",
        "open",
        1,
        to_micros(now - 24 * HOUR),
        0,
    )
    assert reader.rows("SELECT direction, said, case_id FROM interactions") == [
        ("internal", "kettle leaks", case_id)
    ]
    assert reader.row("SELECT verb, record_kind, record_id FROM acts ORDER BY id DESC LIMIT 1") == (
        "open-case",
        "case",
        case_id,
    )


def test_bad_input_names_its_field(run: Run, quillon: SavedCustomer, now: datetime) -> None:
    for new, field in (
        (NewCase("gossip"), "nature"),
        (NewCase("complaint", owner="nobody"), "owner"),
        (NewCase("complaint", opened_at=now + HOUR), "opened_at"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(open_case, quillon.id, new)
        assert refused.value.field == field
    with pytest.raises(NoSuchRecord):
        run(open_case, 99, NewCase("complaint"))


def test_the_whole_way_is_written_down(run: Run, case_id: int, reader: SqliteReader, now: datetime) -> None:
    run(set_waiting, case_id, "sends a photo", at=now)
    run(resume, case_id)
    run(solve, case_id, Learnt(cause="seal", resolution="new kettle"))
    assert stored(reader, case_id, "stage, cause, resolution, solved_at") == (
        "solved",
        "seal",
        "new kettle",
        to_micros(now),
    )
    run(close, case_id)
    assert stored(reader, case_id, "stage, closed_at") == ("closed", to_micros(now))
    run(reopen, case_id, "leaks again")
    assert stored(reader, case_id, "stage, reopenings, solved_at, closed_at") == ("open", 1, None, None)
    assert events(reader) == [
        ("opened", "", ""),
        ("owner", "1", ""),
        ("stage", "waiting", "sends a photo"),
        ("stage", "open", ""),
        ("stage", "solved", ""),
        ("stage", "closed", ""),
        ("reopened", "open", "leaks again"),
    ]


TO = {
    Stage.OPEN: (),
    Stage.WAITING: (set_waiting,),
    Stage.SOLVED: (solve,),
    Stage.CLOSED: (solve, close),
}


@pytest.mark.parametrize(
    ("stage", "action"),
    [
        (Stage.OPEN, resume),
        (Stage.OPEN, close),
        (Stage.OPEN, reopen),
        (Stage.WAITING, set_waiting),
        (Stage.WAITING, close),
        (Stage.WAITING, reopen),
        (Stage.SOLVED, solve),
        (Stage.SOLVED, set_waiting),
        (Stage.SOLVED, resume),
        (Stage.CLOSED, close),
        (Stage.CLOSED, solve),
        (Stage.CLOSED, hand_over),
    ],
)
def test_what_cannot_be_done_says_where_it_stands(
    run: Run, case_id: int, reader: SqliteReader, stage: Stage, action: Run
) -> None:
    for step in TO[stage]:
        run(step, case_id)
    before = (stored(reader, case_id, "*"), events(reader))
    args = ("because",) if action is reopen else ("nadia",) if action is hand_over else ()
    with pytest.raises(InvalidInput) as refused:
        run(action, case_id, *args)
    assert stage.label in refused.value.message
    assert refused.value.hint
    assert (stored(reader, case_id, "*"), events(reader)) == before


def test_a_reopened_case_whose_owner_has_left_goes_to_who_takes_it_up(
    run: Run, case_id: int, paul: Actor, reader: SqliteReader
) -> None:
    run(hand_over, case_id, "paul")
    run(solve, case_id)
    run(leave, "paul")
    assert run(reopen, case_id, "leaks again").owner_id == 1
    assert events(reader)[-2:] == [("reopened", "open", "leaks again"), ("owner", "1", "leaks again")]


def test_reopening_takes_a_reason(run: Run, case_id: int) -> None:
    run(solve, case_id)
    with pytest.raises(InvalidInput) as refused:
        run(reopen, case_id, " ")
    assert refused.value.field == "why"


def test_a_case_changes_hands(run: Run, case_id: int, reader: SqliteReader, paul: Actor) -> None:
    assert run(hand_over, case_id, "paul", "speaks Bengali").owner_id == paul.staff_id
    assert events(reader)[-1] == ("owner", str(paul.staff_id), "speaks Bengali")
    run(hand_over, case_id, "paul")
    assert len(events(reader)) == 3
    with pytest.raises(InvalidInput):
        run(hand_over, case_id, "nobody")


def test_things_happen_in_order(
    run: Run, case_id: int, reader: SqliteReader, now: datetime, quillon: SavedCustomer, nadia: Actor
) -> None:
    def backdated(act: Any, hours: int) -> None:
        set_waiting(act, case_id, at=now - hours * HOUR)

    for hours in (25, -1):
        with pytest.raises(InvalidInput) as refused:
            run(backdated, hours)
        assert refused.value.field == "happened_at"
    run(edit_customer, quillon.id, {"tier": None})
    run(backdated, 2)
    assert reader.value("SELECT happened_at FROM case_events WHERE value = 'waiting'") == to_micros(
        now - 2 * HOUR
    )


def test_a_change_of_tier_is_an_event_of_running_cases_only(
    run: Run, case_id: int, reader: SqliteReader, quillon: SavedCustomer
) -> None:
    over = run(open_case, quillon.id, NewCase("problem"))
    run(solve, over.id)
    run(edit_customer, quillon.id, {"tier": None})
    assert reader.rows("SELECT case_id FROM case_events WHERE what = 'tier' AND value = ''") == [(case_id,)]


def test_versions_and_undo(run: Run, case_id: int, reader: SqliteReader) -> None:
    assert run(set_waiting, case_id, if_version=1).version == 2
    with pytest.raises(ChangedSince):
        run(resume, case_id, if_version=1)
    run(solve, case_id)
    run(undo)
    assert stored(reader, case_id, "stage, solved_at") == ("waiting", None)
    assert events(reader)[-1][1] == "waiting"


def test_an_unknown_case_is_named(run: Run) -> None:
    with pytest.raises(NoSuchRecord):
        run(solve, 99)


def test_a_reopened_case_goes_by_the_tier_that_its_customer_has_by_now(
    run: Run, case_id: int, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    tiers = "SELECT value FROM case_events WHERE what = 'tier' ORDER BY id"
    run(solve, case_id)
    run(edit_customer, quillon.id, {"tier": None})
    assert reader.rows(tiers) == [("standard",)]
    run(reopen, case_id, "leaks again")
    assert reader.rows(tiers) == [("standard",), ("",)]
    run(solve, case_id)
    run(reopen, case_id, "and again")
    assert len(reader.rows(tiers)) == 2
