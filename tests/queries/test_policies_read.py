"""Policies and proposals as they are read."""

from datetime import date, timedelta

import pytest

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.queries.policies import policies, policy_page
from crm_tui.queries.proposals import answered_lately, proposal, proposals
from crm_tui.store.tables import Policy, PolicyReview, PolicyVersion, Proposal, Standard


def write(desk, name: str, *wordings: str, **more) -> int:
    policy = desk.put(Policy(name=name, owner_id=1, created_at=desk.now, **more))
    for number, wording in enumerate(wordings, start=1):
        desk.put(
            PolicyVersion(
                policy_id=policy, number=number, valid_from=desk.now, wording=wording, purpose="fair"
            )
        )
    return policy


def test_listed_with_the_words_in_force(desk, reader) -> None:
    write(desk, "Returns", "14 days", "30 days", next_review_on=date(2026, 11, 20))
    write(desk, "Faxes", "none", retired_at=desk.now)
    (returns,) = policies(reader)
    assert (returns.name, returns.owner_login, returns.owner) == ("Returns", "nadia", "Nadia Karim")
    assert (returns.newest.number, returns.newest.wording) == (2, "30 days")
    assert [returns.review_is_overdue(date(2026, 11, day)) for day in (20, 21)] == [False, True]
    assert [one.name for one in policies(reader, with_retired=True)] == ["Returns", "Faxes"]


def test_a_page_has_reviews_and_proposals(desk, reader) -> None:
    policy = write(desk, "Returns", "14 days")
    desk.put(
        PolicyReview(
            policy_id=policy, staff_id=1, from_on=date(2026, 1, 1), to_on=date(2026, 6, 30),
            answers={"needed": "yes"}, decision="keep", why="fine", next_on=date(2027, 1, 1), at=desk.now,
        ),
        Proposal(policy_id=policy, staff_id=1, words="30 days", why="simpler", at=desk.now),
    )  # fmt: skip
    page = policy_page(reader, policy)
    (review,) = page.reviews
    assert (review.answers, review.decision, review.due_on) == ({"needed": "yes"}, "keep", None)
    assert [(one.words, one.staff, one.is_open) for one in page.proposals] == [
        ("30 days", "Nadia Karim", True)
    ]
    with pytest.raises(NoSuchRecord):
        policy_page(reader, 99)


def test_who_proposed_reads_the_answer_for_a_week(desk, reader, paul) -> None:
    standard = desk.put(Standard(created_at=desk.now))
    idea = desk.put(
        Proposal(
            standard_id=standard, staff_id=paul.staff_id, words="two people", why="noon", at=desk.now,
            state="accepted", answer="yes, from monday", answered_by_id=1, answered_at=desk.now, in_version=2,
        )
    )  # fmt: skip
    found = proposal(reader, idea)
    assert (found.answer, found.answered_by, found.in_version) == ("yes, from monday", "Nadia Karim", 2)
    assert proposals(reader, standard_id=standard) == proposals(reader) == (found,)
    assert proposals(reader, policy_id=standard) == ()
    week = timedelta(days=7)
    assert answered_lately(reader, now=desk.now + week, staff_id=paul.staff_id) == (found,)
    assert answered_lately(reader, now=desk.now + 1.1 * week, staff_id=paul.staff_id) == ()
    assert answered_lately(reader, now=desk.now, staff_id=1) == ()
    with pytest.raises(NoSuchRecord):
        proposal(reader, 99)
