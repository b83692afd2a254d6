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
