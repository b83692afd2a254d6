"""The opening hours of a business: weekly hours in a time zone, holidays, and days with hours of their own.

Opening hours are wall-clock times of the calendar's zone, half-open: a desk open until 17:00 is closed at
17:00. A time that the clocks skip is moved forward by what they skip; of one that comes twice the first is
meant.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.hours import Hours, Span
from crm_tui.domain.instants import to_micros
from crm_tui.domain.opening_hours import (
    WEEKDAYS,
    HoursByDay,
    check_date_hours,
    check_weekly_hours,
    minute_of_day,
)
from crm_tui.i18n import _

_A_DAY = timedelta(days=1)


class BusinessCalendar(Hours):
    """Opening hours of one zone. Never changes; two with the same hours are equal."""

    __slots__ = ("_by_date", "_by_weekday", "_holidays", "_zone")

    def __init__(
        self,
        timezone: str,
        weekly_hours: Mapping[str, Sequence[tuple[str, str]]],
        holidays: Collection[date] = (),
        date_hours: Mapping[date, Sequence[tuple[str, str]]] = {},
    ) -> None:
        """``weekly_hours`` by "mon" … "sun", a missing day is closed; holidays are closed all day (one named
        twice counts once); ``date_hours`` replace that day's hours entirely, those of a holiday too.

        Raises InvalidInput for an unknown zone or weekday, spans that overlap or end before they begin, and a
        week that is never open.
        """
        super().__init__()
        self._zone = read_zone(timezone)
        check_weekly_hours(weekly_hours)
        check_date_hours({day.isoformat(): spans for day, spans in date_hours.items()})
        self._by_weekday = tuple(_in_order(weekly_hours.get(day, ())) for day in WEEKDAYS)
        self._holidays = frozenset(holidays)
        self._by_date = {day: _in_order(spans) for day, spans in date_hours.items()}

    @classmethod
    def from_plain(
        cls,
        timezone: str,
        weekly_hours: HoursByDay,
        holidays: Collection[str],
        date_hours: HoursByDay,
    ) -> "BusinessCalendar":
        """A calendar from what is kept of it, where days are ISO dates. Raises InvalidInput."""
        return cls(
            timezone,
            weekly_hours,
            [date.fromisoformat(day) for day in holidays],
            {date.fromisoformat(day): spans for day, spans in date_hours.items()},
        )

    @property
    def timezone(self) -> str:
        """The IANA name of the zone in which the hours are meant."""
        return self._zone.key

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the hours are meant."""
        return self._zone

    @property
    def weekly_hours(self) -> dict[str, tuple[Span, ...]]:
        """The usual hours of each weekday that opens."""
        return {day: spans for day, spans in zip(WEEKDAYS, self._by_weekday, strict=True) if spans}

    @property
    def holidays(self) -> frozenset[date]:
        """The days on which it stays closed, unless they have hours of their own."""
        return self._holidays

    @property
    def date_hours(self) -> dict[date, tuple[Span, ...]]:
        """The days that have hours of their own; without any, the day is closed."""
        return dict(self._by_date)

    def day_hours(self, day: date) -> tuple[Span, ...]:
        own = self._by_date.get(day)
        if own is not None:
            return own
        return () if day in self._holidays else self._by_weekday[day.weekday()]

    def open_spans(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        zone = self._zone
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            for opening, closing in self.day_hours(day):
                yield _instant(day, opening, zone), _instant(day, closing, zone)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, BusinessCalendar) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        parts = (self.timezone, self.weekly_hours, sorted(self._holidays), self._by_date)
        return f"BusinessCalendar({', '.join(map(repr, parts))})"

    def _key(self) -> tuple[object, ...]:
        return (self.timezone, self._by_weekday, self._holidays, frozenset(self._by_date.items()))


def read_zone(name: str) -> ZoneInfo:
    """The zone with this IANA name. Raises InvalidInput where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(
            _("There is no time zone “{zone}”.").format(zone=name),
            _("Use an IANA name such as Europe/Berlin or Asia/Dhaka."),
            field="timezone",
        ) from error


def _instant(day: date, time_of_day: str, zone: ZoneInfo) -> int:
    minute = minute_of_day(time_of_day)
    if minute == 24 * 60:
        day, minute = day + _A_DAY, 0
    hour, minute = divmod(minute, 60)
    return to_micros(datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone))


def _in_order(spans: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    return tuple(sorted((opening, closing) for opening, closing in spans))
