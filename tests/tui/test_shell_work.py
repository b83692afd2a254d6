"""Work off the event loop, live refresh, drafts, rest and undo of the shell."""

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from shell_sample import SampleForm, SampleToday, sample_desk
from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input, Static

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput, StoreUnavailable
from crm_tui.domain.words import Role
from crm_tui.queries.business import business
from crm_tui.store.database import Database
from crm_tui.store.drafts import Drafts, sidecar_of
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.tables import Staff
from crm_tui.tui.app import DeskApp
from crm_tui.tui.messages import Failed, Resting, StoreChanged, Woken
from crm_tui.tui.resting import AFTER_SECONDS, Rest
from crm_tui.tui.state import DeskState
from crm_tui.tui.watch import StoreWatch
from crm_tui.tui.workers import Workers

DEADLINE = 10.0


class Answer(Message):
    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Asker(App[None]):
    """Somebody who asks, and notes what comes back."""

    def __init__(self, path: Path, actor: Actor) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.failures: list[Failed] = []
        self.written = 0
        self.workers_of_desk = Workers(path, lambda: actor, self.wrote, self)

    def wrote(self) -> None:
        self.written += 1

    def on_answer(self, message: Answer) -> None:
        self.answers.append(message.value)

    def on_failed(self, message: Failed) -> None:
        self.failures.append(message)

    def on_unmount(self) -> None:
        self.workers_of_desk.close()


async def until(condition: Callable[[], bool]) -> None:
    """Give the loop its turns until the condition holds."""
    async with asyncio.timeout(DEADLINE):
        while not condition():
            await asyncio.sleep(0)


@pytest.fixture
def asker(path: Path, nadia: Actor) -> Asker:
    return Asker(path, nadia)


def staff_count(reader: Any) -> int:
    return int(reader.value("SELECT count(*) FROM staff"))


def add_staff(act: Any) -> str:
    act.describe("add-staff")
    return str(
        act.add(Staff(login="mary", name="Mary Ofori", role=Role.AGENT.value, joined_at=act.now)).login
    )


async def test_a_query_runs_in_another_thread_and_comes_back_as_a_message(asker: Asker) -> None:
    async with asker.run_test():
        asker.workers_of_desk.read(
            asker, "who", lambda reader: (staff_count(reader), threading.current_thread()), Answer
        )
        await until(lambda: bool(asker.answers))
        count, thread = asker.answers[0]
        assert count == 1
        assert thread is not threading.main_thread()


async def test_a_newer_question_makes_the_older_answer_void(asker: Asker) -> None:
    go_on = threading.Event()

    def slow(reader: Any) -> str:
        go_on.wait(DEADLINE)
        return "old"

    async with asker.run_test():
        work = asker.workers_of_desk
        work.read(asker, "find", slow, Answer)
        work.read(asker, "find", lambda reader: "new", Answer)
        work.read(asker, "card", lambda reader: "other topic", Answer)
        await until(lambda: len(asker.answers) == 2)
        go_on.set()
        work.read(asker, "last", lambda reader: "last", Answer)
        work.read(asker, "very last", lambda reader: "very last", Answer)
        await until(lambda: {"last", "very last"} <= set(asker.answers))
        assert "old" not in asker.answers
        assert {"new", "other topic"} <= set(asker.answers)


async def test_a_query_knows_the_desk_when_who_asked_was_closed(asker: Asker) -> None:
    async with asker.run_test():
        closed = Static()
        await asker.mount(closed)
        await closed.remove()
        asker.workers_of_desk.read(asker, "desk", lambda _reader: closed.app, Answer)
        await until(lambda: asker.answers == [asker])


async def test_an_action_is_committed_before_it_is_told(asker: Asker, reader: SqliteReader) -> None:
    async with asker.run_test():
        asker.workers_of_desk.write(asker, "staff", add_staff, Answer)
        await until(lambda: asker.answers == ["mary"])
        assert staff_count(reader) == 2
        assert asker.written == 1


async def test_what_goes_wrong_comes_back_as_a_sentence(asker: Asker, reader: SqliteReader) -> None:
    def refused(act: Any) -> None:
        add_staff(act)
        raise InvalidInput("The name is missing.", field="name")

    async with asker.run_test():
        asker.workers_of_desk.write(asker, "staff", refused, Answer)
        await until(lambda: bool(asker.failures))
        assert asker.failures[0].topic == "staff"
        assert asker.failures[0].error.message == "The name is missing."
        assert asker.written == 0
        assert staff_count(reader) == 1


async def test_without_a_database_a_question_fails_and_a_later_one_is_answered(
    path: Path, nadia: Actor, tmp_path: Path
) -> None:
    away = path.rename(tmp_path / "away.db")
    asker = Asker(path, nadia)
    async with asker.run_test():
        asker.workers_of_desk.read(asker, "who", staff_count, Answer)
        await until(lambda: bool(asker.failures))
        assert isinstance(asker.failures[0].error, StoreUnavailable)
        away.rename(path)
        asker.workers_of_desk.read(asker, "who", staff_count, Answer)
        await until(lambda: asker.answers == [1])


async def test_an_error_that_nobody_planned_for_ends_in_a_report_without_customers_words(
    path: Path,
    nadia: Actor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    desk = sample_desk(DeskState(path, nadia))

    def fail(reader: Any) -> None:
        name = "Quillon Ashgrove"
        raise KeyError(name)

    with pytest.raises(KeyError):
        async with desk.run_test(notifications=True) as pilot:
            desk.work.read(desk.screen, "bad", fail, Answer)
            await until(lambda: desk.return_code == 1)
            await pilot.pause()
    (report,) = (tmp_path / "crm-tui").glob("crash-*.txt")
    told = capfd.readouterr()
    assert " in fail\n" in report.read_text()
    assert "Quillon" not in report.read_text() + told.out + told.err


def test_the_watch_sees_commits_of_others_and_a_replaced_file(
    path: Path, database: Database, nadia: Actor
) -> None:
    changed = threading.Event()
    seen_lost: list[Any] = []
    lost = threading.Event()

    def tell(error: Any) -> None:
        seen_lost.append(error)
        lost.set()

    watch = StoreWatch(path, changed.set, tell)
    watch.begin()
    with database.act(nadia) as act:
        add_staff(act)
    watch.start()
    try:
        assert changed.wait(2.0), "what was committed before the first look"
        changed.clear()
        with database.act(nadia) as act:
            act.describe("again")
            act.add(Staff(login="jun", name="Jun", role=Role.AGENT.value, joined_at=act.now))
        assert changed.wait(2.0)
        path.rename(path.with_name("gone.db"))
        assert lost.wait(2.0)
        assert isinstance(seen_lost[0], StoreUnavailable)
    finally:
        watch.stop()
        watch.join(DEADLINE)
    assert not watch.is_alive()


async def test_the_screen_in_front_is_told_of_changes_and_only_then(
    path: Path, nadia: Actor, database: Database
) -> None:
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        await pilot.pause()
        screen = desk.screen
        assert isinstance(screen, SampleToday)
        desk.work.write(screen, "staff", add_staff, Answer)
        await until(lambda: any(isinstance(message, StoreChanged) for message in screen.messages))
        count = len(screen.messages)
        desk.store_watch.look_now()
        await pilot.pause(0.1)
        assert len(screen.messages) == count


async def test_a_database_that_went_away_is_told_and_nothing_can_be_written(path: Path, nadia: Actor) -> None:
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True, size=(200, 24)) as pilot:
        await pilot.pause()
        await until(lambda: desk.store_watch.is_alive())
        path.rename(path.with_name("gone.db"))
        desk.store_watch.look_now()
        await until(lambda: bool(desk.state.cannot_write))
        await pilot.press("l")
        assert isinstance(desk.screen, SampleToday)
        assert desk.state.happened is not None
        assert "moved or replaced" in desk.state.happened.sentence


async def typed_form(pilot: Pilot[int], desk: DeskApp, text: str) -> SampleForm:
    await pilot.press("l", *text)
    assert isinstance(desk.screen, SampleForm)
    return desk.screen


async def test_what_is_typed_is_a_draft_before_the_form_is_left(path: Path, nadia: Actor) -> None:
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        form = await typed_form(pilot, desk, "ring")
        await until(lambda: [d.values.get("who") for d in Drafts(path).open_for(1)] == ["ring"])
        await until(lambda: "kept" in form.notices)


async def test_a_draft_is_offered_again_and_opened_where_it_was_left(path: Path, nadia: Actor) -> None:
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        await typed_form(pilot, desk, "ring")
        desk.exit(0)
    again = sample_desk(DeskState(path, nadia, business(open_reader(path))))
    async with again.run_test(notifications=True) as pilot:
        await until(lambda: len(again.state.drafts) == 1)
        await pilot.pause()
        assert "1 draft" in again.screen.query_one("#where").render().plain  # type: ignore[union-attr]
        await pilot.press("D", "enter")
        await pilot.pause()
        assert again.screen.query_one(Input).value == "ring"
        await pilot.press("escape")
        await until(lambda: len(again.state.drafts) == 1)


async def test_a_saved_form_and_an_empty_one_leave_no_draft(path: Path, nadia: Actor) -> None:
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("l", "escape")
        form = await typed_form(pilot, desk, "ring")
        await until(lambda: "kept" in form.notices)
        await pilot.press("ctrl+s")
        await until(lambda: Drafts(path).open_for(1) == [])


async def test_when_a_draft_cannot_be_kept_the_screen_says_so_and_keeps_the_text(
    path: Path, nadia: Actor
) -> None:
    sidecar_of(path).mkdir()
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        form = await typed_form(pilot, desk, "ring")
        await until(lambda: "not kept" in form.notices)
        assert form.query_one(Input).value == "ring"
        sidecar_of(path).rmdir()
        await until(lambda: "kept" in form.notices)


class Clock:
    """A clock that the test moves, and the one timer that is set."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        self.timers.append((self.now + seconds, call))

    def fire(self) -> None:
        at, call = self.timers.pop()
        self.now = at
        call()


def test_rest_comes_thirty_seconds_after_the_last_key() -> None:
    clock = Clock()
    told: list[bool] = []
    rest = Rest(clock.later, told.append, lambda: clock.now)
    rest.begin()
    clock.now = 20.0
    rest.key()
    clock.fire()
    assert told == []
    clock.fire()
    assert clock.now == 20.0 + AFTER_SECONDS
    assert told == [True]
    assert clock.timers == []
    rest.key()
    assert told == [True, False]
    assert len(clock.timers) == 1


async def test_the_screen_in_front_is_told_of_rest_and_waking(path: Path, nadia: Actor) -> None:
    desk = sample_desk(DeskState(path, nadia))
    clock = Clock()
    desk.rest = Rest(clock.later, desk.rested, lambda: clock.now)
    async with desk.run_test(notifications=True) as pilot:
        await pilot.pause()
        screen = desk.screen
        assert isinstance(screen, SampleToday)
        clock.fire()
        await pilot.pause()
        assert desk.is_resting
        await pilot.press("x")
        assert [type(message) for message in screen.messages] == [Resting, Woken]


async def test_undo_names_what_it_takes_back_and_redo_does_it_again(
    path: Path, nadia: Actor, reader: SqliteReader
) -> None:
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        desk.work.write(desk.screen, "staff", add_staff, Answer)
        await until(lambda: staff_count(reader) == 2)
        await pilot.press("u")
        await until(lambda: staff_count(reader) == 1)
        await until(lambda: desk.state.happened is not None and "Taken back" in desk.state.happened.sentence)
        await pilot.press("U")
        await until(lambda: staff_count(reader) == 2)


async def test_undo_asks_for_what_is_older_than_ten_minutes(
    path: Path, nadia: Actor, database: Database
) -> None:
    with database.act(nadia, datetime.now(UTC) - timedelta(minutes=11)) as act:
        add_staff(act)
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("u")
        await until(
            lambda: desk.state.happened is not None and desk.state.happened.sentence.startswith("u again")
        )
        await pilot.press("u")
        await until(lambda: desk.state.happened is not None and "Taken back" in desk.state.happened.sentence)


async def test_with_nothing_to_undo_it_says_so(path: Path, nadia: Actor) -> None:
    desk = sample_desk(DeskState(path, nadia))
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("u")
        await until(
            lambda: desk.state.happened is not None and "nothing of yours" in desk.state.happened.sentence
        )
