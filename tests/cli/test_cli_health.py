"""How customers are doing, from the shell."""

import pytest


@pytest.fixture
def upset(ask) -> str:
    """A customer with an open complaint who was kept waiting."""
    number = str(ask("customer", "add", "--name", "Mary Ofori", "--manager", "nadia")["id"])
    ask(
        "log", number, "--channel", "phone", "--direction", "inbound", "--nature", "complaint",
        "--outcome", "promised", "--note", "kettle leaks", "--mood", "upset", "--waited", "14",
    )  # fmt: skip
    return number


def test_health_names_level_reasons_and_the_records_behind_each(ask, upset) -> None:
    shown = ask("customer", "show", upset)["health"]
    assert shown["level"] == "at-risk"
    assert shown["reasons"] == ["complaint open since today", "left upset today", "waited 14 min today"]
    contact = ask("customer", "show", upset)["timeline"][-1]["id"]
    assert shown["events"] == [[{"kind": "interaction", "id": contact}]] * 3

    listed = ask("health", "--level", "at-risk")
    assert [(one["id"], one["manager"], one["level"]) for one in listed] == [(int(upset), "nadia", "at-risk")]
    assert listed == ask("health")
    assert ask("health", "--level", "watch") == ask("health", "--level", "happy") == []


def test_health_for_people_says_why_and_names_last(crm, upset) -> None:
    told = crm("health")
    assert told.code == 0
    assert told.out.startswith("▲  at risk") and told.out.rstrip().endswith("Mary Ofori")
    assert "▲ at risk: complaint open since today" in crm("customer", "show", upset).out
    assert crm("health", "--level", "happy").err == "Nobody.\n"


def test_silence_is_asked_for_by_itself(crm) -> None:
    assert crm("health", "--silent", "--level", "watch").code == 2
