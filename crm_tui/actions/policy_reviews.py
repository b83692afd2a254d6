"""The review of a policy: six questions, and the decision to keep, change or retire it for a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from crm_tui.actions.lookups import read_code
from crm_tui.actions.ownership import newest_version
from crm_tui.actions.policies import PolicyChanges, change_policy, retire_policy
from crm_tui.actions.proposals import ProposalAnswer, answer_all
from crm_tui.actions.review_values import check_review, nothing_changed
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Decision, PolicyQuestion, Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Policy, PolicyReview, PolicyVersion


@dataclass(frozen=True, slots=True)
class PolicyReviewSaved:
    """A review as saved, and the number of the version in force after it."""

    id: int
    policy_id: int
    number: int


def review_policy(
    act: Act,
    policy_id: int,
    *,
    from_on: date,
    to_on: date,
    answers: Mapping[str, str],
    decision: str,
    why: str,
    next_on: date | None = None,
    changes: PolicyChanges | None = None,
    proposals: Iterable[ProposalAnswer] = (),
    version: int | None = None,
) -> PolicyReviewSaved:
    """End a review with a decision, and fix the next one.

    ``answers`` has a few words, such as "yes", for each :class:`PolicyQuestion`. To change takes ``changes``
    and makes a new version, which credits the ``proposals`` that are accepted. Raises NotAllowed below
    manager; NoSuchRecord; ChangedSince; InvalidInput, naming the field (a question's is its code), for a
    question without an answer and whatever ``check_review`` refuses.
    """
    policy = act.get(Policy, policy_id)
    act.describe("review-policy", "policy", policy_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(policy, version)
    chosen = read_code(Decision, decision, "decision")
    answered = _check_answers(answers)
    check_review(chosen, from_on, to_on, why, next_on, changes=changes is not None)
    before = newest_version(act, PolicyVersion, policy_id=policy_id)
    due_on = policy.next_review_on
    answer_all(act, proposals, policy_id=policy_id)
    if chosen is Decision.RETIRE:
        saved = retire_policy(act, policy_id, why=why)
    else:
        saved = change_policy(act, policy_id, replace(changes or PolicyChanges(), next_review=next_on))
    if chosen is Decision.CHANGE and saved.number == before.number:
        raise nothing_changed()
    review = act.add(
        PolicyReview(
            policy_id=policy_id,
            staff_id=act.actor.staff_id,
            from_on=from_on,
            to_on=to_on,
            due_on=due_on,
            answers=answered,
            decision=chosen.value,
            why=why.strip(),
            next_on=None if chosen is Decision.RETIRE else next_on,
            at=act.now,
        )
    )
    act.detail(decision=chosen.value)
    return PolicyReviewSaved(review.record_id, policy_id, saved.number)


def _check_answers(answers: Mapping[str, str]) -> dict[str, str]:
    given = {read_code(PolicyQuestion, code, "answers"): text.strip() for code, text in answers.items()}
    for question in PolicyQuestion:
        if not given.get(question):
            raise InvalidInput(
                _("The review asks: {question}").format(question=question.label),
                _("Answer in a word or a few; `{code}` is its name.").format(code=question.value),
                field=question.value,
            )
    return {question.value: given[question] for question in PolicyQuestion}
