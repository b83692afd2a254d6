"""A member of staff's page, the forms about them, the one-to-one, and what Today tells of it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, assert_harmless, happened, painted, until, where
from house_sample import HouseDesk, calls, house_desk, rows_of, set_standard

from crm_tui.actions.interaction_edits import mark_good_moment
from crm_tui.actions.praise import praise_colleague, praise_contact
from crm_tui.actions.pulse import ask_pulse
from crm_tui.actions.staff import add_staff
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door, Role
from crm_tui.settings import paths
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Case, ChecklistItem, Customer, OneToOne, Praise, Pulse, Skill, Training
from crm_tui.tui.screens.give_away import GiveAwayForm
from crm_tui.tui.screens.member import MemberScreen
from crm_tui.tui.screens.member_forms import (
    ChecklistForm,
    JobForm,
    MemberForm,
    PraiseForm,
    SkillForm,
    TrainingForm,
)
from crm_tui.tui.screens.one_to_one import OneToOneScreen
from crm_tui.tui.screens.one_to_one_form import OneToOneForm
from crm_tui.tui.screens.pulse import PulseForm
from crm_tui.tui.screens.settings import SettingsScreen
from crm_tui.tui.screens.trainee_forms import LookForm, SignOffForm
from crm_tui.tui.widgets.record_list import RecordList


@pytest.fixture
def tuli(database: Database, nadia: Actor) -> Actor:
    """A trainee, who stands last in the list."""
    with database.act(nadia, NOW - timedelta(days=30)) as act:
        staff_id = add_staff(act, login="tuli", name="Tuli", role="trainee").id
    return Actor(staff_id, "tuli", "Tuli", Role.TRAINEE, Door.COMMAND_LINE, "session-tuli")


@pytest.fixture
def put(database: Database, nadia: Actor) -> Callable[..., int]:
    def put_in(*records) -> int:
        with database.act(nadia, NOW) as act:
            act.describe("test")
            for record in records:
                act.add(record)
        return records[-1].record_id

    return put_in


async def open_member(pilot, desk: HouseDesk, name: str) -> None:
    """From the team to the page of somebody."""
    await until(pilot, lambda: name in [row[8] for row in rows_of(desk)])
    for _row in range([row[8] for row in rows_of(desk)].index(name)):
        await pilot.press("down")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(desk.screen, MemberScreen) and where(desk).startswith(name))


def kinds(desk: HouseDesk) -> list[str]:
    return [row[0] for row in rows_of(desk)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_of_a_member_of_staff(
    path: Path, database: Database, nadia: Actor, paul: Actor, put, size: tuple[int, int]
) -> None:
    set_standard(database, nadia)
    calls(database, paul, [1, 5, 9])
    put(
        Skill(staff_id=paul.staff_id, name="repairs", level=4),
        Training(staff_id=paul.staff_id, name="upset callers", due_on=date(2026, 11, 1)),
        Praise(staff_id=paul.staff_id, by_id=nadia.staff_id, words="stayed late", at=NOW),
        Pulse(staff_id=paul.staff_id, on_day=NOW.date(), level=2, words="alone at noon"),
    )
    desk = house_desk(path, nadia, start="team")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await open_member(pilot, desk, "Paul Mensah")
        await until(pilot, lambda: "suggested" in kinds(desk))
        assert kinds(desk) == ["training due", "suggested", "praise", "how they are"]
        lines = "\n".join(painted(desk))
        for said in ("repairs 4", "3 contacts", "1 of 3", "! training due", "Nadia Karim: stayed late"):
            assert said in lines
        await pilot.press("down", "space")
        await until(pilot, lambda: "Training planned: Standard 1" in happened(desk))
        await until(pilot, lambda: "suggested" not in kinds(desk))


async def test_what_is_private_is_not_on_a_colleagues_screen(
    path: Path, database: Database, nadia: Actor, paul: Actor, tuli: Actor, put
) -> None:
    put(
        Training(staff_id=paul.staff_id, name="upset callers"),
        Pulse(staff_id=paul.staff_id, on_day=NOW.date(), level=2, words="alone at noon"),
        Skill(staff_id=paul.staff_id, name="repairs", level=4),
    )
    desk = house_desk(path, tuli, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_member(pilot, desk, "Paul Mensah")
        await until(pilot, lambda: any("repairs 4" in line for line in painted(desk)))
        assert kinds(desk) == []
        assert not any("quarter" in line for line in painted(desk))
        for key in ("t", "i", "g", "x", "o"):
            await pilot.press(key)
            assert "Only a manager or an admin" in happened(desk)
        await pilot.press("h")
        assert "Only they themselves" in happened(desk)


@pytest.mark.parametrize(
    ("key", "form", "typed", "told", "sql", "value"),
    [
        (
            "i", SkillForm, ("r", "e", "p", "enter", "3"), "Level 3: rep",
            "SELECT name, level FROM skills", ("rep", 3),
        ),
        ("t", TrainingForm, ("o", "k"), "Training planned: ok", "SELECT name FROM trainings", ("ok",)),
        ("asterisk", PraiseForm, ("o", "k"), "Praised", "SELECT words, staff_id FROM praise", ("ok", 2)),
        ("g", JobForm, ("o", "k"), "The job is described", "SELECT job FROM staff WHERE id = 2", ("ok",)),
        (
            "x", ChecklistForm, ("2",), "The checklist is begun",
            "SELECT count(*) FROM checklist_items", (2,),
        ),
        (
            "o", OneToOneForm, ("o", "k"), "Kept, with the figures",
            "SELECT went_well, staff_id FROM one_to_ones", ("ok", 2),
        ),
    ],
)  # fmt: skip
async def test_one_key_opens_each_form_and_saves_it(
    path: Path, reader: SqliteReader, nadia: Actor, paul: Actor, key, form, typed, told, sql, value
) -> None:
    desk = house_desk(path, nadia, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_member(pilot, desk, "Paul Mensah")
        await pilot.press(key)
        await until(pilot, lambda: isinstance(desk.screen, form) and bool(desk.screen.query("#form")))
        assert "Paul Mensah" in where(desk)
        await until(pilot, lambda: any(line.startswith("▌") for line in painted(desk)))
        await pilot.press(*typed, "ctrl+s")
        await until(pilot, lambda: isinstance(desk.screen, MemberScreen) and told in happened(desk))
    assert reader.row(sql) == value


async def test_a_level_that_there_is_not_cannot_be_picked(path: Path, nadia: Actor, paul: Actor) -> None:
    desk = house_desk(path, nadia, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_member(pilot, desk, "Paul Mensah")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(desk.screen, MemberForm) and bool(desk.screen.query("#form")))
        await pilot.press(*"rep", "enter", "7", "ctrl+s")
        await until(pilot, lambda: isinstance(desk.screen, SkillForm))
        assert not happened(desk).startswith("✓")


async def test_a_trainees_calls_are_looked_at_and_signed(
    path: Path, database: Database, reader: SqliteReader, paul: Actor, tuli: Actor, put
) -> None:
    calls(database, tuli, [1])
    put(ChecklistItem(staff_id=tuli.staff_id, kind="accompanied", what="First call", position=1))
    desk = house_desk(path, paul, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_member(pilot, desk, "Tuli")
        await until(pilot, lambda: kinds(desk)[-2:] == ["accompanied call", "to look at"])
        await pilot.press("end", "space")
        await until(pilot, lambda: isinstance(desk.screen, LookForm))
        await until(pilot, lambda: any("Tuli logged: asked for a date" in line for line in painted(desk)))
        await pilot.press(*"good", "ctrl+s")
        await until(pilot, lambda: "Looked at; they see it: Tuli" in happened(desk))
        await until(pilot, lambda: isinstance(desk.screen, MemberScreen) and "looked at" in kinds(desk))
        await pilot.press("home", *["down"] * kinds(desk).index("accompanied call"), "space")
        await until(pilot, lambda: isinstance(desk.screen, SignOffForm) and bool(desk.screen.query("#form")))
        await pilot.press(*"mary")
        await until(pilot, lambda: any("→ Mary Ofori" in line for line in painted(desk)))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Signed off for Tuli." in happened(desk))
    assert reader.row("SELECT words, staff_id FROM looks") == ("good", paul.staff_id)
    assert reader.row("SELECT signed_by_id, interaction_id FROM checklist_items") == (paul.staff_id, 1)


async def test_a_one_to_one_is_read_by_the_two_of_them(path: Path, nadia: Actor, paul: Actor, put) -> None:
    put(
        OneToOne(
            staff_id=paul.staff_id, manager_id=nadia.staff_id, from_on=date(2026, 7, 1),
            to_on=date(2026, 9, 30), goals="a second person until two",
            figures={"contacts": 41, "standards": []}, at=NOW - timedelta(days=40),
        )
    )  # fmt: skip
    desk = house_desk(path, paul, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_member(pilot, desk, "Paul Mensah")
        await until(pilot, lambda: kinds(desk) == ["one-to-one"])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, OneToOneScreen))
        await until(pilot, lambda: any("a second person until two" in line for line in painted(desk)))
        assert any("41 contacts" in line for line in painted(desk))
        await pilot.press("e")
        assert "The manager who wrote it changes it" in happened(desk)


async def test_work_is_handed_over_from_the_page(
    path: Path, reader: SqliteReader, nadia: Actor, paul: Actor, tuli: Actor, put
) -> None:
    mine = {"form": "person", "created_at": NOW, "manager_id": paul.staff_id}
    mary = put(Customer(name="Mary Ofori", sort_key="mary ofori", **mine))
    put(Customer(name="Jun Sato", sort_key="jun sato", **mine))
    put(Case(customer_id=mary, nature="complaint", title="late", owner_id=paul.staff_id, opened_at=NOW))
    desk = house_desk(path, nadia, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await open_member(pilot, desk, "Paul Mensah")
        await pilot.press("h")
        await until(pilot, lambda: isinstance(desk.screen, GiveAwayForm) and bool(desk.screen.query("#form")))
        assert any("customers 2 · open cases 1" in line for line in painted(desk))
        await pilot.press(*"tul", "enter", "enter", *"mary")
        await until(pilot, lambda: any("→ Mary Ofori" in line for line in painted(desk)))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2 records handed over." in happened(desk))
    owners = dict(reader.rows("SELECT name, manager_id FROM customers"))
    assert owners == {"Mary Ofori": tuli.staff_id, "Jun Sato": paul.staff_id}
    assert reader.value("SELECT owner_id FROM cases") == tuli.staff_id


async def test_the_pulse_is_turned_on_in_the_settings(
    path: Path, reader: SqliteReader, nadia: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "settings_folder", lambda: tmp_path / "settings")
    desk = house_desk(path, nadia, start="team")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: bool(rows_of(desk)))
        await pilot.press("P")
        await until(pilot, lambda: isinstance(desk.screen, PulseForm))
        await pilot.press("4", "ctrl+s")
        await until(pilot, lambda: any("Nobody is asked here" in line for line in painted(desk)))
        await pilot.press("escape", "comma")
        await until(
            pilot, lambda: isinstance(desk.screen, SettingsScreen) and bool(desk.screen.query("#form"))
        )
        desk.screen.form.go_to("pulse")
        await pilot.press("y", "ctrl+s")
        await until(pilot, lambda: "The settings are saved." in happened(desk))
    assert reader.value("SELECT asks_pulse FROM business") == 1


@pytest.mark.parametrize("size", SIZES)
async def test_praise_and_the_pulse_stand_on_today(
    path: Path, database: Database, nadia: Actor, paul: Actor, size: tuple[int, int]
) -> None:
    calls(database, paul, [1])
    with database.act(nadia, NOW) as act:
        praise_contact(act, 1, "calm to the end")
    with database.act(nadia, NOW) as act:
        praise_colleague(act, "paul", "stayed late")
    with database.act(nadia, NOW) as act:
        ask_pulse(act, True)
    desk = house_desk(path, paul, start="today")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: len(rows_of(desk, "good")) == 3)
        good = desk.screen.query_one("#good", RecordList)
        await until(pilot, lambda: any("how are you?" in line for line in painted(desk)))
        good.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(desk.screen, PulseForm))
        await pilot.press("4", "ctrl+s")
        await until(pilot, lambda: "It stays between you and managers" in happened(desk))
        await pilot.press("escape")
        good.focus()
        await pilot.press("home", "down", "enter")
        await until(pilot, lambda: desk.screen.__class__.__name__ in ("StandIn", "MemberScreen"))


async def test_a_contact_is_praised_by_one_key(
    path: Path, database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    calls(database, paul, [1])
    calls(database, nadia, [1], "Jun Sato")
    for interaction_id in (1, 2):
        with database.act(nadia, NOW) as act:
            mark_good_moment(act, interaction_id)
    desk = house_desk(path, nadia, start="today")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: len(rows_of(desk, "good")) == 2)
        good = desk.screen.query_one("#good", RecordList)
        good.focus()
        await until(pilot, lambda: good.current is not None and good.current.id == ("good", 2))
        await pilot.press("asterisk")
        await until(pilot, lambda: "Nobody praises themselves here." in happened(desk))
        await pilot.press("down", "asterisk")
        await until(pilot, lambda: "Praised; they see it on Today: Paul Mensah" in happened(desk))
        await pilot.press("asterisk")
        await until(pilot, lambda: "You have praised Paul Mensah for this already." in happened(desk))
    assert reader.rows("SELECT staff_id, interaction_id FROM praise") == [(paul.staff_id, 1)]


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_shown_harmlessly(
    path: Path, database: Database, nadia: Actor, paul: Actor, put, size: tuple[int, int]
) -> None:
    calls(database, paul, [1], HOSTILE)
    put(
        Skill(staff_id=paul.staff_id, name=HOSTILE, level=1),
        Training(staff_id=paul.staff_id, name=HOSTILE, why=HOSTILE),
        Praise(staff_id=paul.staff_id, by_id=nadia.staff_id, interaction_id=1, words=HOSTILE, at=NOW),
        Pulse(staff_id=paul.staff_id, on_day=NOW.date(), level=1, words=HOSTILE),
        OneToOne(
            staff_id=paul.staff_id, manager_id=nadia.staff_id, from_on=NOW.date(), to_on=NOW.date(),
            went_well=HOSTILE, at=NOW,
        ),
    )  # fmt: skip
    desk = house_desk(path, nadia, start="team")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await open_member(pilot, desk, "Paul Mensah")
        await until(pilot, lambda: len(rows_of(desk)) == 4)
        assert_harmless(desk)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(desk.screen, OneToOneForm) and bool(desk.screen.query("#form")))
        assert_harmless(desk)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(desk.screen, MemberScreen))
        await pilot.press("home", "down", "down", "enter")
        await until(pilot, lambda: isinstance(desk.screen, OneToOneScreen))
        await until(pilot, lambda: any("[bold]" in line for line in painted(desk)))
        assert_harmless(desk)
