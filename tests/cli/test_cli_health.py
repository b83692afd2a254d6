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


def test_a_tier_limits_channels_and_sets_a_rhythm(ask, crm) -> None:
    assert ask("tier", "set", "standard", "3 in 30 d; call 1 in 14 d; every 30 d")["version"] == 2
    assert ask("tier", "list") == [
        {
            "id": 1,
            "code": "standard",
            "label": ask("tier", "list")[0]["label"],
            "limit": 3,
            "days": 30,
            "channels": {"phone": {"limit": 1, "days": 14}},
            "rhythm_days": 30,
        }
    ]
    number = str(ask("customer", "add", "--name", "Jun Sato", "--tier", "standard")["id"])
    ask("follow-up", "add", number, "--due", "3d", "--why", "the price list", "--channel", "phone")
    refused = crm("follow-up", "add", number, "--due", "4d", "--why", "and again", "--channel", "phone")
    assert refused.code == 6
    assert "This is call number 2 in 14 days" in refused.err
    ask("follow-up", "add", number, "--due", "4d", "--why", "by mail", "--channel", "email")
    assert ask("tier", "set", "standard", "3 in 30 d")["id"] == 1
    assert ask("tier", "list")[0]["channels"] == {}
    assert crm("tier", "set", "none", "3 in 30 d").code == 4
    assert crm("tier", "set", "standard", "often").code == 2


def test_who_has_not_heard_from_us_as_agreed(ask, crm) -> None:
    number = str(ask("customer", "add", "--name", "Jun Sato", "--rhythm", "2 weeks")["id"])
    assert ask("customer", "show", number)["rhythm_days"] == 14
    assert ask("health", "--silent") == []
    ask("customer", "edit", number, "--rhythm", "none")
    assert ask("customer", "show", number)["rhythm_days"] is None


def test_the_kept_rate_of_promises(ask) -> None:
    number = str(ask("customer", "add", "--name", "Jun Sato")["id"])
    line = ("log", number, "--channel", "phone", "--direction", "inbound", "--nature", "request")
    made = ask(*line, "--outcome", "promised", "--promise", "the part", "--told", "+1m")["promise"]
    ask("promise", "keep", str(made))
    rates = ask("promise", "rate", "--from", "today", "--to", "today")
    assert (rates["promises"], rates["rate"]) == (1, 1.0)
    assert [one["name"] for one in rates["by_staff"]] == ["Nadia Karim"]
