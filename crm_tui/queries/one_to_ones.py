"""One-to-ones: the private page of a member of staff and their manager, and the figures on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from json import loads
from typing import Any, Self
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.standards import Attainment
from crm_tui.i18n import _
from crm_tui.queries.periods import Period
from crm_tui.queries.staff_attainment import OwnShare, require_may_see, staff_attainment
from crm_tui.store.reader import Reader

COUNTS = """
SELECT (SELECT count(*) FROM interactions i
         WHERE i.staff_id = :staff_id AND i.happened_at >= :start AND i.happened_at < :end
           AND i.direction <> 'internal' AND i.deleted_at IS NULL),
       (SELECT count(*) FROM interactions i
         WHERE i.staff_id = :staff_id AND i.happened_at >= :start AND i.happened_at < :end
           AND i.good_moment = 1 AND i.deleted_at IS NULL),
       (SELECT count(*) FROM cases k
         WHERE k.owner_id = :staff_id AND k.opened_at >= :start AND k.opened_at < :end
           AND k.deleted_at IS NULL),
       (SELECT count(*) FROM cases k
         WHERE k.owner_id = :staff_id AND k.solved_at >= :start AND k.solved_at < :end
           AND k.deleted_at IS NULL),
       (SELECT count(*) FROM cases k
         WHERE k.owner_id = :staff_id AND k.opened_at >= :start AND k.opened_at < :end
           AND k.reopenings > 0 AND k.deleted_at IS NULL),
       (SELECT count(*) FROM promises p
         WHERE p.staff_id = :staff_id AND p.by = 'ours' AND p.closed_at >= :start AND p.closed_at < :end
           AND p.state IN ('kept', 'kept-early', 'broken')),
       (SELECT count(*) FROM promises p
         WHERE p.staff_id = :staff_id AND p.by = 'ours' AND p.closed_at >= :start AND p.closed_at < :end
           AND p.state IN ('kept', 'kept-early')),
       (SELECT count(*) FROM praise p
         WHERE p.staff_id = :staff_id AND p.at >= :start AND p.at < :end)"""
GOOD_CASES = """
SELECT i.id, i.happened_at, i.said, c.name
  FROM interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
 WHERE i.staff_id = :staff_id AND i.happened_at >= :start AND i.happened_at < :end
   AND i.deleted_at IS NULL AND i.direction <> 'internal'
   AND (i.good_moment = 1
        OR EXISTS (SELECT 1 FROM praise p WHERE p.interaction_id = i.id AND p.staff_id = i.staff_id))
 ORDER BY i.happened_at DESC, i.id DESC LIMIT :limit"""
HARD_CASES = """
SELECT k.id, k.opened_at, k.title, c.name
  FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE k.owner_id = :staff_id AND k.opened_at >= :start AND k.opened_at < :end AND k.deleted_at IS NULL
   AND (k.reopenings > 0
        OR EXISTS (SELECT 1 FROM interactions i
                    WHERE i.case_id = k.id AND i.mood = 'upset' AND i.deleted_at IS NULL))
 ORDER BY k.reopenings DESC, k.opened_at DESC, k.id DESC LIMIT :limit"""
_ONE_TO_ONES = """
SELECT o.id, o.staff_id, s.name, o.manager_id, m.name, o.from_on, o.to_on, o.went_well, o.was_hard, o.goals,
       o.training, o.figures, o.at, o.version
  FROM one_to_ones o
  JOIN staff s ON s.id = o.staff_id
  JOIN staff m ON m.id = o.manager_id"""
ONE_TO_ONE = _ONE_TO_ONES + " WHERE o.id = :id"
ONE_TO_ONES_OF = _ONE_TO_ONES + " WHERE o.staff_id = :staff_id ORDER BY o.to_on DESC, o.id DESC"

_CASES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody did in a period: counts, and their share of each standard, most missed first.

    ``cases`` were opened in the period and are theirs, ``solved`` were solved in it; ``promises`` of ours
    ended in it, kept or broken.
    """

    standards: tuple[OwnShare, ...] = ()
    contacts: int = 0
    good_moments: int = 0
    cases: int = 0
    solved: int = 0
    reopened: int = 0
    promises: int = 0
    promises_kept: int = 0
    praise: int = 0

    def as_structure(self) -> dict[str, Any]:
        """As a one-to-one keeps them."""
        counts = {name: getattr(self, name) for name in _COUNTED}
        standards = [
            {
                "id": one.standard_id,
                "statement": one.statement,
                "objective": one.objective,
                "measured": one.attainment.measured,
                "met": one.attainment.met,
            }
            for one in self.standards
        ]
        return {**counts, "standards": standards}

    @classmethod
    def from_structure(cls, kept: Mapping[str, Any]) -> Self:
        """What :meth:`as_structure` made."""
        shares = tuple(
            OwnShare(one["id"], one["statement"], one["objective"], Attainment(one["measured"], one["met"]))
            for one in kept.get("standards", ())
        )
        return cls(shares, **{name: kept.get(name, 0) for name in _COUNTED})


_COUNTED = (
    "contacts",
    "good_moments",
    "cases",
    "solved",
    "reopened",
    "promises",
    "promises_kept",
    "praise",
)


@dataclass(frozen=True, slots=True)
class Remarkable:
    """A contact that went well, or a case that was hard: ``kind`` is interaction or case."""

    kind: str
    id: int
    at: datetime
    what: str
    customer: str


@dataclass(frozen=True, slots=True)
class OneToOne:
    """A talk about a period, with the figures as they stood on the day of it."""

    id: int
    staff_id: int
    name: str
    manager_id: int
    manager: str
    period: Period
    went_well: str
    was_hard: str
    goals: str
    training: str
    figures: Figures
    at: datetime
    version: int


def figures(
    reader: Reader, staff_id: int, period: Period, *, now: datetime, zone: ZoneInfo, viewer: Actor
) -> Figures:
    """What a member of staff did in a period. Raises NotAllowed for whom it is no business of."""
    require_may_see(viewer, staff_id)
    row = reader.row(COUNTS, _asked(staff_id, period, zone))
    assert row is not None, "counts are one row"
    contacts, good_moments, cases, solved, reopened, promises, kept, praise = row
    shares = staff_attainment(reader, staff_id, period, now=now, zone=zone, viewer=viewer)
    return Figures(shares, contacts, good_moments, cases, solved, reopened, promises, kept, praise)


def remarkable(
    reader: Reader, staff_id: int, period: Period, *, zone: ZoneInfo, viewer: Actor
) -> tuple[Remarkable, ...]:
    """Contacts that went well, then cases that were hard: what to talk about. Raises NotAllowed."""
    require_may_see(viewer, staff_id)
    asked = {**_asked(staff_id, period, zone), "limit": _CASES_NAMED}
    return tuple(
        Remarkable(kind, record_id, from_micros(at), what, customer)
        for kind, sql in (("interaction", GOOD_CASES), ("case", HARD_CASES))
        for record_id, at, what, customer in reader.rows(sql, asked)
    )


def one_to_one(reader: Reader, one_to_one_id: int, *, viewer: Actor) -> OneToOne:
    """One talk. Raises NoSuchRecord; NotAllowed unless it is the viewer's own or they are in charge."""
    row = reader.row(ONE_TO_ONE, {"id": one_to_one_id})
    if row is None:
        raise NoSuchRecord(
            _("There is no one-to-one {id}.").format(id=one_to_one_id),
            _("The page of a member of staff lists theirs."),
        )
    found = _one_to_one(row)
    require_may_see(viewer, found.staff_id)
    return found


def one_to_ones(reader: Reader, staff_id: int, *, viewer: Actor) -> tuple[OneToOne, ...]:
    """Every talk with a member of staff, the newest first. Raises NotAllowed as :func:`one_to_one`."""
    require_may_see(viewer, staff_id)
    return tuple(map(_one_to_one, reader.rows(ONE_TO_ONES_OF, {"staff_id": staff_id})))


def _asked(staff_id: int, period: Period, zone: ZoneInfo) -> dict[str, int]:
    return {
        "staff_id": staff_id,
        "start": to_micros(period.start(zone)),
        "end": to_micros(period.end(zone)),
    }


def _one_to_one(row: tuple[Any, ...]) -> OneToOne:
    one_id, staff_id, name, manager_id, manager, from_on, to_on, *words, kept, at, version = row
    went_well, was_hard, goals, training = words
    return OneToOne(
        one_id,
        staff_id,
        name,
        manager_id,
        manager,
        Period(date.fromisoformat(from_on), date.fromisoformat(to_on)),
        went_well,
        was_hard,
        goals,
        training,
        Figures.from_structure(loads(kept)),
        from_micros(at),
        version,
    )
