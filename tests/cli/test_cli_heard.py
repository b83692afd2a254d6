"""Interests and things heard, from the shell."""

from collections.abc import Callable
from typing import Any

Call = Callable[..., Any]


def test_what_is_heard_is_listed_by_its_day_and_taken_off(ask: Call, crm: Call, quillon: int) -> None:
    first = ask("heard", "add", "asks for tea in tins", "--customer", str(quillon), "--kind", "interest")
    ask("heard", "add", "a rival opened", "--on", "2020-03-01")
    found = ask("heard", "list")
    assert [(note["words"], note["kind"], note["name"]) for note in found] == [
        ("asks for tea in tins", "interest", "Quillon Ashgrove")
    ]
    assert ask("heard", "list", "--from", "2020-03-01", "--to", "2020-03-31")[0]["on"] == "2020-03-01"
    ask("heard", "drop", str(first["heard"]), "--if-version", "1")
    assert ask("heard", "list") == []
    crm("undo")
    assert len(ask("heard", "list")) == 1


def test_a_note_needs_words_a_day_that_was_and_a_customer_there_is(crm: Call) -> None:
    assert crm("heard", "add", "  ").code == 2
    assert crm("heard", "add", "x", "--on", "2999-01-01").code == 2
    assert crm("heard", "add", "x", "--customer", "99").code == 4
    assert crm("heard", "drop", "99").code == 4
    assert "heard add" in crm("heard", "list").err
