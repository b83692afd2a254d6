"""Note, promise and case: forms of one to four fields about a customer or one of their records."""

from pathlib import Path

import pytest
from customer_sample import HOSTILE, SIZES, Office, until
from form_sample import (
    assert_sent_harmlessly,
    drafts_of,
    entered,
    form_desk,
    happened,
    opened,
    saved,
    shown,
    typed,
)

from crm_tui.domain.actor import Actor
from crm_tui.domain.words import PromiseBy, PromiseState, Stage
from crm_tui.queries.cases import case, cases_of
from crm_tui.queries.customer_parts import speakers
from crm_tui.queries.interactions import last_interactions
from crm_tui.queries.promises import promise, promises_of
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.form_screen import FormScreen


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


def open_case_of(office: Office, reader: SqliteReader, customer_id: int) -> int:
    office.contact(customer_id, "it leaks", nature="complaint", outcome="information")
    (found,) = cases_of(reader, customer_id)
    return found.id


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_is_typed_and_saved(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "note", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await typed(pilot, "comes by")
        await pilot.press("enter")
        await typed(pilot, "bicycle")
        assert (await saved(pilot, desk)).startswith("✓ The note is written.")
    (note,) = last_interactions(reader, mary, 5)
    assert note.said == "comes by\nbicycle"
    assert note.direction == "internal"


async def test_a_note_of_only_spaces_is_refused(desk: DeskApp, office: Office, reader: SqliteReader) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "note", customer_id=mary)
        await typed(pilot, "   ")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "! “Note” is needed"))
        assert desk.screen is form
    assert last_interactions(reader, mary, 5) == ()


@pytest.mark.parametrize("size", SIZES)
async def test_a_promise_proposes_its_safe_date(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "promise", customer_id=mary)
        assert entered(desk) == "what"
        await typed(pilot, "a new lid")
        await pilot.press("enter")
        await typed(pilot, "27 nov")
        await until(pilot, lambda: shown(desk, "→ in 4 d, Wed 25 Nov"))
        assert (await saved(pilot, desk)).startswith("✓ The promise is written down: in 6 d, Fri 27 Nov.")
    (made,) = promises_of(reader, mary)
    assert (made.what, str(made.told_on), str(made.safe_on)) == ("a new lid", "2026-11-27", "2026-11-25")
    assert made.by is PromiseBy.OURS


async def test_a_safe_date_that_was_typed_stays(desk: DeskApp, office: Office, reader: SqliteReader) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "promise", customer_id=mary)
        await typed(pilot, "a new lid")
        await pilot.press("enter")
        await typed(pilot, "27 nov")
        await pilot.press("enter", *("backspace",) * 10)
        await typed(pilot, "mon")
        await pilot.press("shift+tab")
        await typed(pilot, " 18:00")
        await until(pilot, lambda: shown(desk, "Fri 27 Nov 18:00"))
        assert form.form.values()["safe"].day.isoformat() == "2026-11-23"
        await saved(pilot, desk)
    (made,) = promises_of(reader, mary)
    assert str(made.safe_on) == "2026-11-23"


async def test_a_time_told_for_today_needs_no_safe_date(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "promise", customer_id=mary)
        await typed(pilot, "call back")
        await pilot.press("enter")
        await typed(pilot, "18:00")
        await saved(pilot, desk)
    (made,) = promises_of(reader, mary)
    assert made.safe_at == made.told_at


async def test_what_they_will_send_us_has_no_safe_date(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "promise", customer_id=mary)
        await pilot.press("shift+tab", "t")
        assert entered(desk) == "what"
        assert not form.form.field("safe").display
        await typed(pilot, "the signed offer")
        await pilot.press("enter")
        await typed(pilot, "3d")
        await saved(pilot, desk)
    (made,) = promises_of(reader, mary)
    assert made.by is PromiseBy.THEIRS


@pytest.mark.parametrize("route", ["log", "call"])
async def test_a_promise_made_in_a_contact_can_be_sent_at_once(
    desk: DeskApp, office: Office, route: str
) -> None:
    mary = office.add("Mary Ofori")
    office.promise(office.add("Ada Larkspur"), "28 nov", "a visit")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, route, customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("enter")
        form.form.go_to("nature")
        await pilot.press("e", "p")
        await typed(pilot, "a new kettle")
        await pilot.press("tab", *"27", "space", *"nov", "tab")
        assert "promised. Y copies the promise." in await saved(pilot, desk)
        await pilot.press("Y")
        await until(pilot, lambda: "a new kettle" in desk.clipboard)


@pytest.mark.parametrize("told", ["31 feb", "yesterday"])
async def test_a_promise_needs_a_day_that_exists_and_is_to_come(
    desk: DeskApp, office: Office, reader: SqliteReader, told: str
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "promise", customer_id=mary)
        await typed(pilot, "a lid")
        await pilot.press("tab")
        await typed(pilot, told)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "! "))
        assert entered(desk) == "told"
    assert promises_of(reader, mary) == ()


@pytest.mark.parametrize(
    ("how", "state"), [("break", PromiseState.BROKEN), ("withdraw", PromiseState.WITHDRAWN)]
)
async def test_a_promise_ends_with_the_reason(
    desk: DeskApp, office: Office, reader: SqliteReader, how: str, state: PromiseState
) -> None:
    mary = office.add("Mary Ofori")
    made = office.promise(mary, "fri", "a new lid")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "promise-end", promise_id=made, how=how)
        await until(pilot, lambda: shown(desk, "ours, told for in 6 d, Fri 27 Nov: a new lid"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "“Because” is needed (why"))
        await typed(pilot, "none in stock")
        await saved(pilot, desk)
    ended = promise(reader, made)
    assert (ended.state, ended.closed_why) == (state, "none in stock")


@pytest.mark.parametrize("size", SIZES)
async def test_a_case_takes_one_key_and_its_first_words(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "case", customer_id=mary)
        await pilot.press("i")
        await typed(pilot, "the bill is wrong")
        assert (await saved(pilot, desk)).startswith("✓ Case 1 is open.")
    (made,) = cases_of(reader, mary)
    assert (made.nature, made.title) == ("dispute", "dispute: the bill is wrong")


async def test_a_case_is_solved_with_what_was_learnt(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    number = open_case_of(office, reader, mary)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "case-solve", case_id=number)
        await until(pilot, lambda: shown(desk, "Case 1, open, since Fri"))
        await until(pilot, lambda: entered(desk) == "resolution")
        await typed(pilot, "new seal")
        await pilot.press("shift+tab")
        await typed(pilot, "old seal")
        await pilot.press("tab", "tab")
        await typed(pilot, "test each seal")
        await pilot.press("enter")
        await typed(pilot, "12,5")
        await until(pilot, lambda: shown(desk, "→ 12.50"))
        await pilot.press("enter")
        await typed(pilot, "tomorrow")
        await pilot.press("ctrl+s")
        # It cannot have been solved tomorrow.
        await until(pilot, lambda: shown(desk, "! "))
        assert entered(desk) == "at"
        await pilot.press(*("backspace",) * 8)
        await typed(pilot, "11:00")
        await until(pilot, lambda: shown(desk, "→ Sat 21 Nov 11:00"))
        await saved(pilot, desk)
    solved = case(reader, number).case
    assert (solved.stage, solved.resolution, solved.cause) == (Stage.SOLVED, "new seal", "old seal")
    assert solved.solved_at is not None
    assert solved.solved_at.isoformat() == "2026-11-21T05:00:00+00:00"


async def test_a_case_is_not_solved_before_it_began(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    number = open_case_of(office, reader, mary)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "case-solve", case_id=number)
        await until(pilot, lambda: entered(desk) == "resolution")
        await pilot.press("tab", "tab", "tab")
        await typed(pilot, "1 nov 10:00")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "! Something happened to case 1 after that time"))
        assert entered(desk) == "at"


async def test_a_solved_case_is_reopened_with_the_reason(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    number = open_case_of(office, reader, mary)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "case-solve", case_id=number)
        await saved(pilot, desk)
        await opened(pilot, desk, "case-reopen", case_id=number)
        await typed(pilot, "leaks again")
        await saved(pilot, desk)
    history = case(reader, number)
    assert (history.case.stage, history.case.reopenings) == (Stage.OPEN, 1)
    assert history.events[-1].why == "leaks again"


async def test_an_open_case_cannot_be_reopened_and_says_what_can_be_done(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    number = open_case_of(office, reader, mary)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "case-reopen", case_id=number)
        await typed(pilot, "leaks again")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Case 1 is open. It can be set waiting, or solved." in happened(desk))
        assert desk.screen is form


async def test_a_case_is_handed_over_by_its_key(
    desk: DeskApp, office: Office, reader: SqliteReader, paul: Actor
) -> None:
    mary = office.add("Mary Ofori")
    number = open_case_of(office, reader, mary)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customer", customer_id=mary, focus=("case", number))
        await until(pilot, lambda: getattr(desk.screen, "at_cursor", None) == ("case", number))
        await pilot.press("a")
        await until(pilot, lambda: shown(desk, "2 Paul Mensah") and shown(desk, "it leaks"))
        await pilot.press("2")
        await typed(pilot, "knows kettles")
        assert (await saved(pilot, desk)).startswith("✓ Case 1 is handed over: Paul Mensah")
    history = case(reader, number)
    assert history.case.owner_id == paul.staff_id
    assert history.events[-1].why == "knows kettles"


async def test_who_may_speak_is_said_changed_and_taken_back(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary, jun = office.add("Mary Ofori"), office.add("Jun Sato")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        desk.open("customer", customer_id=mary)
        await until(pilot, lambda: shown(desk, "Mary Ofori"))
        await pilot.press("t")
        await until(pilot, lambda: isinstance(desk.screen, FormScreen))
        await typed(pilot, "jun")
        await pilot.press("enter")
        await typed(pilot, "all but prices")
        assert (await saved(pilot, desk)).startswith("✓ May speak for the customer: Jun Sato")
        assert [(one.customer_id, one.may_be_told) for one in speakers(reader, mary)] == [
            (jun, "all but prices")
        ]
        await pilot.press("tab")
        await until(pilot, lambda: shown(desk, "Jun Sato: all but prices"))
        await until(pilot, lambda: getattr(desk.screen, "at_cursor", None) == ("speaker", jun))
        await pilot.press("e")
        await until(pilot, lambda: shown(desk, "may be spoken for by: Jun Sato"))
        await pilot.press("end")
        await typed(pilot, " either")
        await saved(pilot, desk)
        assert speakers(reader, mary)[0].may_be_told == "all but prices either"
        await pilot.press("d")
        await until(pilot, lambda: happened(desk).startswith("✓ They may no longer speak"))
        assert speakers(reader, mary) == ()
        await pilot.press("u")
        await until(pilot, lambda: len(speakers(reader, mary)) == 1)


async def test_nobody_speaks_for_themselves(desk: DeskApp, office: Office) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "speaker", customer_id=mary)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "“Who” is needed (one of the customers"))
        await typed(pilot, "mary")
        await pilot.press("enter", "ctrl+s")
        await until(pilot, lambda: shown(desk, "Everybody speaks for themselves."))
        assert desk.screen is form


async def test_a_reason_half_typed_goes_on_from_its_draft(
    desk: DeskApp, office: Office, path: Path, nadia: Actor, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    made = office.promise(mary, "fri", "a new lid")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "promise-end", promise_id=made, how="withdraw")
        await typed(pilot, "she wants")
        await pilot.press("escape")
        await until(pilot, lambda: len(desk.state.drafts) == 1)
        await pilot.press("D", "enter")
        await until(pilot, lambda: shown(desk, "Withdraw the promise") and shown(desk, "a new lid"))
        await typed(pilot, " a kettle")
        await saved(pilot, desk)
    assert promise(reader, made).closed_why == "she wants a kettle"
    assert drafts_of(path, nadia.staff_id) == []


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_shown_harmlessly(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mallory = office.add(HOSTILE)
    made = office.promise(mallory, "fri", HOSTILE)
    office.contact(mallory, HOSTILE, nature="complaint", outcome="information")
    (found,) = cases_of(reader, mallory)
    forms: tuple[tuple[str, dict[str, object]], ...] = (
        ("note", {"customer_id": mallory}),
        ("promise", {"customer_id": mallory}),
        ("promise-end", {"promise_id": made, "how": "break"}),
        ("case", {"customer_id": mallory}),
        ("speaker", {"customer_id": mallory}),
        ("case-solve", {"case_id": found.id}),
        ("case-hand-over", {"case_id": found.id}),
    )
    async with desk.run_test(size=size, notifications=True) as pilot:
        for route, about in forms:
            await opened(pilot, desk, route, **about)
            await until(pilot, lambda: shown(desk, "Mallory"))
            assert_sent_harmlessly(desk)
            await pilot.press("escape")
