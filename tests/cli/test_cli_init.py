"""A new database: what it takes, what it refuses, and two at once."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_tui.store.driver import SCHEMA

Call = Callable[..., Any]
WHERE = ("--country", "BD", "--timezone", "Asia/Dhaka")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Where there is no database yet."""
    return tmp_path / "new.db"


def test_it_makes_a_database_with_the_caller_as_its_first_admin(ask: Call, new: Path) -> None:
    made = ask("init", "--db", str(new), "--business", "Ashgrove Repairs", *WHERE, "--as", "mary")
    assert made == {"db": str(new), "schema": SCHEMA}
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    people = ask("staff", "list", "--db", str(new), "--as", "mary")
    assert [(person["login"], person["role"]) for person in people] == [("mary", "admin")]
    assert ask("standard", "list", "--db", str(new), "--as", "mary") == []


def test_a_light_start_grows_into_the_full_one(crm: Call, ask: Call, new: Path) -> None:
    ask("init", "--db", str(new), *WHERE, "--starter", "light")
    assert len(ask("standard", "list", "--db", str(new))) == 3
    taken = ask("standard", "starter", "full", "--db", str(new))
    assert (len(taken["standards"]), taken["playbooks"]) == (9, 5)
    told = crm("standard", "starter", "full", "--db", str(new), "--json")
    assert told.code == 2
    assert "here already" in told.json["error"]["message"]


def test_the_full_start_has_eleven_standards_and_five_playbooks(ask: Call, new: Path) -> None:
    ask("init", "--db", str(new), *WHERE, "--starter", "full")
    assert len(ask("standard", "list", "--db", str(new))) == 11
    assert len(ask("playbook", "list", "--db", str(new))) == 5
    assert len(ask("policy", "list", "--db", str(new))) == 4


def test_it_is_closed_on_the_public_holidays_from_the_first_day(crm: Call, ask: Call, new: Path) -> None:
    told = crm("init", "--db", str(new), "--country", "DE", "--timezone", "Europe/Berlin")
    days = ask("calendar", "show", "--db", str(new))["days"]
    assert "-12-25" in " ".join(one["day"] for one in days)
    assert all(one["hours"] == [] and one["name"] for one in days)
    assert "Closed on " in told.out
    assert "public holiday" in told.out


def test_a_country_whose_holidays_are_not_known_is_said(crm: Call, ask: Call, new: Path) -> None:
    told = crm("init", "--db", str(new), "--country", "AC", "--timezone", "UTC")
    assert told.code == 0
    assert "Public holidays are not known" in told.out
    assert ask("calendar", "show", "--db", str(new))["days"] == []


def test_without_a_terminal_nothing_is_asked_and_the_defaults_hold(
    crm: Call, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Dhaka")
    assert crm("init", "--db", str(new)).code == 0
    crm("customer", "add", "--db", str(new), "--name", "Jun", "--phone", "01711-000111")
    shown = crm("customer", "show", "1", "--db", str(new), "--json").json
    assert shown["contact_points"][0]["normal"] == "+8801711000111"
    assert shown["created"].endswith("+06:00")


def test_an_unknown_country_is_said_and_needs_full_numbers(
    crm: Call, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    told = crm("init", "--db", str(new))
    assert told.code == 0
    assert "country is not known" in told.err
    crm(
        "customer",
        "add",
        "--db",
        str(new),
        "--name",
        "Jun",
        "--phone",
        "+880 1711 000111",
        "--phone",
        "01711-2",
    )
    shown = crm("customer", "show", "1", "--db", str(new), "--json").json
    assert [point["normal"] for point in shown["contact_points"]] == ["+8801711000111", "017112"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("--timezone", "Mars/Olympus"), 2),
        (("--country", "Atlantis"), 2),
        (("--country", "XX"), 2),
        (("--business", "   "), 2),
        (("--starter", "medium"), 2),
    ],
    ids=str,
)
def test_what_cannot_be_meant_makes_nothing(crm: Call, new: Path, line: tuple[str, str], code: int) -> None:
    told = crm("init", "--db", str(new), *WHERE, *line, "--json")
    assert told.code == code
    assert told.json["error"]["hint"]
    assert list(new.parent.glob("*new.db*")) == []


def test_a_file_or_a_missing_folder_in_the_way(crm: Call, path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    assert crm("init", *WHERE).code == 2
    assert path.read_bytes() == before
    assert crm("init", "--db", str(tmp_path / "no" / "x.db"), *WHERE).code == 3
    assert crm("init", "--db", str(tmp_path), *WHERE).code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(crm: Call, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert crm("init", "--db", str(closed / "x.db"), *WHERE).code == 3


def test_the_users_own_data_folder_is_made_for_them_alone(
    crm: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CRM_TUI_DB")
    told = crm("init", *WHERE, "--json")
    assert told.code == 0
    made = Path(told.json["db"])
    assert made.is_relative_to(tmp_path)
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_of_two_at_once_one_makes_it_and_the_other_says_so(program: Call, new: Path) -> None:
    both = [program("init", "--db", str(new), *WHERE, "--as", login, "--json") for login in ("nadia", "paul")]
    said = [one.communicate(timeout=60) for one in both]
    assert sorted(one.returncode for one in both) == [0, 2], said
    loser = next(out for one, (out, _err) in zip(both, said, strict=True) if one.returncode == 2)
    assert "already a file" in loser
    assert [left.name for left in new.parent.iterdir() if "new.db" in left.name] == ["new.db"]
