"""Where a computer stands, as far as it says."""

from pathlib import Path

import pytest

from crm_tui.settings.places import (
    countries,
    likely_country,
    system_timezone,
    timezones,
    zone_of,
)


@pytest.mark.parametrize(
    ("environ", "link", "zone"),
    [
        ({"TZ": "Asia/Dhaka"}, "", "Asia/Dhaka"),
        ({"TZ": ":Europe/Berlin"}, "", "Europe/Berlin"),
        ({}, "usr/share/zoneinfo/America/Argentina/Salta", "America/Argentina/Salta"),
        ({}, "usr/share/zoneinfo/Etc/UTC", "UTC"),
        ({"TZ": "/etc/other"}, "usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ({}, "etc/a-copy", "UTC"),
    ],
)
def test_the_system_says_its_time_zone(environ: dict[str, str], link: str, zone: str, tmp_path: Path) -> None:
    file = tmp_path / link
    if link:
        file.parent.mkdir(parents=True)
        file.touch()
        (tmp_path / "localtime").symlink_to(file)
    assert system_timezone(environ, tmp_path / "localtime") == zone


@pytest.mark.parametrize(
    ("environ", "zone", "country"),
    [
        ({"LANG": "en_US.UTF-8"}, "Asia/Dhaka", "BD"),
        ({"LANG": "bn_BD.UTF-8"}, "UTC", "BD"),
        ({"LC_ALL": "de_AT", "LANG": "en_US"}, "UTC", "AT"),
        ({"LANG": "C.UTF-8"}, "UTC", ""),
        ({"LANG": "eo"}, "Mars/Olympus", ""),
        ({}, "UTC", ""),
    ],
)
def test_the_country_follows_from_zone_or_locale(environ: dict[str, str], zone: str, country: str) -> None:
    assert likely_country(environ, zone) == country


def test_countries_have_names_in_the_language_and_no_groups() -> None:
    names = dict(countries("en"))
    assert names["BD"] == "Bangladesh"
    assert "EU" not in names
    assert dict(countries("de"))["DE"] == "Deutschland"


def test_time_zones_are_places() -> None:
    assert "Asia/Dhaka" in timezones()
    assert not any(zone.startswith("Etc/") for zone in timezones())


@pytest.mark.parametrize(
    ("country", "zone"), [("BD", "Asia/Dhaka"), ("IN", "Asia/Kolkata"), ("US", ""), ("", "")]
)
def test_a_country_with_one_time_zone_says_which(country: str, zone: str) -> None:
    assert zone_of(country) == zone
