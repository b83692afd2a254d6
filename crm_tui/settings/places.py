"""Where this computer stands: its time zone and its country, as a start for a new business."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import available_timezones

from crm_tui.domain.countries import is_country

_UNTOLD = ("C", "POSIX", "")


def system_timezone(environ: Mapping[str, str], localtime: Path = Path("/etc/localtime")) -> str:
    """The name of the system's time zone, such as Asia/Dhaka; UTC where it does not say."""
    named = environ.get("TZ", "").removeprefix(":")
    if named and not named.startswith("/"):
        return named
    parts = localtime.resolve().parts
    if "zoneinfo" not in parts:
        return "UTC"
    name = "/".join(parts[parts.index("zoneinfo") + 1 :])
    return "UTC" if name in ("", "Etc/UTC", "Universal", "Zulu") else name


def likely_country(environ: Mapping[str, str], timezone: str) -> str:
    """The country that the time zone lies in, else that of the locale, else an empty text."""
    from babel.core import get_global

    territory = str(get_global("zone_territories").get(timezone, ""))
    return territory if is_country(territory) else _locale_country(environ)


def zone_of(country: str) -> str:
    """The time zone of a country that has only one; empty for the others."""
    from importlib.resources import files

    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    zones = [row[2] for row in rows if row[0] == country]
    return zones[0] if len(zones) == 1 else ""


def _locale_country(environ: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        language, _mark, rest = environ.get(name, "").partition("_")
        if language not in _UNTOLD and is_country(rest[:2]):
            return rest[:2]
    return ""


def countries(language: str) -> list[tuple[str, str]]:
    """Every country: its code, and its name in the language of the business, in the order of the names."""
    from babel import Locale

    known = Locale.parse(language.replace("-", "_")).territories
    return sorted(((code, name) for code, name in known.items() if is_country(code)), key=lambda one: one[1])


def timezones() -> list[str]:
    """The names of the time zones that belong to a place, and UTC."""
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [*sorted(places), "UTC"]


def own_name() -> str:
    """The name that this computer has for whoever runs the program; empty where it has none."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
    except (ImportError, KeyError):
        return ""
