"""A review: looking at a standard for a period, and keeping, changing or retiring it for a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from crm_tui.actions.lookups import read_code
from crm_tui.actions.ownership import newest_version
from crm_tui.actions.proposals import ProposalAnswer, answer_all
from crm_tui.actions.reading import reader_of
from crm_tui.actions.review_values import check_review, nothing_changed
from crm_tui.actions.standards import StandardChanges, change_standard, retire_standard
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Decision, Measure, Role
from crm_tui.queries.periods import Period
from crm_tui.queries.standards import attainments
from crm_tui.store.journal import Act
from crm_tui.store.tables import Review, Standard, StandardVersion

_NOTHING_MEASURED = Attainment(0, 0)


@dataclass(frozen=True, slots=True)
class ReviewSaved:
    """A review as saved: what was measured in its period, and the number of the version in force after it."""

    id: int
    standard_id: int
    attainment: Attainment
    number: int


def review_standard(
    act: Act,
    standard_id: int,
    *,
    from_on: date,
    to_on: date,
    decision: str,
    why: str,
    next_on: date | None = None,
    changes: StandardChanges | None = None,
    proposals: Iterable[ProposalAnswer] = (),
    version: int | None = None,
) -> ReviewSaved:
    """End a review of the days from ``from_on`` to ``to_on`` with a decision, and fix the next one.

    To change takes ``changes`` and makes a new version; keep and change take ``next_on``, the day of the next
    review. What the period measured is kept with the review, as it stood now. ``proposals`` are answered with
    it; a new version credits those that are accepted.
    Raises NotAllowed below manager; NoSuchRecord; ChangedSince; InvalidInput, naming the field, for whatever
    ``check_review`` refuses, and a standard that was retired.
    """
    standard = act.get(Standard, standard_id)
    act.describe("review-standard", "standard", standard_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(standard, version)
    chosen = read_code(Decision, decision, "decision")
    check_review(chosen, from_on, to_on, why, next_on, changes=changes is not None)
    before = newest_version(act, StandardVersion, standard_id=standard_id)
    due_on = standard.next_review_on
    found = attainments(
        reader_of(act),
        Period(from_on, to_on),
        now=act.now,
        zone=act.business.zone,
        measure=Measure(before.measure),
    ).get(standard_id, _NOTHING_MEASURED)
    answer_all(act, proposals, standard_id=standard_id)
    if chosen is Decision.RETIRE:
        saved = retire_standard(act, standard_id, why=why)
    else:
        saved = change_standard(act, standard_id, replace(changes or StandardChanges(), next_review=next_on))
    if chosen is Decision.CHANGE and saved.number == before.number:
        raise nothing_changed()
    review = act.add(
        Review(
            standard_id=standard_id,
            staff_id=act.actor.staff_id,
            from_on=from_on,
            to_on=to_on,
            due_on=due_on,
            decision=chosen.value,
            why=why.strip(),
            next_on=None if chosen is Decision.RETIRE else next_on,
            measured=found.measured,
            met=found.met,
            at=act.now,
        )
    )
    act.detail(decision=chosen.value)
    return ReviewSaved(review.record_id, standard_id, found, saved.number)
