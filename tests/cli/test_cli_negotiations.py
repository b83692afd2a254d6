"""Negotiations and the stages of disputes from the shell."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


def test_moves_are_written_down_and_listed(ask: Call, crm: Call, quillon: int) -> None:
    agreement = str(ask("agreement", "add", str(quillon), "--name", "Delivery")["id"])
    added = ask(
        "negotiation", "add", "--agreement", agreement, "--move", "counter-offer", "--theirs",
        "--value", "480", "--currency", "eur", "--words", "thirty days to pay",
    )  # fmt: skip
    assert (added["customer"], added["about"]) == (quillon, "Delivery")
    (listed,) = ask("negotiation", "list", "--agreement", agreement)
    assert (listed["by"], listed["move"], listed["value"], listed["currency"]) == (
        "theirs", "counter-offer", 480.0, "EUR",
    )  # fmt: skip
    assert "their counter-offer, 480 EUR" in crm("negotiation", "list", "--customer", str(quillon)).out


def test_a_dispute_in_stages(ask: Call, crm: Call, quillon: int) -> None:
    case = str(ask("case", "add", str(quillon), "--nature", "dispute", "--note", "who pays")["id"])
    assert ask("case", "dispute", case)["stage"] == "talk"
    assert ask("case", "dispute", case, "--stage", "mediation", "--why", "no answer")["stage"] == "mediation"
    assert ask("case", "show", case)["dispute"]["steps"][0]["why"] == "no answer"
    told = crm("--json", "case", "dispute", case, "--stage", "talk")
    assert told.code == 2
    assert "needs a reason" in json.loads(told.out)["error"]["message"]
    assert "The dispute is at “mediation”" in crm("case", "show", case).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("negotiation", "add", "--move", "offer", "--words", "x"), 2, "With whom"),
        (("negotiation", "add", "--agreement", "9", "--move", "offer", "--words", "x"), 4, "no agreement"),
        (("case", "dispute", "{case}"), 2, "no dispute"),
        (("case", "dispute", "{case}", "--stage", "written"), 2, "no dispute"),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    ask: Call, crm: Call, quillon: int, words: tuple[str, ...], code: int, said: str
) -> None:
    case = ask("case", "add", str(quillon), "--nature", "complaint", "--note", "late")["id"]
    told = crm("--json", *(word.format(case=case) for word in words))
    assert told.code == code
    assert said in json.loads(told.out)["error"]["message"]


def test_their_promises_are_rated_and_measured(ask: Call, crm: Call, quillon: int) -> None:
    ask("log", str(quillon), "--channel", "phone", "--direction", "inbound", "--nature", "delivery",
        "--outcome", "promised", "--promise", "the part", "--told", "2 h", "--theirs")  # fmt: skip
    (promise,) = ask("promise", "list")
    ask("promise", "keep", str(promise["id"]))
    rate = ask("promise", "rate", "--theirs")
    assert (rate["promises"], rate["rate"]) == (1, 1.0)
    assert [(one["customer"], one["kept"]) for one in rate["by_customer"]] == [(quillon, 1)]
    assert ask("promise", "rate")["promises"] == 0
    standard = ["--measure", "promise-kept", "--objective", "0.9", "--scope", "kind=supplier"]
    ask("standard", "add", "--statement", "Suppliers keep their word.", *standard, "--by", "theirs")
    (listed,) = ask("standard", "list")
    assert "theirs" in crm("standard", "show", str(listed["id"])).out
    assert crm("standard", "change", str(listed["id"]), "--by", "nobody").code == 2
