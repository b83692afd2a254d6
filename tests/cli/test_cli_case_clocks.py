"""The clocks of cases from the shell (CONTRACT.md, ``case list`` and ``show``)."""

import re

import pytest

CLOCK = {"name", "standard", "target_minutes", "elapsed_minutes", "due", "stopped", "state"}


@pytest.fixture
def complaint(ask, crm):
    """A complaint that a call opened an hour ago, with a standard for its first answer."""
    ask(
        "standard", "add", "--statement", "Answered within a day.", "--measure", "answered-within",
        "--target", "24 h", "--hours", "all", "--objective", "0.95", "--why", "They wait.",
    )  # fmt: skip
    customer = ask("customer", "add", "--name", "Quillon Ashgrove")["id"]
    logged = ask(
        "log", str(customer), "--channel", "phone", "--direction", "inbound", "--nature", "complaint",
        "--outcome", "promised", "--note", "the kettle leaks",
    )  # fmt: skip
    return str(logged["case"]), str(customer)


def test_each_case_has_its_clocks(ask, complaint):
    number, customer = complaint
    [clock] = ask("case", "show", number)["clocks"]
    assert set(clock) == CLOCK
    assert (clock["name"], clock["target_minutes"], clock["state"]) == ("first-response", 1440, "running")
    assert clock["stopped"] is None
    [listed] = ask("case", "list", "--open")
    assert listed["clocks"][0]["due"] == clock["due"]
    assert ask("customer", "show", customer)["cases"][0]["clocks"][0]["due"] == clock["due"]


def test_waiting_pauses_and_solving_meets_them(ask, complaint):
    number, _customer = complaint
    [paused] = ask("case", "wait", number, "--why", "a photo")["clocks"]
    assert (paused["state"], paused["due"]) == ("paused", None)
    [met] = ask("case", "solve", number)["clocks"]
    assert met["state"] == "met"
    assert met["stopped"] is not None


def test_for_people_with_sign_and_time(crm, complaint):
    number, _customer = complaint
    assert "first answer" in crm("case", "show", number).out
    [handed] = [line for line in crm("case", "show", number).out.splitlines() if "  owner " in line]
    assert re.fullmatch(r"[\d-]{10} \d\d:\d\d  owner \D+", handed), "no number of a colleague, no seconds"
    line = crm("case", "list", "--open").out.splitlines()[0]
    assert line.startswith("·")
    assert crm("case", "show", number).out.count("running") == 1
    crm("case", "wait", number)
    assert "paused" in crm("case", "list", "--open").out


def test_the_open_ones_queue_as_on_the_screen(ask, crm, complaint):
    measured, customer = complaint
    paused = ask("case", "add", customer, "--nature", "complaint", "--note", "the lid")["id"]
    crm("case", "wait", str(paused))
    # Older than the standard, which does not measure it.
    oldest = ask(
        "log", customer, "--channel", "phone", "--direction", "inbound", "--nature", "complaint",
        "--outcome", "promised", "--note", "nobody answers", "--at", "-2d",
    )["case"]  # fmt: skip
    in_order = [int(measured), oldest, paused]
    assert [one["id"] for one in ask("case", "list", "--open")] == in_order
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    assert ask("case", "list", "--open", "--owner", "paul") == []
    ask("staff", "away", "nadia", "--until", "+3d", "--stand-in", "paul")
    assert [one["id"] for one in ask("case", "list", "--open", "--owner", "paul")] == in_order


def test_what_was_learnt_and_tied_is_shown(ask, complaint, crm):
    number, _customer = complaint
    ask("case", "learn", number, "--understanding", "it leaks when hot", "--confirmed", "--cost", "12.50")
    other = ask("customer", "add", "--name", "Jun Sato")["id"]
    second = ask("case", "add", str(other), "--nature", "problem", "--note", "it leaks too")["id"]
    above = ask("case", "tie", number, str(second), "--title", "the seals")["id"]
    shown = ask("case", "show", number)
    assert (shown["understanding"], shown["confirmed"], shown["cost"]) == ("it leaks when hot", True, "12.50")
    assert (shown["above"], shown["below"]) == (above, [])
    assert ask("case", "show", str(above))["below"] == [int(number), second]
    assert "it leaks when hot" in crm("case", "show", number).out
