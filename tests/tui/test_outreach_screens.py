"""Outreach on screen: drawn up from a segment, looked at, written to a file, sent, answered."""

import csv
from pathlib import Path

import pytest
from customer_sample import SIZES, CustomerDesk, Office, customer_desk, painted, until

from crm_tui.actions.saved_views import save_view
from crm_tui.actions.templates import NewTemplate, add_template
from crm_tui.domain.actor import Actor
from crm_tui.domain.list_views import Narrowing
from crm_tui.queries.outreach import outreaches
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def desk(path: Path, database: Database, nadia: Actor) -> CustomerDesk:
    office = Office(database, nadia)
    office.add("Mary Ofori", mail="mary@example.org")
    office.add("[b]Jun[/b]", mail="jun@example.org")
    office.add("Ashok Rao")
    with database.act(nadia) as act:
        save_view(act, "customers", "everybody", Narrowing())
    return customer_desk(path, nadia)


def screen(desk: CustomerDesk) -> str:
    return "\n".join(painted(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_segment_to_the_answers(
    desk: CustomerDesk, reader: SqliteReader, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: "Mary Ofori" in screen(desk))
        desk.open("outreaches")
        await until(pilot, lambda: "Nothing has gone out to many yet." in screen(desk))
        await pilot.press("n")
        await until(pilot, lambda: "Draw up an outreach" in screen(desk))
        await pilot.press(*"spring", "tab", *"every", "tab", "e", "v", "ctrl+s")
        await until(pilot, lambda: bool(outreaches(reader)))
        await until(pilot, lambda: "spring" in screen(desk) and "list drawn up" in screen(desk))
        await pilot.press("enter")
        await until(pilot, lambda: "2 on the list" in screen(desk) and "[b]Jun[/b]" in screen(desk))
        assert "no address for this channel: 1" in screen(desk)
        await pilot.press("w")
        await until(pilot, lambda: "Ashok Rao" in screen(desk))
        await pilot.press("j")
        await until(pilot, lambda: "Go to a customer on the list first." in screen(desk))
        await pilot.press("w")
        await until(pilot, lambda: "jun@example.org" in screen(desk))
        await pilot.press("x")
        await until(pilot, lambda: "Write the list to a file" in screen(desk))
        await pilot.press(*str(tmp_path / "list.csv"), "ctrl+s")
        await until(pilot, lambda: (tmp_path / "list.csv").exists())
        await until(pilot, lambda: "2 on the list" in screen(desk))
        await pilot.press("y")
        await until(pilot, lambda: "sent on" in screen(desk))
        await pilot.press("j")
        await until(pilot, lambda: "Their answer" in screen(desk))
        await pilot.press(*"wants to come", "ctrl+s")
        await until(pilot, lambda: "1 answered" in screen(desk) and "wants to come" in screen(desk))
        await pilot.press("y")
        await until(pilot, lambda: "sent already" in screen(desk))
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["name"] for row in csv.DictReader(stream)} == {"Mary Ofori", "[b]Jun[/b]"}
    (row,) = outreaches(reader)
    assert (row.on_list, row.left_out, row.logged, row.answered) == (2, 1, 2, 1)


@pytest.mark.parametrize("size", SIZES)
async def test_the_text_of_each_is_shown_before_it_goes_out(
    desk: CustomerDesk, reader: SqliteReader, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    with database.act(nadia) as act:
        add_template(act, NewTemplate("spring-letter", "Dear {address},\n\n{promise} [b]{link}[/b]"))
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: "Mary Ofori" in screen(desk))
        desk.open("outreach-form")
        await until(pilot, lambda: "Draw up an outreach" in screen(desk))
        await pilot.press(*"spring", "tab", *"every", "tab", "e", "a")
        desk.screen.form.go_to("template")
        await pilot.press(*"nothing", "ctrl+s")
        await until(pilot, lambda: "Nothing has “nothing” in its name" in screen(desk))
        await pilot.press(*["backspace"] * 7, *"letter")
        await until(pilot, lambda: "→ spring-letter" in screen(desk))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(outreaches(reader)))
        desk.open("outreach", outreach_id=outreaches(reader)[0].id)
        await until(pilot, lambda: "Dear [b]Jun[/b]," in screen(desk))
        assert "Nothing is known for {promise}, {link}." in screen(desk)
        await pilot.press("down")
        await until(pilot, lambda: "Dear Mary Ofori," in screen(desk))
        await pilot.press("w")
        await until(pilot, lambda: "Ashok Rao" in screen(desk) and "Dear" not in screen(desk))


async def test_without_a_segment_it_says_what_comes_first(path: Path, nadia: Actor) -> None:
    desk = customer_desk(path, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "No customers yet." in screen(desk))
        desk.open("outreaches")
        await until(pilot, lambda: "Nothing has gone out" in screen(desk))
        assert desk.screen.query_one(RecordList)
        await pilot.press("n")
        await until(pilot, lambda: "There is no segment yet" in screen(desk))
