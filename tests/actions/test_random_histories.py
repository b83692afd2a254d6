"""Random histories through the real actions: undoing all of one brings back every row and every answer.

Several people act in turn, take back and do again. After every few acts what is derived must be what a
rebuild would make of it, and at the end the journal's chain must hold.
"""

import dataclasses
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions import cases, promises
from crm_tui.actions.absences import come_back, set_away
from crm_tui.actions.case_listening import Learnt
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import ConsentValue, MembershipValue, NewCustomer, PointValue
from crm_tui.actions.customers import add_customer, delete_customer, edit_customer
from crm_tui.actions.follow_up_ends import drop, finish, set_appointment
from crm_tui.actions.follow_ups import (
    NewFollowUp,
    edit_follow_up,
    join_follow_up,
    reassign,
    schedule_follow_up,
    snooze,
)
from crm_tui.actions.interaction_edits import (
    delete_interaction,
    edit_interaction,
    mark_good_moment,
    move_interaction,
)
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.memberships import allow_to_speak, forbid_to_speak
from crm_tui.actions.notes import write_note
from crm_tui.actions.rebuild import rebuild
from crm_tui.actions.reviews import review_standard
from crm_tui.actions.staff import add_staff, edit_staff, leave
from crm_tui.actions.standards import (
    StandardChanges,
    acknowledge,
    add_standard,
    change_standard,
    retire_standard,
)
from crm_tui.actions.undo import redo, undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import CrmError
from crm_tui.domain.when import read_when
from crm_tui.domain.words import Channel, Direction, Door, Measure, Mood, Nature, Obstacle, Outcome, Role
from crm_tui.queries import cases as case_queries
from crm_tui.queries import customer_page, journal, people, team
from crm_tui.queries import customers as customer_queries
from crm_tui.queries import promises as promise_queries
from crm_tui.queries import standards as standard_queries
from crm_tui.queries.case_clocks import queue
from crm_tui.queries.due import due_follow_ups
from crm_tui.queries.find import find
from crm_tui.queries.reviews_due import reviews_overdue
from crm_tui.queries.timeline import timeline
from crm_tui.queries.today import good_news, missed_calls, standards_to_read
from crm_tui.store import ddl, derived_health
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.journal import Act
from crm_tui.store.tables import CalendarVersion, Standard, StandardScope, StandardVersion

HISTORIES = 20
ACTS = 30
#: An id that no record has.
NOBODY = 4711
DHAKA = ZoneInfo("Asia/Dhaka")
NAMES = ("রহিম উদ্দিন", "Ada [x]", "Quillon Ashgrove", "Karim", "Sunrise Ltd", "Paul's aunt")
#: Written by undo itself, or of no meaning to anybody: ids are never given twice.
_JOURNAL = ("acts", "journal_entries", "journal_payloads", "import_runs", "sqlite_sequence")
_DERIVED = ("customer_summaries", "customer_search", "note_search")
_CLOCK_COLUMNS = """case_id, name, standard_version_id, target_minutes, started_at, due_at, warn_at,
    left_minutes, stopped_at, state, tier, since_id"""


@dataclass
class History:
    """A business, its people and the time, as a history goes on."""

    database: Database
    reader: SqliteReader
    chance: random.Random
    now: datetime
    staff: list[Actor]
    first_act: int

    def one(self, table: str, where: str = "1 = 1") -> int:
        """The id of any such row; one that is nobody's when there is none."""
        ids = [row[0] for row in self.reader.rows(f"SELECT id FROM {table} WHERE {where} ORDER BY id")]
        return self.chance.choice(ids) if ids else NOBODY

    def any_or_none(self, table: str, where: str) -> int | None:
        """The id of any such row, or none of them."""
        found = self.one(table, where)
        return None if found == NOBODY or self.chance.random() < 0.4 else found

    def customer(self) -> int:
        """Any customer who is there."""
        return self.one("customers", "deleted_at IS NULL")

    def pick(self, *values: Any) -> Any:
        """Any of these."""
        return self.chance.choice(values)

    def when(self) -> Any:
        """A time to come."""
        words = self.pick("3d", "tomorrow 10:00", "2 weeks", "+4h", "fri")
        return read_when(words, self.now, DHAKA)


Move = Callable[[History, Act], object]
MOVES: list[Move] = []


def move(action: Move) -> Move:
    """Add to what can happen."""
    MOVES.append(action)
    return action


def _new_customer(it: History) -> NewCustomer:
    number = f"018123{it.chance.randrange(100_000):05}"
    form = it.pick("person", "person", "organisation")
    places = (MembershipValue(it.pick("Ashgrove", "Sunrise Ltd"), "Clerk"),) if form == "person" else ()
    return NewCustomer(
        it.pick(*NAMES),
        form=form,
        kinds=frozenset(it.chance.sample(("client", "supplier", "internal"), 2)),
        tags=frozenset(it.chance.sample(("regular", "fair"), it.chance.randrange(3))),
        points=(PointValue("phone", number, "", True), PointValue("email", f"{number}@example.org")),
        memberships=places,
        consents=(ConsentValue("email", it.pick("given", "refused")),),
        note="likes tea",
    )


@move
def _add_customer(it: History, act: Act) -> object:
    return add_customer(act, _new_customer(it))


@move
def _edit_customer(it: History, act: Act) -> object:
    other = _new_customer(it)
    names = it.chance.sample(("name", "points", "tags", "kinds", "memberships", "consents", "note"), 3)
    return edit_customer(act, it.customer(), {name: getattr(other, name) for name in names})


@move
def _change_tier(it: History, act: Act) -> object:
    return edit_customer(
        act, it.customer(), {"tier": it.pick("standard", None), "manager": it.pick(1, 2, None)}
    )


@move
def _delete_customer(it: History, act: Act) -> object:
    # Not too many: most of a day is spent with those who stay.
    return delete_customer(act, it.customer() if it.chance.random() < 0.4 else NOBODY)


@move
def _speak(it: History, act: Act) -> object:
    either = it.pick(allow_to_speak, allow_to_speak, forbid_to_speak)
    return either(act, it.customer(), it.customer())


@move
def _log(it: History, act: Act) -> object:
    new = it.chance.random() < 0.2
    plans = it.chance.random() < 0.4
    promised = it.chance.random() < 0.3
    customer = it.customer()
    theirs = f"customer_id = {customer}"
    return log_contact(
        act,
        NewContact(
            channel=it.pick(*Channel).value,
            direction=it.pick(*Direction).value,
            nature=it.pick(*Nature).value,
            outcome=it.pick(*Outcome).value,
            customer_id=None if new else customer,
            new_customer=_new_customer(it) if new else None,
            said=it.pick("the kettle leaks", "কেটলি ভাঙা", ""),
            mood=it.pick(*Mood, None),
            obstacle=it.pick(*Obstacle, None),
            happened_at=it.now - timedelta(minutes=it.chance.randrange(600)),
            waited_minutes=it.pick(None, 0, 5),
            follow_up=NewFollowUp(it.when(), "ring back") if plans else None,
            promise=promises.NewPromise("a new kettle", it.when()) if promised else None,
            case_id=None if new else it.any_or_none("cases", f"{theirs} AND deleted_at IS NULL"),
            closes_follow_up_id=None if new else it.any_or_none("follow_ups", f"{theirs} AND state = 'open'"),
        ),
    )


MOVES += [_log] * 4  # the most of a day


@move
def _edit_contact(it: History, act: Act) -> object:
    changes = {"said": it.pick("it was the lid", "কিছু না"), "mood": it.pick(*Mood).value}
    return edit_interaction(act, it.one("interactions", "deleted_at IS NULL"), changes)


@move
def _good_moment(it: History, act: Act) -> object:
    return mark_good_moment(act, it.one("interactions"), it.pick(True, False))


@move
def _move_contact(it: History, act: Act) -> object:
    return move_interaction(act, it.one("interactions", "deleted_at IS NULL"), it.customer())


@move
def _delete_contact(it: History, act: Act) -> object:
    return delete_interaction(act, it.one("interactions"))


@move
def _note(it: History, act: Act) -> object:
    return write_note(act, it.customer(), it.pick("parks in the yard", "হর্ন দেবেন না"))


@move
def _open_case(it: History, act: Act) -> object:
    return cases.open_case(act, it.customer(), cases.NewCase(it.pick("complaint", "problem"), "it leaks"))


@move
def _move_case_on(it: History, act: Act) -> object:
    case = it.one("cases", it.pick("stage IN ('open', 'waiting')", "stage IN ('solved', 'closed')"))
    return it.pick(
        lambda: cases.set_waiting(act, case, "for the part"),
        lambda: cases.resume(act, case),
        lambda: cases.solve(act, case, Learnt(cause="a crack", resolution="a new one", cost=250_000)),
        lambda: cases.close(act, case),
        lambda: cases.reopen(act, case, "it leaks again"),
        lambda: cases.hand_over(act, case, it.pick("nadia", "paul")),
    )()


@move
def _plan(it: History, act: Act) -> object:
    new = NewFollowUp(
        it.when(),
        "ring back",
        staff=it.pick(None, "paul"),
        is_appointment=it.pick(True, False),
        override_why="asked",
    )
    return schedule_follow_up(act, it.customer(), new)


@move
def _carry_on(it: History, act: Act) -> object:
    follow_up = it.one("follow_ups", "state = 'open'")
    return it.pick(
        lambda: snooze(act, follow_up, it.when()),
        lambda: reassign(act, follow_up, it.pick("nadia", "paul", "mina")),
        lambda: join_follow_up(act, follow_up, "and the bill"),
        lambda: edit_follow_up(act, follow_up, {"why": "the bill", "when": it.when()}, override_why="asked"),
        lambda: drop(act, follow_up, "came by"),
        lambda: finish(act, follow_up),
        lambda: set_appointment(act, follow_up, it.pick(True, False)),
    )()


@move
def _promise(it: History, act: Act) -> object:
    by = it.pick("ours", "theirs")
    return promises.make_promise(act, it.customer(), promises.NewPromise("the bill", it.when(), by=by))


@move
def _settle(it: History, act: Act) -> object:
    promise = it.one("promises", "state = 'open'")
    return it.pick(
        lambda: promises.keep_promise(act, promise),
        lambda: promises.break_promise(act, promise, "no part"),
        lambda: promises.withdraw_promise(act, promise, "not needed"),
    )()


@move
def _set_standard(it: History, act: Act) -> object:
    return add_standard(
        act,
        statement="Follow-ups are done in time.",
        measure=Measure.FOLLOW_UP_IN_TIME.value,
        objective=0.9,
        why="They wait for us.",
        next_review=it.now.date() + timedelta(days=30),
    )


@move
def _set_clock_standard(it: History, act: Act) -> object:
    act.describe("add-standard", "standard")
    standard = act.add(Standard(created_at=it.now))
    version = act.add(
        StandardVersion(
            standard_id=standard.record_id,
            number=1,
            valid_from=it.now,
            statement="Cases are looked after in time.",
            measure=it.pick("answered-within", "next-answer-within", "resolved-within"),
            target=it.pick(0, 60, 480, 4_800),
            objective=0.9,
            settings=it.pick({}, {"hours": "all"}),
        )
    )
    for dimension, value in it.pick((), (("kind", "supplier"),), (("tier", "standard"),)):
        act.add(StandardScope(standard_version_id=version.record_id, dimension=dimension, value=value))
    return standard


@move
def _change_hours(it: History, act: Act) -> object:
    act.describe("set-opening-hours", "calendar-version")
    return act.add(
        CalendarVersion(
            calendar_id=1,
            valid_from=it.now.date() + timedelta(days=it.pick(0, 1, 5)),
            timezone="Asia/Dhaka",
            weekly_hours={"sun": [["09:00", it.pick("12:00", "17:00")]], "mon": [["10:00", "24:00"]]},
            holidays=[],
            date_hours={},
        )
    )


@move
def _work_on_standard(it: History, act: Act) -> object:
    standard = it.one("standards")
    day: date = it.now.date()
    return it.pick(
        lambda: acknowledge(act, standard),
        lambda: change_standard(act, standard, StandardChanges(objective=it.pick(0.8, 0.85))),
        lambda: retire_standard(act, standard, why="nobody waits any more"),
        lambda: review_standard(
            act,
            standard,
            from_on=day - timedelta(days=30),
            to_on=day,
            decision="keep",
            why="it serves us",
            next_on=day + timedelta(days=90),
        ),
    )()


@move
def _staff(it: History, act: Act) -> object:
    return it.pick(
        lambda: add_staff(act, login=f"new{it.chance.randrange(99)}", name="New Hand", role="trainee"),
        lambda: edit_staff(act, "paul", name=it.pick("Paul Mensah", "Paul K. Mensah")),
        lambda: set_away(act, "paul", until=it.now.date() + timedelta(days=5), stand_in_login="nadia"),
        lambda: come_back(act, "paul"),
        lambda: leave(act, it.pick("paul", "mina")),
    )()


@move
def _take_back(it: History, act: Act) -> object:
    last = journal.last_act(it.reader, act.actor.staff_id)
    # What was there at the start stays.
    return undo(act) if last and last.id >= it.first_act else redo(act)


def _do_again(it: History, act: Act) -> object:
    return redo(act)


def _next(it: History, actor: Actor) -> Move:
    """Whoever took something back often does it again."""
    newest = it.reader.value(
        "SELECT verb FROM acts WHERE staff_id = :id ORDER BY id DESC LIMIT 1", {"id": actor.staff_id}
    )
    return _do_again if newest == "undo" and it.chance.random() < 0.6 else it.chance.choice(MOVES)


MOVES += [_set_clock_standard] * 2
MOVES += [_carry_on, _carry_on, _move_case_on, _move_case_on, _settle, _work_on_standard, _take_back]


@pytest.fixture
def begun(database: Database, nadia: Actor, now: datetime) -> list[Actor]:
    """Three people who act."""
    with database.act(nadia, now) as act:
        agent = add_staff(act, login="paul", name="Paul Mensah", role="agent").id
    with database.act(nadia, now) as act:
        manager = add_staff(act, login="mina", name="Mina Roy", role="manager").id
    return [
        nadia,
        Actor(agent, "paul", "Paul Mensah", Role.AGENT, Door.SCREENS, "session-paul"),
        Actor(manager, "mina", "Mina Roy", Role.MANAGER, Door.SCREENS, "session-mina"),
    ]


@pytest.fixture
def start(path: Path, database: Database, begun: list[Actor], tmp_path: Path) -> Path:
    """The business from which every history sets out."""
    database.close()
    return Path(shutil.copyfile(path, tmp_path / "start.db"))


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_undoing_everything_is_as_if_nothing_had_been(
    seed: int, start: Path, begun: list[Actor], now: datetime
) -> None:
    reader = open_reader(start)
    first_act = reader.value("SELECT max(id) FROM acts") + 1
    it = History(Database(start), reader, random.Random(seed), now, begun, first_act)
    tables, answers = _tables(it.reader), _answers(it.reader, now)

    done = _live(it)
    assert done == ACTS
    assert _tables(it.reader) != tables
    while standing := it.reader.value(
        """SELECT max(id) FROM acts
            WHERE id >= :first AND undone_by_act_id IS NULL AND undoes_act_id IS NULL""",
        {"first": first_act},
    ):
        with it.database.act(begun[0], it.now) as act:
            undo(act, standing)

    assert _tables(it.reader) == tables
    assert _answers(it.reader, now) == answers
    assert first_broken(journal.chain(it.reader)) is None
    it.reader.close()
    it.database.close()


def _live(it: History) -> int:
    """A number of acts that were not refused, with a look at what is derived after every few of them."""
    done = 0
    for _try in range(ACTS * 20):
        if done == ACTS:
            break
        it.now += timedelta(minutes=it.chance.randrange(1, 60 * 30))
        before = it.reader.value("SELECT max(id) FROM acts")
        try:
            actor = it.pick(*it.staff)
            with it.database.act(actor, it.now) as act:
                _next(it, actor)(it, act)
        except CrmError:
            continue  # refused for good reasons, such as a case that is closed; nothing was written
        if it.reader.value("SELECT max(id) FROM acts") > before:
            done += 1
            if done % 10 == 0:
                _derived_is_what_a_rebuild_makes(it)
    return done


def _derived_is_what_a_rebuild_makes(it: History) -> None:
    with it.database.transaction() as connection:
        # What time alone has changed is written by the running desk, in batches.
        while derived_health.refresh_stale(connection, it.now, limit=2):
            pass
    derived = _derived(it.reader)
    with it.database.transaction() as connection:
        for index in ddl.SEARCH_INDEXES:
            connection.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    rebuild(it.database, it.now)
    assert _derived(it.reader) == derived


def _derived(reader: SqliteReader) -> dict[str, list[tuple[Any, ...]]]:
    """What is derived; the numbers of clocks say nothing, for they are written anew each time."""
    clocks = reader.rows(f"SELECT {_CLOCK_COLUMNS} FROM case_clocks ORDER BY case_id, name, started_at")
    return {
        "case_clocks": clocks,
        **{name: reader.rows(f"SELECT * FROM {name} ORDER BY id") for name in _DERIVED},
    }


def _tables(reader: SqliteReader) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without the versions: undoing is a change too, and raises them."""
    found = {}
    for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        columns = [row[1] for row in reader.rows(f"PRAGMA table_info({name})") if row[1] != "version"]
        shadow = name.rpartition("_")[2] in ("data", "idx", "docsize", "config")
        if name not in _JOURNAL and not shadow:
            found[name] = reader.rows(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1")
    return found


def _answers(reader: SqliteReader, now: datetime) -> list[Any]:
    return [_plain(answer) for answer in _asked(reader, now)]


def _asked(reader: SqliteReader, now: datetime) -> Iterator[Any]:
    """What the screens would show."""
    at: dict[str, Any] = {"now": now, "zone": DHAKA}
    viewer = 1
    yield due_follow_ups(reader, **at, staff_id=None)
    yield missed_calls(reader, **at, staff_id=viewer)
    yield standards_to_read(reader, now=now, staff_id=viewer)
    yield reviews_overdue(reader, now=now, today=now.date(), staff_id=viewer, role=Role.ADMIN)
    yield good_news(reader, now=now)
    yield queue(reader, now=now, today=now.date(), staff_id=viewer)
    yield promise_queries.promises_due(reader, **at, staff_id=viewer)
    yield promise_queries.list_promises(reader)
    yield case_queries.list_cases(reader)
    yield standard_queries.standards(reader, **at, viewer_id=viewer, with_retired=True)
    yield people.staff(reader, now.date(), with_former=True)
    yield team.on_their_hands(reader, now, DHAKA)
    for sort in customer_queries.Sort:
        yield customer_queries.page(reader, now=now, sort=sort)
    for text in ("018123", "রহি", "kettle", "ashgrove", "tea"):
        yield find(reader, text, country="BD")
    for (customer_id,) in reader.rows("SELECT id FROM customers WHERE deleted_at IS NULL"):
        yield customer_page.card(reader, customer_id)
        yield timeline(reader, customer_id)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (each.name for each in dataclasses.fields(value) if each.name != "version")
        return {name: _plain(getattr(value, name)) for name in fields}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
