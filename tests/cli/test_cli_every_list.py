"""Every list from the shell is narrowed as on the screens: by words, by built-in views, by saved ones."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest

from crm_tui.domain.list_views import CUSTOMERS, HEARD, LISTS, OUTREACHES, PROPOSALS, SURVEYS

Call = Callable[..., Any]


class Listed(NamedTuple):
    """The command of a list, how some of its records come to be, and what one of them says."""

    command: str
    made: Sequence[Sequence[str]]
    words: str


def _each(command: Sequence[str], name: str, *words: str) -> list[list[str]]:
    return [[*command, name, each] for each in words]


_STARTER = [["standard", "starter", "full"]]
_PROMISE = [
    "log",
    "1",
    "--channel",
    "phone",
    "--direction",
    "inbound",
    "--nature",
    "problem",
    "--outcome",
    "promised",
    "--told",
    "3d",
    "--note",
    "x",
]
_AGREEMENT = ["agreement", "add", "1", "--start", "2026-01-01"]
_MOVE = ["negotiation", "add", "--customer", "1", "--about", "price", "--move", "offer"]
CASES = {
    "cases": Listed(
        "case", _each(["case", "add", "1", "--nature", "problem"], "--note", "drips", "loud"), "lou"
    ),
    "promises": Listed("promise", _each(_PROMISE, "--promise", "a new seal", "a call"), "SEAL"),
    "products": Listed("product", _each(["product", "add"], "--name", "Kettle", "Teapot"), "teap"),
    "sales": Listed("sale", _each(["sale", "add", "1"], "--line", "rug @ 5", "lamp @ 7"), "lamp"),
    "opportunities": Listed(
        "opportunity", _each(["opportunity", "add", "1"], "--need", "a course", "a van"), "van"
    ),
    "plans": Listed("plan", _STARTER, "check-in"),
    "standards": Listed("standard", _STARTER, "unasked"),
    "policies": Listed("policy", _STARTER, "refund"),
    "team": Listed("staff", [["staff", "add", "paul", "--name", "Paul Mensah"]], "mensah"),
    "agreements": Listed("agreement", _each(_AGREEMENT, "--name", "Parts", "Rooms"), "rooms"),
    "referrals": Listed(
        "referral",
        [["referral", "add", "1", "--by", "2", "--words", "lunch"], ["referral", "add", "2", "--by", "1"]],
        "lunch",
    ),
    "negotiations": Listed("negotiation", _each(_MOVE, "--words", "500 a month", "400 only"), "only"),
    "playbooks": Listed("playbook", _STARTER, "upset"),
    "templates": Listed("template", _STARTER, "menu-of"),
}


@pytest.fixture
def people(ask: Call) -> None:
    """Two customers, and a currency to sell in."""
    for name in ("Mary Ofori", "Jun Sato"):
        ask("customer", "add", "--name", name, "--manager", "nadia")


@pytest.mark.parametrize("list_name", CASES)
def test_a_list_is_narrowed_by_words_and_views(list_name: str, people: None, ask: Call, crm: Call) -> None:
    listed = CASES[list_name]
    for made in listed.made:
        ask(*made)
    everything = ask(listed.command, "list")
    narrowed = ask(listed.command, "list", "--filter", listed.words)
    assert 0 < len(narrowed) < len(everything)
    assert all(one in everything for one in narrowed)
    assert ask(listed.command, "list", "--filter", "nothing says this") == []
    assert len(ask(listed.command, "list", "--view", "all")) >= len(narrowed)

    ask("view", "add", "what I look for", "--list", list_name, "--view", "all", "--filter", listed.words)
    assert ask("view", "list", "--list", list_name)[0]["narrowed"] == {"among": "all", "text": listed.words}
    seen = ask(listed.command, "list", "--view", "WHAT I look for")
    assert {one["id"] for one in seen} >= {one["id"] for one in narrowed}
    assert ask(listed.command, "list", "--view", "what I look for", "--filter", "nothing says this") == []

    refused = crm(listed.command, "list", "--view", "nope", "--json")
    assert refused.code == 2
    assert f"There is no view “nope” of the list “{list_name}”." in refused.json["error"]["message"]
    assert "what I look for" in refused.json["error"]["hint"]


def test_every_list_is_among_these_or_has_tests_of_its_own() -> None:
    elsewhere = {CUSTOMERS, PROPOSALS, SURVEYS, HEARD, OUTREACHES}
    assert set(CASES) == set(LISTS) - elsewhere


def test_what_is_heard_and_proposed_is_narrowed_too(people: None, ask: Call) -> None:
    for words in ("prices rise", "a new shop"):
        ask("heard", "add", words)
    assert [one["words"] for one in ask("heard", "list", "--filter", "SHOP")] == ["a new shop"]
    ask("standard", "starter", "full")
    for words in ("two people at noon", "call an hour before"):
        ask("standard", "propose", "1", "--words", words, "--why", "they told us")
    assert [one["words"] for one in ask("proposal", "list", "--filter", "hour")] == ["call an hour before"]
    assert len(ask("proposal", "list", "--view", "open")) == 2


def test_a_view_of_another_list_is_named_as_such(people: None, crm: Call, ask: Call) -> None:
    ask("view", "add", "teapots", "--list", "products", "--filter", "teapot")
    told = crm("sale", "list", "--view", "teapots", "--json")
    assert told.code == 2
    assert told.json["error"]["message"] == "“teapots” is a view of the list “products”, not of “sales”."
    assert "crm-tui view list --list sales" in told.json["error"]["hint"]


def test_one_view_at_a_time_and_none_that_a_list_does_not_have(people: None, crm: Call, ask: Call) -> None:
    for refused in (
        ("sale", "list", "--view", "all", "--on-the-way"),
        ("opportunity", "list", "--view", "won", "--all"),
        ("case", "list", "--view", "mine", "--owner", "nadia"),
        ("product", "list", "--need", "tea", "--filter", "tea"),
        ("view", "add", "x", "--list", "sales", "--view", "won"),
        ("view", "add", "x", "--list", "sales", "--kind", "client"),
        ("view", "add", "x", "--list", "sales", "--sort", "name"),
        ("view", "add", "x", "--list", "nothing"),
        ("view", "add", "x", "--view", "mine"),
        ("customer", "list", "--view", "all of them"),
    ):
        assert crm(*refused, "--json").code == 2, refused
    assert ask("view", "list") == []


def test_what_was_won_and_what_is_mine_are_views(people: None, ask: Call) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    mine = ask("opportunity", "add", "1", "--need", "a course")["id"]
    won = ask("opportunity", "add", "1", "--need", "a van", "--value", "90")["id"]
    ask("opportunity", "add", "2", "--need", "filters", "--owner", "paul")
    ask("opportunity", "win", str(won), "--record")
    assert [one["id"] for one in ask("opportunity", "list", "--view", "mine")] == [mine]
    assert [one["id"] for one in ask("opportunity", "list", "--view", "won")] == [won]
    assert ask("opportunity", "list", "--view", "won", "--customer", "2") == []
    assert len(ask("opportunity", "list", "--customer", "1", "--all")) == 2
