"""Which standard measures a case or a contact, and the words that say why."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crm_tui.domain.events import About
from crm_tui.domain.measures.selectors import matter_of
from crm_tui.domain.standard_fit import Contact, Fit, fits_of_case, fits_of_contact, reason_in_words
from crm_tui.domain.standards import Scope, Version
from crm_tui.domain.words import Measure

NOW = datetime(2026, 11, 21, tzinfo=UTC)
SET = NOW - timedelta(days=90)
COMPLAINT = About(5, 6, "key", "complaint", "phone")


def version(number: int, measure: Measure, settings: dict[str, Any] | None = None, **scope: str) -> Version:
    at = SET + timedelta(days=number)
    kept = settings or {}
    return Version(
        number, number, at, 60, Scope.from_rows(scope.items()), settings=kept, matter=matter_of(measure, kept)
    )


def numbers(fits: list[Fit]) -> list[int]:
    return [fit.version.id for fit in fits]


def test_the_most_particular_wins_and_says_so() -> None:
    measure = Measure.ANSWERED_WITHIN
    versions = {measure: [version(1, measure), version(2, measure, tier="key"), version(3, measure)]}
    (fit,) = fits_of_case(versions, COMPLAINT, NOW)
    assert (fit.version.id, [other.id for other in fit.others]) == (2, [3, 1])
    assert reason_in_words(fit, "Key") == "Key: more particular than standard 3, 1"
    (fit,) = fits_of_case(versions, About(5, 6, "standard", "complaint", "phone"), NOW)
    assert reason_in_words(fit, "holds for everything") == "holds for everything: newer than standard 1"
    (fit,) = fits_of_case({measure: versions[measure][:1]}, COMPLAINT, NOW)
    assert reason_in_words(fit, "holds for everything") == "holds for everything"


def test_answers_are_a_matter_of_complaints_unless_the_scope_names_natures() -> None:
    measure = Measure.ANSWERED_WITHIN
    problem = About(5, 6, "key", "problem", "phone")
    assert fits_of_case({measure: [version(1, measure)]}, problem, NOW) == []
    assert numbers(fits_of_case({measure: [version(1, measure, nature="problem")]}, problem, NOW)) == [1]
    assert fits_of_case({measure: [version(1, measure)]}, COMPLAINT, SET) == []


MISSED = {"a": {"outcome": ["missed"]}, "b": {"direction": ["outbound"]}}
SALE = {"a": {"nature": ["sale"]}, "b": {"nature": ["courtesy"]}}


@pytest.mark.parametrize(
    ("direction", "outcome", "expected"),
    [
        ("inbound", None, [2, 3]),
        ("inbound", "missed", [2, 3]),
        ("inbound", "solved", [2]),
        ("outbound", "solved", [1]),
    ],
)
def test_a_contact_as_far_as_it_is_known(direction: str, outcome: str | None, expected: list[int]) -> None:
    versions = {
        Measure.CONTACT_LOAD: [version(1, Measure.CONTACT_LOAD)],
        Measure.WAITING_TIME: [version(2, Measure.WAITING_TIME)],
        Measure.FOLLOWED_BY: [version(3, Measure.FOLLOWED_BY, MISSED), version(4, Measure.FOLLOWED_BY, SALE)],
    }
    enquiry = About(5, None, "key", "enquiry", "phone")
    assert numbers(fits_of_contact(versions, Contact(enquiry, direction, outcome), NOW)) == expected
