"""What is kept of a customer's health is what the rules say, however it came to be there."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from crm_tui.domain.actor import Actor
from crm_tui.domain.health import LONG_WAIT_MINUTES, LONGEST_DAYS, assess
from crm_tui.domain.health_facts import COMPLAINTS, Complaint, Contact, HealthFacts, OwnPromise, Reopening
from crm_tui.domain.instants import to_micros
from crm_tui.domain.words import Health, Mood, Nature, Outcome
from crm_tui.store import derived, derived_health
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, CaseEvent, Customer, CustomerKind, Interaction, Promise, Tier

DAY = timedelta(days=1)
#: Outcomes with which nobody was spoken to.
UNREACHED = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.MISSED, Outcome.NO_SHOW)


@dataclass
class Known:
    """What a customer's history is, as the test knows it without asking the database."""

    contacts: list[Contact] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    promises: list[OwnPromise] = field(default_factory=list)
    reopenings: list[Reopening] = field(default_factory=list)
    came: datetime = datetime.min
    heard: list[tuple[datetime, int]] = field(default_factory=list)
    rhythm_days: int | None = None
    apart: bool = False

    def facts(self, now: datetime) -> HealthFacts:
        since = now - LONGEST_DAYS * DAY
        heard = sorted(self.heard) if self.rhythm_days is None else []
        return HealthFacts(
            sorted((each for each in self.contacts if each.at > since), key=lambda each: (each.at, each.id)),
            sorted((each for each in self.complaints if each.is_open or each.at > since), key=lambda e: e.at),
            [each for each in self.promises if each.broken_at is None or each.broken_at > since],
            self.reopenings,
            max((at for at, _id in self.heard), default=self.came),
            self.rhythm_days,
            self.apart,
            [at for at, _id in heard],
            ("interaction", heard[-1][1]) if heard else None,
        )


def _customer(act: Act, chance: random.Random) -> tuple[int, Known]:
    own = chance.choice([None, None, 14])
    created = act.now - 200 * DAY
    row = act.add(
        Customer(
            form="person",
            name="Ada",
            sort_key="ada",
            tier_id=chance.choice([None, 1]),
            rhythm_days=own,
            created_at=created,
            ended_on=act.today if chance.random() < 0.1 else None,
        )
    )
    if chance.random() < 0.1:
        act.add(CustomerKind(customer_id=row.record_id, kind="internal"))
    kinds = act.session.connection().exec_driver_sql(
        "SELECT count(*) FROM customer_kinds WHERE customer_id = ?", (row.record_id,)
    )
    apart = row.ended_on is not None or bool(kinds.scalar())
    return row.record_id, Known(came=created, rhythm_days=own or (30 if row.tier_id else None), apart=apart)


def _happens(act: Act, customer_id: int, known: Known, chance: random.Random) -> None:
    at = act.now - chance.random() * 160 * DAY
    what = chance.randrange(6)
    if what <= 3:
        _contact(act, customer_id, known, chance, at)
    elif what == 4:
        state = chance.choice(["open", "broken", "kept"])
        row = act.add(
            Promise(
                customer_id=customer_id, staff_id=1, what="x", told_at=at + 9 * DAY, told_on=at.date(),
                safe_at=at + 9 * DAY, safe_on=at.date(), made_at=at, state=state,
                by=chance.choice(["ours", "ours", "theirs"]), closed_at=None if state == "open" else at,
            )
        )  # fmt: skip
        if row.by == "ours" and state != "kept":
            known.promises.append(OwnPromise(row.record_id, row.told_at, at if state == "broken" else None))
    else:
        _case(act, customer_id, known, chance, at)


def _contact(act: Act, customer_id: int, known: Known, chance: random.Random, at: datetime) -> None:
    nature, outcome = chance.choice(list(Nature)), chance.choice(list(Outcome))
    direction = chance.choice(["inbound", "outbound", "internal"])
    mood = chance.choice([*Mood, None])
    waited = chance.choice([0, 4, 12])
    row = act.add(
        Interaction(
            customer_id=customer_id, staff_id=1, channel="phone", direction=direction, nature=nature.value,
            outcome=outcome.value, mood=mood, waited_minutes=waited, happened_at=at, recorded_at=act.now,
            good_moment=chance.random() < 0.2,
        )
    )  # fmt: skip
    if direction == "internal":
        return
    complained = direction == "inbound" and nature in COMPLAINTS
    if mood is not None or row.good_moment or waited >= LONG_WAIT_MINUTES or complained:
        solved = outcome is Outcome.SOLVED
        known.contacts.append(Contact(row.record_id, at, mood, solved, waited, row.good_moment))
    if complained:
        known.complaints.append(Complaint(("interaction", row.record_id), at))
    if outcome not in UNREACHED:
        known.heard.append((at, row.record_id))


def _case(act: Act, customer_id: int, known: Known, chance: random.Random, at: datetime) -> None:
    stage, again = chance.choice(["open", "waiting", "solved", "closed"]), chance.random() < 0.3
    nature = chance.choice([Nature.COMPLAINT, Nature.PROBLEM])
    row = act.add(
        Case(
            customer_id=customer_id, nature=nature.value, owner_id=1, stage=stage, opened_at=at,
            reopenings=int(again),
        )
    )  # fmt: skip
    if nature in COMPLAINTS:
        known.complaints.append(Complaint(("case", row.record_id), at, stage in ("open", "waiting")))
    if again:
        act.add(
            CaseEvent(
                case_id=row.record_id,
                staff_id=1,
                what="reopened",
                value="open",
                happened_at=at,
                recorded_at=at,
            )
        )
        known.reopenings.append(Reopening(row.record_id, at))


def _kept(reader: SqliteReader) -> dict[int, tuple[str, int | None]]:
    rows = reader.rows("SELECT id, health, health_turns_at FROM customer_summaries")
    return {customer_id: (level, turns_at) for customer_id, level, turns_at in rows}


def _expected(known: dict[int, Known], now: datetime) -> dict[int, tuple[str, int | None]]:
    found = {customer_id: assess(each.facts(now), now) for customer_id, each in known.items()}
    return {
        customer_id: (each.level.value, None if each.turns_at is None else to_micros(each.turns_at))
        for customer_id, each in found.items()
    }


@pytest.mark.parametrize("seed", range(8))
def test_what_is_kept_is_what_the_rules_say_after_each_act_in_time_and_after_a_rebuild(
    seed: int, database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    chance = random.Random(seed)
    with database.act(nadia, now) as act:
        act.describe("sample")
        act.change(act.get(Tier, 1), rhythm_days=30)
        known = dict(_customer(act, chance) for _place in range(8))
    for _act in range(40):
        with database.act(nadia, now) as act:
            act.describe("sample")
            customer_id = chance.choice(list(known))
            _happens(act, customer_id, known[customer_id], chance)
        assert _kept(reader)[customer_id] == _expected(known, now)[customer_id]

    later = now + chance.randrange(1, 70) * DAY
    with database.transaction() as connection:
        while derived_health.refresh_stale(connection, later, limit=3):
            pass
    expected = _expected(known, later)
    assert _kept(reader) == expected
    with database.transaction() as connection:
        derived.rebuild(connection, later)
    assert _kept(reader) == expected


def test_another_rhythm_of_a_tier_makes_its_customers_stale_and_so_does_taking_it_back(
    database: Database, reader: SqliteReader, nadia: Actor, now: datetime
) -> None:
    with database.act(nadia, now) as act:
        act.describe("sample")
        for tier_id in (1, None):
            act.add(
                Customer(
                    form="person", name="Ada", sort_key="ada", tier_id=tier_id, created_at=now - 99 * DAY
                )
            )
    with database.act(nadia, now) as act:
        act.describe("sample")
        act.change(act.get(Tier, 1), rhythm_days=30)
    assert _kept(reader) == {1: ("steady", 0), 2: ("steady", None)}
    with database.transaction() as connection:
        assert derived_health.refresh_stale(connection, now) == 1
        assert derived_health.refresh_stale(connection, now) == 0
    assert _kept(reader) == {1: (Health.WATCH.value, None), 2: ("steady", None)}
    with database.act(nadia, now) as act:
        act.describe("sample")
        act.change(act.get(Tier, 1), label="usual")
    assert _kept(reader)[1] == (Health.WATCH.value, None)


def test_levels_that_were_never_written_are_written_in_time(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    with database.act(nadia, at) as act:
        act.describe("sample")
        act.add(Customer(form="person", name="Ada", sort_key="ada", created_at=at))
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE customer_summaries SET health = NULL")
        assert derived_health.refresh_stale(connection, at) == 1
    assert _kept(reader) == {1: ("steady", None)}
