"""The table of contacts by weekday and hour: only the hours that matter, and never wider than 80 cells."""

import pytest

from crm_tui.domain.week_table import CELL_WIDTH, HourCount, cell_text, week_table


def week(**hours: HourCount) -> list[list[HourCount]]:
    """A week with these hours of Monday, as in h9=…"""
    monday = [hours.get(f"h{hour}", HourCount(0, 0, False)) for hour in range(24)]
    return [monday, *([HourCount(0, 0, False)] * 24 for _day in range(6))]


def test_a_week_in_which_nothing_happens_has_no_columns() -> None:
    assert week_table(week()).hours == ()


def test_only_hours_that_matter_are_columns() -> None:
    found = week_table(week(h9=HourCount(0, 0, True), h12=HourCount(3, 1, False)))
    assert found.hours == (9, 10, 11, 12)
    assert len(found.days) == 7
    assert found.days[0][3] == HourCount(3, 1, False)


def test_a_long_day_shares_columns_and_loses_no_contact() -> None:
    hours = {f"h{hour}": HourCount(1, hour % 2, hour > 6) for hour in range(24)}
    found = week_table(week(**hours))
    assert found.hours == tuple(range(0, 24, 2))
    assert sum(count.contacts for count in found.days[0]) == 24
    assert found.days[0][3] == HourCount(2, 1, True)  # from six to eight, open for a part
    assert 4 + len(found.hours) * CELL_WIDTH <= 80


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (HourCount(0, 0, True), "·"),
        (HourCount(0, 0, False), ""),
        (HourCount(12, 0, True), "12"),
        (HourCount(12, 3, True), "12!"),
        (HourCount(2, 0, False), "(2)"),
        (HourCount(2, 2, False), "(2!)"),
    ],
)
def test_a_cell_says_whether_some_were_missed_and_whether_we_were_there(count, text) -> None:
    assert cell_text(count) == text
