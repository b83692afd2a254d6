"""The calendar: the week as a picture, the days to come that differ, and since when which hours hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.message import Message
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.domain.opening_text import now_text, spans_text, week_text
from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.calendars import HoursFrom, SpecialDay, WrittenCalendar, written_calendar
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import DeedScreen
from crm_tui.tui.screens.calendar_week import WEEK_LINES, week_lines
from crm_tui.tui.telling import Telling, telling_of
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity, Tone
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_MOST_VERSIONS = 4


@dataclass
class CalendarRead(Message, bubble=False):
    """The calendar, and how it stands now in words."""

    calendar: WrittenCalendar
    now: str


class CalendarScreen(DeedScreen):
    """Everybody may look; admins change the hours, the days and what is planned, each by a key."""

    HEADING = N_("Opening hours")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CALENDAR, Scope.LIST, Scope.DESK)
    FOOTER = ("week-hours", "new", "edit", "delete", "public-holidays", "next-list", "close")
    DEFAULT_CSS = f"""
    CalendarScreen #week {{ height: {WEEK_LINES}; padding: 0 1; margin: 1 0; }}
    CalendarScreen #days {{ height: 1fr; }}
    CalendarScreen #versions {{ height: auto; margin-top: 1; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._calendar: WrittenCalendar | None = None
        self._now = ""

    def body(self) -> Iterable[Widget]:
        """The picture, and below it both lists."""
        yield TextLines(id="week")
        yield RecordList(
            (Column("day", width=16), Column("hours", width=24), Column("name")),
            title=_("Days that differ"),
            empty=_(
                "No holidays and no other days that differ are to come.\n"
                "p takes the public holidays of a country, n a day of your own."
            ),
            id="days",
        )
        yield RecordList((Column("since", width=22), Column("hours")), title=_("Hours"), id="versions")

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.read_again()

    def on_resize(self) -> None:
        """The bars take the room there is."""
        self._show_week()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Among the versions the picture is that of the one at the cursor."""
        self._show_week()

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """The same."""
        self._show_week()

    def top_left(self) -> str:
        """Where the hours are meant, which may be another zone than ours."""
        if self._calendar is None:
            return _(self.HEADING)
        zone = self._calendar.on(self._telling.today).calendar.timezone
        return "   ".join((_(self.HEADING), _("in {zone}").format(zone=zone)))

    def top_right(self) -> str:
        """Whether we are open."""
        return "   ".join(part for part in (self._now, super().top_right()) if part)

    def on_calendar_read(self, message: CalendarRead) -> None:
        """Show what was read."""
        self._calendar, self._now = message.calendar, message.now
        telling, today = self._telling, self._telling.today
        days = message.calendar.special_days(today, date.max)
        self.query_one("#days", RecordList).set_rows([_day_row(day, telling) for day in days])
        count = ngettext("{count} to come", "{count} to come", len(days)).format(count=len(days))
        self.query_one("#days", RecordList).set_title(
            _("Days that differ   {count}").format(count=count) if days else _("Days that differ")
        )
        in_force = message.calendar.on(today)
        versions = self.query_one("#versions", RecordList)
        versions.set_rows(
            [_version_row(one, in_force, telling) for one in reversed(message.calendar.versions)]
        )
        versions.styles.height = 1 + min(_MOST_VERSIONS, len(message.calendar.versions))
        self._show_week()
        self.refresh_frame()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        """Change what is at the cursor."""
        self.do_edit()

    def do_calendar(self) -> None:
        """It is in front."""
        self.query_one("#days").focus()

    def do_week_hours(self) -> None:
        """Give the week other hours."""
        if self._may_change():
            self.shell.open("calendar-week")

    def do_new(self) -> None:
        """Close a day, or give it hours of its own."""
        if self._may_change():
            self.shell.open("calendar-day")

    def do_edit(self) -> None:
        """Change the day at the cursor; of the versions, one that is to come."""
        day, version = self._day, self._version
        if not self._may_change():
            return
        if day is not None:
            self.shell.open("calendar-day", day=day.isoformat())
        elif version is not None and version.valid_from > self._telling.today:
            self.shell.open("calendar-week", valid_from=version.valid_from.isoformat())
        else:
            self.shell.open("calendar-week")

    def do_delete(self) -> None:
        """Give the day at the cursor its usual hours again; take planned hours back."""
        day, version = self._day, self._version
        if not self._may_change():
            return
        if day is not None:
            self.write("reset-day", partial(_reset_day, day=day))
        elif version is not None:
            self.write("drop-hours", partial(_drop_hours, version=version))
        else:
            self.shell.say(_("There is nothing at the cursor to delete."))

    def read_again(self) -> None:
        """Read the calendar; cursors stay on their records."""
        if self.shell.state.business is not None:
            self.shell.work.read(self, "calendar", partial(_read, telling=self._telling), _found)

    @property
    def _telling(self) -> Telling:
        return telling_of(self.shell.state)

    @property
    def _day(self) -> date | None:
        """The day at the cursor, while that is among the days."""
        days = self.query_one("#days", RecordList)
        row = days.current if days.has_focus else None
        return row.id if row is not None and isinstance(row.id, date) else None

    @property
    def _version(self) -> HoursFrom | None:
        """The version at the cursor, while that is among them."""
        versions = self.query_one("#versions", RecordList)
        row = versions.current if versions.has_focus else None
        if row is None or self._calendar is None:
            return None
        return next((one for one in self._calendar.versions if one.id == row.id), None)

    def _may_change(self) -> bool:
        return self.holds_or_says(
            self.actor.role is Role.ADMIN, _("Only an admin changes the opening hours.")
        )

    def _show_week(self) -> None:
        if self._calendar is None:
            return
        telling = self._telling
        shown = self._version or self._calendar.on(telling.today)
        lines = week_lines(
            shown.calendar, telling.language, telling.today.weekday(), max(0, self.size.width - 2)
        )
        self.query_one("#week", TextLines).show_lines(lines)


def _day_row(special: SpecialDay, telling: Telling) -> ListRow:
    closed = not special.hours
    hours = Cell(_("closed") if closed else spans_text(special.hours), "dim" if closed else "")
    return ListRow(special.day, (telling.long_day(special.day), hours, special.name))


def _version_row(version: HoursFrom, in_force: HoursFrom, telling: Telling) -> ListRow:
    day = telling.long_day(version.valid_from)
    begun = version.valid_from <= telling.today
    tone: Tone = "" if version is in_force or not begun else "dim"
    since = _("since {day}") if begun else _("from {day}")
    week = week_text(version.calendar.weekly_hours)
    return ListRow(
        version.id,
        (Cell(since.format(day=day), tone), Cell(week, tone)),
        severity=Severity.MET if version is in_force else Severity.NONE,
    )


def _read(reader: Reader, telling: Telling) -> tuple[WrittenCalendar, str]:
    calendar = written_calendar(reader)
    return calendar, now_text(calendar.history, telling.now, telling.zone, telling.language)


def _found(found: tuple[WrittenCalendar, str]) -> Message:
    return CalendarRead(*found)


# The actions need the ORM, which the first screen does not wait for.


def _reset_day(act: "Act", day: date) -> str:
    from crm_tui.actions.calendars import reset_day

    reset_day(act, day)
    return _("{day} has its usual hours again.").format(day=day.isoformat())


def _drop_hours(act: "Act", version: HoursFrom) -> str:
    from crm_tui.actions.calendars import drop_opening_hours

    drop_opening_hours(act, version.id)
    return _("The hours planned from {day} on are taken back.").format(day=version.valid_from.isoformat())
