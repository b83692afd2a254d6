"""Random histories through the real actions: undoing all of one brings back every row and every answer.

Several people act in turn, take back and do again. After every few acts what is derived must be what a
rebuild would make of it, and at the end the journal's chain must hold.
"""

import ast
import dataclasses
import inspect
import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import history_of_answers
import history_of_desk
import history_of_house
import history_of_lists
import history_of_partners
import history_of_plans
import history_of_sales
import pytest
from history import DHAKA, MOVES, History, Move
from role_table import EVERYBODY, LEAST, OWN

from crm_tui.actions.rebuild import rebuild
from crm_tui.actions.staff import add_staff
from crm_tui.actions.undo import redo, undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import CrmError
from crm_tui.domain.list_views import OPPORTUNITIES, built_in_views
from crm_tui.domain.words import Door, Health, Role
from crm_tui.queries import cases as case_queries
from crm_tui.queries import customer_page, health, journal, narrowing, people, team
from crm_tui.queries import customers as customer_queries
from crm_tui.queries import promises as promise_queries
from crm_tui.queries import standards as standard_queries
from crm_tui.queries.agreements import agreements
from crm_tui.queries.calendars import written_calendar
from crm_tui.queries.case_clocks import queue
from crm_tui.queries.case_learning import case_learning
from crm_tui.queries.custom_fields import listed_fields, values_of
from crm_tui.queries.due import due_follow_ups
from crm_tui.queries.duplicates import duplicates
from crm_tui.queries.find import find
from crm_tui.queries.handing_over import theirs
from crm_tui.queries.member import member_page
from crm_tui.queries.negotiations import moves
from crm_tui.queries.opportunities import listed_opportunities
from crm_tui.queries.outreach import outreaches
from crm_tui.queries.periods import Period
from crm_tui.queries.plan_work import plan_work
from crm_tui.queries.plans import plans
from crm_tui.queries.playbooks import playbooks
from crm_tui.queries.policies import policies
from crm_tui.queries.products import products
from crm_tui.queries.promise_rates import kept_rates
from crm_tui.queries.proposals import proposals
from crm_tui.queries.referrals import referrals
from crm_tui.queries.reports import all_reports
from crm_tui.queries.reports.report import Asked
from crm_tui.queries.reviews_due import reviews_overdue
from crm_tui.queries.sales import sales
from crm_tui.queries.same_causes import causes_of_several
from crm_tui.queries.saved_views import saved_views
from crm_tui.queries.standard_page import standard_page
from crm_tui.queries.timeline import timeline
from crm_tui.queries.today import good_news, missed_calls, standards_to_read
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store import ddl, derived_health
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.journal import Act

HISTORIES = 20
#: Not tried: many of the same at once, and what needs a quarter that was measured.
NOT_TRIED = {
    "starter.full",
    "starter.light",
    "starter_plans.add_plans",
    "starter_playbooks.add_playbooks",
    "starter_policies.add_policies",
    "starter_templates.add_templates",
    "trainings.train_for_standard",
}
#: RELIABILITY.md, S8: the full run.
HISTORIES_IN_FULL = 1_000
ACTS = 60
#: Written by undo itself, or of no meaning to anybody: ids are never given twice.
_ADMIN = Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, "session-nadia")

_JOURNAL = ("acts", "journal_entries", "journal_payloads", "import_runs", "sqlite_sequence")
#: Counted by the running desk up to an entry of the journal; test_attainment_kept.py is about them.
_COUNTED = ("attainment_rounds", "attainment_days", "attainment_of_customers")
#: Undoing is a change too, and raises them.
_VERSIONS = ("version", "record_version")
_DERIVED = ("customer_summaries", "customer_search", "note_search")
_CLOCK_COLUMNS = """case_id, name, standard_version_id, target_minutes, started_at, due_at, warn_at,
    left_minutes, stopped_at, state, tier, since_id"""


def _do_again(it: History, act: Act) -> object:
    return redo(act)


def _next(it: History, actor: Actor) -> Move:
    """Whoever took something back often does it again."""
    newest = it.reader.value(
        "SELECT verb FROM acts WHERE staff_id = :id ORDER BY id DESC LIMIT 1", {"id": actor.staff_id}
    )
    return _do_again if newest == "undo" and it.chance.random() < 0.6 else it.chance.choice(MOVES)


@pytest.fixture
def begun(database: Database, nadia: Actor, now: datetime) -> list[Actor]:
    """Four people who act."""
    with database.act(nadia, now) as act:
        agent = add_staff(act, login="paul", name="Paul Mensah", role="agent").id
    with database.act(nadia, now) as act:
        manager = add_staff(act, login="mina", name="Mina Roy", role="manager").id
    with database.act(nadia, now) as act:
        trainee = add_staff(act, login="tara", name="Tara Sen", role="trainee").id
    return [
        nadia,
        Actor(agent, "paul", "Paul Mensah", Role.AGENT, Door.SCREENS, "session-paul"),
        Actor(manager, "mina", "Mina Roy", Role.MANAGER, Door.SCREENS, "session-mina"),
        Actor(trainee, "tara", "Tara Sen", Role.TRAINEE, Door.SCREENS, "session-tara"),
    ]


@pytest.fixture
def start(path: Path, database: Database, begun: list[Actor], tmp_path: Path) -> Path:
    """The business from which every history sets out."""
    database.close()
    return Path(shutil.copyfile(path, tmp_path / "start.db"))


def test_every_action_can_happen() -> None:
    """A new action is tried too: it is used in one of the files of what happens."""
    files = (
        history_of_answers,
        history_of_desk,
        history_of_house,
        history_of_lists,
        history_of_partners,
        history_of_plans,
        history_of_sales,
    )
    tree = ast.parse("".join(inspect.getsource(module) for module in files))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    actions = {*EVERYBODY, *OWN, *(name for least in LEAST.values() for name in least)}
    assert {action for action in actions if action.partition(".")[2] not in used} == NOT_TRIED


@pytest.mark.parametrize(
    "seed",
    [
        *range(HISTORIES),
        *(pytest.param(seed, marks=pytest.mark.full) for seed in range(HISTORIES, HISTORIES_IN_FULL)),
    ],
)
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
        if name not in (*_JOURNAL, *_COUNTED) and not shadow:
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
    yield case_queries.newest_cases(reader)
    yield standard_queries.standards(reader, **at, viewer_id=viewer, with_retired=True)
    yield people.staff(reader, now.date(), with_former=True)
    yield team.on_their_hands(reader, now, DHAKA)
    yield from _asked_of_the_house(reader, now)
    yield from _asked_of_growth(reader, now)
    for sort in customer_queries.Sort:
        yield customer_queries.page(reader, now=now, sort=sort)
    for text in ("018123", "রহি", "kettle", "ashgrove", "tea"):
        yield find(reader, text, country="BD")
    for (customer_id,) in reader.rows("SELECT id FROM customers WHERE deleted_at IS NULL"):
        yield customer_page.card(reader, customer_id)
        yield timeline(reader, customer_id)


def _asked_of_the_house(reader: SqliteReader, now: datetime) -> Iterator[Any]:
    month = Period(now.date() - timedelta(days=30), now.date())
    yield vocabulary(reader)
    yield written_calendar(reader)
    yield policies(reader, with_retired=True)
    yield proposals(reader)
    yield playbooks(reader, with_retired=True)
    yield causes_of_several(reader, now)
    for report in all_reports():
        yield report.read(reader, Asked(month, DHAKA, now, _ADMIN))
    yield kept_rates(reader, start=month.start(DHAKA), end=month.end(DHAKA), now=now, viewer=_ADMIN)
    for level in Health:
        yield health.of_level(reader, level, now=now)
    for standard in standard_queries.standards(reader, now=now, zone=DHAKA, viewer_id=1, with_retired=True):
        yield standard_page(reader, standard.id, month, now=now, zone=DHAKA, viewer=_ADMIN)
    for (staff_id,) in reader.rows("SELECT id FROM staff"):
        yield theirs(reader, staff_id)
        yield member_page(reader, staff_id, now=now, zone=DHAKA, viewer=_ADMIN)
    for (case_id,) in reader.rows("SELECT id FROM cases WHERE deleted_at IS NULL"):
        yield case_queries.case(reader, case_id)
        yield case_learning(reader, case_id)


def _asked_of_growth(reader: SqliteReader, now: datetime) -> Iterator[Any]:
    yield products(reader, with_retired=True)
    yield sales(reader)
    for view in built_in_views(OPPORTUNITIES):
        yield listed_opportunities(reader, narrowing.Asked(_ADMIN, now, DHAKA, view.narrowing))
    yield plans(reader, with_retired=True)
    yield plan_work(reader, now=now, zone=DHAKA)
    yield agreements(reader, with_ended=True)
    yield referrals(reader)
    yield outreaches(reader)
    yield saved_views(reader, 1)
    yield listed_fields(reader, retired=True)
    yield duplicates(reader, 100)
    for (customer_id,) in reader.rows("SELECT id FROM customers WHERE deleted_at IS NULL"):
        yield moves(reader, customer_id=customer_id)
        yield values_of(reader, customer_id)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (each.name for each in dataclasses.fields(value) if each.name not in _VERSIONS)
        return {name: _plain(getattr(value, name)) for name in fields}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
