"""The settings of the business."""

from datetime import date, timedelta

from crm_tui.actions.business import set_opening_hours
from crm_tui.domain.opening_hours import USUAL_HOURS
from crm_tui.queries.house import house


def test_what_was_founded_is_in_force(reader) -> None:
    # The business was founded at the real time.
    found = house(reader, date.today() + timedelta(days=1))
    assert dict(found.weekly_hours) == dict(USUAL_HOURS)
    assert [(tier.code, tier.contact_limit, tier.contact_window_days) for tier in found.tiers] == [
        ("standard", 3, 30)
    ]
    assert (found.holidays, dict(found.date_hours)) == ((), {})


def test_the_newest_hours_that_have_begun_hold(reader, database, nadia) -> None:
    today = date.today() + timedelta(days=1)
    later = today + timedelta(days=30)
    with database.act(nadia) as act:
        set_opening_hours(
            act,
            {"sat": [("10:00", "14:00")]},
            valid_from=later,
            holidays=[date(2027, 1, 1)],
            date_hours={"2027-01-02": []},
        )
    assert dict(house(reader, today).weekly_hours) == dict(USUAL_HOURS)
    found = house(reader, later)
    assert dict(found.weekly_hours) == {"sat": (("10:00", "14:00"),)}
    assert found.holidays == (date(2027, 1, 1),)
    assert dict(found.date_hours) == {"2027-01-02": ()}
