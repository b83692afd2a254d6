"""What customers met in a period: the evidence that a review of a policy or a standard looks at.

Obstacles that were marked while logging, with their words; when customers try to reach us, and when nobody
answered; what they come back for; how long they waited.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.evidence import (
    LONG_WAIT_MINUTES,
    RETURN_DAYS,
    Evidence,
    ObstacleCount,
    Returning,
    Waits,
    Words,
)
from crm_tui.domain.hours import ROUND_THE_CLOCK, Hours
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.opening_hours import WEEKDAYS, minute_of_day
from crm_tui.domain.week_table import HourCount
from crm_tui.domain.words import Obstacle
from crm_tui.queries.periods import Period
from crm_tui.queries.surveys import survey_figures
from crm_tui.store.reader import Reader

#: So many of their own words are read, the newest.
WORDS_READ = 20

_HOURS_A_DAY = 24
#: All zones of today are whole quarters of an hour from UTC, so that a quarter lies in one local hour.
_QUARTER_HOUR = timedelta(minutes=15)

_OF_THE_PERIOD = """
 WHERE i.happened_at >= :start AND i.happened_at < :end AND i.deleted_at IS NULL
   AND (:natures IS NULL OR i.nature IN (SELECT value FROM json_each(:natures)))
   AND (:channels IS NULL OR i.channel IN (SELECT value FROM json_each(:channels)))
   AND (:products IS NULL OR i.product_id IN (SELECT CAST(value AS INTEGER) FROM json_each(:products)))"""
OBSTACLES = (
    "SELECT i.obstacle, count(*) FROM interactions i"
    + _OF_THE_PERIOD
    + " AND i.obstacle IS NOT NULL GROUP BY i.obstacle ORDER BY 2 DESC, 1"
)
WORDS = (
    """
SELECT i.id, i.customer_id, c.name, i.happened_at, i.obstacle, i.said
  FROM interactions i
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL"""
    + _OF_THE_PERIOD
    + " AND i.obstacle IS NOT NULL AND i.said <> '' ORDER BY i.happened_at DESC, i.id DESC LIMIT :limit"
)
CALLS_IN = (
    "SELECT i.happened_at / :quarter_hour, count(*), sum(i.outcome = 'missed') FROM interactions i"
    + _OF_THE_PERIOD
    + " AND i.direction = 'inbound' GROUP BY 1"
)
WAITS = (
    "SELECT i.waited_minutes, count(*) FROM interactions i"
    + _OF_THE_PERIOD
    + " AND i.direction = 'inbound' AND i.waited_minutes IS NOT NULL GROUP BY 1 ORDER BY 1"
)
RETURNS = (
    """
SELECT nature, count(*), sum(before >= happened_at - :window),
       count(DISTINCT CASE WHEN before >= happened_at - :window THEN customer_id END)
  FROM (SELECT i.nature, i.customer_id, i.happened_at,
               lag(i.happened_at) OVER (PARTITION BY i.customer_id, i.nature ORDER BY i.happened_at) AS before
          FROM interactions i"""
    + _OF_THE_PERIOD.replace(":start", ":start - :window")
    + """ AND i.direction = 'inbound' AND i.outcome <> 'missed')
 WHERE happened_at >= :start
 GROUP BY nature
HAVING sum(before >= happened_at - :window) > 0
 ORDER BY 3 DESC, 1"""
)


def review_evidence(
    reader: Reader,
    period: Period,
    *,
    zone: ZoneInfo,
    hours: Hours = ROUND_THE_CLOCK,
    natures: Collection[str] = (),
    channels: Collection[str] = (),
    products: Collection[str] = (),
) -> Evidence:
    """What customers met, in all contacts or only those of some natures, channels or products (none is all).

    Products are named by their ids. ``hours`` are the opening hours, as they were and are.
    """
    asked = {
        "start": to_micros(period.start(zone)),
        "end": to_micros(period.end(zone)),
        "natures": json.dumps(sorted(natures)) if natures else None,
        "channels": json.dumps(sorted(channels)) if channels else None,
        "products": json.dumps(sorted(products)) if products else None,
    }
    window = timedelta(days=RETURN_DAYS) // timedelta(microseconds=1)
    quarter = _QUARTER_HOUR // timedelta(microseconds=1)
    calls = [
        (from_micros(number * quarter), contacts, missed)
        for number, contacts, missed in reader.rows(CALLS_IN, {**asked, "quarter_hour": quarter})
    ]
    return Evidence(
        sum(contacts for _at, contacts, _missed in calls),
        sum(missed for _at, _contacts, missed in calls),
        sum(contacts for at, contacts, _missed in calls if not hours.is_open(at)),
        tuple(ObstacleCount(Obstacle(code), count) for code, count in reader.rows(OBSTACLES, asked)),
        tuple(map(_words, reader.rows(WORDS, {**asked, "limit": WORDS_READ}))),
        _week(calls, period, zone, hours),
        tuple(Returning(*row) for row in reader.rows(RETURNS, {**asked, "window": window})),
        _waits(reader.rows(WAITS, asked)),
        survey_figures(reader, period, zone, natures=natures),
    )


def _words(row: tuple[Any, ...]) -> Words:
    interaction_id, customer_id, customer, at, obstacle, said = row
    return Words(interaction_id, customer_id, customer, from_micros(at), Obstacle(obstacle), said)


def _week(
    calls: Iterable[tuple[datetime, int, int]], period: Period, zone: ZoneInfo, hours: Hours
) -> tuple[tuple[HourCount, ...], ...]:
    contacts: Counter[tuple[int, int]] = Counter()
    missed: Counter[tuple[int, int]] = Counter()
    for at, count, of_them in calls:
        local = at.astimezone(zone)
        place = (local.weekday(), local.hour)
        contacts[place] += count
        missed[place] += of_them
    opened = _usually_open(period, hours)
    return tuple(
        tuple(
            HourCount(contacts[day, hour], missed[day, hour], (day, hour) in opened)
            for hour in range(_HOURS_A_DAY)
        )
        for day in range(len(WEEKDAYS))
    )


def _usually_open(period: Period, hours: Hours) -> set[tuple[int, int]]:
    """The hours of the week in which we were open, were it for a part, on most such days of the period."""
    days: Counter[int] = Counter()
    seen: Counter[tuple[int, int]] = Counter()
    day = period.from_on
    while day <= period.to_on:
        days[day.weekday()] += 1
        within = {
            hour
            for opening, closing in hours.day_hours(day)
            for hour in range(minute_of_day(opening) // 60, -(-minute_of_day(closing) // 60))
        }
        seen.update((day.weekday(), hour) for hour in within)
        day += timedelta(days=1)
    return {place for place, count in seen.items() if 2 * count > days[place[0]]}


def _waits(rows: Iterable[tuple[int, int]]) -> Waits:
    """``rows`` are (minutes, how many waited so long), the shortest first."""
    waited = list(rows)
    count = sum(many for _minutes, many in waited)
    if not count:
        return Waits(0, None, 0)
    low, high = _nth(waited, (count - 1) // 2), _nth(waited, count // 2)
    return Waits(
        count, (low + high) / 2, sum(many for minutes, many in waited if minutes > LONG_WAIT_MINUTES)
    )


def _nth(waited: list[tuple[int, int]], place: int) -> int:
    passed = 0
    for minutes, many in waited:
        passed += many
        if place < passed:
            return minutes
    raise IndexError(place)
