"""Outreach from the shell: who is on the list, why others are not, and what became of it."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

Ask = Callable[..., Any]


@pytest.fixture
def clients(ask: Ask) -> dict[str, int]:
    """Seven clients: two who may be written to, and one for each reason to leave somebody out."""

    def add(name: str, *more: str) -> int:
        mail = () if "--phone" in more else ("--email", f"{name.strip('=').lower()}@example.org")
        return int(ask("customer", "add", "--name", name, "--kind", "client", *mail, *more)["id"])

    found = {
        "Mary": add("Mary"),
        "=Jun": add("=Jun"),
        "Silent": add("Silent", "--do-not-contact"),
        "Refused": add("Refused", "--consent", "email=refused"),
        "Phone": add("Phone", "--phone", "+8801812301000"),
        "Angry": add("Angry"),
        "Loaded": add("Loaded"),
    }
    ask("log", str(found["Angry"]), "--channel", "phone", "--direction", "inbound", "--nature", "complaint",
        "--outcome", "follow-up", "--note", "late")  # fmt: skip
    for _time in range(3):
        ask("log", str(found["Loaded"]), "--channel", "email", "--direction", "outbound",
            "--nature", "courtesy", "--outcome", "information", "--note", "hello")  # fmt: skip
    ask("view", "add", "clients", "--kind", "client")
    return found


@pytest.fixture
def drawn(clients: dict[str, int], ask: Ask) -> int:
    """The list of a newsletter."""
    return int(
        ask("outreach", "draw", "spring", "--view", "clients", "--channel", "email", "--kind", "newsletter",
            "--link", "https://example.org/spring")["outreach"]
    )  # fmt: skip


def test_those_who_may_be_written_to_are_on_the_list_and_the_others_say_why(
    clients: dict[str, int], drawn: int, ask: Ask
) -> None:
    shown = ask("outreach", "show", str(drawn))
    assert [member["customer"] for member in shown["members"]] == [clients["=Jun"], clients["Mary"]]
    assert (shown["on_list"], shown["left_out"], shown["state"]) == (2, 5, "drawn")
    assert shown["reasons"] == dict.fromkeys(
        ("do-not-contact", "load", "no-address", "no-consent", "open-complaint"), 1
    )
    left_out = ask("outreach", "show", str(drawn), "--left-out")["members"]
    assert {member["name"]: member["left_out"] for member in left_out} == {
        "Silent": "do-not-contact",
        "Refused": "no-consent",
        "Phone": "no-address",
        "Angry": "open-complaint",
        "Loaded": "load",
    }


def test_the_list_is_a_table_that_is_safe_in_spreadsheets(drawn: int, ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    assert ask("outreach", "export", str(drawn), "--output", str(file))["written"] == 2
    with file.open(encoding="utf-8-sig", newline="") as stream:
        jun, mary = csv.DictReader(stream)
    assert (jun["name"], mary["address"], mary["link"]) == (
        "'=Jun", "mary@example.org", "https://example.org/spring",
    )  # fmt: skip
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_list_has_the_finished_text_of_each(
    clients: dict[str, int], ask: Ask, crm: Callable[..., Any], tmp_path: Path
) -> None:
    ask("customer", "edit", str(clients["Mary"]), "--language", "bn", "--address-as", "Ms Mary")
    spring = ("template", "add", "spring", "--subject", "{business}: spring", "--body")
    ask(*spring, "Dear {address},\nsee {link}. {promise}\n{me}")
    ask(*spring, "{address}, {link}", "--language", "bn")
    drawn = ask("outreach", "draw", "spring", "--view", "clients", "--channel", "email",
                "--template", "spring", "--link", "https://example.org/x")["outreach"]  # fmt: skip
    file = tmp_path / "spring.csv"
    written = ask("outreach", "export", str(drawn), "--output", str(file))
    assert (written["written"], written["with_gaps"]) == (2, 1)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        jun, mary = csv.DictReader(stream)
    assert jun["text"] == "Dear =Jun,\nsee https://example.org/x. ____\nNadia Karim"
    assert (jun["subject"], jun["gaps"]) == ("Ashgrove Repairs: spring", "promise")
    assert (mary["text"], mary["gaps"]) == ("Ms Mary, https://example.org/x", "")
    sheet = tmp_path / "spring.xlsx"
    assert ask("outreach", "export", str(drawn), "--output", str(sheet))["written"] == 2
    rows = list(load_workbook(sheet).active.iter_rows(values_only=True))
    assert rows[2][7] == "Ms Mary, https://example.org/x"
    first = ask("outreach", "preview", str(drawn))
    assert (first["customer"], first["empty"]) == (clients["=Jun"], ["promise"])
    told = crm("outreach", "preview", str(drawn), "--customer", str(clients["Mary"]))
    assert told.out == "Ashgrove Repairs: spring\n\nMs Mary, https://example.org/x\n"
    assert crm("outreach", "export", str(drawn), "--output", str(tmp_path / "x.ods")).code == 2


def test_a_template_that_cannot_be_sent_is_said(
    clients: dict[str, int], drawn: int, ask: Ask, crm: Callable[..., Any], tmp_path: Path
) -> None:
    assert crm("outreach", "preview", str(drawn)).code == 2  # it has none
    text = ask("template", "add", "spring", "--body", "hello", "--language", "bn")["id"]
    draw = ("outreach", "draw", "spring", "--view", "clients", "--channel", "email", "--template", "spring")
    assert "in other languages only" in crm(*draw).err
    ask("template", "change", str(text), "--language", "")
    number = ask(*draw)["outreach"]
    ask("template", "retire", str(text))
    told = crm("outreach", "export", str(number), "--output", str(tmp_path / "spring.csv"))
    assert (told.code, "no template “spring”" in told.err) == (4, True)
    assert not list(tmp_path.glob("*spring*"))


def test_what_went_out_is_in_each_history_once_and_undone_as_a_whole(
    clients: dict[str, int], drawn: int, ask: Ask, crm: Callable[..., Any]
) -> None:
    sent = ask("outreach", "sent", str(drawn))
    assert sent["logged"] == 2
    (told,) = ask("customer", "show", str(clients["Mary"]))["timeline"]
    assert (told["channel"], told["did"]) == ("email", "spring")
    assert crm("outreach", "sent", str(drawn), "--json").code == 2
    ask("undo", str(sent["act"]))
    assert ask("customer", "show", str(clients["Mary"]))["timeline"] == []
    shown = ask("outreach", "show", str(drawn))
    assert (shown["state"], shown["logged"]) == ("drawn", 0)


def test_answers_are_counted_once(
    clients: dict[str, int], drawn: int, ask: Ask, crm: Callable[..., Any]
) -> None:
    for words in ("wants to come", "comes with a friend"):
        counted = ask("outreach", "answer", str(drawn), str(clients["Mary"]), "--words", words)
        assert counted["answered"] == 1
    (outreach,) = ask("outreach", "list")
    assert outreach["answered"] == 1
    assert crm("outreach", "answer", str(drawn), str(clients["Angry"]), "--json").code == 4
    assert crm("outreach", "answer", "99", "1", "--json").code == 4


def test_drawing_up_takes_a_manager_a_view_and_somebody_in_it(
    clients: dict[str, int], ask: Ask, crm: Callable[..., Any]
) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    ask("view", "add", "all clients", "--kind", "client", "--shared")
    ask("view", "add", "nobody", "--health", "at-risk", "--filter", "nobody at all")
    draw = ("outreach", "draw", "spring", "--channel", "email", "--json")
    assert crm("--as", "paul", *draw, "--view", "all clients").code == 6
    assert crm(*draw, "--view", "unknown").code == 2
    assert crm(*draw, "--view", "nobody").code == 2
    assert crm(*draw, "--view", "clients", "--template", "unknown").code in (2, 4)
    assert ask("outreach", "list") == []
