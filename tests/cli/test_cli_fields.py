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
    ],
)
def test_bad_input_is_refused_with_what_was_expected(
    crm: Call, size: str, arguments: tuple[str, ...]
) -> None:
    told = crm(*arguments)
    assert (told.code, told.out) == (2, "")
    assert len(told.err.splitlines()) >= 2
