"""What a case taught, what making good may cost, and cases with one cause tied into one above them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from crm_tui.actions.case_listening import Learnt, note_learnt
from crm_tui.actions.case_ties import tie_cases, untie_case
from crm_tui.actions.cases import NewCase, open_case, reopen, solve
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.money import PARTS
from crm_tui.queries.case_learning import case_learning
from crm_tui.queries.cases import case
from crm_tui.queries.same_causes import causes_of_several, known_causes, ties_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.store.tables import Staff

Do = Callable[..., Any]


@pytest.fixture
def do(database: Database, nadia: Actor) -> Do:
    """Does something in an act of its own, as nadia the admin unless somebody else is named."""

    def run(action: Callable[..., Any], *arguments: Any, by: Actor | None = None, **named: Any) -> Any:
        with database.act(by or nadia) as act:
            return action(act, *arguments, **named)

    return run


@pytest.fixture
def complaint(do: Do) -> Callable[..., int]:
    """Opens a complaint of a customer of its own."""

    def run(name: str = "Mary Ofori", cause: str = "") -> int:
        customer = do(add_customer, NewCustomer(name=name)).id
        saved = do(open_case, customer, NewCase("complaint", "the kettle leaks"))
        if cause:
            do(note_learnt, saved.id, Learnt(cause=cause))
        return int(saved.id)

    return run


def test_what_is_learnt_is_kept_bit_by_bit(
    do: Do, complaint: Callable[..., int], reader: SqliteReader
) -> None:
    number = complaint()
    do(note_learnt, number, Learnt(understanding="leaks when hot", confirmed=True))
    do(solve, number, Learnt(cause="seal", resolution="new seal", prevention="check seals", cost=12 * PARTS))
    found = case_learning(reader, number)
    assert (found.understanding, found.confirmed, found.cause) == ("leaks when hot", True, "seal")
    assert (found.resolution, found.prevention, found.cost) == ("new seal", "check seals", 12 * PARTS)


def test_a_confirmation_holds_only_for_the_words_that_were_confirmed(
    do: Do, complaint: Callable[..., int], reader: SqliteReader
) -> None:
    number = complaint()
    do(note_learnt, number, Learnt(understanding="leaks when hot", confirmed=True))
    do(note_learnt, number, Learnt(understanding="leaks when cold"))
    assert not case_learning(reader, number).confirmed


def test_nothing_cannot_be_confirmed(do: Do, complaint: Callable[..., int]) -> None:
    with pytest.raises(InvalidInput) as refused:
        do(note_learnt, complaint(), Learnt(confirmed=True))
    assert refused.value.field == "understanding"


def test_nobody_spends_more_than_their_allowance_without_asking(
    do: Do, complaint: Callable[..., int], paul: Actor, reader: SqliteReader
) -> None:
    number = complaint()

    def allow(act: Act, amount: int | None) -> None:
        act.describe("edit-staff", "staff", paul.staff_id)
        act.change(act.get(Staff, paul.staff_id), allowance=amount)

    do(allow, 20 * PARTS)
    do(note_learnt, number, Learnt(cost=20 * PARTS), by=paul)
    with pytest.raises(NotAllowed, match="more than the 20"):
        do(solve, number, Learnt(cost=20 * PARTS + 1), by=paul)
    assert case(reader, number).case.stage == "open"  # nothing of it was saved
    do(note_learnt, number, Learnt(cost=500 * PARTS))  # the admin may
    do(solve, number, Learnt(resolution="paid", cost=500 * PARTS), by=paul)  # it stands already
    do(allow, None)
    do(note_learnt, number, Learnt(cost=900 * PARTS), by=paul)
    with pytest.raises(InvalidInput, match="less than nothing"):
        do(note_learnt, number, Learnt(cost=-1), by=paul)


def test_a_cause_that_several_met_is_noticed_until_it_is_tied(
    do: Do, complaint: Callable[..., int], reader: SqliteReader, database: Database, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        now = act.now + timedelta(minutes=1)
    numbers = [complaint("A", "Seal  leaks"), complaint("B", "seal leaks")]
    assert causes_of_several(reader, now) == ()
    numbers.append(complaint("C", "SEAL LEAKS"))
    complaint("D", "late parcel")
    (found,) = causes_of_several(reader, now)
    assert (set(found.case_ids), found.customers, found.parent_id) == (set(numbers), 3, None)
    assert set(known_causes(reader, now.date())) == {"SEAL LEAKS", "late parcel"}

    above = do(tie_cases, found.case_ids, title="the March seals")
    assert case_learning(reader, above.id).below == tuple(numbers)
    assert case(reader, above.id).case.customer == "Ashgrove Repairs"
    assert causes_of_several(reader, now) == ()

    late = complaint("E", "seal leaks")
    (again,) = causes_of_several(reader, now)
    assert (again.loose, again.parent_id) == ((late,), above.id)
    assert do(tie_cases, [late], above=above.id).id == above.id
    do(untie_case, late)
    assert case_learning(reader, late).parent_id is None
    # The house is one customer, however often it has a problem of its own.
    do(tie_cases, [late, complaint("F")])
    assert reader.value("SELECT count(*) FROM customers WHERE name = 'Ashgrove Repairs'") == 1


def test_one_cause_long_ago_is_none_of_today(
    do: Do, complaint: Callable[..., int], reader: SqliteReader, database: Database, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        now = act.now
    for name in "ABC":
        complaint(name, "seal")
    assert len(causes_of_several(reader, now + timedelta(days=13))) == 1
    assert causes_of_several(reader, now + timedelta(days=15)) == ()


def test_ties_that_cannot_be_are_refused(do: Do, complaint: Callable[..., int]) -> None:
    first, second, third = complaint("A"), complaint("B"), complaint("C")
    with pytest.raises(InvalidInput, match="two cases at least"):
        do(tie_cases, [first, first])
    above = do(tie_cases, [first, second]).id
    with pytest.raises(InvalidInput, match=f"tied into case {above} already"):
        do(tie_cases, [first, third])
    with pytest.raises(InvalidInput, match="has others below it"):
        do(tie_cases, [above, third])
    with pytest.raises(InvalidInput, match="is not tied"):
        do(untie_case, third)
    do(solve, above)
    with pytest.raises(InvalidInput, match="is solved"):
        do(tie_cases, [third], above=above)


def test_a_case_is_tied_neither_into_itself_nor_into_one_that_is_tied(
    do: Do, complaint: Callable[..., int]
) -> None:
    first, second, third = complaint("A"), complaint("B"), complaint("C")
    above = do(tie_cases, [first, second]).id
    with pytest.raises(InvalidInput, match="into itself"):
        do(tie_cases, [third], above=third)
    with pytest.raises(InvalidInput, match=f"itself tied into case {above}"):
        do(tie_cases, [third], above=first)
    with pytest.raises(InvalidInput, match="name a case"):
        do(tie_cases, [], above=above)


def test_a_cause_that_comes_back_after_its_case_was_solved_says_what_to_reopen(
    do: Do, complaint: Callable[..., int], reader: SqliteReader, database: Database, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        soon = act.now + timedelta(minutes=1)
    above = do(tie_cases, [complaint(name, "seal leaks") for name in "ABC"]).id
    do(solve, above)
    late = complaint("D", "seal leaks")
    (again,) = causes_of_several(reader, soon)
    assert (again.loose, again.parent_id) == ((late,), None)
    with pytest.raises(InvalidInput, match=f"Case {above}, which the others are tied into, is over"):
        ties_of(reader, late, soon)
    do(reopen, above, "another seal")
    assert [one.id for one in ties_of(reader, late, soon).above] == [above]


def test_why_a_case_cannot_be_tied_is_said(
    do: Do, complaint: Callable[..., int], reader: SqliteReader, database: Database, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        now = act.now + timedelta(minutes=1)
    first, second, alone, without = (
        complaint("A", "seal"), complaint("B", "seal"), complaint("C", "late"), complaint("D"),
    )  # fmt: skip
    above = do(tie_cases, [first, second]).id
    for number, why in (
        (without, "no cause yet"),
        (alone, "No other case of the last 90 days"),
        (first, f"tied into case {above} already"),
        (above, "has others below it"),
    ):
        with pytest.raises(InvalidInput, match=why):
            ties_of(reader, number, now)


def test_a_tie_is_undone_as_a_whole(do: Do, complaint: Callable[..., int], reader: SqliteReader) -> None:
    first, second = complaint("A"), complaint("B")
    do(tie_cases, [first, second])
    do(lambda act: undo(act))
    assert reader.value("SELECT count(*) FROM cases WHERE parent_id IS NOT NULL") == 0
    assert reader.value("SELECT count(*) FROM customers WHERE deleted_at IS NULL") == 2
