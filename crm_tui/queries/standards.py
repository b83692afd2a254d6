"""Standards with what they found: the list, and their figures over time."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from crm_tui.domain.list_views import ALL
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Measure
from crm_tui.queries.kept_attainment import kept_by_day
from crm_tui.queries.measuring import Counted, Gauge, as_of
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.queries.periods import Period, months_up_to
from crm_tui.queries.standard_versions import WrittenStandard, WrittenVersion, written_standards
from crm_tui.store.reader import Reader

VERSIONS_READ = "SELECT DISTINCT standard_version_id FROM acknowledgements WHERE staff_id = :staff_id"
_MONTHS_OF_TREND = 12

K = TypeVar("K")
T = TypeVar("T", datetime, int)


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
        by_day = kept_by_day(reader, gauge, period, now=now, zone=zone)
        if by_day is None:
            found |= shares_by(lambda counted: counted.event.standard_id, gauge.counted(start, end))
        else:
            found |= sums_by(lambda standard_id, _day: standard_id, by_day)
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
    whole = Period(months[0].from_on, months[-1].to_on)
    first_days = [month.from_on.toordinal() for month in months]
    for gauge in _gauges(reader, now, zone, measure):
        by_day = kept_by_day(reader, gauge, whole, now=now, zone=zone)
        if by_day is None:
            events = gauge.counted(starts[0], whole.end(zone), cuts=starts)
            monthly = shares_by(
                lambda counted: (counted.event.standard_id, _place(starts, counted.event.started_at)), events
            )
        else:
            monthly = sums_by(lambda standard_id, day: (standard_id, _place(first_days, day)), by_day)
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


def sums_by(
    part_of: Callable[[int, int], K], by_day: Mapping[tuple[int, int], Attainment]
) -> dict[K, Attainment]:
    """The attainment of each part of what a standard found on a day."""
    found: dict[K, Attainment] = {}
    for (standard_id, day), share in by_day.items():
        part = part_of(standard_id, day)
        so_far = found.get(part, Attainment(0, 0))
        found[part] = Attainment(so_far.measured + share.measured, so_far.met + share.met)
    return found


def _place(starts: Sequence[T], at: T) -> int:
    """Which of the parts that begin so it falls into."""
    return bisect_right(starts, at) - 1
