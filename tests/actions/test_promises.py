"""Making promises, and how they end."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.customer_values import NewCustomer, SavedCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.promises import (
    NewPromise,
    break_promise,
    keep_promise,
    make_promise,
    withdraw_promise,
)
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord
from crm_tui.domain.when import When
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]
Whens = Callable[[str], When]
DAY = timedelta(days=1)


@pytest.fixture
def promise_id(run: Run, quillon: SavedCustomer, when: Whens) -> int:
    """Told Friday 27, aimed at Wednesday 25."""
    made_id: int = run(make_promise, quillon.id, NewPromise("new kettle", when("fri"))).id
    return made_id


def stored(reader: SqliteReader, columns: str) -> tuple[Any, ...] | None:
    return reader.row(f"SELECT {columns} FROM promises ORDER BY id DESC LIMIT 1")


def test_a_safe_date_is_proposed_for_ours_and_none_apart_for_theirs(
    run: Run, quillon: SavedCustomer, reader: SqliteReader, when: Whens
) -> None:
    saved = run(make_promise, quillon.id, NewPromise(" new kettle ", when("fri")))
    assert stored(reader, "what, told_on, safe_on, by, state, staff_id") == (
        "new kettle",
        "2026-11-27",
        "2026-11-25",
        "ours",
        "open",
        1,
    )
    assert reader.row("SELECT verb, record_id FROM acts ORDER BY id DESC LIMIT 1") == (
        "make-promise",
        saved.id,
    )
    run(make_promise, quillon.id, NewPromise("photo", when("fri"), by="theirs"))
    assert stored(reader, "told_on, safe_on, safe_all_day, by") == ("2026-11-27", "2026-11-27", 1, "theirs")
    run(make_promise, quillon.id, NewPromise("call", when("tomorrow 10:00"), when("tomorrow 09:00")))
    assert stored(reader, "safe_at < told_at, safe_all_day") == (1, 0)
    run(make_promise, quillon.id, NewPromise("call", when("+1h")))
    assert stored(reader, "safe_at = told_at") == (1,)


def test_bad_input_names_its_field(run: Run, quillon: SavedCustomer, when: Whens) -> None:
    mary = run(add_customer, NewCustomer("Mary"))
    hers = run(open_case, mary.id, NewCase("complaint"))
    for new, field in (
        (NewPromise(" ", when("fri")), "what"),
        (NewPromise("kettle", when("yesterday")), "told"),
        (NewPromise("kettle", when("fri"), when("1 dec")), "safe"),
        (NewPromise("kettle", when("fri"), by="nobody"), "by"),
        (NewPromise("kettle", when("fri"), staff="nobody"), "staff"),
        (NewPromise("kettle", when("fri"), case_id=hers.id), "case"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(make_promise, quillon.id, new)
        assert refused.value.field == field
    with pytest.raises(NoSuchRecord):
        run(make_promise, 99, NewPromise("kettle", when("fri")))


@pytest.mark.parametrize(
    ("days", "state", "why"),
    [(2, "kept-early", ""), (5, "kept", ""), (10, "broken", "Fulfilled, but late.")],
)
def test_when_it_was_fulfilled_says_how_it_ended(
    run: Run, promise_id: int, reader: SqliteReader, now: datetime, days: int, state: str, why: str
) -> None:
    assert run(keep_promise, promise_id, at=now + days * DAY).state == state
    assert stored(reader, "state, closed_why, version") == (state, why, 2)


def test_it_can_be_said_later_when_it_was_fulfilled(run: Run, promise_id: int, now: datetime) -> None:
    def told_later(act: Any, days: int) -> Any:
        return keep_promise(act, promise_id, at=now + days * DAY)

    for days in (-1, 11):
        with pytest.raises(InvalidInput) as refused:
            run(told_later, days, at=now + 10 * DAY)
        assert refused.value.field == "at"
    assert run(told_later, 2, at=now + 10 * DAY).state == "kept-early"


@pytest.mark.parametrize(("end", "state"), [(break_promise, "broken"), (withdraw_promise, "withdrawn")])
def test_an_end_without_keeping_takes_a_reason(
    run: Run, promise_id: int, reader: SqliteReader, end: Run, state: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(end, promise_id, "  ")
    assert refused.value.field == "why"
    run(end, promise_id, "out of stock")
    assert stored(reader, "state, closed_why") == (state, "out of stock")
    for again, args in ((keep_promise, ()), (break_promise, ("why",)), (withdraw_promise, ("why",))):
        with pytest.raises(InvalidInput, match=state):
            run(again, promise_id, *args)


def test_an_older_version_and_an_unknown_promise_are_refused(run: Run, promise_id: int) -> None:
    with pytest.raises(ChangedSince):
        run(keep_promise, promise_id, if_version=7)
    with pytest.raises(NoSuchRecord):
        run(keep_promise, 99)
