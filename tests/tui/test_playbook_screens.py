"""The list of playbooks, and the form that writes one."""

from pathlib import Path

import pytest
from customer_sample import NOW, SIZES, until
from form_sample import drafts_of, entered, form_desk, happened, opened, saved, shown, typed

from crm_tui.actions.playbooks import add_playbook, change_playbook
from crm_tui.domain.actor import Actor
from crm_tui.domain.playbook_text import parse_steps
from crm_tui.domain.playbooks import Situation
from crm_tui.queries.playbooks import playbooks
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader


@pytest.fixture
def sale(database: Database, nadia: Actor) -> int:
    """A playbook."""
    with database.act(nadia, NOW) as act:
        steps = parse_steps("listen\n! say what it costs {say-price}\n")
        return add_playbook(act, situation=Situation("sale"), steps=steps).id


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_the_steps_of_the_one_at_the_cursor(
    path: Path, nadia: Actor, sale: int, size: tuple[int, int]
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=size) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: shown(desk, "2 say what it costs * required"))
        assert shown(desk, "version 1 since")


async def test_an_empty_list_says_what_it_is_for(path: Path, nadia: Actor) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: shown(desk, "n writes the first one."))
        await pilot.press("e")
        await until(pilot, lambda: "nothing at the cursor to change" in happened(desk))


async def test_a_playbook_is_written(path: Path, nadia: Actor, reader: SqliteReader) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await pilot.press("B", "n")
        await until(pilot, lambda: shown(desk, "One step a line."))
        await pilot.press("c", "1")
        desk.screen.form.go_to("steps")
        await typed(pilot, "listen")
        await pilot.press("enter")
        await typed(pilot, "! ask what would put it right")
        assert "Added the playbook: Complaint, upset" in await saved(pilot, desk)
    (made,) = playbooks(reader)
    assert made.situation == Situation("complaint", "upset")
    assert [(step.text, step.required) for step in made.steps] == [
        ("listen", False),
        ("ask what would put it right", True),
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_other_steps_are_a_new_version(
    path: Path, nadia: Actor, sale: int, reader: SqliteReader, size: tuple[int, int]
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=size) as pilot:
        await opened(pilot, desk, "playbook-form", playbook_id=sale)
        assert entered(desk) == "steps"
        await typed(pilot, "listen")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "Line 3: “listen” stands there twice."))
        await typed(pilot, " again")
        assert "version 2" in await saved(pilot, desk)
    (changed,) = playbooks(reader)
    assert [step.code for step in changed.steps] == ["listen", "say-price", "listen-again"]


async def test_what_somebody_else_changed_meanwhile_is_told(
    path: Path, nadia: Actor, sale: int, database: Database, reader: SqliteReader
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "playbook-form", playbook_id=sale)
        with database.act(nadia, NOW) as act:
            change_playbook(act, sale, steps=parse_steps("ask\n"))
        await typed(pilot, "say thanks")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "was changed by" in happened(desk))
        assert "version 3" in await saved(pilot, desk)
    assert len(playbooks(reader)[0].steps) == 3


async def test_a_playbook_is_retired_and_brought_back(
    path: Path, nadia: Actor, sale: int, reader: SqliteReader
) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: shown(desk, "2 steps"))
        await pilot.press("d")
        await until(pilot, lambda: "Retired the playbook: Sale" in happened(desk))
        await until(pilot, lambda: not shown(desk, "2 steps"))
        await pilot.press("w")
        await until(pilot, lambda: shown(desk, "retired"))
        await pilot.press("enter")
        await until(pilot, lambda: "was retired" in happened(desk))
        await pilot.press("w", "u")
        await until(pilot, lambda: shown(desk, "2 steps"))
    assert len(playbooks(reader)) == 1


async def test_only_managers_write(path: Path, paul: Actor, sale: int) -> None:
    desk = form_desk(path, paul)
    async with desk.run_test(size=(80, 24)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: shown(desk, "say what it costs"))
        for key in ("n", "e", "d", "enter"):
            desk.hush()
            await pilot.press(key)
            await until(pilot, lambda: "Only a manager" in happened(desk))


async def test_where_the_screen_cannot_be_lent_to_an_editor_it_says_so(
    path: Path, nadia: Actor, sale: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("VISUAL", "true")
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "playbook-form", playbook_id=sale)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "cannot be lent" in happened(desk))
        assert shown(desk, "say what it costs {say-price}")
        assert list((tmp_path / "data" / "crm-tui").glob("*.txt")) == []
        monkeypatch.setenv("VISUAL", "no-such-editor-here")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "is not on this computer" in happened(desk))


async def test_a_half_written_playbook_is_kept(path: Path, nadia: Actor) -> None:
    desk = form_desk(path, nadia)
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "playbook-form")
        await pilot.press("a")
        desk.screen.form.go_to("steps")
        await typed(pilot, "listen")
        await pilot.press("escape")
        await until(pilot, lambda: bool(drafts_of(path, nadia.staff_id)))
        await opened(pilot, desk, "playbook-form", draft=drafts_of(path, nadia.staff_id)[0])
        assert desk.screen.form.values()["steps"] == "listen"
        assert desk.screen.form.values()["nature"] == "sale"
