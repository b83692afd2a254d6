"""Duplicates, merge and unmerge from the shell."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def pair(ask: Call) -> tuple[str, str]:
    """The same person twice, by number."""
    one = ask("customer", "add", "--name", "Quillon Ashgrove", "--phone", "+15550101234")["id"]
    other = ask(
        "customer", "add", "--name", "Ashgrove, Quillon", "--phone", "0015550101234", "--note", "likes tea"
    )["id"]
    return str(one), str(other)


def test_likely_pairs_are_listed_until_they_are_said_to_be_two(ask: Call, pair: tuple[str, str]) -> None:
    found = ask("duplicates", "list")
    assert (found["count"], found["more"]) == (1, False)
    only = found["duplicates"][0]
    assert [str(only[side]["id"]) for side in ("one", "other")] == [*pair]
    assert only["reasons"] == ["phone", "turned"]

    ask("duplicates", "dismiss", pair[1], pair[0])
    assert ask("duplicates", "list")["count"] == 0
    saved = ask("customer", "edit", pair[0], "--name", "Quillon Ashgrove")
    assert saved["warnings"] == []


def test_a_cut_list_of_pairs_says_so(ask: Call, crm: Call, pair: tuple[str, str]) -> None:
    ask("customer", "add", "--name", "Quillon Ashgrove")
    assert ask("duplicates", "list", "--limit", "1")["more"] is True
    assert "1 of 2 pairs" in crm("duplicates", "list", "--limit", "1").err


def test_merged_shown_by_the_old_number_and_parted(ask: Call, crm: Call, pair: tuple[str, str]) -> None:
    preview = ask("merge", *pair, "--preview")
    assert [(field["field"], field["chosen"]) for field in preview["fields"]] == [
        ("name", "a"),
        ("note", "b"),
    ]
    merged = ask("merge", *pair, "--field", "name=B")
    assert (merged["kept"], merged["gone"]) == (int(pair[0]), int(pair[1]))

    shown = ask("customer", "show", pair[1])
    assert (shown["id"], shown["name"], shown["note"]) == (int(pair[0]), "Ashgrove, Quillon", "likes tea")
    assert [(line["act"], line["customer"]) for line in shown["merged"]] == [(merged["act"], int(pair[1]))]
    assert "was merged into" in crm("customer", "edit", pair[1], "--note", "x").err

    parted = ask("unmerge", str(merged["act"]))
    assert (parted["stayed"], parted["warnings"]) == (0, [])
    assert ask("customer", "show", pair[1])["name"] == "Ashgrove, Quillon"
    assert crm("unmerge", str(merged["act"])).code == 5


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("merge", "1", "1"), 2),
        (("merge", "1", "999"), 4),
        (("merge", "1", "999", "--preview"), 4),
        (("merge", "1", "2", "--field", "name"), 2),
        (("merge", "1", "2", "--field", "shoes=A"), 2),
        (("merge", "1", "2", "--field", "name=C"), 2),
        (("unmerge", "999"), 4),
        (("duplicates", "dismiss", "1", "1"), 2),
        (("duplicates", "dismiss", "1", "999"), 4),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(
    crm: Call, pair: tuple[str, str], arguments: tuple[str, ...], code: int
) -> None:
    told = crm(*arguments)
    assert (told.code, told.out) == (code, "")
    assert told.err


def test_a_trainee_neither_merges_nor_parts(ask: Call, crm: Call, pair: tuple[str, str]) -> None:
    ask("staff", "add", "tara", "--name", "Tara", "--role", "trainee")
    assert crm("--as", "tara", "merge", *pair).code == 6
    act = ask("merge", *pair)["act"]
    assert crm("--as", "tara", "unmerge", str(act)).code == 6
