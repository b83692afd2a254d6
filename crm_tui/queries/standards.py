"""Standards with what they found: the list, their figures over time, and the page of one."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import maybe_from_micros
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure, Role
from crm_tui.i18n import _
from crm_tui.queries.breaches import Breach, told
from crm_tui.queries.measuring import Counted, Gauge, as_of
from crm_tui.queries.periods import Period, months_up_to
from crm_tui.queries.reviews import PastReview, past_reviews
from crm_tui.queries.standard_versions import WrittenStandard, WrittenVersion, written_standards
from crm_tui.store.reader import Reader

READERS_OF_VERSION = """
SELECT s.id, s.login, s.name, min(a.at)
  FROM staff s
  LEFT JOIN acknowledgements a ON a.staff_id = s.id AND a.standard_version_id = :version_id
 WHERE s.left_on IS NULL
 GROUP BY s.id, s.login, s.name
 ORDER BY s.name, s.id"""
VERSIONS_READ = "SELECT DISTINCT standard_version_id FROM acknowledgements WHERE staff_id = :staff_id"
STAFF_NAMES = "SELECT id, login, name FROM staff ORDER BY name, id"

#: How many breaches a page names unless it is asked for more.
BREACHES_SHOWN = 200
_MONTHS_OF_TREND = 12
_MEASURED_FOR = (Role.MANAGER, Role.ADMIN)

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A standard as the list shows it, without its figures. ``unread`` is by the viewer."""

    standard: WrittenStandard
    review_overdue: bool
    unread: bool

    @property
    def id(self) -> int:
        """The standard's id."""
        return self.standard.id

    @property
    def version(self) -> WrittenVersion:
        """The version in force, or the last one of a standard that was retired."""
        return self.standard.newest


@dataclass(frozen=True, slots=True)
class Reading:
    """A member of staff and when they read the version in force; None while they have not."""

    staff_id: int
    login: str
    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class StaffShare:
    """What one member of staff had to do with a standard."""

    staff_id: int
    login: str
    name: str
    attainment: Attainment


@dataclass(frozen=True, slots=True)
class TierShare:
    """A tier's part, by its code; None stands for customers without one."""

    tier: str | None
    attainment: Attainment


@dataclass(frozen=True, slots=True)
class StandardPage:
    """One standard with its figures for a period.

    ``by_staff``, and who had a breach, hold only the viewer unless they are a manager or admin.
    ``more_breaches`` says that there are more than named.
    """

    line: StandardLine
    period: Period
    attainment: Attainment
    by_staff: tuple[StaffShare, ...]
    by_tier: tuple[TierShare, ...]
    breaches: tuple[Breach, ...]
    more_breaches: bool
    acknowledged: tuple[Reading, ...]
    waiting: tuple[Reading, ...]
    reviews: tuple[PastReview, ...]


def standards(
    reader: Reader, *, now: datetime, zone: ZoneInfo, viewer_id: int, with_retired: bool = False
) -> tuple[StandardLine, ...]:
    """The standards in the order in which they were set, as one member of staff sees them."""
    today = now.astimezone(zone).date()
    read = {row[0] for row in reader.rows(VERSIONS_READ, {"staff_id": viewer_id})}
    return tuple(
        StandardLine(
            standard,
            standard.review_is_overdue(today),
            standard.retired_at is None and standard.newest.id not in read,
        )
        for standard in written_standards(reader)
        if with_retired or standard.retired_at is None
    )


def attainments(
    reader: Reader,
    period: Period,
    *,
    now: datetime,
    zone: ZoneInfo,
    measure: Measure | None = None,
) -> dict[int, Attainment]:
    """The attainment of every standard in a period, by id, or of those of one measure.

    A standard without an event in the period is left out. Asked measure by measure, figures can be shown as
    they come.
    """
    start, end = period.start(zone), period.end(zone)
    found: dict[int, Attainment] = {}
    for gauge in _gauges(reader, now, zone, measure):
        found |= _by(lambda counted: counted.event.standard_id, gauge.counted(start, end))
    return found


def trends(
    reader: Reader,
    *,
    now: datetime,
    zone: ZoneInfo,
    measure: Measure | None = None,
) -> dict[int, tuple[Attainment, ...]]:
    """The attainment of each standard in each of the last twelve months, this one last, by id."""
    months = months_up_to(now.astimezone(zone).date(), _MONTHS_OF_TREND)
    starts = [month.start(zone) for month in months]
    found: dict[int, list[Attainment]] = {}
    for gauge in _gauges(reader, now, zone, measure):
        events = gauge.counted(starts[0], months[-1].end(zone), cuts=starts)
        monthly = _by(lambda counted: (counted.event.standard_id, _month(counted, starts)), events)
        for (standard_id, month), attainment in monthly.items():
            line = found.setdefault(standard_id, [Attainment(0, 0)] * _MONTHS_OF_TREND)
            line[month] = attainment
    return {standard_id: tuple(line) for standard_id, line in found.items()}


def standard_page(
    reader: Reader,
    standard_id: int,
    period: Period,
    *,
    now: datetime,
    zone: ZoneInfo,
    viewer: Actor,
    breaches: int = BREACHES_SHOWN,
) -> StandardPage:
    """A standard with its figures for a period, as the viewer may see them. Raises NoSuchRecord."""
    lines = standards(reader, now=now, zone=zone, viewer_id=viewer.staff_id, with_retired=True)
    line = next((line for line in lines if line.id == standard_id), None)
    if line is None:
        raise NoSuchRecord(
            _("There is no standard {id}.").format(id=standard_id),
            _("List them with `crm-tui standard list`."),
        )
    written = [line.standard for line in lines]
    gauge = Gauge(reader, line.version.measure, written, as_of(reader, now, zone))
    start, end = period.start(zone), period.end(zone)
    counted = [
        found
        for found in gauge.counted(start, end, splits=("staff", "tier"))
        if found.event.standard_id == standard_id
    ]
    only = None if viewer.role in _MEASURED_FOR else viewer.staff_id
    missed = (event for event in gauge.breaches(start, end) if event.standard_id == standard_id)
    newest = list(islice(missed, breaches + 1))
    logins = {staff_id: (login, name) for staff_id, login, name in reader.rows(STAFF_NAMES)}
    readings = _readings(reader, line.version.id)
    return StandardPage(
        line,
        period,
        _total(counted),
        tuple(
            StaffShare(staff_id, *logins[staff_id], share)
            for staff_id, share in _by(lambda found: found.event.staff_id, counted).items()
            if staff_id is not None and only in (None, staff_id)
        ),
        tuple(TierShare(tier, share) for tier, share in _by(lambda found: found.event.tier, counted).items()),
        told(
            reader,
            newest[:breaches],
            targets={version.id: version.rule.target for version in line.standard.versions},
            names={staff_id: name for staff_id, (_login, name) in logins.items()},
            now=now,
            only_staff_id=only,
        ),
        len(newest) > breaches,
        tuple(reading for reading in readings if reading.at is not None),
        tuple(reading for reading in readings if reading.at is None),
        tuple(review for review in past_reviews(reader) if review.standard_id == standard_id),
    )


def _gauges(reader: Reader, now: datetime, zone: ZoneInfo, measure: Measure | None) -> Iterable[Gauge]:
    """A gauge for each measure that a standard has, or for the one asked for."""
    written = written_standards(reader)
    in_use = {standard.newest.measure for standard in written} if measure is None else {measure}
    terms = as_of(reader, now, zone)
    return [Gauge(reader, used, written, terms) for used in Measure if used in in_use]


def _by(part_of: Callable[[Counted], K], counted: Iterable[Counted]) -> dict[K, Attainment]:
    """The attainment of each part; parts of which nothing is measured yet are left out."""
    measured: defaultdict[K, int] = defaultdict(int)
    met: defaultdict[K, int] = defaultdict(int)
    for found in counted:
        if found.event.met is not None:
            part = part_of(found)
            measured[part] += found.count
            met[part] += found.count * found.event.met
    return {part: Attainment(measured[part], met[part]) for part in measured}


def _total(counted: Iterable[Counted]) -> Attainment:
    return _by(lambda _found: None, counted).get(None, Attainment(0, 0))


def _month(counted: Counted, starts: Sequence[datetime]) -> int:
    return bisect_right(starts, counted.event.started_at) - 1


def _readings(reader: Reader, version_id: int) -> list[Reading]:
    return [
        Reading(staff_id, login, name, maybe_from_micros(at))
        for staff_id, login, name, at in reader.rows(READERS_OF_VERSION, {"version_id": version_id})
    ]
