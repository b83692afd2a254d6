"""What standards found is kept by day: whatever happens meanwhile, it is what is counted anew."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import history_of_desk  # noqa: F401  each adds to what can happen
import history_of_house  # noqa: F401
import history_of_partners  # noqa: F401
import history_of_plans  # noqa: F401
import history_of_sales  # noqa: F401
import pytest
from history import DHAKA, MOVES, History

from crm_tui.actions import attainment_upkeep
from crm_tui.actions.attainment_upkeep import keep_attainment_up
from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.playbooks import add_playbook
from crm_tui.actions.rebuild import rebuild
from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import Situation
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure
from crm_tui.queries.kept_attainment import kept_by_day
from crm_tui.queries.measuring import FEW, Gauge, as_of
from crm_tui.queries.periods import Period
from crm_tui.queries.standard_versions import written_standards
from crm_tui.queries.standards import shares_by, sums_by
from crm_tui.store.attainment import NOTHING, rounds
from crm_tui.store.attainment_counts import write_counts
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.tables import Tier, TierLimit

DAY = timedelta(days=1)
ACTS = 40
#: What changes the rules by which all is counted is tried less often than the rest.
_OF_RULES = ("_set_standard", "_set_clock_standard", "_change_hours", "_work_on_standard")
OFTEN = [move for move in MOVES if move.__module__ != "history_of_house" and move.__name__ not in _OF_RULES]
MISSED = {"a": {"outcome": ["missed"]}, "b": {"direction": ["outbound"]}}
#: Each measure as a standard could have it, with target, settings and scope.
STANDARDS: tuple[tuple[str, Any, dict[str, Any], dict[str, list[str]]], ...] = (
    ("mood", "pleased", {}, {}),
    ("mood", "neutral", {}, {"nature": ["complaint"], "kind": ["supplier"]}),
    ("waiting-time", 3, {}, {}),
    ("solved-at-first-contact", None, {}, {}),
    ("follow-up-in-time", None, {}, {}),
    ("promise-kept", None, {}, {}),
    ("promise-kept", None, {"by": "theirs"}, {}),
    ("same-person", None, {}, {}),
    ("contact-load", 1, {"days": 9}, {}),
    ("contact-load", None, {}, {"kind": ["internal"]}),
    ("followed-by", 0, {"unit": "days", **MISSED}, {}),
    ("followed-by", 600, {"a": {"event": "sale"}, "b": {"direction": ["outbound"]}}, {}),
    ("preceded-by", 3000, {"a": {"direction": ["outbound"]}, "b": {"direction": ["inbound"]}}, {}),
    ("preceded-by", 3000, {"a": {"event": "delivery"}, "b": {"event": "called-ahead"}}, {}),
    ("answered-within", 240, {}, {}),
    ("next-answer-within", 240, {"hours": "all"}, {}),
    ("resolved-within", 960, {}, {}),
    ("by-agreed-date", None, {}, {}),
    ("timely-as-recorded", None, {}, {}),
    ("delivered-by-promised-day", None, {}, {}),
    ("delivered-at-first-attempt", None, {}, {}),
    ("step-ticked", None, {}, {}),
)


@pytest.fixture
def held(database: Database, nadia: Actor, now: datetime) -> None:
    """A standard of every measure, and a limit of a channel."""
    steps = (TypedStep("Say what it costs", required=True),)
    with database.act(nadia, now - 30 * DAY) as act:
        for nature in ("enquiry", "sale"):
            add_playbook(act, situation=Situation(nature), steps=steps)
        for measure, target, settings, scope in STANDARDS:
            add_standard(
                act,
                statement=measure,
                measure=measure,
                target=target,
                objective=0.9,
                settings=settings,
                scope=scope,
            )
        act.add(TierLimit(tier_id=act.get(Tier, 1).record_id, channel="phone", contact_limit=0,
                          contact_window_days=3))  # fmt: skip


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that counting is interrupted between customers."""
    monkeypatch.setattr(attainment_upkeep, "_BATCH", 2)


def _both(
    reader: SqliteReader, now: datetime
) -> Iterator[tuple[Measure, dict[int, Attainment] | None, dict[int, Attainment]]]:
    """For each measure what is kept, and what is counted anew."""
    today = now.astimezone(DHAKA).date()
    period = Period(today - 60 * DAY, today + 5 * DAY)
    written, terms = written_standards(reader), as_of(reader, now, DHAKA)
    for measure in sorted({one.newest.measure for one in written} - FEW.keys()):
        gauge = Gauge(reader, measure, written, terms)
        by_day = kept_by_day(reader, gauge, period, now=now, zone=DHAKA)
        kept = None if by_day is None else sums_by(lambda standard, _day: standard, by_day)
        counted = gauge.counted(period.start(DHAKA), period.end(DHAKA))
        yield measure, kept, shares_by(lambda one: one.event.standard_id, counted)


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(4, 200))]
)
@pytest.mark.usefixtures("held")
def test_what_is_kept_is_what_is_counted_anew(
    seed: int, database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    first_act = reader.value("SELECT max(id) FROM acts") + 1
    it = History(database, reader, random.Random(seed), now, [nadia], first_act)
    compared = 0
    for number in _happening(it):
        if it.chance.random() < 0.4:
            _keep_up(it)
        # Time goes on though nobody does anything.
        for later in (0.0, it.chance.uniform(0, 20)) if number % 3 == 0 else ():
            for measure, kept, counted in _both(reader, it.now + later * DAY):
                if kept is not None:
                    assert kept == counted, measure
                    compared += bool(kept)
    assert compared > 20


def _happening(it: History) -> Iterator[int]:
    done = 0
    for _try in count():
        if done == ACTS:
            return
        it.now += timedelta(minutes=it.chance.randrange(1, 60 * 30))
        move = it.chance.choice(MOVES if it.chance.random() < 0.05 else OFTEN)
        try:
            with it.database.act(it.staff[0], it.now) as act:
                move(it, act)
        except CrmError:
            continue  # refused for good reasons; nothing was written
        done += 1
        yield done


def _keep_up(it: History) -> None:
    """Count what is new; at times it is interrupted, and goes on the next time."""
    left = it.chance.choice((1, 4, 1_000, 1_000, 1_000, 1_000, 1_000))
    turns = count()
    keep_attainment_up(it.database, it.now, lambda: next(turns) < left)


@pytest.mark.usefixtures("held")
def test_who_is_slower_writes_nothing_over_what_is_newer(
    database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    with database.act(nadia, now) as act:
        customer = add_customer(act, NewCustomer("Quillon Ashgrove")).id
    assert keep_attainment_up(database, now)
    slower = list(rounds(reader).values())
    with database.act(nadia, now) as act:
        new = NewContact("phone", "inbound", "enquiry", "information", customer_id=customer, mood="upset")
        log_contact(act, new)
    assert keep_attainment_up(database, now)
    with database.transaction() as connection:
        assert not write_counts(connection, slower, {customer: NOTHING}, now)
    (found,) = (kept for measure, kept, _counted in _both(reader, now) if measure is Measure.MOOD)
    assert found == {1: Attainment(1, 0)}


@pytest.mark.usefixtures("held")
def test_nothing_is_kept_of_a_time_before_it_was_counted(
    database: Database, reader: SqliteReader, now: datetime
) -> None:
    assert keep_attainment_up(database, now)
    assert {kept is None for _measure, kept, _counted in _both(reader, now)} == {False}
    assert {kept is None for _measure, kept, _counted in _both(reader, now - DAY)} == {True}


@pytest.mark.usefixtures("held")
def test_a_rebuild_counts_anew(database: Database, reader: SqliteReader, now: datetime) -> None:
    rebuild(database, now)
    before = rounds(reader)
    rebuild(database, now)
    assert before.keys() == rounds(reader).keys()
    assert not {one.id for one in before.values()} & {one.id for one in rounds(reader).values()}
