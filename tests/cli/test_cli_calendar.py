"""``crm-tui calendar``: what it shows, what it changes, and what it refuses."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

#: These commands run at the real time: days are reckoned from it.
TODAY = datetime.now(UTC).date()
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=60)


def special(shown: dict[str, Any]) -> dict[str, tuple[list[list[str]], str | None]]:
    return {day["day"]: (day["hours"], day["name"]) for day in shown["days"]}


def test_what_was_founded(ask: Callable[..., Any], crm: Callable[..., Any]) -> None:
    shown = ask("calendar", "show")
    assert shown["timezone"] == "Asia/Dhaka"
    assert shown["weekly_hours"]["mon"] == [["09:00", "17:00"]]
    assert "sat" not in shown["weekly_hours"]
    assert shown["days"] == []
    assert len(shown["versions"]) == 1
    assert shown["open"] == (shown["open_until"] is not None) == (shown["next_open"] is None)
    told = crm("calendar", "show").out
    assert told.startswith(("open until ", "closed until "))
    assert "mon-fri 09:00-17:00" in told


def test_new_hours_from_a_day_on(ask: Callable[..., Any]) -> None:
    saved = ask(
        "calendar", "set", "--hours", "mon-fri 9-12:30 13:30-18, sat 10-14", "--valid-from", SOON.isoformat()
    )
    assert (saved["valid_from"], saved["until"]) == (SOON.isoformat(), None)
    shown = ask("calendar", "show")
    assert "sat" not in shown["weekly_hours"]
    assert shown["versions"][1]["weekly_hours"]["sat"] == [["10:00", "14:00"]]
    assert ask("calendar", "set", "--hours", "sun 9-17")["until"] == SOON.isoformat()
    ask("calendar", "set", "--drop", str(saved["version"]))
    assert len(ask("calendar", "show")["versions"]) == 2 - (
        shown["versions"][0]["valid_from"] == ask("calendar", "show")["valid_from"]
    )


def test_days_of_every_kind_in_one_act(ask: Callable[..., Any]) -> None:
    saved = ask(
        *("calendar", "set", "--holiday", SOON.isoformat(), "stocktaking"),
        *("--close", LATER.isoformat(), "--open-on", (SOON + timedelta(days=1)).isoformat(), "9-12"),
    )
    assert len(saved["days"]) == 3
    assert special(ask("calendar", "show")) == {
        SOON.isoformat(): ([], "stocktaking"),
        (SOON + timedelta(days=1)).isoformat(): ([["09:00", "12:00"]], None),
        LATER.isoformat(): ([], None),
    }
    until = ask("calendar", "show", "--from", SOON.isoformat(), "--to", SOON.isoformat())
    assert list(special(until)) == [SOON.isoformat()]
    ask("undo")
    assert ask("calendar", "show")["days"] == []


def test_public_holidays_and_a_day_taken_back(ask: Callable[..., Any], crm: Callable[..., Any]) -> None:
    christmas = date(TODAY.year + 1, 12, 25).isoformat()
    saved = ask("calendar", "set", "--public-holidays", "DE-BY", "--years", str(TODAY.year + 1))
    assert christmas in saved["days"]
    assert "in the calendar already" in crm("calendar", "set", "--public-holidays", "DE").out
    ask("calendar", "set", "--usual", christmas)
    shown = ask("calendar", "show", "--to", f"{TODAY.year + 1}-12-31")
    assert christmas not in special(shown)
    assert special(shown)[f"{TODAY.year + 1}-01-06"][1]


def test_another_zone(ask: Callable[..., Any]) -> None:
    ask("calendar", "set", "--timezone", "Europe/Berlin")
    assert ask("calendar", "show")["timezone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Nothing was given to change"),
        (("--hours", "mon 17-9"), "does not go forward in time"),
        (("--hours", "mon 9-13 12-17"), "09:00-13:00 and 12:00-17:00 overlap"),
        (("--hours", "mon 9-23:59"), "last minute"),
        (("--hours", "mon closed"), "never open"),
        (("--hours", ""), "not understood as opening hours"),
        (("--timezone", "Mars/Olympus"), "no time zone"),
        (("--timezone", ""), "no time zone"),
        (("--hours", "mon 9-17", "--valid-from", "yesterday"), "the past is not rewritten"),
        (("--close", "yesterday"), "the past is not rewritten"),
        (("--close", "soonish"), "is not a day"),
        (("--close", "3d", "--holiday", "3d", "again"), "is closed already"),
        (("--open-on", "3d", "12-9"), "does not go forward in time"),
        (("--usual", "3d"), "hours of its weekday already"),
        (("--public-holidays", "XX"), "are not known"),
        (("--public-holidays", "DE-ZZ"), "no part"),
        (("--public-holidays", "BD", "--years", "2001"), "this year and the next"),
        (("--years", "2027"), "no effect alone"),
        (("--valid-from", "3d"), "no effect alone"),
        (("--drop", "1"), "hold already"),
    ],
)
def test_refused_and_nothing_is_saved(
    crm: Callable[..., Any], ask: Callable[..., Any], arguments: tuple[str, ...], sentence: str
) -> None:
    before = ask("calendar", "show")
    told = crm("calendar", "set", *arguments)
    assert told.code == 2
    assert sentence in told.err
    after = ask("calendar", "show")
    assert (after["versions"], after["days"]) == (before["versions"], before["days"])


def test_only_an_admin(crm: Callable[..., Any], ask: Callable[..., Any]) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    assert crm("--as", "paul", "calendar", "set", "--close", "3d").code == 6
    assert crm("--as", "paul", "calendar", "show").code == 0


def test_as_a_program(program: Callable[..., Any]) -> None:
    done = program("calendar", "set", "--close", "3d", "--json")
    out, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (0, "")
    assert '"days"' in out
