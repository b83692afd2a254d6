"""The desk's day from the shell: what each command does, and the shape of its answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_tui.cli import narrowing
from crm_tui.domain.actor import Actor
from crm_tui.store.database import Database

Call = Callable[..., Any]

CONTACT = ("--channel", "phone", "--direction", "inbound", "--nature", "complaint", "--outcome", "promised")
LOGGED = {"interaction", "customer", "case", "follow_up", "promise", "warnings"}


def later(days: int) -> str:
    """A day that far ahead, written so that no closed day moves it: with its time."""
    return f"{datetime.now().date() + timedelta(days=days)} 10:00"


def test_staff_join_go_away_and_leave(crm: Call, ask: Call) -> None:
    saved = ask("staff", "add", "paul", "--name", "Paul Mensah", "--role", "manager")
    assert set(saved) == {"id"}
    until = (datetime.now().date() + timedelta(days=5)).isoformat()
    assert ask("staff", "away", "paul", "--until", until, "--stand-in", "nadia") == saved
    listed = {person["login"]: person for person in ask("staff", "list")}
    assert listed["paul"] == {
        "id": saved["id"],
        "login": "paul",
        "name": "Paul Mensah",
        "role": "manager",
        "away": {"until": until, "stand_in": "nadia"},
    }
    assert listed["nadia"]["away"] is None
    assert crm("staff", "leave", "paul").code == 0
    assert crm("due", "--as", "paul").code == 6


def test_a_customer_is_added_found_changed_and_deleted(crm: Call, ask: Call) -> None:
    saved = ask(
        "customer", "add", "--name", "Quillon Ashgrove", "--phone", "+1 (555) 010-1234",
        "--email", "q@example.org", "--kind", "client", "--kind", "supplier", "--org", "Ashgrove Ltd",
        "--title", "owner",
        "--tag", "kettles", "--address-as", "Mr Ashgrove", "--consent", "email=refused", "--quiet",
        "20:00-08:00", "--manager", "nadia",
    )  # fmt: skip
    assert saved == {"id": saved["id"], "version": 1, "warnings": []}
    number = str(saved["id"])
    shown = ask("customer", "show", number)
    assert shown["kinds"] == ["client", "supplier"]
    assert [(point["type"], point["normal"]) for point in shown["contact_points"]] == [
        ("phone", "+15550101234"),
        ("email", "q@example.org"),
    ]
    assert shown["organisations"][0]["title"] == "owner"
    assert (shown["consents"], shown["quiet_hours"]) == ({"email": "refused"}, "20:00-08:00")
    assert shown["health"] == {"level": "steady", "reasons": []}
    assert shown["contact_load"] == {"made": 0, "planned": 0, "limit": 3}
    assert {"timeline", "follow_ups", "cases", "promises", "version"} <= set(shown)

    for typed in ("quill", "5550101234", "010-1234", "lon ash", "q@exam"):
        found = ask("find", typed)
        assert set(found) == {"query", "results", "more"}
        assert set(found["results"][0]) == {"id", "name", "organisation", "phones", "emails", "matched"}
        assert found["results"][0]["id"] == saved["id"], typed

    changed = ask(
        "customer", "edit", number, "--email", "ash@example.org", "--quiet", "none", "--if-version", "1"
    )
    assert changed["version"] == 2
    shown = ask("customer", "show", number)
    assert [point["value"] for point in shown["contact_points"]] == ["+1 (555) 010-1234", "ash@example.org"]
    assert shown["quiet_hours"] is None
    ask("customer", "edit", number, "--phone", "")
    assert [point["type"] for point in ask("customer", "show", number)["contact_points"]] == ["email"]

    assert ask("customer", "delete", number) == {"id": saved["id"]}
    assert crm("customer", "show", number).code == 4
    assert ask("undo")["what"] == "deleted a customer: Quillon Ashgrove"
    assert ask("customer", "show", number)["name"] == "Quillon Ashgrove"


def test_likely_duplicates_are_warnings_with_ids(ask: Call, quillon: int) -> None:
    saved = ask("customer", "add", "--name", "Q. Ashgrove", "--phone", "0015550101234")
    assert [warning["customers"] for warning in saved["warnings"]] == [[quillon]]
    assert all(warning["message"] for warning in saved["warnings"])


def test_a_list_that_was_cut_says_so_and_goes_on(ask: Call, crm: Call) -> None:
    for name in ("Ada", "Aldo", "Aya"):
        ask("customer", "add", "--name", name)
    first = ask("customer", "list", "--limit", "2")
    assert [row["name"] for row in first["customers"]] == ["Ada", "Aldo"]
    assert first["more"] is True
    rest = ask("customer", "list", "--limit", "2", "--after", str(first["customers"][-1]["id"]))
    assert [row["name"] for row in rest["customers"]] == ["Aya"]
    assert rest["more"] is False
    assert "2 of more than 2" in crm("customer", "list", "--limit", "2").err
    assert ask("find", "a", "--limit", "1")["more"] is True


def test_a_complaint_is_logged_with_all_that_follows(ask: Call, quillon: int) -> None:
    logged = ask(
        "log", str(quillon), *CONTACT, "--note", "kettle leaks", "--mood", "upset", "--obstacle", "process",
        "--minutes", "4", "--waited", "2", "--follow-up", later(3), "--promise", "a new kettle",
        "--told", later(6), "--safe", later(5),
    )  # fmt: skip
    assert set(logged) == LOGGED
    assert logged["customer"] == quillon
    assert all(logged[made] for made in ("interaction", "case", "follow_up", "promise"))
    shown = ask("customer", "show", str(quillon))
    assert [one["id"] for one in shown["cases"]] == [logged["case"]]
    assert shown["follow_ups"][0]["what"] == "complaint: kettle leaks"
    promise = shown["promises"][0]
    assert (promise["by"], promise["state"], promise["interaction"]) == (
        "ours",
        "open",
        logged["interaction"],
    )
    assert promise["told"].startswith(later(6).replace(" ", "T"))
    assert promise["told"].endswith("+06:00")


def test_a_contact_is_over_so_its_length_ends_now_or_begins_at_its_time(ask: Call, quillon: int) -> None:
    case = ask("log", str(quillon), *CONTACT, "--minutes", "30")["case"]
    first = ask("case", "show", str(case))["interactions"][0]
    began, ended = (datetime.fromisoformat(first[name]) for name in ("at", "ended"))
    assert ended - began == timedelta(minutes=30)
    assert ended <= datetime.now(ended.tzinfo)
    at = ask("log", str(quillon), *CONTACT, "--at", "yesterday 16:00", "--minutes", "5", "--case", str(case))
    past = next(
        one for one in ask("case", "show", str(case))["interactions"] if one["id"] == at["interaction"]
    )
    assert past["at"].endswith("T16:00:00+06:00")
    assert past["ended"].endswith("T16:05:00+06:00")


def test_an_unknown_caller_is_made_by_the_way(ask: Call) -> None:
    logged = ask(
        "log", "--new", "Jun Sato", "--phone", "01711 000111", "--email", "jun@example.org", "--org", "Delta",
        "--channel", "phone", "--direction", "inbound", "--nature", "enquiry", "--outcome", "information",
    )  # fmt: skip
    shown = ask("customer", "show", str(logged["customer"]))
    assert (shown["name"], len(shown["contact_points"])) == ("Jun Sato", 2)
    assert shown["organisations"][0]["name"] == "Delta"
    assert [logged[name] for name in ("case", "follow_up", "promise")] == [None, None, None]


def test_a_note_needs_nothing_else(ask: Call, quillon: int) -> None:
    noted = ask("log", str(quillon), "--internal-note", "prefers the afternoon")
    assert set(noted) == LOGGED
    entry = ask("customer", "show", str(quillon))["timeline"][0]
    assert (entry["id"], entry["state"], entry["text"]) == (
        noted["interaction"],
        "internal",
        "prefers the afternoon",
    )


@pytest.mark.parametrize(
    "line",
    [
        "--promise x",
        "--told fri",
        "--theirs",
        "--new Jun",
    ],
)
def test_what_does_not_go_together_is_refused(crm: Call, quillon: int, line: str) -> None:
    told = crm("log", str(quillon), *CONTACT, *line.split(), "--json")
    assert told.code == 2, told


def test_a_missed_call_makes_a_call_back(ask: Call, quillon: int) -> None:
    logged = ask(
        "log", str(quillon), "--channel", "phone", "--direction", "inbound", "--nature", "enquiry",
        "--outcome", "missed",
    )  # fmt: skip
    assert logged["follow_up"] is not None
    due = ask("due", "--days", "30")
    assert logged["follow_up"] in [one["id"] for one in due["today"] + due["next"]]


def test_a_contact_is_moved_to_its_customer(ask: Call, quillon: int) -> None:
    other = ask("customer", "add", "--name", "Mary Ofori")["id"]
    logged = ask("log", str(quillon), *CONTACT)
    moved = ask("interaction", "move", str(logged["interaction"]), "--to", str(other))
    assert moved == {"interaction": logged["interaction"], "version": 2}
    assert ask("customer", "show", str(quillon))["cases"] == []
    assert ask("customer", "show", str(other))["cases"][0]["id"] == logged["case"]


def test_follow_ups_through_their_lives(crm: Call, ask: Call, quillon: int) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    made = ask(
        "follow-up", "add", str(quillon), "--due", later(2), "--why", "price list", "--channel", "email"
    )
    assert set(made) == {"follow_up", "due", "all_day", "warnings"}
    assert (made["due"][:16], made["all_day"]) == (later(2).replace(" ", "T"), False)
    number = str(made["follow_up"])
    item = ask("due")["next"][0]
    assert set(item) == {"id", "customer", "name", "what", "channel", "due", "all_day", "staff"}
    assert (item["id"], item["staff"], item["channel"]) == (made["follow_up"], "nadia", "email")

    assert ask("follow-up", "snooze", number, "--due", later(4))["due"].startswith(later(4)[:10])
    ask("follow-up", "reassign", number, "--to", "paul")
    assert ask("due")["next"] == []
    assert ask("due", "--staff", "paul")["next"][0]["id"] == made["follow_up"]
    ask("follow-up", "join", number, "--why", "and the survey")
    assert ask("due", "--everybody")["next"][0]["what"] == "price list; and the survey"
    ask("follow-up", "done", number)
    assert ask("due", "--everybody") == {"overdue": [], "today": [], "next": []}
    assert crm("follow-up", "drop", number, "--why", "late").code == 2

    second = str(ask("follow-up", "add", str(quillon), "--due", later(2), "--why", "x")["follow_up"])
    assert crm("follow-up", "drop", second, "--why", "  ").code == 2
    ask("follow-up", "drop", second, "--why", "came by themselves")
    assert ask("customer", "show", str(quillon))["follow_ups"] == []


def test_a_contact_does_a_follow_up(ask: Call, quillon: int) -> None:
    made = ask("follow-up", "add", str(quillon), "--due", later(2), "--why", "price list")
    ask(
        "log", str(quillon), "--follow-up-done", str(made["follow_up"]), "--channel", "phone", "--direction",
        "outbound", "--nature", "sale", "--outcome", "information",
    )  # fmt: skip
    assert ask("due")["next"] == []


def test_a_whole_day_is_given_as_a_day_and_a_closed_one_moves(ask: Call, quillon: int) -> None:
    saturday = datetime.now().date() + timedelta(days=7 + (5 - datetime.now().weekday()) % 7)
    made = ask("follow-up", "add", str(quillon), "--due", saturday.isoformat(), "--why", "x")
    assert made["all_day"] is True
    assert made["due"] == (saturday + timedelta(days=2)).isoformat()
    assert [warning["code"] for warning in made["warnings"]] == ["moved-to-open-day"]


def test_against_their_wishes_takes_a_reason(crm: Call, ask: Call, quillon: int) -> None:
    ask("customer", "edit", str(quillon), "--do-not-contact")
    line = ("follow-up", "add", str(quillon), "--due", later(2), "--why", "offer")
    told = crm(*line, "--json")
    assert told.code == 6
    assert "contact" in told.json["error"]["message"]
    assert "--override" in told.json["error"]["hint"]
    assert ask(*line, "--override", "the part is dangerous")["warnings"][0]["code"] == "overridden"
    outbound = (
        "--channel",
        "phone",
        "--direction",
        "outbound",
        "--nature",
        "sale",
        "--outcome",
        "information",
    )
    logged = ask("log", str(quillon), *outbound, "--follow-up", later(3))
    assert logged["follow_up"] is None
    assert logged["warnings"][0]["code"] == "follow-up-left-out"
    told = crm("log", str(quillon), *outbound, "--follow-up", later(3))
    assert f"follow-up add {quillon} … --override" in told.err


def test_appointments_are_kept_or_not(crm: Call, ask: Call, quillon: int) -> None:
    line = ("follow-up", "add", str(quillon), "--why", "new range", "--channel", "visit", "--appointment")
    first = str(ask(*line, "--due", "+1m")["follow_up"])
    second = str(ask(*line, "--due", later(3))["follow_up"])
    assert crm("follow-up", "no-show", second).code == 2
    if crm("follow-up", "came", first).code == 2:
        pytest.skip("midnight in Dhaka lies between now and the appointment")
    assert [one["id"] for one in ask("customer", "show", str(quillon))["follow_ups"]] == [int(second)]


def test_a_case_from_the_first_word_to_its_end(crm: Call, ask: Call, quillon: int) -> None:
    opened = ask("case", "add", str(quillon), "--nature", "problem", "--note", "the gate does not close")
    assert opened == {
        "id": opened["id"],
        "customer": quillon,
        "nature": "problem",
        "stage": "open",
        "owner": "nadia",
        "clocks": [],
    }
    number = str(opened["id"])
    assert ask("case", "wait", number, "--why", "a photo")["stage"] == "waiting"
    assert ask("case", "resume", number)["stage"] == "open"
    assert crm("case", "close", number).code == 2
    assert ask("case", "solve", number, "--cause", "hinge", "--resolution", "oiled")["stage"] == "solved"
    assert ask("case", "list", "--open") == []
    assert ask("case", "close", number)["stage"] == "closed"
    assert ask("case", "reopen", number, "--why", "again")["stage"] == "open"
    assert ask("case", "list", "--open", "--owner", "nadia") == [opened]
    shown = ask("case", "show", number)
    assert (shown["cause"], shown["reopenings"]) == ("hinge", 1)
    assert shown["interactions"][0]["note"] == "the gate does not close"
    assert [event["why"] for event in shown["events"] if event["why"]] == ["a photo", "again"]


def test_a_contact_is_put_right_and_taken_away(crm: Call, ask: Call, quillon: int) -> None:
    enquiry = ("--channel", "phone", "--direction", "inbound", "--nature", "enquiry")
    logged = ask("log", str(quillon), *enquiry, "--outcome", "information", "--mood", "upset")
    number = str(logged["interaction"])
    edited = ask("interaction", "edit", number, "--note", "it leaks", "--mood", "", "--waited", "3")
    assert edited == {"interaction": int(number), "version": 2}
    entry = ask("customer", "show", str(quillon))["timeline"][0]
    assert (entry["text"], entry["mood"]) == ("it leaks", None)
    for wrong in ((), ("--mood", "furious"), ("--waited", "-1")):
        assert crm("interaction", "edit", number, *wrong).code == 2
    assert crm("interaction", "edit", number, "--note", "x", "--if-version", "1").code == 5
    assert ask("interaction", "delete", number)["warnings"] == []
    assert ask("customer", "show", str(quillon))["timeline"] == []
    assert crm("interaction", "delete", number).code == 4
    ask("undo")
    assert len(ask("customer", "show", str(quillon))["timeline"]) == 1


def test_a_nature_of_the_business_opens_cases(crm: Call, ask: Call, quillon: int) -> None:
    made = ask("nature", "add", "--label", "Warranty claim", "--key", "w", "--opens-case", "--position", "1")
    assert made == {
        "id": made["id"],
        "code": "warranty-claim",
        "label": "Warranty claim",
        "key": "w",
        "opens_case": True,
    }
    assert ask("nature", "list")[0] == made
    contact = ("--channel", "phone", "--direction", "inbound", "--nature", "warranty-claim")
    assert ask("log", str(quillon), *contact, "--outcome", "information")["case"] is not None
    assert crm("nature", "add", "--label", "Hire", "--key", "w").code == 2
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    assert crm("--as", "paul", "nature", "add", "--label", "Hire", "--key", "y").code == 6


def test_who_speaks_for_a_customer_is_said_and_taken_back(crm: Call, ask: Call, quillon: int) -> None:
    mary = ask("customer", "add", "--name", "Mary Ofori")["id"]
    who = ("--who", str(mary))
    assert ask("customer", "speaker", str(quillon), *who, "--told", " all but prices ") == {
        "customer": quillon,
        "speaker": mary,
        "may_be_told": "all but prices",
    }
    assert ask("customer", "show", str(mary))["speaks_for"][0]["customer"] == quillon
    assert ask("customer", "speaker", str(quillon), *who, "--no-longer")["may_be_told"] is None
    assert ask("customer", "show", str(quillon))["speakers"] == []
    assert crm("customer", "speaker", str(quillon), *who, "--no-longer").code == 4
    assert crm("customer", "speaker", str(quillon), "--who", str(quillon)).code == 2


def test_a_case_is_handed_to_another_owner(crm: Call, ask: Call, quillon: int) -> None:
    ask("staff", "add", "paul", "--name", "Paul Mensah")
    opened = ask("case", "add", str(quillon), "--nature", "problem", "--note", "the gate does not close")
    number = str(opened["id"])
    handed = ask("case", "hand-over", number, "--to", "paul", "--why", "he knows gates")
    assert handed == opened | {"owner": "paul"}
    last = ask("case", "show", number)["events"][-1]
    assert (last["what"], last["value"], last["why"]) == ("owner", "paul", "he knows gates")
    assert "owner Paul Mensah" in crm("case", "show", number).out
    assert crm("case", "hand-over", number, "--to", "nobody").code == 2
    assert crm("case", "hand-over", "99", "--to", "paul").code == 4


def test_promises_are_kept_broken_and_withdrawn(crm: Call, ask: Call, quillon: int) -> None:
    for told in (later(4), later(5), later(6)):
        ask("log", str(quillon), *CONTACT, "--promise", "a part", "--told", told)
    assert len(ask("promise", "list", "--open")) == 3
    assert ask("promise", "list", "--due") == []
    assert ask("promise", "keep", "1") == {"promise": 1, "state": "kept-early", "version": 2}
    assert ask("promise", "break", "2", "--why", "it never came")["state"] == "broken"
    assert crm("promise", "withdraw", "3", "--why", " ").code == 2
    assert ask("promise", "withdraw", "3", "--why", "bought another")["state"] == "withdrawn"
    assert {one["id"]: one["why"] for one in ask("promise", "list")} == {
        1: None,
        2: "it never came",
        3: "bought another",
    }


def test_undo_names_what_it_takes_back_and_redo_does_it_again(ask: Call, crm: Call, quillon: int) -> None:
    assert set(ask("undo")) == {"act", "what", "refused"}
    assert ask("customer", "list")["customers"] == []
    assert crm("redo").out.strip() == "Done again: added a customer: Quillon Ashgrove"
    assert len(ask("customer", "list")["customers"]) == 1


def test_the_journal_lists_acts_and_is_whole(ask: Call, crm: Call, quillon: int, path: Path) -> None:
    ask("customer", "edit", str(quillon), "--note", "calls after 16:00")
    ask("undo")
    acts = ask("journal", "--record", f"customer:{quillon}")
    assert [act["verb"] for act in acts] == ["undo", "edit-customer", "add-customer"]
    assert [bool(act["refused"]) for act in acts] == [True, True, False]
    assert acts[0]["what"] == "took something back: changed a customer: Quillon Ashgrove"
    assert [act["act"] for act in ask("journal", "--limit", "1")] == [acts[0]["act"]]
    whole = ask("journal", "verify")
    assert whole["broken"] is None and whole["entries"] > 10

    database = Database(path)
    with database.transaction() as connection:
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
        for (name,) in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE journal_payloads SET body = replace(body, '16:00', '17:00')")
    database.close()
    told = crm("journal", "verify", "--json")
    assert told.code == 3
    assert "was altered" in told.json["error"]["message"]


def test_undo_of_something_older_asks_only_a_person(
    program: Call, crm: Call, path: Path, nadia: Actor
) -> None:
    import os
    import pty

    database = Database(path)
    with database.act(nadia, datetime.now().astimezone() - timedelta(hours=1)) as act:
        from crm_tui.actions.customer_values import NewCustomer
        from crm_tui.actions.customers import add_customer

        add_customer(act, NewCustomer("Jun Sato"))
    database.close()
    ours, theirs = pty.openpty()
    asked = program("undo", stdin=theirs)
    os.write(ours, b"n\n")
    _out, err = asked.communicate(timeout=30)
    os.close(ours)
    os.close(theirs)
    assert "added a customer: Jun Sato" in err
    assert asked.returncode == 0
    assert "Jun Sato" in crm("customer", "list").out
    assert crm("undo").out.strip() == "Taken back: added a customer: Jun Sato"


def test_doctor_looks_at_everything_and_rebuilds(ask: Call, crm: Call, quillon: int, path: Path) -> None:
    checks = {check["name"]: check for check in ask("doctor")["checks"]}
    assert {"sqlite", "schema", "integrity", "journal", "search", "keymap", "terminal"} <= set(checks)
    assert all(set(check) == {"name", "ok", "detail", "fix"} for check in checks.values())
    assert checks["search"]["ok"] is True
    database = Database(path)
    with database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM customer_search")
    database.close()
    search = next(check for check in ask("doctor")["checks"] if check["name"] == "search")
    assert (search["ok"], bool(search["fix"])) == (False, True)
    assert ask("doctor", "--rebuild")["checks"]
    assert ask("find", "quillon")["results"][0]["id"] == quillon
    path.write_text("no database")
    told = crm("doctor", "--json")
    assert told.code == 3
    assert any(check["name"] == "database" and not check["ok"] for check in told.json["checks"])


def test_keys_come_from_the_registry_with_the_users_own(ask: Call, crm: Call, tmp_path: Path) -> None:
    by_id = {row["id"]: row for row in ask("keys")}
    assert "/" in by_id["find"]["keys"]
    keymap = tmp_path / "config" / "crm-tui" / "keymap.toml"
    keymap.parent.mkdir(parents=True)
    keymap.write_text('find = ["f11"]\nnonsense = ["x"]\n')
    told = crm("keys")
    assert "nonsense" in told.err
    assert {row["id"]: row for row in ask("keys")}["find"]["keys"] == ["F11"]
    assert crm("keys", "--markdown").out.startswith("| ")


def test_a_call_opens_the_screens_with_the_number(crm: Call, path: Path) -> None:
    from crm_tui.settings.request import OpenScreens

    assert crm("call", "+1 555 010 1234").code == OpenScreens(path, "nadia", call_number="+1 555 010 1234")
    assert crm().code == OpenScreens(path, "nadia")


def test_a_program_is_given_every_row_of_a_list(
    ask: Call, crm: Call, quillon: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "MOST_LISTED", 2)
    for nature in ("complaint", "problem", "dispute"):
        ask("case", "add", str(quillon), "--nature", nature, "--note", "it leaks")
    shown = crm("case", "list", "--open")
    assert shown.out.count("it leaks") == 2
    assert "2 of more than 2" in shown.err
    assert len(ask("case", "list", "--open")) == 3
    assert len(ask("case", "list")) == 3
