"""Referrals, who was won back, and the reports on both, from the shell."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.fixture
def mary(ask: Call) -> int:
    return int(ask("customer", "add", "--name", "Mary Ofori", "--kind", "client")["id"])


def test_written_down_thanked_listed_and_reported(ask: Call, crm: Call, quillon: int, mary: int) -> None:
    one = str(ask("referral", "add", str(mary), "--by", str(quillon), "--words", "over lunch")["id"])
    assert ask("referral", "thank", one, "--when", "3d")["follow_up"] is not None
    assert crm("referral", "thank", one).code == 2
    assert ask("referral", "thank", one, "--done")["id"] == int(one)
    (listed,) = ask("referral", "list", "--customer", str(mary))
    assert (listed["by"], listed["customer"], listed["words"]) == (quillon, mary, "over lunch")
    assert listed["thanked"] is not None
    assert "Quillon Ashgrove → Mary Ofori" in crm("referral", "list").out
    for words in (("referral", "report"), ("report", "referrals")):
        (row,) = ask(*words)
        assert (row["recommended"], row["clients"], row["value"]) == (1, 1, "0")


def test_the_source_of_a_new_customer_says_who_recommended_us(
    ask: Call, crm: Call, quillon: int, mary: int
) -> None:
    made = ask("customer", "add", "--name", "Ada Pell", "--source", "recommended by Mary Ofori")
    assert [(one["id"], one["by"]) for one in ask("referral", "list")] == [(made["referral"], mary)]
    assert "referral" not in ask("customer", "add", "--name", "Jun Sato", "--source", "the radio")
    said = crm("customer", "add", "--name", "Bo Pell", "--source", "x", "--referred-by", str(quillon)).out
    assert f"Customer {quillon} recommended us; `crm-tui referral thank 2` thanks." in said
    how = ("--channel", "phone", "--direction", "inbound", "--nature", "enquiry", "--outcome", "information")
    logged = ask("log", "--new", "Rita Vale", *how, "--referred-by", str(mary))
    newest = ask("referral", "list")[0]
    assert (newest["by"], newest["customer"]) == (mary, logged["customer"])
    assert crm("log", str(mary), *how, "--referred-by", str(quillon)).code == 2
    assert crm("customer", "add", "--name", "Bo Vale", "--referred-by", "99").code == 4


def test_left_and_won_back(ask: Call, crm: Call, mary: int) -> None:
    assert crm("customer", "edit", str(mary), "--ended-on", "2099-01-01").code == 2
    told = crm("--json", "customer", "won-back", str(mary), "--how", "a letter")
    assert told.code == 2
    assert "has not left us" in json.loads(told.out)["error"]["message"]
    assert ask("report", "loyalty") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "{mary}", "--by", "{mary}"), 2, "to themselves"),
        (("add", "{mary}", "--by", "99"), 4, "no customer"),
        (("thank", "99"), 4, "no referral"),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    crm: Call, mary: int, words: tuple[str, ...], code: int, said: str
) -> None:
    told = crm("--json", "referral", *(word.format(mary=mary) for word in words))
    assert told.code == code
    assert said in json.loads(told.out)["error"]["message"]
