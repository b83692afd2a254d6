"""Which two letters are a country."""

import pytest

from crm_tui.domain.countries import is_country, read_country
from crm_tui.domain.errors import InvalidInput


def test_countries_are_told_from_other_codes() -> None:
    assert all(map(is_country, ("BD", "DE", "US", "GB", "XK")))
    assert not any(map(is_country, ("XX", "QQ", "ZZ", "EU", "UN", "bd", "001", "BDX", "")))


def test_a_country_is_read_in_either_case_and_refused_by_its_field() -> None:
    assert read_country(" bd ") == "BD"
    with pytest.raises(InvalidInput, match="“QQ”") as refused:
        read_country("QQ")
    assert refused.value.field == "country"
    assert "BD" in refused.value.hint
