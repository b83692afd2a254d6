"""What the standards of one measure found in a period, and how often they were met.

The domain's functions decide about every event (law 5). Where events are many, the database counts those that
a measure cannot tell apart and one of them stands for all: a year of a large desk is then some hundred
decisions instead of millions. Events that are few (reviews, readings) are judged one by one.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import pairwise
from json import dumps
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.events import ReadingRow, ReviewRow
from crm_tui.domain.instants import to_micros
from crm_tui.domain.measures.basis import AsOf
from crm_tui.domain.measures.reading import read_by_all
from crm_tui.domain.measures.review import reviewed_on_time
from crm_tui.domain.standards import MeasuredEvent, Version, in_period
from crm_tui.domain.words import ClockName, Measure, Mood
from crm_tui.queries import measured_people
from crm_tui.queries.event_sources import (
    MARKED,
    Asked,
    Mark,
    Source,
    grouped,
    of_customers,
    read_rows,
    suspected,
)
from crm_tui.queries.measured_cases import (
    agreed_date_source,
    clock_source,
    recorded_source,
    same_person_source,
)
from crm_tui.queries.measured_contacts import first_contact_source, mood_source, waiting_source
from crm_tui.queries.measured_load import load_source
from crm_tui.queries.measured_pairs import pair_source
from crm_tui.queries.measured_plans import follow_up_source, promise_source
from crm_tui.queries.measured_sales import first_attempt_source, promised_day_source
from crm_tui.queries.measured_steps import steps_source
from crm_tui.queries.standard_versions import WrittenStandard
from crm_tui.store.opening_hours import opening_hours
from crm_tui.store.reader import Reader

#: Breaches are looked for a page at a time, the newest first.
_PAGE = 500
#: No row has a larger id.
_LAST_ID = 2**62
#: After all that happens.
_END = datetime.max.replace(tzinfo=UTC)
#: So many sorts of events are remembered.
_MOST_SORTS = 50_000

#: Where the events of each measure are, which are counted.
SOURCES: Mapping[Measure, Callable[[Asked], list[Source]]] = MappingProxyType(
    {
        Measure.ANSWERED_WITHIN: clock_source(ClockName.FIRST_RESPONSE),
        Measure.NEXT_ANSWER_WITHIN: clock_source(ClockName.NEXT_RESPONSE),
        Measure.RESOLVED_WITHIN: clock_source(ClockName.RESOLUTION),
        Measure.FOLLOW_UP_IN_TIME: follow_up_source,
        Measure.PROMISE_KEPT: promise_source,
        Measure.MOOD: mood_source,
        Measure.WAITING_TIME: waiting_source,
        Measure.SOLVED_AT_FIRST_CONTACT: first_contact_source,
        Measure.CONTACT_LOAD: load_source,
        Measure.FOLLOWED_BY: pair_source("followed"),
        Measure.PRECEDED_BY: pair_source("preceded"),
        Measure.STEP_TICKED: steps_source,
        Measure.SAME_PERSON: same_person_source,
        Measure.BY_AGREED_DATE: agreed_date_source,
        Measure.TIMELY_AS_RECORDED: recorded_source,
        Measure.DELIVERED_BY_PROMISED_DAY: promised_day_source,
        Measure.DELIVERED_AT_FIRST_ATTEMPT: first_attempt_source,
    }
)
#: Measures whose events are few, with where they are and what judges them.
FEW: Mapping[
    Measure,
    tuple[
        Callable[[Reader, ZoneInfo], Iterator[Any]],
        Callable[[Iterable[Any], Sequence[Version], AsOf], Iterator[MeasuredEvent]],
    ],
] = MappingProxyType(
    {
        Measure.READ_BY_ALL: (measured_people.readings, read_by_all),
        Measure.REVIEW_ON_TIME: (measured_people.reviews, reviewed_on_time),
    }
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A measured event that stands for ``count`` events which the measure cannot tell apart.

    ``felt`` is how they left the customer, where that was asked for and is known.
    """

    event: MeasuredEvent
    count: int
    felt: Mood | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An event of a customer that started at so many microseconds, with one that cannot be told from it."""

    customer_id: int
    started_at: int
    alike: MeasuredEvent


def as_of(reader: Reader, now: datetime, zone: ZoneInfo) -> AsOf:
    """What figures at an instant go by: the business's opening hours as they were and are, and its zone."""
    return AsOf(now, opening_hours(reader), zone)


class Gauge:
    """Measures events by the standards of one measure, as things stood at an instant.

    ``only`` is the standard of which figures are wanted: what cannot be an event of it is not looked at.
    """

    def __init__(
        self,
        reader: Reader,
        measure: Measure,
        standards: Sequence[WrittenStandard],
        as_of: AsOf,
        *,
        only: int | None = None,
    ) -> None:
        self._reader = reader
        self.measure = measure
        self._as_of = as_of
        self._versions = [
            version.rule
            for standard in standards
            for version in standard.versions
            if version.measure is measure
        ]
        self._alike: dict[tuple[Any, ...], MeasuredEvent | None] = {}
        self._matters = {version.matter for version in self._versions if only in (None, version.standard_id)}
        scopes = [version.scope.values for version in self._versions]
        self._scoped = {dimension for scope in scopes for dimension in scope}.difference(MARKED)
        self._marks: list[Mark] = [
            (dimension, value)
            for dimension in MARKED
            for value in sorted({value for scope in scopes for value in scope.get(dimension, ())})
        ]

    def counted(
        self, start: datetime, end: datetime, *, cuts: Iterable[datetime] = (), splits: Iterable[str] = ()
    ) -> Iterator[Counted]:
        """The events whose clock started in the period.

        Events before and after one of the ``cuts`` are not counted together, nor those that differ in one of
        the ``splits`` ("tier", "staff", "felt").
        """
        if self.measure in FEW:
            yield from (Counted(event, 1) for event in self._few(start, end))
            return
        wanted = self._scoped | set(splits)
        spans = list(self._spans(start, end, cuts))
        turns = {f"turn_at_{place}": to_micros(first) for place, (first, _last) in enumerate(spans[1:])}
        for source in self._sources(start, end):
            if spans and source.in_one_pass:
                sql = grouped(source, wanted, self._marks, turns=len(turns))
                parameters = self._parameters(source, spans[0][0], spans[-1][1]) | turns
                yield from self._counted(source, sql, parameters)
            else:
                sql = grouped(source, wanted, self._marks, spans=len(spans))
                for first, last in spans:
                    yield from self._counted(source, sql, self._parameters(source, first, last))

    def breaches(self, start: datetime, end: datetime) -> Iterator[MeasuredEvent]:
        """The events of the period that missed their standard, the newest first."""
        if self.measure in FEW:
            missed = [event for event in self._few(start, end) if event.met is False]
            return iter(sorted(missed, key=_age, reverse=True))
        of_sources = (self._breaches(source, start, end) for source in self._sources(start, end))
        return merge(*of_sources, key=_age, reverse=True)

    def events_of(self, kind: str, record_id: int) -> Iterator[MeasuredEvent]:
        """What was measured about one record, named as in ``MeasuredEvent.key``."""
        if self.measure in FEW:
            found = self._judge_few()
        else:
            now = self._as_of.now
            sources = self._sources(now, now)
            found = (event for source in sources for event in self._about(source, record_id))
        return (event for event in found if event.key == (kind, record_id))

    def of_customers(self, ids: Sequence[int]) -> Iterator[Found]:
        """Every event of these customers, whenever it was; of a measure whose events are not few."""
        start = min((version.valid_from for version in self._versions), default=None)
        if start is None:
            return
        turns = sorted(map(to_micros, self._turns()))
        for place, source in enumerate(self._sources(start, start)):
            parameters = self._parameters(source, start, _END) | {"customers": dumps(list(ids))}
            rows = self._reader.rows(of_customers(source, self._scoped, self._marks), parameters)
            keys = [(place, bisect_right(turns, row[2]), *row[3:]) for row in rows]
            self._learn(source, {key: row[0] for key, row in zip(keys, rows, strict=True)}, parameters)
            for key, (_id, customer_id, started_at, *_traits) in zip(keys, rows, strict=True):
                if (event := self._alike[key]) is not None:
                    yield Found(customer_id, started_at, event)

    def _learn(
        self, source: Source, rows: Mapping[tuple[Any, ...], int], parameters: Mapping[str, Any]
    ) -> None:
        """Judge a row of each sort that was not met before, and remember what came of it."""
        if len(self._alike) > _MOST_SORTS:
            self._alike.clear()
        new = {key: row_id for key, row_id in rows.items() if key not in self._alike}
        judged = self._judged(source, new.values(), parameters, of_customers=True)
        events = {row.id: event for row, event in judged}
        self._alike |= {key: events.get(row_id) for key, row_id in new.items()}

    def _about(self, source: Source, record_id: int) -> Iterator[MeasuredEvent]:
        rows = source.rows_by_id or source.rows
        sql = (
            f"SELECT {source.id} FROM {rows}\n"
            f" WHERE {source.record or source.id} = :record AND {source.measurable}"
        )
        parameters = {**source.parameters, "record": record_id}
        ids = [row[0] for row in self._reader.rows(sql, parameters)]
        return (event for _row, event in self._judged(source, ids, parameters))

    def _counted(self, source: Source, sql: str, parameters: dict[str, Any]) -> Iterator[Counted]:
        groups = {
            row_id: (count, felt)
            for row_id, count, felt in self._reader.rows(sql, parameters)
            if row_id is not None
        }
        for row, event in self._judged(source, groups, parameters):
            count, felt = groups[row.id]
            yield Counted(event, count, None if felt is None else Mood(felt))

    def _breaches(self, source: Source, start: datetime, end: datetime) -> Iterator[MeasuredEvent]:
        parameters = self._parameters(source, start, end)
        parameters |= {"before": to_micros(end), "before_id": _LAST_ID}
        sql = suspected(source, self._marks, _PAGE)
        while found := self._reader.rows(sql, parameters):
            ids = [row_id for _at, row_id in found]
            judged = {row.id: event for row, event in self._judged(source, ids, parameters)}
            events = (judged[row_id] for row_id in ids if row_id in judged)
            yield from (event for event in events if event.met is False)
            parameters["before"], parameters["before_id"] = found[-1]

    def _judged(
        self, source: Source, ids: Iterable[int], parameters: Mapping[str, Any], *, of_customers: bool = False
    ) -> Iterator[tuple[Any, MeasuredEvent]]:
        for row in read_rows(self._reader, source, ids, self._marks, parameters, of_customers=of_customers):
            for event in source.judge([row], self._versions, self._as_of):
                yield row, event

    def _few(self, start: datetime, end: datetime) -> Iterator[MeasuredEvent]:
        return in_period(self._judge_few(), start, end)

    def _judge_few(self) -> Iterator[MeasuredEvent]:
        read, judge = FEW[self.measure]
        rows: Iterator[ReadingRow | ReviewRow] = read(self._reader, self._as_of.zone)
        return judge(rows, self._versions, self._as_of)

    def _sources(self, start: datetime, end: datetime) -> list[Source]:
        every = SOURCES[self.measure](Asked(self._reader, self._versions, self._as_of, start, end))
        return [source for source in every if source.matter in self._matters]

    def _spans(
        self, start: datetime, end: datetime, cuts: Iterable[datetime]
    ) -> Iterator[tuple[datetime, datetime]]:
        """The period in pieces in which no other version comes into force and no cut is made.

        Nothing is measured before the first version.
        """
        begin = max(start, min((version.valid_from for version in self._versions), default=end))
        turns = self._turns() | set(cuts)
        if begin < end:
            yield from pairwise([begin, *sorted(turn for turn in turns if begin < turn < end), end])

    def _turns(self) -> set[datetime]:
        """When versions came into force or ceased to be."""
        retired = (version.retired_at for version in self._versions)
        return {version.valid_from for version in self._versions} | {at for at in retired if at is not None}

    def _parameters(self, source: Source, start: datetime, end: datetime) -> dict[str, Any]:
        return {**source.parameters, "start": to_micros(start), "end": to_micros(end)}


def _age(event: MeasuredEvent) -> tuple[datetime, tuple[str, int]]:
    return event.started_at, event.key
