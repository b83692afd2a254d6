"""PRODUCT.md's call, from ring to next call, by the keys that it takes besides the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from seen import Seen, Shell, contacts

pytestmark = pytest.mark.terminal

#: PRODUCT.md: for a known caller's call with any of solved, promised, follow-up, and a follow-up besides.
MOST_KEYS = 8


@dataclass(frozen=True)
class Words:
    """What is typed into a text field; everything else is a key."""

    text: str


FIND = Words("5550101234")
SAID = Words("the kettle leaks, third time")

KNOWN: dict[str, Sequence[str | Words]] = {
    "solved": ["c", FIND, "enter", SAID, "F7", "e", "s", "ctrl+s"],
    "solved, mood": ["c", FIND, "enter", SAID, "F7", "e", "s", "4", "ctrl+s"],
    "solved, mood, follow-up": ["c", FIND, "enter", SAID, "F7", "e", "s", "4", Words("3d"), "ctrl+s"],
    "follow-up": ["c", FIND, "enter", SAID, "F7", "e", "f", Words("3d"), "ctrl+s"],
    "promised": [
        *("c", FIND, "enter", SAID, "F7", "e", "p"),
        *(Words("a new kettle"), "enter", Words("5d"), "ctrl+s"),
    ],
    "promised, follow-up": [
        *("c", FIND, "enter", SAID, "F7", "e", "p"),
        *(Words("a new kettle"), "enter", Words("5d"), "enter", Words("3d"), "ctrl+s"),
    ],
    "complaint, promised, follow-up": [
        *("c", FIND, "enter", SAID, "F7", "c", "p"),
        *(Words("a new kettle"), "enter", Words("5d"), "enter", Words("3d"), "ctrl+s"),
    ],
}


def keys_besides_words(call: Sequence[str | Words]) -> int:
    return sum(not isinstance(step, Words) for step in call)


def take(desk: Seen, call: Sequence[str | Words]) -> None:
    """Type the whole call ahead of the screens; it never needs alt, and no wait between two keys."""
    desk.keys(*map(_typed, call))
    desk.see("Logged: call")


def logged(shell: Shell, customer: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The customer, and their one contact."""
    record = shell("customer", "show", customer)
    (contact,) = contacts(record)
    return record, contact


@pytest.mark.parametrize("what", KNOWN)
def test_a_known_callers_call(shell: Shell, what: str) -> None:
    call = KNOWN[what]
    assert keys_besides_words(call) <= MOST_KEYS
    take(shell.screens(), call)

    customer, contact = logged(shell, 1)
    nature, outcome = ("complaint" if "complaint" in what else "enquiry"), what.replace("complaint, ", "")
    assert (contact["nature"], contact["text"]) == (nature, SAID.text)
    assert contact["outcome"] == outcome.split(",")[0]
    assert contact["mood"] == ("pleased" if "mood" in what else None)
    assert len(customer["follow_ups"]) == ("follow-up" in what)
    assert [promise["what"] for promise in customer["promises"]] == ["a new kettle"] * ("promised" in what)
    assert len(customer["cases"]) == ("complaint" in what)


def test_a_window_of_forty_by_ten_is_enough(shell: Shell) -> None:
    desk = shell.screens(size=(40, 10))
    desk.keys(*map(_typed, KNOWN["follow-up"]))
    desk.see("Logged: call")
    assert logged(shell, 1)[1]["outcome"] == "follow-up"


def test_a_promise_proposes_its_safe_date(shell: Shell) -> None:
    take(shell.screens(), KNOWN["promised"])
    (promise,) = shell("customer", "show", 1)["promises"]
    assert promise["safe"] < promise["told"]


#: What is typed to find somebody new, and from there to what they say.
UNKNOWN: dict[str, Sequence[str | Words]] = {
    "name": [Words("Jun Sato"), "enter", "enter"],
    "name and number": [Words("Jun Sato 01812 345678"), "enter", "enter"],
    "number": [Words("01812 345678"), "enter", Words("Jun Sato"), "enter"],
}


@pytest.mark.parametrize("typed", UNKNOWN)
def test_an_unknown_callers_call_costs_one_key_more(shell: Shell, typed: str) -> None:
    longest = KNOWN["complaint, promised, follow-up"]
    begun = ["c", *UNKNOWN[typed]]
    rest = longest[longest.index(SAID) :]
    assert keys_besides_words([*begun, *rest]) <= MOST_KEYS + 1

    desk = shell.screens()
    words, enter, *more = UNKNOWN[typed]
    desk.keys("c", _typed(words), _typed(enter))
    desk.see("Nobody matches" if typed != "number" else "Name")
    desk.keys(*map(_typed, [*more, *rest]))
    desk.see("Logged: call", "Jun Sato")

    customer, contact = logged(shell, 4)
    assert customer["name"] == "Jun Sato"
    assert [point["value"] for point in customer["contact_points"]] == ["01812 345678"] * (typed != "name")
    assert (contact["outcome"], contact["text"]) == ("promised", SAID.text)
    assert len(customer["follow_ups"]) == len(customer["promises"]) == len(customer["cases"]) == 1


def _typed(step: str | Words) -> str:
    return step.text if isinstance(step, Words) else step


def test_the_customer_in_view_is_the_first_match(shell: Shell) -> None:
    desk = shell.screens()
    desk.keys("/", "ofori", "enter")
    desk.see("Customer   Mary Ofori")
    desk.keys("c")
    desk.see("▸Mary Ofori")
    desk.keys("enter", SAID.text, "F7", "e", "s", "ctrl+s")
    desk.see("Logged: call")
    assert logged(shell, 2)[1]["text"] == SAID.text


def test_a_second_call_parks_the_first(shell: Shell) -> None:
    desk = shell.screens()
    desk.keys("c", "quillon", "enter", "waits on the line")
    desk.see("Quillon Ashgrove", "waits on the line")
    desk.keys("F8", "ofori", "enter", "quick question")
    desk.see("Mary Ofori", "quick question", "1 more open")
    desk.keys("F6")
    desk.see("Quillon Ashgrove", "waits on the line")
    desk.keys("F6", ", answered", "F7", "e", "s", "ctrl+s")
    desk.see("Logged: call", "waits on the line")
    assert logged(shell, 2)[1]["text"] == "quick question, answered"

    desk.keys("F7", "s", "f", "2d", "ctrl+s")
    desk.see(" Today ", "Logged: call, follow-up. Quillon Ashgrove")
    customer, contact = logged(shell, 1)
    assert contact["text"] == "waits on the line"
    assert len(customer["follow_ups"]) == 1


def test_a_softphone_opens_the_call(shell: Shell) -> None:
    desk = shell.screens("call", "(555) 010-1234")
    desk.see("Call 00:", "▸Quillon Ashgrove")
    desk.keys("enter", SAID.text, "F7", "e", "s", "ctrl+s")
    desk.see("Logged: call")
    assert logged(shell, 1)[1]["text"] == SAID.text


def test_a_call_is_taken_back_and_the_next_one_begins(shell: Shell) -> None:
    """A contact put on the wrong customer costs one key; the desk is there for the next call at once."""
    desk = shell.screens()
    take(desk, KNOWN["solved"])
    desk.keys("u")
    desk.see_that(lambda screen: "Logged" not in screen, "the undo")
    assert contacts(shell("customer", "show", 1)) == []
    take(desk, KNOWN["follow-up"])
    assert logged(shell, 1)[1]["outcome"] == "follow-up"
