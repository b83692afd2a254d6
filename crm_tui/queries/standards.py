"""Standards with what they found: the list, and their figures over time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from crm_tui.domain.list_views import ALL
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure
from crm_tui.queries.measuring import Counted, Gauge, as_of
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.queries.periods import Period, months_up_to
from crm_tui.queries.standard_versions import WrittenStandard, WrittenVersion, written_standards
from crm_tui.store.reader import Reader

VERSIONS_READ = "SELECT DISTINCT standard_version_id FROM acknowledgements WHERE staff_id = :staff_id"
_MONTHS_OF_TREND = 12

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


def listed_standards(reader: Reader, asked: Asked) -> tuple[StandardLine, ...]:
    """Those in force, or with the retired ones, as whoever looks sees them."""
    found = standards(
        reader,
        now=asked.now,
        zone=asked.zone,
        viewer_id=asked.viewer.staff_id,
        with_retired=asked.among == ALL,
    )
    return that_say(
        found,
        asked.text,
        lambda line: (
            line.version.statement,
            line.version.why,
            line.version.measure.label,
            line.standard.owner,
        ),
    )


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
        found |= shares_by(lambda counted: counted.event.standard_id, gauge.counted(start, end))
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
        monthly = shares_by(lambda counted: (counted.event.standard_id, _month(counted, starts)), events)
        for (standard_id, month), attainment in monthly.items():
            line = found.setdefault(standard_id, [Attainment(0, 0)] * _MONTHS_OF_TREND)
            line[month] = attainment
    return {standard_id: tuple(line) for standard_id, line in found.items()}


def _gauges(reader: Reader, now: datetime, zone: ZoneInfo, measure: Measure | None) -> Iterable[Gauge]:
    """A gauge for each measure that a standard has, or for the one asked for."""
    written = written_standards(reader)
    in_use = {standard.newest.measure for standard in written} if measure is None else {measure}
    terms = as_of(reader, now, zone)
    return [Gauge(reader, used, written, terms) for used in Measure if used in in_use]


def shares_by(part_of: Callable[[Counted], K], counted: Iterable[Counted]) -> dict[K, Attainment]:
    """The attainment of each part; parts of which nothing is measured yet are left out."""
    measured: defaultdict[K, int] = defaultdict(int)
    met: defaultdict[K, int] = defaultdict(int)
    for found in counted:
        if found.event.met is not None:
            part = part_of(found)
            measured[part] += found.count
            met[part] += found.count * found.event.met
    return {part: Attainment(measured[part], met[part]) for part in measured}


def _month(counted: Counted, starts: Sequence[datetime]) -> int:
    return bisect_right(starts, counted.event.started_at) - 1
