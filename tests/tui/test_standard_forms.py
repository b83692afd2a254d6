"""A new standard, new words for one, and its review."""

from datetime import date
from pathlib import Path

import pytest
from customer_sample import HOSTILE, NOW, SIZES, happened, painted, until, where
from house_sample import LONG_AGO, WAITING, HouseDesk, calls, house_desk, set_standard
from textual.pilot import Pilot

from crm_tui.actions.reviews import review_standard
from crm_tui.actions.staff import leave
from crm_tui.actions.standards import StandardChanges, change_standard
from crm_tui.domain.actor import Actor
from crm_tui.queries.reviews import past_reviews
from crm_tui.queries.standard_versions import WrittenStandard, written_standards
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.screens.review import ReviewForm
from crm_tui.tui.screens.standard_form import StandardForm
from crm_tui.tui.screens.standards import StandardsScreen


@pytest.fixture
def desk(path: Path, nadia: Actor) -> HouseDesk:
    return house_desk(path, nadia)


def standard(reader: SqliteReader) -> WrittenStandard:
    return written_standards(reader)[-1]


async def opened(pilot: Pilot[int], desk: HouseDesk, route: str, **about: object) -> None:
    desk.open(route, **about)
    await until(pilot, lambda: any("Objective" in line or "Decision" in line for line in painted(desk)))


async def saved(pilot: Pilot[int], desk: HouseDesk) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(desk.screen, StandardsScreen))


async def test_a_standard_is_set(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form")
        await pilot.press(*"Quick", "enter", "w", *"1:30", "enter", *"95", "enter", *"calls", "enter")
        await pilot.press("tab", "c", "enter")
        await saved(pilot, desk)
        await until(pilot, lambda: "Standard 1 is set" in happened(desk))
    made = standard(reader)
    assert (made.newest.statement, made.newest.target, made.newest.objective) == ("Quick", 90.0, 0.95)
    assert made.newest.why == "calls"
    assert dict(made.newest.rule.scope.values) == {"nature": frozenset({"complaint"})}
    assert made.owner == "Nadia Karim"
    assert made.next_review_on == date(2027, 5, 21)


async def test_a_mood_is_a_target_of_its_own(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form")
        await pilot.press(*"Pleased", "enter", "m", "4", *"80")
        await saved(pilot, desk)
    assert standard(reader).newest.target == "pleased"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((*"Quick", "enter", "w", *"soon", "enter"), "is no length of time"),
        ((*"Quick", "enter", "f", *"120", "enter"), "is no share"),
        (("enter", "f", *"95", "ctrl+s"), "“Sentence” is needed (a sentence"),
        ((*"Quick", "ctrl+s"), "“Measure” is needed."),
    ],
)
async def test_bad_answers_are_refused_beside_the_field(
    desk: HouseDesk, reader: SqliteReader, keys: tuple[str, ...], said: str
) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form")
        await pilot.press(*keys)
        await until(pilot, lambda: any(said in line for line in painted(desk)))
        assert isinstance(desk.screen, StandardForm)
    assert written_standards(reader) == ()


async def test_new_words_make_a_new_version(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia, next_review=date(2026, 3, 9))
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form", standard_id=1)
        assert where(desk).startswith("Change standard 1 → v2")
        await pilot.press("enter", "ctrl+u", *"2 min".replace(" ", ""))
        await saved(pilot, desk)
        await until(pilot, lambda: "Standard 1 is at v2" in happened(desk))
    changed = standard(reader)
    assert [version.target for version in changed.versions] == [3.0, 2.0]
    assert changed.next_review_on == date(2026, 3, 9)


async def test_an_owner_who_has_left_is_asked_about_and_not_forgotten(
    desk: HouseDesk, database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    number = set_standard(database, nadia)
    with database.act(nadia) as act:
        change_standard(act, number, StandardChanges(owner="paul"))
    with database.act(nadia) as act:
        leave(act, "paul")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form", standard_id=number)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: any("! " in line for line in painted(desk)))
    assert standard(reader).owner == "Paul Mensah"


async def test_somebody_else_changed_it_meanwhile(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form", standard_id=1)
        with database.act(nadia, NOW) as act:
            change_standard(act, 1, StandardChanges(owner=None))
        await pilot.press("X", "ctrl+s")
        await until(pilot, lambda: happened(desk).startswith("! "))
        assert isinstance(desk.screen, StandardForm)
    assert standard(reader).newest.statement == WAITING


async def test_a_draft_is_kept_and_goes_on(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        await pilot.press("k", *"still right")
        await until(pilot, lambda: "kept" in where(desk))
        await pilot.press("escape")
        await until(pilot, lambda: len(desk.state.drafts) == 1)
        await opened(pilot, desk, "review", draft=desk.state.drafts[0])
        assert isinstance(desk.screen, ReviewForm)
        await until(pilot, lambda: any("still right" in line for line in painted(desk)))
        await pilot.press("f7")
        desk.screen.form.set_value("next_review", date(2027, 2, 1))
        await saved(pilot, desk)
    assert past_reviews(reader)[0].why == "still right"


@pytest.mark.parametrize("size", SIZES)
async def test_a_review_shows_what_happened(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    set_standard(database, nadia)
    calls(database, nadia, [0] * 9 + [4, 5])
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        shown = "\n".join(painted(desk))
        assert where(desk).startswith("Review of standard 1 for Fri 21 Aug to Sat 21 Nov")
        assert "81 % (9 of 11)   ▲ below objective" in shown
        assert "“asked for a date” (2)" in shown


async def test_a_review_keeps(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        await pilot.press("k", *"fine", "enter", *"3mo")
        await saved(pilot, desk)
        await until(pilot, lambda: "Reviewed standard 1: keep." in happened(desk))
    review = past_reviews(reader)[0]
    assert (review.decision.value, review.why) == ("keep", "fine")
    assert (review.from_on, review.to_on) == (date(2026, 8, 21), date(2026, 11, 21))
    assert standard(reader).next_review_on == date(2027, 2, 21)


async def test_a_review_changes_to_a_new_version(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        await pilot.press("c", "enter", "ctrl+u", "5", "enter", "enter", *"busy", "enter", *"3mo")
        await saved(pilot, desk)
        await until(pilot, lambda: "v2 holds; everybody is asked" in happened(desk))
    assert standard(reader).newest.target == 5


async def test_a_change_of_nothing_is_refused(desk: HouseDesk, database: Database, nadia: Actor) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        await pilot.press("c", "enter", "enter", "enter", *"busy", "enter", *"3mo", "ctrl+s")
        await until(pilot, lambda: any("Nothing of it was changed." in line for line in painted(desk)))
        assert isinstance(desk.screen, ReviewForm)


async def test_a_review_without_a_reason_or_a_next_date_is_refused(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        await pilot.press("k", "ctrl+s")
        await until(pilot, lambda: any("“Because” is needed (the reason" in line for line in painted(desk)))
        assert any("is needed (3 months)." in line for line in painted(desk))
    assert past_reviews(reader) == ()


async def test_a_review_retires_without_a_next_date(
    desk: HouseDesk, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    set_standard(database, nadia)
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        await pilot.press("r", *"nobody calls")
        assert not any("Next on" in line for line in painted(desk))
        await saved(pilot, desk)
    assert standard(reader).retired_why == "nobody calls"


async def test_the_next_review_begins_where_the_last_one_ended(
    desk: HouseDesk, database: Database, nadia: Actor
) -> None:
    set_standard(database, nadia)
    with database.act(nadia, LONG_AGO) as act:
        review_standard(
            act, 1, from_on=date(2026, 7, 1), to_on=date(2026, 9, 30), decision="keep", why="fine",
            next_on=date(2026, 12, 1),
        )  # fmt: skip
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "review", standard_id=1)
        await until(pilot, lambda: where(desk).startswith("Review of standard 1 for Thu 1 Oct to Sat 21 Nov"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ["review", "standard-form"])
async def test_hostile_words_are_shown_harmlessly(
    desk: HouseDesk, database: Database, nadia: Actor, size: tuple[int, int], route: str
) -> None:
    set_standard(database, nadia, statement=HOSTILE, why=HOSTILE)
    calls(database, nadia, [9], HOSTILE)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, route, standard_id=1)
        assert any("[bold]Mallory[/]" in line for line in painted(desk))


@pytest.mark.parametrize("size", SIZES)
async def test_a_sequence_is_chosen_by_its_contacts(
    desk: HouseDesk, reader: SqliteReader, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "standard-form")
        await pilot.press(*"Called back", "enter", "b", *"0 days")
        await until(pilot, lambda: any("on the same open day" in line for line in painted(desk)))
        await pilot.press("enter", *"90", "enter", "enter", "tab", "tab", "m")
        await pilot.press("tab", "tab", "tab", "o")
        await saved(pilot, desk)
    newest = standard(reader).newest
    assert (newest.measure, newest.target) == ("followed-by", 0.0)
    assert dict(newest.settings) == {
        "a": {"outcome": ["missed"]},
        "b": {"direction": ["outbound"]},
        "hours": "open",
        "unit": "days",
    }


async def test_what_is_missing_of_a_sequence_is_said_beside_its_field(
    desk: HouseDesk, reader: SqliteReader
) -> None:
    async with desk.run_test(size=(120, 36), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form")
        await pilot.press(*"Called back", "enter", "b", *"4 h", "enter", *"90", "ctrl+s")
        await until(
            pilot, lambda: any("It is not said what should be followed" in line for line in painted(desk))
        )
    assert written_standards(reader) == ()


async def test_a_contact_load_of_none_goes_by_the_tier(desk: HouseDesk, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "standard-form")
        await pilot.press(*"Not too often", "enter", "l", "enter", *"95", "enter")
        await saved(pilot, desk)
        desk.open("standard-form", standard_id=1)
        await until(pilot, lambda: any("Change standard 1" in line for line in painted(desk)))
        assert any("30" in line and "In days" in line for line in painted(desk))
    newest = standard(reader).newest
    assert (newest.target, dict(newest.settings)) == (None, {"days": 30})
