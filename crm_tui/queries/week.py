"""The week for the meeting: what went well, what did not, whom to thank, and what is due."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Nature
from crm_tui.queries.breaches import Breach
from crm_tui.queries.event_sources import NOT_INTERNAL
from crm_tui.queries.reports.report import Asked
from crm_tui.queries.standard_page import standard_page
from crm_tui.queries.standards import standards
from crm_tui.store.reader import Reader

#: Each has: who it is about, what it was, and who of us had it. The last may be empty.
_GOOD = """
SELECT c.name, i.said, s.name
  FROM interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = i.staff_id
 WHERE i.happened_at >= :start AND i.happened_at < :end AND i.good_moment = 1 AND i.deleted_at IS NULL
 ORDER BY i.happened_at DESC, i.id DESC
 LIMIT :most"""
_PRAISE = """
SELECT s.name, coalesce(nullif(p.words, ''), i.said, ''), b.name
  FROM praise p
  JOIN staff s ON s.id = p.staff_id
  JOIN staff b ON b.id = p.by_id
  LEFT JOIN interactions i ON i.id = p.interaction_id AND i.deleted_at IS NULL
 WHERE p.at >= :start AND p.at < :end
 ORDER BY p.at DESC, p.id DESC
 LIMIT :most"""
_KEPT_EARLY = """
SELECT c.name, p.what, s.name
  FROM promises p
  JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = p.staff_id
 WHERE p.state = 'kept-early' AND p.by = 'ours' AND p.closed_at >= :start AND p.closed_at < :end
 ORDER BY p.closed_at DESC, p.id DESC
 LIMIT :most"""
_BROKEN = """
SELECT c.name, p.what, p.closed_why
  FROM promises p
  JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
 WHERE p.by = 'ours' AND p.told_at > :start AND p.told_at <= :end
   AND (p.state = 'broken' OR (p.state = 'open' AND p.told_at <= :now))
 ORDER BY p.told_at, p.id
 LIMIT :most"""
_COMPLAINTS = f"""
SELECT c.name, k.title, k.cause
  FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE k.nature = :complaint AND k.opened_at >= :start AND k.opened_at < :end AND k.deleted_at IS NULL
   AND {NOT_INTERNAL.format(customer="k.customer_id")}
 ORDER BY k.opened_at DESC, k.id DESC
 LIMIT :most"""
_PROMISED = """
SELECT c.name, p.what, s.name
  FROM promises p
  JOIN customers c ON c.id = p.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = p.staff_id
 WHERE p.state = 'open' AND p.by = 'ours' AND p.told_at > :end AND p.told_at <= :later
 ORDER BY p.told_at, p.id
 LIMIT :most"""
_APPOINTMENTS = """
SELECT c.name, f.why, s.name
  FROM follow_ups f
  JOIN customers c ON c.id = f.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = f.staff_id
 WHERE f.state = 'open' AND f.is_appointment = 1 AND f.due_at > :end AND f.due_at <= :later
 ORDER BY f.due_at, f.id
 LIMIT :most"""
_FOLLOW_UPS = """
SELECT s.name, count(*)
  FROM follow_ups f
  JOIN staff s ON s.id = f.staff_id
 WHERE f.state = 'open' AND f.due_at <= :later
 GROUP BY s.id
 ORDER BY 2 DESC, 1"""
_REVIEWS = """
SELECT v.statement, std.next_review_on
  FROM standards std
  JOIN standard_versions v ON v.id = (
       SELECT w.id FROM standard_versions w
        WHERE w.standard_id = std.id AND w.valid_from <= :now ORDER BY w.number DESC LIMIT 1)
 WHERE std.retired_at IS NULL AND std.next_review_on <= :later_on
 ORDER BY std.next_review_on, std.id"""

LISTS: Mapping[str, str] = MappingProxyType(
    {
        "good_moments": _GOOD,
        "praise": _PRAISE,
        "kept_early": _KEPT_EARLY,
        "broken_promises": _BROKEN,
        "complaints": _COMPLAINTS,
        "promises_due": _PROMISED,
        "appointments": _APPOINTMENTS,
    }
)

#: A meeting has time for so many of each.
MOST = 12
_MOST_BREACHES = 4
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was or will be: whom it is about, what it is, and who of us, or why."""

    name: str
    what: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A standard that something was measured of, and the breaches that a meeting has time for."""

    statement: str
    objective: float
    attainment: Attainment
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of one week. ``lists`` has those of ``LISTS`` by name, each with at most ``MOST``.

    ``thanks`` counts what each of us was praised for, kept early or made a good moment of. ``to_do`` counts
    the follow-ups due by the end of the next week, ``reviews`` are due by then, as (statement, ISO day).
    """

    lists: Mapping[str, tuple[Item, ...]]
    standards: tuple[Kept, ...]
    thanks: tuple[tuple[str, int], ...]
    to_do: tuple[tuple[str, int], ...]
    reviews: tuple[tuple[str, str], ...] = field(default=())


def week(reader: Reader, asked: Asked) -> Week:
    """The week of the period asked for, whatever its length, and what is due in the seven days after it."""
    later = asked.period.end(asked.zone) + _WEEK
    values = {
        **asked.instants,
        "later": asked.instants["end"] + _WEEK // timedelta(microseconds=1),
        "later_on": later.astimezone(asked.zone).date().isoformat(),
        "complaint": Nature.COMPLAINT.value,
        "most": MOST,
    }
    lists = {name: tuple(Item(*row) for row in reader.rows(sql, values)) for name, sql in LISTS.items()}
    thanks = Counter(item.name for item in lists["praise"])
    thanks.update(item.more for name in ("good_moments", "kept_early") for item in lists[name])
    return Week(
        lists,
        tuple(_standards(reader, asked)),
        tuple(sorted(thanks.items(), key=lambda one: (-one[1], one[0]))),
        tuple(reader.rows(_FOLLOW_UPS, values)),
        tuple(reader.rows(_REVIEWS, values)),
    )


def _standards(reader: Reader, asked: Asked) -> Iterator[Kept]:
    """Each standard of which something was measured, as it was kept."""
    for line in standards(reader, now=asked.now, zone=asked.zone, viewer_id=asked.viewer.staff_id):
        page = standard_page(
            reader,
            line.id,
            asked.period,
            now=asked.now,
            zone=asked.zone,
            viewer=asked.viewer,
            breaches=_MOST_BREACHES,
        )
        if page.attainment.measured:
            version = line.version
            yield Kept(version.statement, version.objective, page.attainment, page.breaches)
