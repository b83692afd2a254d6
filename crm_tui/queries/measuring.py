"""What the standards of one measure found in a period, and how often they were met.

The domain's functions decide about every event (law 5). Where events are many, the database counts those that
a measure cannot tell apart and one of them stands for all: a year of a large desk is then some hundred
decisions instead of millions. Events that can only be judged one by one (cases, reviews) are read so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain import measures
from crm_tui.domain.events import ContactRow, FollowUpRow
from crm_tui.domain.instants import to_micros
from crm_tui.domain.standards import MeasuredEvent, in_period
from crm_tui.domain.words import Kind, Measure, Nature
from crm_tui.queries import measured_rows
from crm_tui.queries.event_sources import SOURCES, Source, grouped
from crm_tui.queries.reviews import past_reviews
from crm_tui.queries.standard_versions import WrittenStandard
from crm_tui.store.reader import Reader

#: Breaches are looked for a page at a time, the newest first.
_PAGE = 500
#: No row has a larger id.
_LAST_ID = 2**62


@dataclass(frozen=True, slots=True)
class Counted:
    """A measured event that stands for ``count`` events which the measure cannot tell apart."""

    event: MeasuredEvent
    count: int


class Gauge:
    """Measures events by the standards of one measure, as things stood at ``now``.

    ``due`` says which time counts towards a target; opening hours come in there.
    """

    def __init__(
        self,
        reader: Reader,
        measure: Measure,
        standards: Sequence[WrittenStandard],
        now: datetime,
        zone: ZoneInfo,
        due: measures.Due = measures.round_the_clock,
    ) -> None:
        self._reader = reader
        self._measure = measure
        self._standards = standards
        self._now = now
        self._zone = zone
        self._due = due
        self._versions = [
            version.rule
            for standard in standards
            for version in standard.versions
            if version.measure is measure
        ]
        scopes = [version.scope.values for version in self._versions]
        self._scoped = {dimension for scope in scopes for dimension in scope}
        self._kinds = sorted({Kind(value) for scope in scopes for value in scope.get("kind", ())})
        natures = {value for scope in scopes for value in scope.get("nature", ())} | {Nature.COMPLAINT.value}
        self._natures = {f"nature_{place}": nature for place, nature in enumerate(sorted(natures))}

    def counted(
        self, start: datetime, end: datetime, *, cuts: Iterable[datetime] = (), splits: Iterable[str] = ()
    ) -> Iterator[Counted]:
        """The events whose clock started in the period.

        Events before and after one of the ``cuts`` are not counted together, nor those that differ in one of
        the ``splits`` ("tier", "staff").
        """
        source = SOURCES.get(self._measure)
        if source is None:
            yield from (Counted(event, 1) for event in self._one_by_one(start, end))
            return
        sql = grouped(source, self._condition(source), (self._scoped - {"kind"}) | set(splits), self._kinds)
        for first, last in self._spans(start, end, cuts):
            counts = {
                int(row[0]): int(row[1]) for row in self._reader.rows(sql, self._parameters(first, last))
            }
            if counts:
                chosen = f"{source.table}.id IN ({', '.join(map(str, counts))})"
                for event in self._judged(self._rows(source, chosen, {})):
                    yield Counted(event, counts[event.key[1]])

    def breaches(self, start: datetime, end: datetime) -> Iterator[MeasuredEvent]:
        """The events of the period that missed their standard, the newest first."""
        source = SOURCES.get(self._measure)
        if source is None:
            missed = [event for event in self._one_by_one(start, end) if event.met is False]
            yield from sorted(missed, key=lambda event: (event.started_at, event.key), reverse=True)
            return
        time, row_id = source.time, f"{source.table}.id"
        page = (
            f"{self._condition(source)} AND {source.suspects}"
            f" AND ({time} < :before OR ({time} = :before AND {row_id} < :before_id))"
            f" ORDER BY {time} DESC, {row_id} DESC LIMIT {_PAGE}"
        )
        parameters = {**self._parameters(start, end), "before": to_micros(end), "before_id": _LAST_ID}
        while rows := self._rows(source, page, parameters):
            yield from (event for event in self._judged(rows) if event.met is False)
            last = rows[-1]
            started_at = last.created_at if isinstance(last, FollowUpRow) else last.happened_at
            parameters |= {"before": to_micros(started_at), "before_id": last.id}

    def _rows(
        self, source: Source, which: str, parameters: dict[str, Any]
    ) -> list[FollowUpRow] | list[ContactRow]:
        read = measured_rows.follow_ups if source.table == "f" else measured_rows.contacts
        return read(self._reader, which, parameters, self._kinds)

    def _judged(self, rows: Sequence[FollowUpRow | ContactRow]) -> Iterable[MeasuredEvent]:
        follow_ups = [row for row in rows if isinstance(row, FollowUpRow)]
        contacts = [row for row in rows if isinstance(row, ContactRow)]
        if self._measure is Measure.FOLLOW_UP_IN_TIME:
            return measures.follow_ups_in_time(follow_ups, self._versions, self._now)
        if self._measure is Measure.MOOD:
            return measures.left_in_mood(contacts, self._versions)
        if self._measure is Measure.WAITING_TIME:
            return measures.waited_at_most(contacts, self._versions)
        return measures.solved_at_first_contact(contacts, self._versions)

    def _one_by_one(self, start: datetime, end: datetime) -> Iterable[MeasuredEvent]:
        if self._measure is Measure.REVIEW_ON_TIME:
            rows = measured_rows.reviews(self._standards, past_reviews(self._reader), self._zone)
            return in_period(measures.reviewed_on_time(rows, self._versions, self._now), start, end)
        which = f"k.opened_at >= :start AND k.opened_at < :end AND k.nature IN ({self._nature_names()})"
        cases = measured_rows.cases(self._reader, which, self._parameters(start, end), self._kinds)
        return measures.answered_within(cases, self._versions, self._now, self._due)

    def _spans(
        self, start: datetime, end: datetime, cuts: Iterable[datetime]
    ) -> Iterator[tuple[datetime, datetime]]:
        """The period in pieces in which no other version comes into force and no cut is made."""
        turns = {version.valid_from for version in self._versions} | set(cuts)
        turns |= {version.retired_at for version in self._versions if version.retired_at is not None}
        return pairwise([start, *sorted(turn for turn in turns if start < turn < end), end])

    def _condition(self, source: Source) -> str:
        measurable = source.measurable.format(natures=self._nature_names())
        return f"{source.time} >= :start AND {source.time} < :end AND {measurable}"

    def _nature_names(self) -> str:
        return ", ".join(f":{name}" for name in self._natures)

    def _parameters(self, start: datetime, end: datetime) -> dict[str, Any]:
        targets = [version.target for version in self._versions if version.target is not None]
        return {
            "start": to_micros(start),
            "end": to_micros(end),
            "now": to_micros(self._now),
            "least_target": min(targets, default=0),
            **self._natures,
        }
