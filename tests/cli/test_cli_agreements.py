"""Agreements from the shell."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

Call = Callable[..., Any]
TODAY = date.today()
END, NOTICE = (TODAY + timedelta(days=days) for days in (200, 100))


@pytest.fixture
def agreement(ask: Call, quillon: int) -> str:
    return str(
        ask(
            "agreement", "add", str(quillon), "--name", "Delivery", "--start", "2026-01-01",
            "--end", END.isoformat(), "--notice", NOTICE.isoformat(), "--value", "1200", "--currency", "eur",
            "--terms", "parts within 3 days",
        )["id"]
    )  # fmt: skip


def test_written_down_listed_changed_renewed_given_notice_ended(ask: Call, agreement: str) -> None:
    (listed,) = ask("agreement", "list")
    assert listed.items() >= {
        "name": "Delivery", "end": END.isoformat(), "notice": NOTICE.isoformat(),
        "decide": NOTICE.isoformat(), "value": 1200.0, "currency": "EUR", "state": "active",
    }.items()  # fmt: skip
    assert listed["reminder"] is not None
    ask("agreement", "change", agreement, "--boundaries", "no parts of others", "--why", "said so")
    until = (END + timedelta(days=30)).isoformat()
    assert ask("agreement", "renew", agreement, "--until", until)["end"] == until
    assert ask("agreement", "notice", agreement, "--why", "too dear")["reminder"] is None
    ask("agreement", "end", agreement, "--why", "sooner")
    shown = ask("agreement", "show", agreement)
    assert [event["what"] for event in shown["events"]] == ["ended", "notice", "renewed", "changed", "signed"]
    assert ask("agreement", "list") == []
    assert [one["state"] for one in ask("agreement", "list", "--ended")] == ["ended"]


def test_a_notice_period_and_an_emptied_day(ask: Call, crm: Call, agreement: str) -> None:
    changed = ask("agreement", "change", agreement, "--notice-period", "30 d")
    assert changed["notice"] == (END - timedelta(days=30)).isoformat()
    assert ask("agreement", "change", agreement, "--notice", "")["notice"] is None
    both = ("--notice", NOTICE.isoformat(), "--notice-period", "30 d")
    assert crm("agreement", "change", agreement, *both).code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("renew",), "--due"),
        (("renew", "{id}", "--due"), "--due"),
        (("renew", "{id}", "--until", "2020-01-01"), "already"),
        (("change", "{id}"), "Nothing to change"),
        (("change", "{id}", "--end", "2025-01-01"), "before it starts"),
        (("change", "{id}", "--notice-period", "soon"), "no notice period"),
        (("change", "{id}", "--start", ""), "starts on a day"),
        (("change", "{id}", "--value", "much"), "no amount"),
        (("end", "{id}", "--why", "x", "--on", "2030-01-01"), "to come"),
        (("add", "1", "--start", "2026-01-01"), "needs a name"),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    crm: Call, agreement: str, words: tuple[str, ...], said: str
) -> None:
    told = crm("--json", "agreement", *(word.format(id=agreement) for word in words))
    assert told.code == 2
    error = json.loads(told.out)["error"]
    assert said in f"{error['message']} {error['hint']}"


def test_what_is_not_there_and_what_is_due(crm: Call, ask: Call, agreement: str) -> None:
    assert crm("agreement", "show", "99").code == 4
    assert ask("agreement", "renew", "--due") == {"renewed": []}
    assert "notice" in crm("agreement", "list").out
    assert "parts within 3 days" in crm("agreement", "show", agreement).out
