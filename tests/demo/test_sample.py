"""The sample business: the same for a seed, true to the rules, and with something on every screen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.first_start import start_business
from crm_tui.actions.founding import Founding
from crm_tui.demo import loading
from crm_tui.demo.sample import fill_sample, make_demo
from crm_tui.domain.actor import Actor
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.words import Door, Measure, Role
from crm_tui.queries import journal
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.same_causes import causes_of_several
from crm_tui.queries.standard_page import standard_page
from crm_tui.queries.standards import attainments, standards, trends
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.journal import table_of
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.tables import Interaction

NOW = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
ME = Actor(1, "ada", "Ada Lane", Role.ADMIN, Door.COMMAND_LINE, "session-ada")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample business, made once."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    made = make_demo(path, "ada", "Ada Lane", NOW)
    assert (made.customers, made.interactions) == (300, 1500)
    return path


@pytest.fixture
def sample(demo: Path) -> Iterator[SqliteReader]:
    """The sample business, to be read."""
    reader = open_reader(demo)
    yield reader
    reader.close()


WRONG = {
    "a complaint that is open, or was not solved at once, has a case": """
        SELECT count(*) FROM interactions
         WHERE nature IN ('complaint', 'problem', 'dispute') AND outcome <> 'solved' AND case_id IS NULL
           AND direction <> 'internal'""",
    "a dropped follow-up says why and when": """
        SELECT count(*) FROM follow_ups WHERE state = 'dropped' AND (closed_why = '' OR closed_at IS NULL)""",
    "a follow-up that is done was done by a contact of that customer": """
        SELECT count(*) FROM follow_ups f LEFT JOIN interactions i ON i.id = f.done_by_id
         WHERE f.state = 'done'
           AND (i.customer_id IS NOT f.customer_id OR f.closed_at IS NOT i.happened_at)""",
    "nothing is done before it was planned": """
        SELECT count(*) FROM follow_ups WHERE closed_at < created_at OR due_at < created_at""",
    "an open follow-up has no end": """
        SELECT count(*) FROM follow_ups
         WHERE state = 'open' AND (closed_at IS NOT NULL OR done_by_id IS NOT NULL)""",
    "nothing has happened that is still to come": """
        SELECT (SELECT count(*) FROM interactions WHERE happened_at > :now)
             + (SELECT count(*) FROM case_events WHERE happened_at > :now)
             + (SELECT count(*) FROM follow_ups WHERE closed_at > :now)
             + (SELECT count(*) FROM promises WHERE closed_at > :now OR made_at > :now)""",
    "a missed call makes a call-back": """
        SELECT count(*) FROM interactions i
         WHERE outcome = 'missed'
           AND NOT EXISTS (
               SELECT 1 FROM follow_ups f WHERE f.interaction_id = i.id AND f.is_call_back = 1)""",
    "an outcome that asks for a follow-up has one, or a case": """
        SELECT count(*) FROM interactions i
         WHERE outcome = 'follow-up' AND case_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.interaction_id = i.id)""",
    "a solved case was solved by a contact, and says when": """
        SELECT count(*) FROM cases k
         WHERE (stage IN ('solved', 'closed')) <> (solved_at IS NOT NULL)
            OR (solved_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM interactions i
                 WHERE i.case_id = k.id AND i.outcome = 'solved' AND i.happened_at = k.solved_at))""",
    "a case began with its first contact": """
        SELECT count(*) FROM cases k
         WHERE opened_at <> (SELECT min(i.happened_at) FROM interactions i WHERE i.case_id = k.id)""",
    "a promise is aimed at by the day that was told": """
        SELECT count(*) FROM promises WHERE safe_at > told_at OR told_at < made_at""",
    "a promise that is kept was kept in time": """
        SELECT count(*) FROM promises
         WHERE (state = 'kept-early' AND closed_at > safe_at) OR (state = 'kept' AND closed_at > told_at)""",
    "customers came before their contacts": """
        SELECT count(*) FROM interactions i JOIN customers c ON c.id = i.customer_id
         WHERE i.happened_at < c.created_at""",
}


@pytest.mark.parametrize("rule", WRONG)
def test_true_to_the_rules(sample: SqliteReader, rule: str) -> None:
    now = int(NOW.timestamp() * 1_000_000)
    assert sample.value(WRONG[rule], {"now": now} if ":now" in WRONG[rule] else {}) == 0


def test_sound_and_searchable(sample: SqliteReader, demo: Path) -> None:
    assert sample.rows("PRAGMA foreign_key_check") == []
    assert sample.value("PRAGMA integrity_check") == "ok"
    words = "SELECT count(*) FROM customer_words WHERE customer_words MATCH :words"
    assert sample.value(words, {"words": '"quillon" "ashgrove"'}) >= 1
    assert sample.value(words, {"words": '"রহিম"'}) >= 1
    assert sample.value("SELECT count(*) FROM customer_search") == 300
    indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_interactions_%'"
    assert sample.value(indexes) == len(table_of(Interaction).indexes)


def test_the_journal_verifies_and_names_the_load(sample: SqliteReader) -> None:
    assert sample.value("SELECT count(*) FROM journal_entries WHERE verb = 'load'") >= 8
    assert sample.value("SELECT count(*) FROM acts WHERE finished_at IS NULL") == 0
    assert first_broken(journal.chain(sample)) is None


def test_nothing_in_it_knows_what_time_it_really_is(sample: SqliteReader) -> None:
    assert sample.value("SELECT max(at) FROM acts") <= to_micros(NOW)
    assert sample.value("SELECT max(joined_at) FROM staff") <= to_micros(NOW)
    assert sample.value("SELECT max(valid_from) FROM calendar_versions") <= NOW.date().isoformat()


def test_every_screen_has_something_to_show(sample: SqliteReader) -> None:
    names = {row[0] for row in sample.rows("SELECT name FROM customers WHERE id <= 13")}
    assert {
        "Quillon Ashgrove",
        "Ashgrove Ltd",
        "Mary Ofori",
        "রহিম উদ্দিন",
        "Jun Sato",
        "Café Lumen",
        "Hill & Sons",
        "Delta Supplies",
        "Nile Travel",
    } <= names
    today = NOW.astimezone(ZONE).date()
    mine = "SELECT count(*) FROM follow_ups WHERE state = 'open' AND staff_id = 1 AND "
    assert sample.value(mine + "due_on < :today", {"today": today.isoformat()}) >= 2
    assert sample.value(mine + "due_on = :today", {"today": today.isoformat()}) >= 4
    assert sample.value(mine + "due_on > :today", {"today": today.isoformat()}) >= 2
    assert sample.value(mine + "is_call_back = 1") >= 1
    assert sample.value(mine + "is_appointment = 1") >= 1
    assert sample.value("SELECT count(*) FROM cases WHERE owner_id = 1 AND stage = 'open'") >= 2
    assert sample.value("SELECT count(*) FROM cases WHERE stage = 'waiting'") >= 1
    assert (
        sample.value("SELECT count(*) FROM promises WHERE state = 'open' AND told_on < :t", {"t": str(today)})
        >= 1
    )
    assert sample.value("SELECT count(*) FROM interactions WHERE good_moment = 1") >= 1
    assert (
        sample.value(
            "SELECT count(*) FROM absences WHERE stand_in_id = 1 AND until_on >= :t", {"t": str(today)}
        )
        == 1
    )


def test_standards_found_something(sample: SqliteReader) -> None:
    lines = {line.version.measure: line for line in standards(sample, now=NOW, zone=ZONE, viewer_id=1)}
    assert len(standards(sample, now=NOW, zone=ZONE, viewer_id=1)) == 19
    assert set(Measure) - set(lines) == {Measure.NEXT_ANSWER_WITHIN, Measure.TIMELY_AS_RECORDED}
    assert [measure for measure, line in lines.items() if line.review_overdue] == [Measure.MOOD]
    found = attainments(sample, quarter_of(NOW.date()), now=NOW, zone=ZONE)
    measured = {line.id: found[line.id].ratio or 0 for line in lines.values() if line.id in found}
    assert len(measured) >= 12
    assert all(0.2 < ratio <= 1 for ratio in measured.values()), measured
    assert 0.7 < sum(measured.values()) / len(measured) < 1
    waiting = lines[Measure.WAITING_TIME]
    assert sum(attainment.measured for attainment in trends(sample, now=NOW, zone=ZONE)[waiting.id]) > 100
    page = standard_page(sample, waiting.id, quarter_of(NOW.date()), now=NOW, zone=ZONE, viewer=ME)
    assert any(breach.cause for breach in page.breaches)
    assert page.acknowledged
    assert page.waiting
    assert page.line.version.number == 2
    assert page.line.version.question
    answered = lines[Measure.ANSWERED_WITHIN].id
    assert standard_page(sample, answered, quarter_of(NOW.date()), now=NOW, zone=ZONE, viewer=ME).reviews


HAS = {
    "policies with an owner": "SELECT count(*) >= 5 FROM policies WHERE owner_id IS NOT NULL",
    "policies were read": "SELECT count(*) > 20 FROM policy_readings",
    "one review of a policy is overdue": "SELECT count(*) = 1 FROM policies WHERE next_review_on < :today",
    "a version credits a proposal": "SELECT count(*) FROM proposals WHERE in_version = 2",
    "proposals wait for an answer": "SELECT count(*) >= 2 FROM proposals WHERE state = 'open'",
    "a proposal was declined": "SELECT count(*) FROM proposals WHERE state = 'declined' AND answer <> ''",
    "playbooks": "SELECT count(*) = 5 FROM playbooks",
    "steps are ticked": "SELECT count(*) > 100 FROM step_ticks",
    "the week has a lunch break": """
        SELECT json_array_length(weekly_hours, '$.mon') = 2 FROM calendar_versions ORDER BY valid_from""",
    "holidays": "SELECT max(json_array_length(holidays)) > 8 FROM calendar_versions",
    "limits by channel": "SELECT count(*) >= 2 FROM tier_limits",
    "a rhythm": "SELECT count(*) FROM tiers WHERE rhythm_days IS NOT NULL",
    "cases wait": "SELECT count(*) FROM cases WHERE stage = 'waiting'",
    "cases were reopened": "SELECT count(*) >= 2 FROM cases WHERE reopenings > 0",
    "cases have an agreed day": "SELECT count(*) > 5 FROM cases WHERE agreed_at IS NOT NULL",
    "customers confirmed what we understood": "SELECT count(*) > 5 FROM cases WHERE understanding_confirmed",
    "causes are prevented": "SELECT count(*) > 3 FROM cases WHERE prevention <> ''",
    "making good cost something": "SELECT count(*) > 3 FROM cases WHERE cost > 0",
    "promises of every kind": """
        SELECT count(DISTINCT state) >= 4 FROM promises
         WHERE state IN ('open', 'kept', 'kept-early', 'broken')""",
    "health of every kind": "SELECT count(DISTINCT health) = 4 FROM customer_summaries",
    "somebody at risk": "SELECT count(*) >= 2 FROM customer_summaries WHERE health = 'at-risk'",
    "skills": "SELECT count(DISTINCT staff_id) >= 6 FROM skills",
    "training that was taken": "SELECT count(*) FROM trainings WHERE taken_on IS NOT NULL",
    "training that is overdue": """
        SELECT count(*) FROM trainings WHERE taken_on IS NULL AND due_on < :today""",
    "a checklist that is partly signed": """
        SELECT count(signed_at) BETWEEN 2 AND count(*) - 2 FROM checklist_items""",
    "a look at what the newcomer logged": "SELECT count(*) FROM looks",
    "what the newcomer logged and nobody saw": """
        SELECT count(*) FROM interactions i JOIN staff s ON s.id = i.staff_id AND s.role = 'trainee'
         WHERE i.id NOT IN (SELECT interaction_id FROM looks)""",
    "praise for the founder in the last days": "SELECT count(*) FROM praise WHERE staff_id = 1",
    "jobs that name standards": "SELECT count(DISTINCT staff_id) >= 3 FROM job_standards",
    "a talk between two": "SELECT count(*) = 1 FROM one_to_ones",
    "no pulse, which is off": "SELECT count(*) = 0 FROM pulses",
    "allowances": "SELECT count(*) >= 3 FROM staff WHERE allowance IS NOT NULL",
    "a colleague's request is a case": """
        SELECT count(*) FROM cases k JOIN staff s ON s.customer_id = k.customer_id
         WHERE k.nature = 'request'""",
}


@pytest.mark.parametrize("what", HAS)
def test_the_service_engine_has_something_to_show(sample: SqliteReader, what: str) -> None:
    today = NOW.astimezone(ZONE).date().isoformat()
    assert sample.value(HAS[what], {"today": today} if ":today" in HAS[what] else {})


def test_one_cause_is_noticed(sample: SqliteReader) -> None:
    (found,) = causes_of_several(sample, NOW)
    assert (found.cause, found.customers) == ("seal too short", 3)


def test_nobody_comes_to_a_closed_shop(sample: SqliteReader) -> None:
    hours = opening_hours(sample)
    crowd = "SELECT happened_at FROM interactions WHERE customer_id > :last"
    rows = sample.rows(crowd, {"last": sample.value("SELECT max(id) FROM customers") - 250})
    assert rows
    assert all(hours.is_open(from_micros(at)) for (at,) in rows)


#: What the crowd and the stories are made of.
MADE = (
    "customers",
    "customer_kinds",
    "contact_points",
    "interactions",
    "follow_ups",
    "cases",
    "case_events",
    "promises",
    "step_ticks",
    "policies",
    "proposals",
    "praise",
    "breach_notes",
    "checklist_items",
)


def assert_the_same(sample: SqliteReader, again: Path) -> None:
    reader = open_reader(again)
    for table in MADE:
        rows = f"SELECT * FROM {table} ORDER BY id"
        assert reader.rows(rows) == sample.rows(rows), table
    reader.close()


def test_the_same_for_a_seed(sample: SqliteReader, tmp_path: Path) -> None:
    make_demo(tmp_path / "again.db", "ada", "Ada Lane", NOW)
    assert_the_same(sample, tmp_path / "again.db")


def test_the_same_from_another_process(
    sample: SqliteReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_CONTACTS_FOR_A_PROCESS", 0)
    make_demo(tmp_path / "again.db", "ada", "Ada Lane", NOW)
    assert_the_same(sample, tmp_path / "again.db")


@pytest.mark.parametrize("hours", [0, 9, 23])
def test_made_at_any_hour_even_on_a_sunday(tmp_path: Path, hours: int) -> None:
    path = tmp_path / "sunday.db"
    now = datetime(2026, 11, 22, hours, 30, tzinfo=UTC)
    assert make_demo(path, "nadia", "Nadia Karim", now, customers=20, interactions=80).interactions == 80


def test_fills_a_business_that_was_just_founded(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    founding = Founding("Ashgrove", "BD", "Asia/Dhaka", "ada", "Ada Lane")
    start_business(path, founding, Door.COMMAND_LINE, starter="light")
    database = Database(path)
    now = datetime.now(UTC) + timedelta(hours=1)
    made = fill_sample(database, ME, 40, 200, 3, now)
    assert (made.customers, made.interactions) == (40, 200)
    with pytest.raises(InvalidInput):
        fill_sample(database, ME, 40, 200, 3, now)
    database.close()
    reader = open_reader(path)
    assert reader.value("SELECT count(*) FROM standards") == 3
    reader.close()


def test_too_few_customers(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        make_demo(tmp_path / "few.db", "ada", "Ada", NOW, customers=3)
    assert not (tmp_path / "few.db").exists()
