"""The team from the shell: what each keeps, said and given, and whose business it is."""

import pytest


@pytest.fixture
def team(crm):
    for login, name, role in (("paul", "Paul Mensah", "agent"), ("tuli", "Tuli", "trainee")):
        assert crm("staff", "add", login, "--name", name, "--role", role).code == 0


@pytest.fixture
def call(ask, quillon, team) -> int:
    """A contact that Tuli logged."""
    said = ("--channel", "phone", "--direction", "inbound", "--nature", "enquiry", "--outcome", "solved")
    return ask("log", str(quillon), *said, "--note", "asked for a date", "--as", "tuli")["interaction"]


def test_the_team_shows_figures_to_whom_they_concern(ask, call, team) -> None:
    ask("staff", "skill", "tuli", "repairs", "--level", "2")
    rows = {row["login"]: row for row in ask("team")}
    assert rows["tuli"]["contacts_today"] == 1
    assert rows["tuli"]["skills"] == [{"name": "repairs", "level": 2}]
    rows = {row["login"]: row for row in ask("team", "--as", "paul")}
    assert rows["paul"]["contacts_today"] == 0
    assert (rows["tuli"]["contacts_today"], rows["tuli"]["attainment"]) == (None, None)


def test_people_read_it_too(ask, crm, call, quillon) -> None:
    ask("case", "add", str(quillon), "--nature", "problem", "--note", "it leaks", "--as", "tuli")
    told = crm("team")
    assert told.code == 0
    assert "1 case, 0 to do, 0 late, 1 contact today    Tuli" in told.out
    assert "0 cases, 0 to do, 0 late, 0 contacts today  Paul Mensah" in told.out


def test_a_trainee_from_the_first_call_to_the_last_signature(ask, call) -> None:
    items = ask("staff", "checklist", "tuli", "--calls", "2")["items"]
    assert ask("staff", "show", "tuli")["to_look_at"] == [call]
    ask("staff", "look", str(call), "--words", "ask since when", "--as", "paul")
    ask("staff", "sign", str(items[0]), "--contact", str(call), "--as", "paul")
    ask("staff", "praise", "--contact", str(call))
    shown = ask("staff", "show", "tuli", "--as", "tuli")
    assert shown["to_look_at"] == []
    assert [(look["by"], look["words"]) for look in shown["looked_at"]] == [("Paul Mensah", "ask since when")]
    assert [(one["by"], one["interaction"]) for one in shown["praise"]] == [("Nadia Karim", call)]
    signed = [(one["item"], one["by"], one["interaction"]) for one in shown["checklist"]]
    assert (items[0], "Paul Mensah", call) in signed
    assert (items[1], None, None) in signed


def test_what_is_private_is_left_out_for_others(ask, crm, team) -> None:
    ask("staff", "train", "paul", "upset callers", "--due", "1 dec 2099")
    ask("staff", "one-to-one", "paul", "--goals", "a second person until two")
    ask("staff", "pulse", "--ask")
    ask("staff", "pulse", "2", "--words", "alone at noon", "--as", "paul")
    mine = ask("staff", "show", "paul", "--as", "paul")
    assert [one["name"] for one in mine["training"]] == ["upset callers"]
    assert [one["goals"] for one in mine["one_to_ones"]] == ["a second person until two"]
    assert [(one["level"], one["words"]) for one in mine["pulse"]] == [(2, "alone at noon")]
    theirs = ask("staff", "show", "paul", "--as", "tuli")
    assert not {"training", "one_to_ones", "pulse", "figures", "suggested"} & set(theirs)
    shown = crm("staff", "show", "paul", "--as", "tuli")
    assert "upset callers" not in shown.out
    assert "upset callers" in crm("staff", "show", "paul").out


def test_training_is_taken_when_it_is_over(ask, crm, team) -> None:
    training = ask("staff", "train", "paul", "upset callers")["training"]
    refused = crm("staff", "trained", str(training), "--on", "tomorrow")
    assert (refused.code, "has not come yet" in refused.err) == (2, True)
    ask("staff", "trained", str(training), "--on", "yesterday", "--as", "paul")
    assert ask("staff", "show", "paul")["training"][0]["taken"]


def test_a_job_and_what_it_may_spend(ask, crm, team) -> None:
    ask("staff", "job", "paul", "--text", "Answers the phone.")
    ask("staff", "allowance", "paul", "25.00")
    shown = ask("staff", "show", "paul")
    assert (shown["job"], shown["allowance"]) == ("Answers the phone.", "25")
    ask("staff", "allowance", "paul", "--none")
    assert ask("staff", "show", "paul")["allowance"] is None
    assert crm("staff", "allowance", "paul", "--", "-5").code == 2
    assert crm("staff", "allowance", "paul").code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("skill", "paul", "repairs", "--level", "7"), 2),
        (("skill", "nobody", "repairs", "--level", "2"), 4),
        (("skill", "paul", "repairs"), 2),
        (("skill", "paul", "repairs", "--level", "2", "--as", "paul"), 6),
        (("praise", "nadia", "--words", "me"), 2),
        (("praise", "paul"), 2),
        (("praise", "--contact", "99"), 4),
        (("pulse", "4"), 2),
        (("pulse", "--ask", "--as", "paul"), 6),
        (("hand-over", "paul", "--to", "nobody"), 2),
        (("hand-over", "paul", "--to", "nadia"), 2),
        (("hand-over", "nadia", "--to", "paul", "--as", "paul"), 6),
        (("one-to-one", "paul"), 2),
        (("show", "nobody"), 4),
        (("checklist", "paul"), 2),
        (("sign", "99"), 4),
        (("customer", "nadia", "--as", "paul"), 6),
    ],
)
def test_refused_with_a_sentence_and_the_right_code(crm, team, arguments, code) -> None:
    told = crm("staff", *arguments)
    assert told.code == code, told
    assert told.err.strip()
    assert told.out == ""


def test_work_changes_hands_for_good(ask, crm, quillon, team) -> None:
    ask(
        "follow-up",
        "add",
        str(quillon),
        "--due",
        "3d",
        "--why",
        "thank them",
        "--channel",
        "letter",
        "--to",
        "paul",
    )
    ask("case", "add", str(quillon), "--nature", "problem", "--note", "it leaks", "--owner", "paul")
    left = crm("staff", "leave", "paul")
    assert "1 open case is still theirs." in left.err
    assert "crm-tui staff hand-over paul --to LOGIN" in left.err
    moved = ask("staff", "hand-over", "paul", "--to", "nadia", "--cases", "--follow-ups")
    assert (moved["customers"], moved["cases"], moved["follow_ups"], moved["promises"]) == (0, 1, 1, 0)
    refused = crm("staff", "hand-over", "nadia", "--to", "paul")
    assert (refused.code, "does not work here any more" in refused.err) == (2, True)
    assert ask("undo")["act"]
    assert {one["owner"] for one in ask("case", "list")} == {"paul"}


def test_a_colleague_is_a_customer(ask, team) -> None:
    customer = ask("staff", "customer", "paul")["customer"]
    assert ask("customer", "show", str(customer))["kinds"] == ["internal"]
    ask("staff", "add", "jun", "--name", "Jun Sato", "--customer")
    assert ask("staff", "show", "jun")["customer"]
