"""Contacts in and out of files, and the sample business."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_tui.domain.actor import Actor
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.importing import import_contacts
from crm_tui.store.database import Database

Call = Callable[..., Any]
IMPORTED = {"act", "read", "created", "updated", "duplicates", "skipped", "encoding", "format"}


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """Two contacts, and a line with nobody in it."""
    path = tmp_path / "contacts.csv"
    path.write_text(
        "name,phone,email,title\nJun Sato,01711 000111,,\n ,,,boss\nMary Ofori,,mary@example.org,\n"
    )
    return path


def test_a_file_comes_in_as_one_act_and_goes_again(ask: Call, contacts: Path) -> None:
    rehearsed = ask("import", str(contacts), "--dry-run")
    assert (rehearsed["created"], rehearsed["act"]) == (2, None)
    assert ask("customer", "list")["customers"] == []
    report = ask("import", str(contacts))
    assert set(report) >= IMPORTED
    assert (report["read"], report["created"], report["format"]) == (3, 2, "csv")
    assert [note["line"] for note in report["skipped"]] == [3]
    again = ask("import", str(contacts))
    assert (again["created"], again["duplicates"], again["act"]) == (0, 2, None)
    assert ask("undo")["act"] == report["act"]
    assert ask("customer", "list")["customers"] == []


def test_what_was_skipped_and_why_is_told_to_people(crm: Call, contacts: Path) -> None:
    told = crm("import", str(contacts))
    assert told.code == 0
    assert "line 3" in told.err
    assert "2 created" in told.out


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("sales", "order id,customer,phone,order date,product,amount\n7,{who},2026-06-01,Kettle,20\n"),
        ("interactions", "call id,customer,phone,date,channel,notes\n7,{who},2026-06-01 09:00,phone,Hi\n"),
    ],
)
def test_whom_a_record_may_double_is_told_before_and_after(
    ask: Call, crm: Call, quillon: int, tmp_path: Path, kind: str, table: str
) -> None:
    phone = ask("customer", "show", str(quillon))["contact_points"][0]["value"]
    path = tmp_path / "records.csv"
    path.write_text(table.format(who=f"Jun Sato,{phone}"))
    line = ("import", str(path), "--as", kind)
    rehearsed, report = ask(*line, "--dry-run"), ask(*line)
    assert report["likely_duplicates"] == rehearsed["likely_duplicates"]
    ((named, customer),) = [(one["line"], one["customer"]) for one in report["likely_duplicates"]]
    assert (named, customer, report["created"]) == (2, quillon, 1)


def test_a_map_says_which_column_is_what(ask: Call, crm: Call, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Kunde;Durchwahl\nJun Sato;01711 000111\n")
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"Kunde": "name", "Durchwahl": "phone"}))
    assert ask("import", str(path), "--map", str(mapping))["created"] == 1
    assert ask("find", "01711000111")["results"][0]["name"] == "Jun Sato"
    mapping.write_text(json.dumps({"Nirgends": "name"}))
    assert crm("import", str(path), "--map", str(mapping)).code == 2
    mapping.write_text("no map")
    assert crm("import", str(path), "--map", str(mapping)).code == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"dn: cn=Jun\ncn: Jun Sato\n", id="ldif"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(100), id="picture"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_politely(
    crm: Call, ask: Call, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    told = crm("import", str(path), "--json")
    assert told.code == 2, told
    assert told.json["error"]["hint"]
    assert crm("import", str(tmp_path), "--json").code == 2
    assert ask("customer", "list")["customers"] == []


def test_an_import_that_was_cut_off_goes_on_or_is_taken_back(
    ask: Call, crm: Call, path: Path, nadia: Actor, tmp_path: Path
) -> None:
    long = tmp_path / "long.csv"
    long.write_text("name\n" + "".join(f"Person {number:04}\n" for number in range(500)))

    def cut_off() -> None:
        database = Database(path)
        import_contacts(database, nadia, long, ImportOptions(), watch=lambda _progress: False)
        database.close()

    assert crm("import", str(long), "--take-back").code == 2
    cut_off()
    told = crm("import", str(long), "--json")
    assert (told.json["read"], told.json["created"]) == (500, 500)
    ask("undo")
    cut_off()
    assert "cut off" in crm("import", str(long), "--take-back").err
    assert ask("customer", "list")["customers"] == []


@pytest.mark.parametrize("form", ["csv", "vcard", "json"])
def test_what_goes_out_comes_back(ask: Call, crm: Call, quillon: int, tmp_path: Path, form: str) -> None:
    ask("customer", "edit", str(quillon), "--note", "=1+1", "--tag", "kettles", "--consent", "email=refused")
    before = ask("customer", "show", str(quillon))
    out = tmp_path / f"out.{form}"
    assert ask("export", "contacts", "--format", form, "--output", str(out)) == {
        "written": 1,
        "file": str(out),
    }
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert crm("export", "contacts", "--format", form, "--output", str(out)).code == 2
    assert ask("import", str(out))["duplicates"] == 1
    ask("customer", "delete", str(quillon))
    back = ask("import", str(out))
    assert back["created"] == 1
    after = ask("customer", "show", str(ask("customer", "list")["customers"][0]["id"]))
    for field in ("name", "note", "tags", "consents", "kinds"):
        assert after[field] == before[field], field
    assert [point["value"] for point in after["contact_points"]] == ["+1 555 010 1234"]


@pytest.mark.parametrize("line", ["sales --format vcard", "customers --format csv", "contacts --format pdf"])
def test_what_cannot_be_written_makes_no_file(crm: Call, tmp_path: Path, line: str) -> None:
    out = tmp_path / "out"
    assert crm("export", *line.split(), "--output", str(out)).code == 2
    assert not out.exists()


def test_the_sample_fills_a_new_file_or_an_empty_database_but_no_other(
    crm: Call, ask: Call, tmp_path: Path
) -> None:
    counts = ask("sample", "--customers", "60", "--interactions", "120")
    assert set(counts) == {"customers", "interactions", "follow_ups", "cases", "seconds"}
    assert counts["customers"] == 60
    assert crm("sample", "--customers", "60").code == 2
    new = tmp_path / "sample.db"
    assert ask("sample", "--db", str(new), "--customers", "60")["interactions"] > 60
    assert crm("sample", "--customers", "0").code == 2
    assert ask("due", "--db", str(new))["overdue"]


def test_demo_without_a_terminal_is_refused_at_once(crm: Call, tmp_path: Path) -> None:
    told = crm("demo", "--db", str(tmp_path / "play.db"), "--json")
    assert told.code == 2
    assert not (tmp_path / "play.db").exists()
