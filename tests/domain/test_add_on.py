"""Add-on suggestions, pure: what goes with what they have, and never what they said no to."""

from datetime import date

from crm_tui.domain.add_on import Bought, Link, evidence_in_words, suggestions
from crm_tui.domain.growth_words import ProductRelation

KETTLE, FILTER, GRINDER, BIG = 1, 2, 3, 4
OLD, NEW = Bought(KETTLE, "Kettle", 10, date(2026, 3, 1)), Bought(GRINDER, "Grinder", 11, date(2026, 11, 3))
LINKS = (
    Link(KETTLE, BIG, "Big kettle", ProductRelation.STEP_UP),
    Link(KETTLE, FILTER, "Filters", ProductRelation.GOES_WITH),
    Link(GRINDER, FILTER, "Filters", ProductRelation.GOES_WITH),
)


def names(*arguments: object) -> list[str]:
    return [each.product for each in suggestions(*arguments)]  # type: ignore[arg-type]


def test_what_goes_with_it_comes_before_what_steps_up_and_the_newest_reason_is_told() -> None:
    assert names([OLD], LINKS, ()) == ["Filters", "Big kettle"]
    found = suggestions([OLD, NEW], LINKS, ())
    assert [each.product for each in found] == ["Filters", "Big kettle"]
    assert found[0].because == NEW


def test_nothing_they_have_or_spoke_of_is_suggested() -> None:
    have = Bought(FILTER, "Filters", 12, date(2026, 5, 1))
    assert names([OLD, have], LINKS, ()) == ["Big kettle"]
    assert names([OLD], LINKS, {BIG, FILTER}) == []
    assert names([], LINKS, ()) == []


def test_the_evidence_says_what_was_bought_and_when() -> None:
    goes_with, step_up = suggestions([OLD], LINKS, ())
    assert evidence_in_words(goes_with, "1 Mar") == "goes with what they bought 1 Mar: Kettle"
    assert evidence_in_words(step_up, "1 Mar") == "steps up from what they bought 1 Mar: Kettle"
