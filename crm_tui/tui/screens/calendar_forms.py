"""The forms of the calendar: the hours of the week, a day that differs, the public holidays of a country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from crm_tui.domain.errors import ChangedSince, InvalidInput
from crm_tui.domain.hours import Span
from crm_tui.domain.opening_hours import WEEKDAYS, refuse_last_minute
from crm_tui.domain.opening_text import read_spans, spans_text
from crm_tui.domain.when import When
from crm_tui.domain.when_text import short_weekdays
from crm_tui.domain.years import read_years
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.calendars import SpecialDay, WrittenCalendar, written_calendar
from crm_tui.settings import places
from crm_tui.store.drafts import Draft
from crm_tui.tui.day_spec import day_spec
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_HOURS_WIDTH = 26
_CHOICE_WIDTH = 26


@dataclass
class CalendarRead(Message, bubble=False):
    """The calendar as it is before anything is changed."""

    calendar: WrittenCalendar


class DayRead(Message, bubble=False):
    """A day that differs; None where it does not any more."""

    def __init__(self, day: date, calendar: WrittenCalendar) -> None:
        super().__init__()
        self.special = next(iter(calendar.special_days(day, day)), None)


class WeekForm(FormScreen):
    """Hours for each weekday, where they are meant, and from which day on they hold."""

    HEADING = N_("Opening hours")
    ROUTE = "calendar-week"

    def __init__(self, valid_from: str | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, valid_from=valid_from)
        self._calendar: WrittenCalendar | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the hours that there are were not read yet."""
        return self._calendar is None

    def on_mount(self) -> None:
        """Read them."""
        self.shell.work.read(self, "calendar", written_calendar, CalendarRead)

    def on_calendar_read(self, message: CalendarRead) -> None:
        """Show the form. A draft goes on from what was read when it was begun."""
        self._calendar = message.calendar
        self.about.setdefault(
            "seen", {str(each.id): each.record_version for each in message.calendar.versions}
        )
        self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """Seven days, from when on, and the zone."""
        zones = TypedChoice([(zone, zone) for zone in places.timezones()])
        names = short_weekdays(telling_of(self.shell.state).language)
        return (
            *(
                _hours_spec(name=day, label=name, read=partial(_read_hours, day=day))
                for day, name in zip(WEEKDAYS, names, strict=True)
            ),
            day_spec(self.shell.state, name="valid_from", label=_("From"), hint=_("today")),
            ReadSpec(
                name="timezone",
                label=_("Time zone"),
                required=True,
                hint=_("some letters of a city"),
                read=zones.read,
                told=zones.told,
                input_width=_CHOICE_WIDTH,
            ),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The hours in force, or those that are planned from a day on."""
        assert self._calendar is not None, "the form is shown once the hours are read"
        planned = self.about["valid_from"]
        day = date.fromisoformat(planned) if planned else telling_of(self.shell.state).today
        calendar = self._calendar.on(day).calendar
        hours = {name: spans_text(spans) for name, spans in calendar.weekly_hours.items()}
        return {**hours, "timezone": calendar.timezone, "valid_from": planned or ""}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Let the new hours hold from that day on."""
        seen = self.about.get("seen")
        return partial(_set_hours, values=values, seen=seen and {int(each): seen[each] for each in seen})

    def refuse(self, error: Exception) -> None:
        """Who is told that somebody else changed them, and saves again, means it."""
        if isinstance(error, ChangedSince):
            self.about["seen"] = None
        super().refuse(error)

    def field_of(self, error: Exception) -> str:
        """A week that is never open is told beside its first day."""
        return super().field_of(error) or (
            WEEKDAYS[0] if isinstance(error, InvalidInput) and error.field == "hours" else ""
        )


class DayForm(FormScreen):
    """A day that is closed or has hours of its own, and why."""

    HEADING = N_("A day that differs")
    ROUTE = "calendar-day"

    def __init__(self, day: str | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, day=day)
        self._special: SpecialDay | None = None
        self._is_read = self.about["day"] is None

    @property
    def is_waiting(self) -> bool:
        """Whether a day is to be changed that is not read yet."""
        return not self._is_read

    def on_mount(self) -> None:
        """Read the day that is to be changed."""
        if self.is_waiting:
            day = date.fromisoformat(self.about["day"])
            self.shell.work.read(self, "calendar", written_calendar, partial(DayRead, day))

    def on_day_read(self, message: DayRead) -> None:
        """Show the form. A draft goes on from what was read when it was begun."""
        self._special, self._is_read = message.special, True
        self.about.setdefault("seen", _as_seen(message.special))
        self.show_form()

    def specs(self) -> Sequence[FieldSpec]:
        """Day, hours, reason."""
        return (
            day_spec(self.shell.state, name="day", label=_("Day"), required=True, hint=_("25 dec, fri")),
            _hours_spec(name="hours", label=_("Hours"), read=partial(_read_hours, day="")),
            TextSpec(name="name", label=_("Because"), hint=_("Eid, stocktaking; may be left empty")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """What is down for the day."""
        special = self._special
        if special is None:
            return {}
        return {"day": special.day, "hours": spans_text(special.hours), "name": special.name}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Close the day, or give it these hours."""
        before = self.about["day"]
        return partial(
            _set_day,
            values=values,
            before=None if before is None else date.fromisoformat(before),
            seen=self.about.get("seen"),
        )

    def refuse(self, error: Exception) -> None:
        """Who is told what somebody else made of the day, and saves again, means it."""
        if isinstance(error, ChangedSince):
            self.about["seen"] = None
        super().refuse(error)


class HolidaysForm(FormScreen):
    """Which country's public holidays are closed days, and in which years."""

    HEADING = N_("Public holidays")
    ROUTE = "public-holidays"

    def specs(self) -> Sequence[FieldSpec]:
        """Country, part of it, years."""
        lands = TypedChoice(places.countries(telling_of(self.shell.state).language))
        return (
            ReadSpec(
                name="country",
                label=_("Country"),
                required=True,
                hint=_("some letters of its name"),
                read=lands.read,
                told=lands.told,
                input_width=_CHOICE_WIDTH,
            ),
            TextSpec(name="subdivision", label=_("Part of it"), hint=_("BY, CA; may be left empty")),
            ReadSpec(
                name="years",
                label=_("Years"),
                required=True,
                hint=_("2026 2027"),
                read=read_years,
                told=lambda text: _("→ {years}").format(years=" ".join(map(str, read_years(text)))),
            ),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The country of the business, this year and the next."""
        business = self.shell.state.business
        year = telling_of(self.shell.state).today.year
        return {"country": business.country if business else "", "years": f"{year} {year + 1}"}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Take them."""
        return partial(_take_holidays, values=values)


def _hours_spec(**fields: Any) -> ReadSpec:
    return ReadSpec(
        **fields,
        hint=_("closed"),
        told=lambda text: _("→ {hours}").format(hours=spans_text(read_spans(text)) or _("closed")),
        input_width=_HOURS_WIDTH,
    )


def _read_hours(text: str, day: str) -> tuple[Span, ...]:
    spans = read_spans(text)
    refuse_last_minute({day: spans})
    return spans


def _as_seen(special: SpecialDay | None) -> dict[str, Any]:
    """A day as a draft keeps it, to know it again; None for the hours of its weekday."""
    return {"spans": special and special.hours, "name": special.name if special else ""}


# The actions need the ORM, which the first screen does not wait for.


def _set_hours(act: "Act", values: Mapping[str, Any], seen: Mapping[int, int] | None) -> str:
    from crm_tui.actions.calendars import hours_saved, set_opening_hours

    first: When | None = values["valid_from"]
    saved = set_opening_hours(
        act,
        {day: values[day] for day in WEEKDAYS if values[day]},
        timezone=values["timezone"],
        valid_from=first.day if first is not None else None,
        seen=seen,
    )
    return hours_saved(saved)


def _set_day(
    act: "Act", values: Mapping[str, Any], before: date | None, seen: Mapping[str, Any] | None
) -> str:
    from crm_tui.actions.calendars import close_day, expect_day, reset_day, set_day

    if before is not None and seen is not None:
        expect_day(act, before, **seen)
    day, hours, name = values["day"].day, values["hours"] or (), values["name"] or ""
    if before is not None and before != day:
        reset_day(act, before)
    if hours or before == day:
        set_day(act, day, hours, name)
    else:
        close_day(act, day, name)
    if not hours:
        return _("Closed on {day}.").format(day=day.isoformat())
    return _("Open on {day} {hours}.").format(day=day.isoformat(), hours=spans_text(hours))


def _take_holidays(act: "Act", values: Mapping[str, Any]) -> str:
    from crm_tui.actions.public_holidays import take_public_holidays

    taken = take_public_holidays(
        act, values["country"], values["years"], subdivision=values["subdivision"] or ""
    )
    count = len(taken.added)
    return ngettext("Closed on {count} more day.", "Closed on {count} more days.", count).format(count=count)
