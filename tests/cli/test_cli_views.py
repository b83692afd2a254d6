"""Saved views from the shell: one's own, everybody's, and the list seen through them."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def people(ask: Callable[..., Any]) -> list[int]:
    """Three customers, two of them clients."""
    return [
        ask("customer", "add", "--name", name, "--kind", kind)["id"]
        for name, kind in (("Mary Ofori", "client"), ("Jun Sato", "client"), ("Ashok Rao", "supplier"))
    ]


def test_a_list_is_seen_through_a_saved_view(people: list[int], ask: Callable[..., Any]) -> None:
    saved = ask("view", "add", "clients", "--kind", "client", "--sort", "newest")
    (view,) = ask("view", "list", "--list", "customers")
    assert (view["id"], view["name"], view["shared"]) == (saved["id"], "clients", False)
    assert view["narrowed"] == {"among": "kind", "value": "client"}
    seen = ask("customer", "list", "--view", "Clients")["customers"]
    assert [row["id"] for row in seen] == [people[1], people[0]]
    by_name = ask("customer", "list", "--view", "clients", "--sort", "name")["customers"]
    assert [row["name"] for row in by_name] == ["Jun Sato", "Mary Ofori"]


def test_the_same_name_saves_anew_and_words_narrow_too(people: list[int], ask: Callable[..., Any]) -> None:
    first = ask("view", "add", "clients", "--kind", "client")
    second = ask("view", "add", "clients", "--filter", "mary")
    assert second == {"id": first["id"], "version": 2}
    seen = ask("customer", "list", "--view", "clients")["customers"]
    assert [row["name"] for row in seen] == ["Mary Ofori"]
    ask("view", "rename", str(first["id"]), "Marys")
    ask("undo")
    assert [view["name"] for view in ask("view", "list")] == ["clients"]
    ask("view", "delete", str(first["id"]))
    assert ask("view", "list") == []


def test_a_view_is_seen_by_colleagues_only_when_it_is_shared(
    people: list[int], ask: Callable[..., Any], crm: Callable[..., Any]
) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    mine = ask("view", "add", "mine alone", "--kind", "client")
    ours = ask("view", "add", "all clients", "--kind", "client", "--shared")
    assert [view["id"] for view in ask("--as", "paul", "view", "list")] == [ours["id"]]
    assert crm("--as", "paul", "view", "delete", str(mine["id"]), "--json").code == 4
    assert crm("--as", "paul", "view", "delete", str(ours["id"]), "--json").code == 6
    assert crm("--as", "paul", "view", "add", "x", "--shared", "--json").code == 6


def test_what_cannot_be_meant_is_refused(people: list[int], crm: Callable[..., Any]) -> None:
    assert "There is no view “x”" in crm("customer", "list", "--view", "x", "--json").json["error"]["message"]
    assert crm("view", "add", " ", "--json").code == 2
    assert crm("view", "add", "x" * 41, "--json").code == 2
    assert crm("view", "add", "x", "--kind", "client", "--health", "happy", "--json").code == 2
    assert crm("view", "rename", "7", "x", "--json").code == 4
