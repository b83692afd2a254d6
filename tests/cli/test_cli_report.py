"""Reports from the shell."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from crm_tui.queries.reports import NAMES

Call = Callable[..., Any]
CALL = ("--channel", "phone", "--direction", "inbound")


@pytest.fixture
def contacts(ask: Call) -> None:
    """Two enquiries and a complaint, a note, and a colleague's request."""
    ask("log", "--new", "Mary Ofori", *CALL, "--nature", "enquiry", "--outcome", "solved")
    ask("log", "1", *CALL, "--nature", "enquiry", "--outcome", "information")
    ask("log", "1", *CALL, "--nature", "complaint", "--outcome", "solved")
    ask("log", "1", "--internal-note", "knows the owner")
    colleague = ask("customer", "add", "--name", "Jun from the workshop", "--kind", "internal")["id"]
    ask("log", str(colleague), *CALL, "--nature", "enquiry", "--outcome", "solved")


def test_natures_by_outcome(ask: Call, contacts: None) -> None:
    assert ask("report", "natures") == [
        {"nature": "enquiry", "outcome": "information", "contacts": 1, "share": 0.5},
        {"nature": "enquiry", "outcome": "solved", "contacts": 1, "share": 0.5},
        {"nature": "complaint", "outcome": "solved", "contacts": 1, "share": 1.0},
    ]
    assert ask("report", "natures", "--from", "2020-01-01", "--to", "2020-12-31") == []


def test_how_promises_were_kept(ask: Call, crm: Call, contacts: None) -> None:
    assert ask("report", "promises") == []
    line = ("log", "1", *CALL, "--nature", "request", "--outcome", "promised", "--told", "+1m")
    made = [ask(*line, "--promise", what)["promise"] for what in ("the part", "a date")]
    ask("promise", "keep", str(made[0]))
    ask("promise", "break", str(made[1]), "--why", "sold out")
    found = ask("report", "promises", "--from", "today", "--to", "today")
    assert [(one["by"], one["of"]) for one in found] == [
        ("all", None),
        ("tier", "standard"),
        ("person", "Nadia Karim"),
    ]
    assert all((one["promises"], one["not_kept"], one["rate"]) == (2, 1, 0.5) for one in found)
    assert (
        "person  2         1     0      1         1 of 2       Nadia Karim" in crm("report", "promises").out
    )


def test_a_report_is_a_table_or_csv(crm: Call, contacts: None) -> None:
    assert [line.split() for line in crm("report", "natures").out.splitlines()] == [
        ["nature", "outcome", "contacts", "of", "its", "nature"],
        ["enquiry", "information", "1", "1", "of", "2"],
        ["enquiry", "solved", "1", "1", "of", "2"],
        ["complaint", "solved", "1", "1", "of", "1"],
    ]
    rows = list(csv.DictReader(io.StringIO(crm("report", "natures", "--csv").out)))
    assert [row["nature"] for row in rows] == ["enquiry", "enquiry", "complaint"]
    assert crm("report", "natures", "--csv", "--json").code == 2
    assert crm("report", "magic").code == 2


def test_the_reports_are_listed_without_a_name(ask: Call, crm: Call) -> None:
    assert [one["name"] for one in ask("report")] == [*NAMES, "week"]
    assert "natures" in crm("report").out


def test_a_report_is_a_page_too(crm: Call, contacts: None) -> None:
    page = crm("report", "natures", "--html").out
    assert page.startswith("<!DOCTYPE html>")
    assert "<svg" in page
    assert crm("report", "natures", "--html", "--csv").code == 2


def test_the_week_for_the_meeting(ask: Call, crm: Call, contacts: None) -> None:
    line = ("log", "1", *CALL, "--nature", "request", "--outcome", "promised", "--told", "+2d")
    made = ask(*line, "--promise", "the part")["promise"]
    ask("promise", "keep", str(made))
    found = ask("report", "week")
    assert [(item["name"], item["what"]) for item in found["kept_early"]] == [("Mary Ofori", "the part")]
    assert found["thanks"] == [{"name": "Nadia Karim", "count": 1}]
    assert ask("report", "week", "--from", "2020-01-06", "--to", "2020-01-12")["kept_early"] == []
    assert "<svg" in crm("report", "week", "--html").out
    assert "WHAT WENT WELL" in crm("report", "week").out
    assert crm("report", "week", "--csv").code == 2
