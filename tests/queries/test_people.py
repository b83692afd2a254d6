from datetime import date, timedelta

import pytest

from crm_tui.domain.words import Role
from crm_tui.queries.people import initials, staff, staff_by_id, staff_by_login, stood_in_for
from crm_tui.store.tables import Absence, Staff

TODAY = date(2026, 11, 21)


@pytest.fixture
def absence(desk, paul):
    """Paul is away from yesterday until tomorrow; Nadia stands in."""
    return desk.put(
        Absence(
            staff_id=paul.staff_id,
            stand_in_id=1,
            from_on=TODAY - timedelta(days=1),
            until_on=TODAY + timedelta(days=1),
        )
    )


def test_staff_by_name_with_who_is_away(reader, absence):
    nadia, paul = staff(reader, TODAY)
    assert (nadia.login, nadia.role, nadia.initials, nadia.away) == ("nadia", Role.ADMIN, "NK", None)
    assert (paul.away.until_on, paul.away.stand_in_login) == (date(2026, 11, 22), "nadia")


def test_an_absence_holds_on_its_days_only(reader, absence, paul):
    for day, away in ((-2, False), (-1, True), (1, True), (2, False)):
        today = TODAY + timedelta(days=day)
        assert (staff_by_login(reader, "paul", today).away is not None) is away
        assert stood_in_for(reader, 1, today) == ((paul.staff_id,) if away else ())


def test_who_has_left_is_known_by_id_only(reader, desk, paul):
    desk.change(Staff, paul.staff_id, left_on=TODAY)
    assert staff_by_login(reader, "paul", TODAY) is None
    assert [member.login for member in staff(reader, TODAY)] == ["nadia"]
    assert [member.login for member in staff(reader, TODAY, with_former=True)] == ["nadia", "paul"]
    assert staff_by_id(reader, paul.staff_id, TODAY).left_on == TODAY
    assert staff_by_id(reader, 99, TODAY) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nadia Karim", "NK"),
        ("paul", "P"),
        ("Jun van der Sato", "JS"),
        ("রহিম উদ্দিন", "রউ"),
        ("কাজী শিলা", "কাশি"),
        ("", ""),
    ],
)
def test_initials_keep_vowel_signs(name, expected):
    assert initials(name) == expected
