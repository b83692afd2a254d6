"""The business's own fields from the shell."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def size(ask: Call) -> str:
    """A choice."""
    return ask("field", "add", "Size", "--type", "choice", "--choice", "small", "--choice", "large")["code"]


def test_kept_listed_changed_and_retired(ask: Call, size: str) -> None:
    ask("field", "add", "Machines", "--type", "number", "--kind", "client")
    listed = ask("field", "list")
    assert [(one["code"], one["type"], one["kind"]) for one in listed] == [
        ("size", "choice", None),
        ("machines", "number", "client"),
    ]
    assert [one["customers"] for one in listed] == [0, 0]
    ask("field", "change", size, "--label", "Shop size", "--position", "9")
    assert [one["label"] for one in ask("field", "list")] == ["Machines", "Shop size"]
    ask("field", "retire", size)
    assert [one["code"] for one in ask("field", "list")] == ["machines"]
    assert [one["retired"] for one in ask("field", "list", "--retired")] == [False, True]


def test_given_with_a_customer_and_shown(ask: Call, crm: Call, size: str) -> None:
    ask("field", "add", "Machines", "--type", "number")
    number = str(
        ask("customer", "add", "--name", "Ada", "--field", "size=LARGE", "--field", "machines=3")["id"]
    )
    assert ask("customer", "show", number)["fields"] == {"size": "large", "machines": 3}
    assert "large" in crm("customer", "show", number).out
    ask("customer", "edit", number, "--field", "machines=")
    assert ask("customer", "show", number)["fields"] == {"size": "large"}
    assert [one["name"] for one in ask("customer", "list", "--filter", "size:large")["customers"]] == ["Ada"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("customer", "add", "--name", "Ada", "--field", "size"),
        ("customer", "add", "--name", "Ada", "--field", "size=huge"),
        ("customer", "add", "--name", "Ada", "--field", "colour=red"),
        ("field", "add", "Size"),
        ("field", "retire", "colour"),
        ("field", "change", "size", "--position", "0"),
        ("customer", "list", "--column", "colour"),
        ("customer", "list", "--sort", "colour"),
        ("customer", "list", "--filter", "size:huge"),
        ("customer", "list", "--filter", "colour:>3"),
        ("view", "add", "huge ones", "--filter", "size:huge"),
        ("view", "add", "by colour", "--sort", "colour"),
    ],
)
def test_bad_input_is_refused_with_what_was_expected(
    crm: Call, size: str, arguments: tuple[str, ...]
) -> None:
    told = crm(*arguments)
    assert (told.code, told.out) == (2, "")
    assert len(told.err.splitlines()) >= 2


@pytest.fixture
def shops(ask: Call, size: str) -> None:
    """Three shops with seats, one of whose size nothing is known."""
    ask("field", "add", "Seats", "--type", "number")
    ask("field", "add", "Since", "--type", "date")
    for name, *said in (
        ("Ada", "size=large", "seats=12", "since=2024-05-01"),
        ("Bela", "size=small", "seats=-0.5"),
        ("Cleo", "seats=40", "since=2026-01-02"),
    ):
        ask("customer", "add", "--name", name, *(word for one in said for word in ("--field", one)))


def test_a_list_shows_a_field_and_goes_by_it(ask: Call, crm: Call, shops: None) -> None:
    found = ask("customer", "list", "--column", "seats", "--column", "size", "--sort", "-seats")
    assert [(one["name"], one["fields"]) for one in found["customers"]] == [
        ("Cleo", {"seats": 40, "size": None}),
        ("Ada", {"seats": 12, "size": "large"}),
        ("Bela", {"seats": -0.5, "size": "small"}),
    ]
    assert [line.split()[-2:] for line in crm("customer", "list", "--column", "seats").out.splitlines()] == [
        ["12", "Ada"],
        ["-0.5", "Bela"],
        ["40", "Cleo"],
    ]
    goes_on = ask("customer", "list", "--sort", "size", "--limit", "1")["customers"]
    assert [one["name"] for one in goes_on] == ["Bela"]
    rest = ask("customer", "list", "--sort", "size", "--after", str(goes_on[0]["id"]))["customers"]
    assert [one["name"] for one in rest] == ["Ada", "Cleo"]
    assert "fields" not in rest[0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("seats:>10", ["Ada", "Cleo"]),
        ("seats:>10 since:<2025-01-01", ["Ada"]),
        ("seats:..0", ["Bela"]),
        ("since:2026", ["Cleo"]),
        ('size:"large"', ["Ada"]),
    ],
)
def test_a_filter_compares(ask: Call, shops: None, text: str, names: list[str]) -> None:
    assert [one["name"] for one in ask("customer", "list", "--filter", text)["customers"]] == names


def test_a_saved_view_keeps_the_order_by_a_field(ask: Call, crm: Call, shops: None) -> None:
    ask("view", "add", "big ones", "--filter", "seats:>10", "--sort", "-seats")
    found = ask("customer", "list", "--view", "big ones")["customers"]
    assert [one["name"] for one in found] == ["Cleo", "Ada"]
    assert ask("field", "retire", "seats")["customers"] == 3
    told = crm("customer", "list", "--view", "big ones")
    assert (told.code, "seats" in told.err) == (2, True)


def test_what_is_retired_says_who_keeps_it(crm: Call, shops: None) -> None:
    assert "3 customers keep what it says" in crm("field", "retire", "seats").out
    assert "2 customers" in crm("field", "list", "--retired").out
