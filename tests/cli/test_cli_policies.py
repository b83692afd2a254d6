"""Policies, proposals and check questions from the shell."""

import json
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

Call = Callable[..., Any]
NEXT = (date.today() + timedelta(days=180)).isoformat()
PAST = (date.today() - timedelta(days=2)).isoformat()
ANSWERS = [
    part
    for answer in (
        "purpose=fair returns",
        "needed=yes",
        "outdated=no",
        "hard=no",
        "talk=no",
        "hours=no, noon",
    )
    for part in ("--answer", answer)
]


@pytest.fixture
def policy(ask: Call) -> str:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    return str(
        ask(
            "policy", "add", "--name", "Returns", "--wording", "14 days, unused", "--purpose", "fair",
            "--owner", "nadia", "--next-review", NEXT,
        )["id"]
    )  # fmt: skip


def test_written_down_listed_changed_and_retired(ask: Call, policy: str) -> None:
    (listed,) = ask("policy", "list")
    assert listed == {
        "id": int(policy), "name": "Returns", "wording": "14 days, unused", "purpose": "fair", "version": 1,
        "owner": "nadia", "next_review": NEXT, "review_overdue": False, "retired": False,
    }  # fmt: skip
    assert ask("policy", "change", policy, "--wording", "30 days", "--owner", "")["version"] == 2
    shown = ask("policy", "show", policy)
    assert [version["wording"] for version in shown["versions"]] == ["14 days, unused", "30 days"]
    assert (shown["owner"], shown["record_version"]) == (None, 2)
    ask("policy", "retire", policy, "--why", "nobody returns anything")
    assert ask("policy", "list") == []
    assert [one["retired"] for one in ask("policy", "list", "--retired")] == [True]


def test_who_has_read_it(ask: Call, policy: str) -> None:
    assert ask("policy", "acknowledge", policy)["version"] == 1
    shown = ask("policy", "show", policy)
    assert [one["staff"] for one in shown["acknowledged"]] == ["nadia"]
    assert [(one["staff"], one["at"]) for one in shown["waiting"]] == [("paul", None)]
    ask("policy", "change", policy, "--wording", "30 days")
    shown = ask("policy", "show", policy)
    assert (shown["acknowledged"], [one["staff"] for one in shown["waiting"]]) == ([], ["nadia", "paul"])


def test_a_review_keeps_its_answers(ask: Call, policy: str) -> None:
    kept = ask("policy", "review", policy, *ANSWERS, "--decision", "keep", "--why", "right", "--next", NEXT)
    assert (kept["version"], kept["decision"]) == (1, "keep")
    (review,) = ask("policy", "show", policy)["reviews"]
    assert review["answers"]["hours"] == "no, noon"
    assert (review["staff"], review["next"], review["why"]) == ("Nadia Karim", NEXT, "right")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("--decision", "keep", "--why", "x", "--next", NEXT, *ANSWERS[:-2]), "Do our hours serve them?"),
        (("--decision", "keep", "--why", "x", "--next", NEXT, *ANSWERS, "--answer", "yes"), "which question"),
        (("--decision", "keep", "--why", "x", "--next", NEXT, *ANSWERS, "--answer", "luck=yes"), "luck"),
        (("--decision", "keep", "--why", "x", "--next", PAST, *ANSWERS), "is over"),
        (("--decision", "keep", "--why", " ", "--next", NEXT, *ANSWERS), "reason"),
        (("--decision", "keep", "--why", "x", *ANSWERS), "looked at again"),
        (("--decision", "change", "--why", "x", "--next", NEXT, *ANSWERS), "Nothing of it"),
        (("--decision", "change", "--why", "x", "--next", NEXT, *ANSWERS, "--wording", " "), "wording"),
    ],
)
def test_a_review_that_cannot_be_meant_is_told_in_a_sentence(
    crm: Call, ask: Call, policy: str, line: tuple[str, ...], said: str
) -> None:
    told = crm("policy", "review", policy, *line)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert ask("policy", "show", policy)["reviews"] == []


def test_what_is_not_there_or_not_allowed(crm: Call, policy: str) -> None:
    assert crm("policy", "show", "99").code == 4
    assert crm("policy", "add", "--name", "x", "--wording", "y", "--as", "paul").code == 6
    assert crm("policy", "change", policy, "--name", "x", "--if-version", "9").code == 5
    assert crm("policy", "change", policy).code == 2
    assert crm("policy", "add", "--name", "x", "--wording", "y", "--owner", "nobody").code == 2


def test_a_proposal_is_answered_and_credited(ask: Call, crm: Call, policy: str) -> None:
    line = ("policy", "propose", policy, "--words", "30 days", "--as", "paul")
    assert crm(*line, "--why", " ").code == 2
    idea = str(ask(*line, "--why", "they mix it up")["id"])
    assert [one["staff"] for one in ask("proposal", "list")] == ["paul"]
    assert crm("proposal", "answer", idea, "--answer", "yes").code == 2
    assert crm("proposal", "answer", idea, "--accept", "--answer", "yes", "--as", "paul").code == 6
    assert ask("proposal", "answer", idea, "--accept", "--answer", "yes")["state"] == "accepted"
    assert ask("proposal", "list") == []
    ask("policy", "change", policy, "--wording", "30 days")
    shown = ask("policy", "show", policy)
    assert [version["credits"] for version in shown["versions"]] == [[], ["Paul Mensah"]]
    assert "v2, from a proposal of Paul Mensah" in crm("policy", "show", policy).out
    (answered,) = ask("proposal", "list", "--all")
    assert (answered["answer"], answered["answered_by"], answered["in_version"]) == ("yes", "Nadia Karim", 2)


def test_the_evidence_is_beside_it(ask: Call, crm: Call, policy: str) -> None:
    contact = ("--channel", "phone", "--direction", "inbound", "--nature", "enquiry")
    ask(
        "log", "--new", "Mary Ofori", *contact, "--outcome", "information", "--obstacle", "hours",
        "--note", "nobody\x1b[2J there at noon", "--waited", "5",
    )  # fmt: skip
    ask("log", "1", *contact, "--outcome", "missed")
    found = ask("policy", "show", policy, "--evidence")["evidence"]
    assert (found["contacts"], found["missed"], found["obstacles"]) == (2, 1, {"hours": 1})
    assert found["waits"] == {"count": 1, "median": 5, "long": 1}
    assert sum(hour["contacts"] for hour in found["by_hour"]) == 2
    shown = crm("policy", "show", policy, "--evidence").out
    assert "In the way: hours 1" in shown
    assert "“nobody␛[2J there at noon” Mary Ofori" in shown
    assert max(len(line) for line in shown.splitlines()) <= 80
    empty = ask("policy", "show", policy, "--evidence", "--from", "2020-01-01", "--to", "2020-03-31")
    assert empty["evidence"]["contacts"] == 0


def test_who_reads_a_standard_answers_its_question(ask: Call, crm: Call) -> None:
    number = str(
        ask(
            "standard", "add", "--statement", "Nobody waits.", "--measure", "waiting-time", "--target", "3",
            "--objective", "0.9", "--question", "How long?",
        )["id"]
    )  # fmt: skip
    refused = crm("standard", "acknowledge", number, "--json")
    assert (refused.code, "How long?" in refused.json["error"]["message"]) == (2, True)
    ask("standard", "acknowledge", number, "--answer", "3 minutes")
    assert len(ask("standard", "show", number)["acknowledged"]) == 1
    ask("standard", "propose", number, "--words", "2 minutes", "--why", "they hang up")
    assert ask("proposal", "list")[0]["standard"] == int(number)


def test_the_program_itself(program: Callable[..., subprocess.Popen[str]], policy: str) -> None:
    """Exit codes and streams as another program sees them."""
    process = program("policy", "show", policy, "--evidence", "--json")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["name"] == "Returns"
    process = program("policy", "show", "99", "--json")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, json.loads(out)["error"]["code"]) == (4, "not-found")


def test_an_answer_to_a_check_question_is_for_its_author_and_those_in_charge(ask: Call) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    number = str(
        ask(
            "standard", "add", "--statement", "Nobody waits.", "--measure", "waiting-time", "--target", "3",
            "--objective", "0.9", "--question", "How long?",
        )["id"]
    )  # fmt: skip
    ask("standard", "acknowledge", number, "--answer", "3 minutes")
    assert ask("standard", "show", number)["acknowledged"][0]["answer"] == "3 minutes"
    shown = ask("standard", "show", number, "--as", "paul")
    assert (shown["question"], shown["acknowledged"][0]["answer"]) == ("How long?", None)


def test_a_standards_page_names_whom_its_version_owes_to(ask: Call, crm: Call) -> None:
    number = str(
        ask(
            "standard", "add", "--statement", "Nobody waits.", "--measure", "waiting-time", "--target", "3",
            "--objective", "0.9",
        )["id"]
    )  # fmt: skip
    idea = str(ask("standard", "propose", number, "--words", "2 minutes", "--why", "they hang up")["id"])
    assert "2 minutes (because they hang up)" in crm("standard", "show", number).out
    ask("proposal", "answer", idea, "--accept", "--answer", "yes")
    ask("standard", "change", number, "--target", "2")
    shown = ask("standard", "show", number)
    assert (shown["credits"], shown["proposals"][0]["in_version"]) == (["Nadia Karim"], 2)
    assert "v2, from a proposal of Nadia Karim" in crm("standard", "show", number).out
