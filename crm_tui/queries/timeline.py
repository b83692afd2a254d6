"""The timeline of a customer: everything that happened or is planned, newest first, read in pages by key.

What happened stands where it happened: a contact, a step of a case, a follow-up or promise when it was
closed, a sale when it was made. What is still open stands where it is due, so that what comes next is on top.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any

from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import bought_in_words
from crm_tui.store.reader import Reader

_ENDLESS = 2**63 - 1

INTERACTIONS = """
SELECT i.happened_at, i.id, i.direction, i.channel, i.nature, i.outcome, i.mood, i.said, i.cause, i.did,
       i.staff_id, s.name, i.case_id, NULL, 0, i.waited_minutes, i.good_moment, i.version,
       coalesce(p.name, '')
  FROM interactions i JOIN staff s ON s.id = i.staff_id LEFT JOIN products p ON p.id = i.product_id
 WHERE i.customer_id = :customer_id AND i.deleted_at IS NULL AND (i.happened_at, i.id) < (:at, :id)
 ORDER BY i.happened_at DESC, i.id DESC
 LIMIT :limit"""
# Who owned it, which tier held and what it was about when it was opened are no steps of their own.
CASE_EVENTS = """
SELECT e.happened_at, e.id, e.what, '', k.nature, coalesce(o.login, n.name, e.value), NULL, k.title, e.why,
       '', e.staff_id, s.name, k.id, NULL, 0, NULL, 0, e.version, coalesce(p.name, '')
  FROM cases k
  JOIN case_events e ON e.case_id = k.id
  JOIN staff s ON s.id = e.staff_id
  LEFT JOIN staff o ON e.what = 'owner' AND o.id = CAST(e.value AS INTEGER)
  LEFT JOIN products n ON e.what = 'product' AND n.id = CAST(e.value AS INTEGER)
  LEFT JOIN products p ON e.what = 'opened' AND p.id = k.product_id
 WHERE k.customer_id = :customer_id AND k.deleted_at IS NULL AND (e.happened_at, e.id) < (:at, :id)
   AND NOT (e.what IN ('owner', 'tier', 'product') AND e.happened_at = k.opened_at)
 ORDER BY e.happened_at DESC, e.id DESC
 LIMIT :limit"""
FOLLOW_UPS = """
SELECT coalesce(f.closed_at, f.due_at) AS place, f.id, f.state, f.channel, '', coalesce(f.appointment, ''),
       NULL, f.why, f.closed_why, '',
       f.staff_id, s.name, f.case_id, f.due_on, f.all_day, NULL, 0, f.version, ''
  FROM follow_ups f JOIN staff s ON s.id = f.staff_id
 WHERE f.customer_id = :customer_id AND (coalesce(f.closed_at, f.due_at), f.id) < (:at, :id)
 ORDER BY place DESC, f.id DESC
 LIMIT :limit"""
PROMISES = """
SELECT coalesce(p.closed_at, p.safe_at) AS place, p.id, p.state, '', '', p.by, NULL, p.what, p.closed_why, '',
       p.staff_id, s.name, p.case_id, p.safe_on, p.safe_all_day, NULL, 0, p.version, ''
  FROM promises p JOIN staff s ON s.id = p.staff_id
 WHERE p.customer_id = :customer_id AND (coalesce(p.closed_at, p.safe_at), p.id) < (:at, :id)
 ORDER BY place DESC, p.id DESC
 LIMIT :limit"""

SALES = """
SELECT a.sold_at, a.id, a.stage, a.value, a.currency, a.note, a.staff_id, s.name, a.version,
       (SELECT l.words FROM sale_lines l WHERE l.sale_id = a.id ORDER BY l.position, l.id LIMIT 1),
       (SELECT count(*) FROM sale_lines l WHERE l.sale_id = a.id)
  FROM sales a JOIN staff s ON s.id = a.staff_id
 WHERE a.customer_id = :customer_id AND a.deleted_at IS NULL AND (a.sold_at, a.id) < (:at, :id)
 ORDER BY a.sold_at DESC, a.id DESC
 LIMIT :limit"""


class EntryKind(StrEnum):
    """What an entry of the timeline is. Among entries of one instant, this is their order."""

    PROMISE = "promise"
    FOLLOW_UP = "follow-up"
    CASE = "case"
    SALE = "sale"
    INTERACTION = "interaction"


_SOURCES: Mapping[EntryKind, str] = MappingProxyType(
    {
        EntryKind.PROMISE: PROMISES,
        EntryKind.FOLLOW_UP: FOLLOW_UPS,
        EntryKind.CASE: CASE_EVENTS,
        EntryKind.SALE: SALES,
        EntryKind.INTERACTION: INTERACTIONS,
    }
)
#: The same the other way round: what is newer than a key, nearest first.
NEWER: Mapping[EntryKind, str] = MappingProxyType(
    {
        kind: sql.replace(" < (:at, :id)", " > (:at, :id)").replace(" DESC", " ASC")
        for kind, sql in _SOURCES.items()
    }
)
_RANK = MappingProxyType({kind: rank for rank, kind in enumerate(EntryKind)})
EVERYTHING = frozenset(EntryKind)


@dataclass(frozen=True, slots=True)
class TimelineKey:
    """Where an entry stands; the next page starts beyond it."""

    at: int
    rank: int
    id: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; what does not apply to its ``kind`` is empty.

    ``state`` is an interaction's direction, what happened to a case, the state of a follow-up or promise, the
    stage of a sale. ``outcome`` is the outcome of an interaction, what a case came to (a stage, a tier, an
    owner's login, a product), whether somebody came to an appointment, whose promise it is, or what a sale
    was worth. ``text`` is what they said, the case's title, what was to be done, or what was bought; ``why``
    the root cause, the reason given, or the note of a sale. ``due_on`` is the day of a follow-up, a promise's
    safe day; ``product`` what a contact or a case that was opened is about.
    """

    kind: EntryKind
    id: int
    at: datetime
    state: str
    channel: str
    nature: str
    outcome: str
    mood: str | None
    text: str
    why: str
    did: str
    staff_id: int
    staff: str
    case_id: int | None
    due_on: date | None
    all_day: bool
    waited_minutes: int | None
    good_moment: bool
    version: int
    product: str
    key: TimelineKey


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries, newest first. ``more``: there are others in the direction that was read."""

    entries: tuple[Entry, ...]
    more: bool


def timeline(
    reader: Reader,
    customer_id: int,
    *,
    kinds: Iterable[EntryKind] = EVERYTHING,
    after: TimelineKey | None = None,
    before: TimelineKey | None = None,
    from_end: bool = False,
    limit: int = 50,
) -> Timeline:
    """Up to ``limit`` entries of these kinds: those older than ``after``, those next newer than ``before``,
    or the newest; with ``from_end`` the oldest."""
    older = before is None and not from_end
    sources, start = (_SOURCES, after) if older else (NEWER, before)
    entries: list[Entry] = []
    for kind in kinds:
        asked = {"customer_id": customer_id, "limit": limit + 1, **_bound(kind, start, older)}
        read = _sale if kind is EntryKind.SALE else partial(_entry, kind)
        entries += [read(row) for row in reader.rows(sources[kind], asked)]
    entries.sort(key=_place, reverse=not older)
    shown = entries[:limit] if older else entries[:limit][::-1]
    return Timeline(tuple(shown), len(entries) > limit)


def key_of(kind: EntryKind, entry_id: int, at: datetime) -> TimelineKey:
    """Where an entry of that instant stands."""
    return TimelineKey(to_micros(at), _RANK[kind], entry_id)


def _place(entry: Entry) -> tuple[int, int, int]:
    return -entry.key.at, entry.key.rank, -entry.key.id


def _bound(kind: EntryKind, start: TimelineKey | None, older: bool) -> dict[str, int]:
    """The instant and id beyond which this kind goes on: of one instant, each kind follows the one before."""
    beginning = _ENDLESS if older else -_ENDLESS
    if start is None:
        return {"at": beginning, "id": beginning}
    if _RANK[kind] == start.rank:
        return {"at": start.at, "id": start.id}
    # Of the same instant, kinds of a higher rank are all older than the key, the others all newer.
    is_older = _RANK[kind] > start.rank
    return {"at": start.at, "id": _ENDLESS if is_older else 0}


def _entry(kind: EntryKind, row: tuple[Any, ...]) -> Entry:
    (
        at, entry_id, state, channel, nature, outcome, mood, text, why, did,
        staff_id, staff, case_id, due_on, all_day, waited_minutes, good_moment, version, product,
    ) = row  # fmt: skip
    return Entry(
        kind=kind,
        id=entry_id,
        at=from_micros(at),
        state=state,
        channel=channel,
        nature=nature,
        outcome=outcome,
        mood=mood,
        text=text,
        why=why,
        did=did,
        staff_id=staff_id,
        staff=staff,
        case_id=case_id,
        due_on=None if due_on is None else date.fromisoformat(due_on),
        all_day=bool(all_day),
        waited_minutes=waited_minutes,
        good_moment=bool(good_moment),
        version=version,
        product=product,
        key=TimelineKey(at, _RANK[kind], entry_id),
    )


def _sale(row: tuple[Any, ...]) -> Entry:
    at, sale_id, stage, value, currency, note, staff_id, staff, version, first, count = row
    worth = money_in_words(value, currency)
    bought = bought_in_words(first or "", count)
    told = (
        at,
        sale_id,
        stage,
        "",
        "",
        worth,
        None,
        bought,
        note,
        "",
        staff_id,
        staff,
        None,
        None,
        0,
        None,
        0,
    )
    return _entry(EntryKind.SALE, (*told, version, ""))
