"""Loyalty over the days on which customers bought."""

from datetime import date, timedelta

import pytest

from crm_tui.domain.loyalty import LAPSED_DAYS, Loyalty, buying, gaps, loyalty

FIRST = date(2026, 1, 5)


def days(*after: int) -> list[date]:
    return [FIRST + timedelta(days=count) for count in after]


def on(after: int) -> date:
    return FIRST + timedelta(days=after)


def test_gaps_lie_between_days_not_between_sales() -> None:
    assert gaps(days(30, 0, 0, 40)) == [30, 10]
    assert gaps(days(0)) == gaps([]) == []


@pytest.mark.parametrize(
    ("bought", "today", "usual", "lapsed", "renewed"),
    [
        ((0,), LAPSED_DAYS, None, False, False),
        ((0,), LAPSED_DAYS + 1, None, True, False),
        ((0, 30, 60), 120, 30, False, False),  # twice the usual gap is not yet longer than that
        ((0, 30, 60), 121, 30, True, False),
        ((0, 30, 60, 121), 130, 30, False, True),  # 61 days: they had lapsed, and came back
        ((0, 30, 60, 120), 130, 30, False, False),
        ((0, LAPSED_DAYS + 1), LAPSED_DAYS + 9, LAPSED_DAYS + 1, False, True),
        ((0, 10, 40), 60, 20, False, True),
    ],
)
def test_lapsed_and_renewed_by_their_own_gap(bought, today, usual, lapsed, renewed) -> None:
    found = buying(days(*bought), on(today))
    assert (found.usual_gap, found.lapsed, found.renewed) == (usual, lapsed, renewed)
    assert found.came_back is (len(bought) > 1)


def test_who_never_bought_has_no_way_of_buying() -> None:
    with pytest.raises(ValueError, match="never bought"):
        buying([], FIRST)


def test_together_the_median_is_over_all_gaps() -> None:
    found = loyalty([days(0), days(0, 10), days(0, 20, 50), []], on(60))
    assert found == Loyalty(buyers=3, came_back=2, usual_gap=20, lapsed=1, renewed=0)
    assert loyalty([], FIRST) == Loyalty(0, 0, None, 0, 0)
