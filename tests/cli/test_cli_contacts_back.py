"""``export interactions`` and ``import --as interactions``: what goes out comes in as it was."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

_NOTE = "'t Hooft asked:\n=SUM(A1) \N{EM DASH} কেন?"
_WHERE = ("import", "--as", "interactions")


@pytest.fixture
def house(ask: Callable[..., Any], tmp_path: Path) -> Path:
    """Two namesakes with contacts that say all that a contact can say."""
    ask("product", "add", "--name", "Kettle", "--code", "K1")
    ids = [
        ask("customer", "add", "--name", "Mary Ofori", "--phone", f"+880171100000{n}")["id"] for n in (1, 2)
    ]
    ask("log", str(ids[0]), "--channel", "phone", "--direction", "inbound", "--nature", "support",
        "--outcome", "solved", "--mood", "upset", "--obstacle", "price", "--waited", "4", "--minutes", "12",
        "--note", _NOTE, "--cause", "@seal", "--did", "+ a new one", "--about", "K1",
        "--at", "2026-06-01T09:00")  # fmt: skip
    ask("log", str(ids[1]), "--channel", "email", "--direction", "outbound", "--nature", "courtesy",
        "--outcome", "information", "--at", "2026-06-02T09:00")  # fmt: skip
    ask("log", str(ids[1]), "--internal-note", "Likes tea")
    return tmp_path


@pytest.mark.parametrize("as_format", ["csv", "xlsx"])
@pytest.mark.parametrize("contacts_first", [True, False])
def test_a_fresh_business_has_all_that_the_format_has(
    house: Path, ask: Callable[..., Any], as_format: str, contacts_first: bool
) -> None:
    out, contacts = str(house / f"out.{as_format}"), str(house / "contacts.csv")
    before = _exported(ask, house / "before.json")
    ask("export", "interactions", "--format", as_format, "--output", out)
    ask("export", "contacts", "--format", "csv", "--output", contacts)
    fresh = "--db", str(house / "fresh.db")
    ask(*fresh, "init", "--business", "B", "--timezone", "Asia/Tokyo", "--country", "BD")
    ask(*fresh, "product", "add", "--name", "Kettle", "--code", "K1")
    if contacts_first:
        assert ask(*fresh, "import", contacts)["created"] == 2
    done = ask(*fresh, *_WHERE, out)
    assert (done["created"], done["skipped"], done["format"]) == (3, [], as_format)
    after = _exported(ask, house / "after.json", *fresh)
    for old, new in zip(before, after, strict=True):
        for time in ("at", "until"):
            assert _clock(old.pop(time), as_format) == _clock(new.pop(time), as_format)
        for number in ("id", "customer"):  # another database counts anew
            del old[number], new[number]
        assert old == new
    again = ask(*fresh, *_WHERE, out)
    assert (again["created"], again["duplicates"]) == (0, 3)


@pytest.mark.parametrize("as_format", ["csv", "xlsx"])
def test_an_export_is_known_where_it_comes_from(house: Path, ask: Callable[..., Any], as_format: str) -> None:
    out = str(house / f"out.{as_format}")
    ask("export", "interactions", "--format", as_format, "--output", out)
    again = ask(*_WHERE, out)
    assert (again["created"], again["duplicates"], again["act"]) == (0, 3, None)


def test_bad_lines_are_told_and_one_undo_takes_the_rest_back(
    ask: Callable[..., Any], crm: Callable[..., Any], tmp_path: Path
) -> None:
    calls = tmp_path / "calls.csv"
    calls.write_text("Call ID,Date,Name,Channel\n1,2026-06-01,Mary Ofori,Call\n2,2026-06-01,Mary,pigeon\n")
    rehearsed, done = ask(*_WHERE, str(calls), "--dry-run"), ask(*_WHERE, str(calls))
    assert (rehearsed["created"], rehearsed["skipped"]) == (done["created"], done["skipped"])
    ((line, reason),) = [(one["line"], one["reason"]) for one in done["skipped"]]
    assert line == 3
    assert reason == (
        "“pigeon” in channel is not known here; use one of: phone, email, visit, chat, letter, social."
    )
    assert "imported interactions" in crm("journal").out
    ask("undo")
    assert _exported(ask, tmp_path / "left.json") == []


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("Name,Note\nMary,x\n", "no column is read into at, when the contact took place"),
        ("Date,Note\n2026-06-01,x\n", "no column is read into customer"),
        ("Date,Name\n1/2/2026,x\n", "“1/2/2026” can be read as day and month, or as month and day"),
    ],
)
def test_a_table_that_does_not_tell_is_refused(
    crm: Callable[..., Any], tmp_path: Path, table: str, reason: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(table)
    told = crm(*_WHERE, str(file), "--json")
    assert told.code == 2
    assert reason in told.json["error"]["message"]


def _exported(ask: Callable[..., Any], file: Path, *where: str) -> list[dict[str, Any]]:
    ask(*where, "export", "interactions", "--format", "json", "--output", str(file))
    found: list[dict[str, Any]] = json.loads(file.read_text())["interactions"]
    return found


def _clock(text: str | None, as_format: str) -> datetime | None:
    """A workbook knows neither zones nor parts of seconds: its times are those of the clock on the wall."""
    if text is None:
        return None
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=None, microsecond=0) if as_format == "xlsx" else at
