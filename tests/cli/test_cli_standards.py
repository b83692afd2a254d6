"""Standards from the shell: set, kept, read, changed, reviewed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

Call = Callable[..., Any]
SHOWN = {
    "statement", "why", "measure", "target", "objective", "version", "measured", "met", "attainment",
    "by_staff", "by_tier", "breaches", "acknowledged", "waiting",
}  # fmt: skip
NEXT = (date.today() + timedelta(days=90)).isoformat()
WAITED = (
    "standard", "add", "--statement", "Nobody waits longer than 3 minutes.", "--measure", "waiting-time",
    "--target", "3", "--objective", "0.9", "--why", "They are cross before they speak.",
    "--next-review", NEXT,
)  # fmt: skip


@pytest.fixture
def standard(ask: Call) -> str:
    """A standard about waiting, with one contact that kept it and one that did not."""
    number = str(ask(*WAITED)["id"])
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    contact = (
        "--channel",
        "phone",
        "--direction",
        "inbound",
        "--nature",
        "enquiry",
        "--outcome",
        "information",
    )
    ask("log", "--new", "Mary Ofori", *contact, "--waited", "1")
    ask("log", "1", *contact, "--waited", "14", "--cause", "alone at noon", "--as", "paul")
    return number


def test_a_standard_is_listed_and_shown_with_what_it_found(ask: Call, standard: str) -> None:
    listed = ask("standard", "list")
    assert [(one["measured"], one["met"], one["attainment"]) for one in listed] == [(2, 1, 0.5)]
    shown = ask("standard", "show", standard)
    assert set(shown) >= SHOWN
    assert (shown["target"], shown["objective"], shown["version"]) == (3, 0.9, 1)
    assert {part["staff"]: part["met"] for part in shown["by_staff"]} == {"nadia": 1, "paul": 0}
    breach = shown["breaches"][0]
    assert (breach["staff"], breach["over_minutes"], breach["why"]) == ("paul", 11, "alone at noon")
    assert [reader["staff"] for reader in shown["waiting"]] == ["nadia", "paul"]


def test_an_agent_sees_only_their_own_figures(ask: Call, standard: str) -> None:
    shown = ask("standard", "show", standard, "--as", "paul")
    assert [part["staff"] for part in shown["by_staff"]] == ["paul"]
    shown = ask("standard", "show", standard)
    assert len(shown["by_staff"]) == 2


def test_a_period_without_events_measures_nothing(ask: Call, crm: Call, standard: str) -> None:
    shown = ask("standard", "show", standard, "--from", "2020-01-01", "--to", "2020-03-31")
    assert (shown["measured"], shown["attainment"]) == (0, None)
    assert (
        "nothing measured"
        in crm("standard", "show", standard, "--from", "2020-01-01", "--to", "2020-03-31").out
    )


def test_it_is_read_and_a_change_is_to_be_read_again(ask: Call, standard: str) -> None:
    ask("standard", "acknowledge", standard)
    assert [one["staff"] for one in ask("standard", "show", standard)["acknowledged"]] == ["nadia"]
    changed = ask("standard", "change", standard, "--target", "5", "--scope", "channel=phone")
    assert (changed["version"], changed["record_version"] > 0) == (2, True)
    shown = ask("standard", "show", standard)
    assert (shown["target"], shown["scope"], shown["acknowledged"]) == (5, {"channel": ["phone"]}, [])
    ask("standard", "change", standard, "--scope", "all")
    assert ask("standard", "show", standard)["scope"] == {}


def test_a_review_keeps_changes_or_retires_with_a_reason(ask: Call, crm: Call, standard: str) -> None:
    line = ("standard", "review", standard)
    assert crm(*line, "--decision", "keep", "--why", "it is right").code == 2
    kept = ask(*line, "--decision", "keep", "--why", "it is right", "--next", NEXT)
    assert (kept["measured"], kept["met"], kept["version"]) == (2, 1, 1)
    assert crm(*line, "--decision", "change", "--why", "two lines", "--next", NEXT).code == 2
    changed = ask(*line, "--decision", "change", "--why", "two lines", "--next", NEXT, "--target", "5")
    assert changed["version"] == 2
    ask(*line, "--decision", "retire", "--why", "nobody calls any more")
    assert ask("standard", "list") == []
    assert [one["retired"] for one in ask("standard", "list", "--retired")] == [True]
    assert [one["decision"] for one in ask("standard", "show", standard)["reviews"]] == [
        "keep",
        "change",
        "retire",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--objective", "90"),
        ("--target", "soon"),
        ("--target", "none"),
        ("--measure", "luck"),
        ("--statement", " "),
        ("--scope", "tier"),
        ("--scope", "tier=gold"),
        ("--owner", "nobody"),
        ("--next-review", "yesterday"),
    ],
    ids=" ".join,
)
def test_a_standard_that_cannot_be_meant_is_refused(crm: Call, ask: Call, wrong: tuple[str, str]) -> None:
    assert crm(*WAITED, *wrong, "--json").code == 2
    assert ask("standard", "list") == []


def test_a_standard_needs_an_objective_and_a_change_something_to_change(crm: Call, standard: str) -> None:
    assert crm("standard", "add", "--statement", "x", "--measure", "review-on-time").code == 2
    assert crm("standard", "change", standard).code == 2


def test_a_breach_is_asked_for_its_cause(ask: Call, crm: Call, standard: str) -> None:
    breach = ask("standard", "show", standard)["breaches"][0]
    record = f"{breach['kind']}:{breach['id']}"
    said = ask("standard", "breach", standard, record, "--why", "two phones at once")
    assert said == {
        "standard": int(standard),
        "kind": "interaction",
        "id": breach["id"],
        "why": "two phones at once",
    }
    assert ask("standard", "show", standard)["breaches"][0]["why"] == "two phones at once"
    assert record in crm("standard", "show", standard).out
    assert crm("standard", "breach", standard, "twelve", "--why", "late").code == 2
    assert crm("standard", "breach", standard, "interaction:1", "--why", "late").code == 2
    ask("staff", "add", "jun", "--name", "Jun")
    assert crm("standard", "breach", standard, record, "--why", "late", "--as", "jun").code == 6


@pytest.mark.parametrize(
    ("given", "target", "settings"),
    [
        (("answered-within", "--target", "4 h"), 240, {"hours": "open"}),
        (("resolved-within", "--target", "0", "--hours", "all"), 0, {"hours": "all"}),
        (("contact-load", "--target", "3"), 3, {"days": 30}),
        (("contact-load",), None, {"days": 30}),
        (("read-by-all", "--target", "14 days"), 14, {"hours": "open", "unit": "days"}),
        (("review-on-time", "--of", "policy"), None, {"of": "policy"}),
        (("promise-kept",), None, {}),
        (
            ("followed-by", "--target", "0 days", "--a", "outcome=missed", "--b", "direction=outbound"),
            0,
            {
                "a": {"outcome": ["missed"]},
                "b": {"direction": ["outbound"]},
                "hours": "open",
                "unit": "days",
            },
        ),
        (
            (
                "preceded-by",
                "--target",
                "90",
                "--a",
                "nature=delivery",
                "--a",
                "nature=sale",
                "--b",
                "channel=phone",
            ),
            90,
            {"a": {"nature": ["delivery", "sale"]}, "b": {"channel": ["phone"]}, "hours": "open"},
        ),
    ],
)
def test_every_measure_can_be_set(
    ask: Call, given: tuple[str, ...], target: float | None, settings: dict[str, Any]
) -> None:
    measure, *more = given
    made = ask("standard", "add", "--statement", "Said.", "--measure", measure, "--objective", "0.9", *more)
    shown = ask("standard", "show", str(made["id"]))
    assert (shown["target"], shown["settings"]) == (target, settings)


@pytest.mark.parametrize(
    "given",
    [
        ("followed-by", "--target", "60"),
        ("followed-by", "--target", "60", "--a", "missed", "--b", "direction=outbound"),
        ("waiting-time", "--target", "3", "--scope", "channel=email"),
        ("waiting-time", "--target", "3", "--hours", "open"),
        ("step-ticked",),
        ("promise-kept", "--target", "60"),
    ],
)
def test_what_cannot_be_measured_is_refused(crm: Call, given: tuple[str, ...]) -> None:
    measure, *more = given
    told = crm("standard", "add", "--statement", "Said.", "--measure", measure, "--objective", "0.9", *more)
    assert (told.code, told.out) == (2, "")
    assert told.err


def test_settings_change_with_a_new_version(ask: Call, standard: str) -> None:
    added = ("--statement", "Answered.", "--measure", "answered-within", "--objective", "0.9")
    made = str(ask("standard", "add", *added, "--target", "240")["id"])
    changed = ask("standard", "change", made, "--hours", "all")
    assert changed["version"] == 2
    shown = ask("standard", "show", made)
    assert (shown["target"], shown["settings"]) == (240, {"hours": "all"})


def test_what_they_felt_is_told(ask: Call, standard: str) -> None:
    assert ask("standard", "show", standard)["felt"] == {"met": {}, "missed": {}}


def test_which_standards_hold_and_why(ask: Call, crm: Call, standard: str) -> None:
    narrow = ask(
        "standard", "add", "--statement", "Key callers wait less.", "--measure", "waiting-time",
        "--target", "1", "--objective", "0.9", "--scope", "nature=enquiry",
    )["id"]  # fmt: skip
    contact = ("--nature", "enquiry", "--channel", "phone", "--direction", "inbound")
    (fit,) = ask("standard", "fits", "--customer", "1", *contact)
    assert (fit["standard"], fit["others"]) == (narrow, [int(standard)])
    assert fit["why"] == f"enquiry: more particular than standard {standard}"
    assert "Key callers wait less." in crm("standard", "fits", *contact).out
    assert crm("standard", "fits").code == 2
    assert crm("standard", "fits", "--case", "99").code == 4
