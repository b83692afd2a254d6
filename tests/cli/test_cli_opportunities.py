"""``crm-tui opportunity``: the same as the screens do, from the shell."""

from collections.abc import Callable
from typing import Any

Ask = Callable[..., Any]
Call = Callable[..., Any]


def test_an_opportunity_from_first_word_to_its_end(ask: Ask, crm: Call, quillon: int) -> None:
    customer = str(quillon)
    logged = ask(
        *("log", customer, "--channel", "phone", "--direction", "inbound", "--nature", "enquiry"),
        *("--outcome", "information", "--may-need", "a second grinder", "--follow-up", "3d"),
    )
    number = str(logged["opportunity"])
    shown = ask("opportunity", "show", number)
    assert (shown["need"], shown["stage"], shown["heard_by"]) == ("a second grinder", "heard", "Nadia Karim")
    assert shown["next"]["follow_up"] == logged["follow_up"]
    ask("opportunity", "edit", number, "--value", "400", "--expected", "in 2 weeks")
    assert ask("opportunity", "stage", number)["stage"] == "talked"
    assert ask("opportunity", "stage", number, "offered", "--next", "5d")["follow_up"] == logged["follow_up"]
    (listed,) = ask("opportunity", "list", "--customer", customer)
    assert (listed["value"], listed["version"]) == ("400", shown["version"] + 3)
    assert crm("opportunity", "lose", number).code == 2
    assert ask("opportunity", "lose", number, "--why", "too dear")["stage"] == "lost"
    assert ask("opportunity", "list") == []
    (over,) = ask("opportunity", "list", "--all")
    assert over["why"] == "too dear"


def test_values_of_currencies_are_told_apart(ask: Ask, crm: Call, quillon: int) -> None:
    ask("opportunity", "add", str(quillon), "--need", "tea", "--value", "12.50")
    ask("opportunity", "add", str(quillon), "--need", "a van", "--value", "9000", "--currency", "eur")
    told = crm("opportunity", "list")
    assert told.code == 0 and "no next step" in told.out
    assert "9000 EUR in 1 open opportunity." in told.err and "12.50" in told.err


def test_what_cannot_be_is_refused(crm: Call, quillon: int) -> None:
    customer = str(quillon)
    assert crm("opportunity", "add", customer).code == 2
    assert crm("opportunity", "add", customer, "--need", "x", "--value", "much").code == 2
    assert crm("opportunity", "add", customer, "--need", "x", "--value", "5", "--currency", "QQQ").code == 2
    assert crm("opportunity", "add", customer, "--need", "x", "--why", "call them").code == 2
    assert crm("opportunity", "add", "999", "--need", "x").code == 4
    assert crm("opportunity", "win", "999").code == 4
    assert crm("opportunity", "stage", "1", "won").code == 2
