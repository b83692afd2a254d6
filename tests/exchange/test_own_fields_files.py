"""The business's own fields in files: read by the names of columns, written, and read back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crm_tui.actions.custom_fields import add_field
from crm_tui.domain.actor import Actor
from crm_tui.exchange.exporting import export_contacts
from crm_tui.exchange.import_options import ImportOptions
from crm_tui.exchange.importing import import_contacts
from crm_tui.queries.custom_fields import values_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader


def with_fields(database: Database, nadia: Actor, now: Any) -> None:
    with database.act(nadia, now) as act:
        add_field(act, label="Shop size", code="size", type="choice", choices=("small", "large"))
        add_field(act, label="Machines", type="number")


@pytest.fixture(autouse=True)
def fields(database: Database, nadia: Actor, now: Any) -> None:
    with_fields(database, nadia, now)


def said(reader: SqliteReader, name: str) -> dict[str, str]:
    customer_id = reader.value("SELECT id FROM customers WHERE name = :name", {"name": name})
    return {one.code: one.value for one in values_of(reader, customer_id)}


def bring(database: Database, actor: Actor, path: Path, text: str, **options: Any) -> Any:
    path.write_text(text, encoding="utf-8")
    return import_contacts(database, actor, path, ImportOptions(**options))


def test_a_column_is_known_by_the_label_and_by_the_code(
    database: Database, nadia: Actor, reader: SqliteReader, tmp_path: Path
) -> None:
    text = "Name,Email,Shop Size,machines\nAda,ada@example.org,LARGE,3\nBela,bela@example.org,huge,\n"
    report = bring(database, nadia, tmp_path / "shops.csv", text)
    assert report.created == 2
    assert said(reader, "Ada") == {"size": "large", "machines": "3"}
    assert said(reader, "Bela") == {}
    assert any("huge" in reason for _line, reason in map(vars_of, report.warnings))


def vars_of(warning: Any) -> tuple[int, str]:
    return warning.line, warning.reason


def test_a_map_names_a_field_and_a_second_import_fills_in_only(
    database: Database, nadia: Actor, reader: SqliteReader, tmp_path: Path
) -> None:
    bring(database, nadia, tmp_path / "a.csv", "Name,Email\nAda,ada@example.org\n")
    text = "Name,Email,How big\nAda,ada@example.org,small\n"
    report = bring(database, nadia, tmp_path / "b.csv", text, column_map={"How big": "field:size"})
    assert (report.created, report.updated) == (0, 1)
    text = "Name,Email,Shop size\nAda,ada@example.org,large\n"
    assert bring(database, nadia, tmp_path / "c.csv", text).updated == 0
    assert said(reader, "Ada") == {"size": "small"}  # what is here is not overwritten


@pytest.mark.parametrize("as_format", ["csv", "json", "vcard"])
def test_what_is_written_is_read_back(
    database: Database,
    nadia: Actor,
    now: Any,
    reader: SqliteReader,
    tmp_path: Path,
    make_path: Callable[[str], Path],
    as_format: str,
) -> None:
    text = "Name,Email,Shop size,Machines\nAda,ada@example.org,large,2.5\n"
    bring(database, nadia, tmp_path / "a.csv", text)
    file = tmp_path / f"out.{as_format}"
    export_contacts(reader, file, as_format)

    other = Database(make_path("other.db"))
    with_fields(other, nadia, now)
    import_contacts(other, nadia, file, ImportOptions())
    there = open_reader(other.path)
    assert said(there, "Ada") == {"size": "large", "machines": "2.5"}
    there.close()
    other.close()
