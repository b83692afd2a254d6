"""Policies, their reviews, and what staff propose: written, answered, credited, refused."""

from datetime import date

import pytest

from crm_tui.actions.policies import (
    PolicyChanges,
    add_policy,
    change_policy,
    read_policy,
    retire_policy,
)
from crm_tui.actions.policy_reviews import review_policy
from crm_tui.actions.proposals import ProposalAnswer, answer_proposal, propose
from crm_tui.actions.reviews import review_standard
from crm_tui.actions.staff import leave
from crm_tui.actions.standards import (
    StandardChanges,
    acknowledge,
    add_standard,
    change_standard,
    retire_standard,
)
from crm_tui.actions.undo import redo, undo
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.queries.policies import policies, policy_page

NEXT = date(2027, 3, 1)
ANSWERS = {
    "purpose": "so that nobody is afraid to buy",
    "needed": "yes",
    "outdated": "no",
    "hard": "yes, two numbers of days",
    "talk": "no",
    "hours": "no, closed at noon",
}
REVIEW = {"from_on": date(2026, 9, 1), "to_on": date(2026, 11, 21), "answers": ANSWERS}
KEPT = {**REVIEW, "decision": "keep", "why": "still right", "next_on": NEXT}
IDEA = {"words": "30 days for everybody", "why": "they mix it up with the 14"}


@pytest.fixture
def policy(run) -> int:
    return run(
        add_policy,
        name=" Returns ",
        wording="14 days, unused.\nWith the bill.",
        purpose="fair",
        owner="nadia",
    ).id


@pytest.fixture
def standard(run) -> int:
    return run(add_standard, statement="Nobody waits.", measure="waiting-time", target=3, objective=0.9).id


def versions(reader) -> list[tuple]:
    return reader.rows("SELECT number, wording, purpose FROM policy_versions ORDER BY number")


def test_written_down_with_its_first_version(run, reader, policy) -> None:
    assert reader.row("SELECT name, owner_id, next_review_on FROM policies") == ("Returns", 1, None)
    assert versions(reader) == [(1, "14 days, unused.\nWith the bill.", "fair")]
    assert reader.row("SELECT verb, record_kind, record_id FROM acts ORDER BY id DESC") == (
        "add-policy", "policy", policy,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"wording": "\n"}, "wording"),
        ({"owner": "nobody"}, "owner"),
        ({"next_review": date(2026, 11, 20)}, "next_review"),
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(run, reader, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(add_policy, **{"name": "Returns", "wording": "14 days", **wrong})
    assert refused.value.field == field
    assert reader.value("SELECT count(*) FROM policies") == 0


def test_who_has_left_owns_nothing(run, paul) -> None:
    run(leave, "paul")
    with pytest.raises(InvalidInput, match="does not work here"):
        run(add_policy, name="Returns", wording="14 days", owner="paul")


def test_new_words_are_a_new_version_and_nothing_else_is(run, reader, policy) -> None:
    assert (
        run(change_policy, policy, PolicyChanges(name="Return it", owner=None, next_review=NEXT)).number == 1
    )
    assert reader.row("SELECT name, owner_id, next_review_on FROM policies") == (
        "Return it",
        None,
        "2027-03-01",
    )
    assert run(change_policy, policy, PolicyChanges(wording="30 days")).number == 2
    assert versions(reader)[1:] == [(2, "30 days", "fair")]
    with pytest.raises(ChangedSince):
        run(change_policy, policy, PolicyChanges(wording="60 days"), version=1)


def test_two_who_read_the_same_words_do_not_both_change_them(run, policy) -> None:
    assert run(change_policy, policy, PolicyChanges(wording="30 days"), version=1).version == 2
    with pytest.raises(ChangedSince):
        run(change_policy, policy, PolicyChanges(wording="60 days"), version=1)


def test_a_review_keeps_with_its_answers(run, reader, policy) -> None:
    assert run(review_policy, policy, **KEPT).number == 1
    row = reader.row(
        "SELECT staff_id, due_on, decision, why, next_on, json_extract(answers, '$.hard') FROM policy_reviews"
    )
    assert row == (1, None, "keep", "still right", "2027-03-01", "yes, two numbers of days")
    assert reader.value("SELECT next_review_on FROM policies") == "2027-03-01"


def test_a_review_changes_and_retires(run, reader, policy) -> None:
    changed = {**KEPT, "decision": "change", "changes": PolicyChanges(wording="30 days")}
    assert run(review_policy, policy, **changed).number == 2
    run(review_policy, policy, **{**KEPT, "decision": "retire", "next_on": None})
    assert reader.row("SELECT retired_why, next_review_on FROM policies") == ("still right", None)
    assert reader.rows("SELECT due_on, next_on FROM policy_reviews ORDER BY id") == [
        (None, "2027-03-01"), ("2027-03-01", None),
    ]  # fmt: skip
    for late in (
        lambda: run(review_policy, policy, **KEPT),
        lambda: run(change_policy, policy, PolicyChanges(name="x")),
        lambda: run(retire_policy, policy, why="again"),
        lambda: run(propose, policy_id=policy, **IDEA),
    ):
        with pytest.raises(InvalidInput, match="retired"):
            late()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decision": "forget"}, "decision"),
        ({"decision": "change"}, "decision"),
        ({"decision": "change", "changes": PolicyChanges(purpose="fair")}, "decision"),
        ({"changes": PolicyChanges(wording="30 days")}, "decision"),
        ({"why": " "}, "why"),
        ({"next_on": None}, "next_on"),
        ({"next_on": date(2026, 11, 20)}, "next_review"),
        ({"to_on": date(2026, 8, 1)}, "to_on"),
        ({"answers": {**ANSWERS, "talk": " "}}, "talk"),
        ({"answers": {**ANSWERS, "luck": "yes"}}, "answers"),
    ],
)
def test_a_review_that_cannot_be_meant_changes_nothing(run, reader, policy, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(review_policy, policy, **{**KEPT, **wrong})
    assert refused.value.field == field
    assert reader.value("SELECT count(*) FROM policy_reviews") == 0
    assert len(versions(reader)) == 1


def test_a_new_version_asks_everybody_to_read_it_again(run, reader, policy, paul) -> None:
    def unread(who: int) -> list[bool]:
        return [one.unread for one in policies(reader, viewer_id=who)]

    assert unread(1) == unread(paul.staff_id) == [True]
    assert run(read_policy, policy, by=paul).number == 1
    run(read_policy, policy, by=paul)
    assert reader.rows("SELECT staff_id FROM policy_readings") == [(paul.staff_id,)]
    assert (unread(1), unread(paul.staff_id)) == ([True], [False])
    assert [one.login for one in policy_page(reader, policy).waiting] == ["nadia"]
    run(change_policy, policy, PolicyChanges(name="Return it"))
    assert unread(paul.staff_id) == [False]
    run(change_policy, policy, PolicyChanges(wording="30 days"))
    assert unread(paul.staff_id) == [True]
    assert not policy_page(reader, policy).acknowledged


def test_one_undo_takes_a_reading_back(run, reader, policy, paul) -> None:
    run(read_policy, policy, by=paul)
    run(undo, by=paul)
    assert policy_page(reader, policy).acknowledged == ()
    run(redo, by=paul)
    assert [one.login for one in policy_page(reader, policy).acknowledged] == ["paul"]


def test_nobody_needs_to_read_what_was_retired(run, reader, policy, paul) -> None:
    run(retire_policy, policy, why="nobody returns anything")
    with pytest.raises(InvalidInput, match="retired"):
        run(read_policy, policy, by=paul)
    page = policy_page(reader, policy, viewer_id=paul.staff_id)
    assert (page.policy.unread, page.waiting) == (False, ())


def test_one_undo_takes_a_review_back_with_its_answers(run, reader, paul, policy) -> None:
    idea = run(propose, policy_id=policy, **IDEA, by=paul).id
    run(
        review_policy,
        policy,
        **{**KEPT, "decision": "change", "changes": PolicyChanges(wording="30 days")},
        proposals=[ProposalAnswer(idea, True, "you are right")],
    )
    assert reader.row("SELECT state, answer, in_version FROM proposals") == ("accepted", "you are right", 2)
    run(undo)
    assert reader.row("SELECT state, answer, in_version FROM proposals") == ("open", "", None)
    assert len(versions(reader)) == 1


def test_policies_are_not_for_agents(run, paul, policy) -> None:
    for deed in (
        lambda: run(add_policy, name="x", wording="y", by=paul),
        lambda: run(change_policy, policy, PolicyChanges(name="x"), by=paul),
        lambda: run(retire_policy, policy, why="x", by=paul),
        lambda: run(review_policy, policy, **KEPT, by=paul),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_everybody_proposes_and_those_in_charge_answer(run, reader, paul, standard) -> None:
    idea = run(propose, standard_id=standard, **IDEA, by=paul).id
    with pytest.raises(NotAllowed):
        run(answer_proposal, idea, accept=True, answer="yes", by=paul)
    with pytest.raises(InvalidInput) as refused:
        run(answer_proposal, idea, accept=False, answer=" ")
    assert refused.value.field == "answer"
    assert run(answer_proposal, idea, accept=False, answer="too dear").state == "declined"
    assert reader.row("SELECT staff_id, answered_by_id, state FROM proposals") == (2, 1, "declined")
    with pytest.raises(InvalidInput, match="answered before"):
        run(answer_proposal, idea, accept=True, answer="yes")


@pytest.mark.parametrize(("wrong", "field"), [({"words": " "}, "words"), ({"why": ""}, "why")])
def test_a_proposal_has_words_and_a_reason(run, standard, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(propose, standard_id=standard, **{**IDEA, **wrong})
    assert refused.value.field == field


def test_a_proposal_is_about_something_in_force(run, standard) -> None:
    with pytest.raises(NoSuchRecord):
        run(propose, policy_id=99, **IDEA)
    run(retire_standard, standard, why="no phone")
    with pytest.raises(InvalidInput, match="retired"):
        run(propose, standard_id=standard, **IDEA)


def test_the_next_version_credits_what_was_accepted_before(run, reader, paul, standard) -> None:
    accepted = run(propose, standard_id=standard, **IDEA, by=paul).id
    declined = run(propose, standard_id=standard, **IDEA, by=paul).id
    run(answer_proposal, accepted, accept=True, answer="at the next review")
    run(answer_proposal, declined, accept=False, answer="no")
    run(change_standard, standard, StandardChanges(owner="paul"))
    assert reader.rows("SELECT in_version FROM proposals") == [(None,), (None,)]
    run(change_standard, standard, StandardChanges(target=2.0))
    run(change_standard, standard, StandardChanges(target=4.0))
    assert reader.rows("SELECT in_version FROM proposals ORDER BY id") == [(2,), (None,)]


def test_a_standards_review_answers_only_what_is_about_it(run, reader, paul, standard, policy) -> None:
    here = run(propose, standard_id=standard, **IDEA, by=paul).id
    there = run(propose, policy_id=policy, **IDEA, by=paul).id
    review = {
        "from_on": date(2026, 9, 1), "to_on": date(2026, 11, 21), "decision": "change", "why": "he is right",
        "next_on": NEXT, "changes": StandardChanges(target=2.0),
    }  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        run(review_standard, standard, **review, proposals=[ProposalAnswer(there, True, "yes")])
    assert refused.value.field == "proposals"
    run(review_standard, standard, **review, proposals=[ProposalAnswer(here, True, "yes")])
    assert reader.rows("SELECT state, in_version FROM proposals ORDER BY id") == [
        ("accepted", 2),
        ("open", None),
    ]


def test_who_reads_a_standard_answers_its_question(run, reader, paul, standard) -> None:
    run(change_standard, standard, StandardChanges(question=" How long at most? "))
    with pytest.raises(InvalidInput, match="How long at most") as refused:
        run(acknowledge, standard, by=paul)
    assert refused.value.field == "answer"
    run(acknowledge, standard, answer=" 3 minutes ", by=paul)
    run(acknowledge, standard, by=paul)  # a second time changes nothing, and asks nothing
    assert reader.rows("SELECT staff_id, answer FROM acknowledgements") == [(2, "3 minutes")]
    run(change_standard, standard, StandardChanges(question=""))
    run(acknowledge, standard, by=paul)
    assert reader.value("SELECT count(*) FROM acknowledgements") == 2
