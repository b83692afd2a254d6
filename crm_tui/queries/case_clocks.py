"""The queue of cases by the time that is left, and the clocks of cases as they stand.

The queue reads the derived rows, so that it is quick with thousands of cases; the clocks of a few cases come
from the domain's functions, over what happened.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from crm_tui.domain import list_views
from crm_tui.domain.clock_rules import ClockRules
from crm_tui.domain.clocks import Clock, clocks_of
from crm_tui.domain.folding import says
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.words import ClockName, Stage
from crm_tui.queries.cases import MINE
from crm_tui.queries.narrowing import Asked
from crm_tui.queries.vocabulary import natures
from crm_tui.store.case_stories import stories_of
from crm_tui.store.clock_rules import clock_rules
from crm_tui.store.reader import Reader

_QUEUE = """
SELECT k.id, k.customer_id, c.name, k.nature, k.title, k.stage, k.owner_id, o.name, o.login,
       coalesce(t.label, ''), k.opened_at,
       q.name, q.standard_version_id, q.due_at, q.warn_at, q.left_minutes
  FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
  JOIN staff o ON o.id = k.owner_id
  LEFT JOIN tiers t ON t.id = c.tier_id
  LEFT JOIN case_clocks q ON q.case_id = k.id AND q.stopped_at IS NULL
 WHERE k.deleted_at IS NULL"""
QUEUE_OF_ALL = _QUEUE + " AND k.stage IN ('open', 'waiting')"
# The plus keeps the index of stages out: a desk has thousands that are open, of which few are mine.
QUEUE_OF_MINE = f"{_QUEUE} AND +k.stage IN ('open', 'waiting') AND {MINE}"
SOLVED_LATELY = _QUEUE + " AND k.stage = 'solved' ORDER BY k.solved_at DESC, k.id DESC LIMIT :limit"
SOLVED_COUNT = """
SELECT count(*) FROM cases k JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE k.stage = 'solved' AND k.deleted_at IS NULL"""
QUEUE_OF_CUSTOMER = _QUEUE + " AND +k.stage IN ('open', 'waiting') AND k.customer_id = :customer_id"

_NO_TIME = timedelta()


class Standing(IntEnum):
    """How pressing a case is, the most pressing first."""

    LATE = 0
    AT_RISK = 1
    RUNNING = 2
    UNMEASURED = 3
    PAUSED = 4


@dataclass(frozen=True, slots=True)
class PressingClock:
    """The clock of a case that is to be stopped first.

    ``left`` is what is left of its target in the hours that count, below nought once it is missed; ``due_at``
    is None while it is paused.
    """

    name: ClockName
    due_at: datetime | None
    left: timedelta


@dataclass(frozen=True, slots=True)
class QueuedCase:
    """A case that is not over, with its most pressing clock; None where no standard sets it a time."""

    id: int
    customer_id: int
    customer: str
    nature: str
    title: str
    stage: Stage
    owner_id: int
    owner: str
    owner_login: str
    tier: str
    opened_at: datetime
    standing: Standing
    clock: PressingClock | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The cases that are not over, the most pressing first; counts are of all, also of those cut off."""

    cases: tuple[QueuedCase, ...]
    total: int
    late: int
    at_risk: int

    @property
    def more(self) -> bool:
        """Whether there are more than are here."""
        return self.total > len(self.cases)


def listed_cases(reader: Reader, asked: Asked, owner_id: int | None = None) -> Queue:
    """The queue of whoever looks, of ``owner_id`` or of everybody; or what was solved and may come back."""
    if asked.among == list_views.SOLVED:
        return solved_lately(reader, now=asked.now, text=asked.text, limit=asked.limit)
    return queue(
        reader,
        now=asked.now,
        today=asked.today,
        staff_id=asked.viewer.staff_id if asked.among == list_views.MINE else owner_id,
        text=asked.text,
        limit=asked.limit,
    )


def queue(
    reader: Reader,
    *,
    now: datetime,
    today: date,
    staff_id: int | None = None,
    text: str = "",
    limit: int = 500,
) -> Queue:
    """Missed clocks first, until they are stopped; then those at risk; then by when they are due.

    With ``staff_id`` only what that person owns, and what those own whom they stand in for today. ``text``
    narrows by words of the customer, the title, the owner, the nature and the tier.
    """
    sql = QUEUE_OF_ALL if staff_id is None else QUEUE_OF_MINE
    rows = reader.rows(sql, {"owner_id": staff_id, "today": today.isoformat()})
    found = _narrowed(reader, _most_pressing(rows, now), text)
    found.sort(key=lambda one: one.rank)
    rules = clock_rules(reader)
    return Queue(
        tuple(one.told(rules, now) for one in found[:limit]),
        len(found),
        sum(one.standing is Standing.LATE for one in found),
        sum(one.standing is Standing.AT_RISK for one in found),
    )


def solved_lately(reader: Reader, *, now: datetime, text: str = "", limit: int = 500) -> Queue:
    """What was solved and not yet closed, the newest first: it can be reopened, or closed.

    ``text`` narrows as in :func:`queue`, among all of them.
    """
    rows = reader.rows(SOLVED_LATELY, {"limit": -1 if text else limit})  # SQLite: below nought is no limit
    found = _narrowed(reader, _most_pressing(rows, now), text)
    total = len(found) if text else int(reader.value(SOLVED_COUNT))
    rules = clock_rules(reader)
    return Queue(tuple(one.told(rules, now) for one in found[:limit]), total, 0, 0)


def queued_of(reader: Reader, customer_id: int, now: datetime) -> tuple[QueuedCase, ...]:
    """The cases of a customer that are not over, the most pressing first."""
    found = _most_pressing(reader.rows(QUEUE_OF_CUSTOMER, {"customer_id": customer_id}), now)
    rules = clock_rules(reader)
    return tuple(one.told(rules, now) for one in sorted(found, key=lambda one: one.rank))


def clocks_of_cases(reader: Reader, case_ids: Sequence[int]) -> Mapping[int, tuple[Clock, ...]]:
    """All clocks of these cases, in the order in which they began."""
    rules = clock_rules(reader)
    return {story.id: clocks_of(story, rules) for story in stories_of(reader, case_ids)}


class _Found(NamedTuple):
    """A row of the queue before its words are made: thousands are read to show some hundred."""

    row: tuple[Any, ...]
    standing: Standing
    rank: tuple[int, int, int]

    def told(self, rules: ClockRules, now: datetime) -> QueuedCase:
        case_id, customer_id, customer, nature, title, stage, owner_id, owner, login, tier, opened_at = (
            self.row[:11]
        )
        return QueuedCase(
            case_id,
            customer_id,
            customer,
            nature,
            title,
            Stage(stage),
            owner_id,
            owner,
            login,
            tier,
            from_micros(opened_at),
            self.standing,
            _clock(self.row[11:], rules, now),
        )


def _most_pressing(rows: Iterable[tuple[Any, ...]], now: datetime) -> list[_Found]:
    """Of each case the clock that comes first."""
    best: dict[int, _Found] = {}
    now_micros = to_micros(now)
    for row in rows:
        standing, due = _standing(row, now_micros)
        rank = (int(standing), due, row[0])
        known = best.get(row[0])
        if known is None or rank < known.rank:
            best[row[0]] = _Found(row, standing, rank)
    return list(best.values())


def _standing(row: tuple[Any, ...], now: int) -> tuple[Standing, int]:
    """How pressing the clock of a row is, and by what it stands among its like."""
    opened_at, name, _version, due_at, warn_at, _left = row[10:]
    if name is None:
        return Standing.PAUSED if row[5] == Stage.WAITING else Standing.UNMEASURED, opened_at
    if due_at is None:
        return Standing.PAUSED, opened_at
    if due_at <= now:
        return Standing.LATE, due_at
    at_risk = warn_at is not None and warn_at < now
    return Standing.AT_RISK if at_risk else Standing.RUNNING, due_at


def _clock(row: tuple[Any, ...], rules: ClockRules, now: datetime) -> PressingClock | None:
    name, version_id, due_micros, _warn_at, left_minutes = row
    if name is None:
        return None
    due_at = maybe_from_micros(due_micros)
    target = rules.target(ClockName(name), version_id)
    if due_at is None or target is None:
        return PressingClock(ClockName(name), None, timedelta(minutes=left_minutes or 0))
    left = target.hours.elapsed(now, due_at) if now < due_at else _NO_TIME - target.hours.elapsed(due_at, now)
    return PressingClock(ClockName(name), due_at, left)


def _narrowed(reader: Reader, found: list[_Found], text: str) -> list[_Found]:
    if not text:
        return found
    labels = {choice.code: choice.label for choice in natures(reader)}
    return [one for one in found if says(text, *_words(one.row, labels))]


def _words(row: tuple[Any, ...], natures: Mapping[str, str]) -> tuple[str, ...]:
    _id, _customer_id, customer, nature, title, _stage, _owner_id, owner, login, tier = row[:10]
    return customer, title, owner, login, tier, nature, natures.get(nature, "")
