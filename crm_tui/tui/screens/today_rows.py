"""The rows of Today's lists: what the queries found, as a list shows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crm_tui.domain.when_text import days_ago, past_day, relative_due
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.tui.widgets.rows import Cell, ListRow, Severity, Tone

if TYPE_CHECKING:
    from crm_tui.queries.cases import Case
    from crm_tui.queries.due import Due, FollowUp
    from crm_tui.queries.promises import Promise, PromisesDue
    from crm_tui.queries.today import GoodNews, MissedCall, Today

_TONES: Mapping[Severity, Tone] = {Severity.LATE: "late", Severity.NORMAL: "", Severity.NONE: "dim"}


class TodayRows:
    """Turns what Today found into rows, in the reader's time and language."""

    def __init__(self, now: datetime, zone: ZoneInfo, language: str, staff_id: int) -> None:
        self._now = now
        self._zone = zone
        self._language = language
        self._staff_id = staff_id
        self._today = now.astimezone(zone).date()

    def due(self, due: "Due") -> list[ListRow]:
        """Overdue first, then today, then the next days: what should be done first stands first."""
        return [
            *(self._follow_up(row, Severity.LATE) for row in due.overdue),
            *(self._follow_up(row, Severity.NORMAL) for row in due.today),
            *(self._follow_up(row, Severity.NONE) for row in due.next),
        ]

    def _follow_up(self, row: "FollowUp", severity: Severity) -> ListRow:
        when = relative_due(row.due_at, row.all_day, row.due_on, self._now, self._zone, self._language)
        what = row.what
        if row.staff_id != self._staff_id:
            what = _("{what} (for {colleague})").format(what=what, colleague=row.staff)
        cells = (Cell(when, _TONES[severity]), Channel(row.channel).label, what, row.customer)
        return ListRow(("follow-up", row.id), cells, severity=severity)

    def missed(self, calls: "tuple[MissedCall, ...]") -> list[ListRow]:
        """Missed calls to return, the one that waits longest first."""
        rows = []
        for call in calls:
            when = self._called(call.called_at) if call.called_at else ""
            late = call.follow_up.due_at <= self._now
            rows.append(
                ListRow(
                    ("follow-up", call.follow_up.id),
                    (Cell(when, "late" if late else ""), call.phone, call.follow_up.customer),
                    severity=Severity.LATE if late else Severity.NORMAL,
                )
            )
        return rows

    def _called(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        if local.date() == self._today:
            return f"{local:%H:%M}"
        return past_day(local.date(), self._today, self._language)

    def cases(self, cases: "tuple[Case, ...]") -> list[ListRow]:
        """My open cases, longest open first; the time left comes with the clocks."""
        return [
            ListRow(
                ("case", case.id),
                (
                    days_ago(case.opened_at.astimezone(self._zone).date(), self._today),
                    case.stage.label,
                    case.title,
                    case.customer,
                ),
                severity=Severity.NORMAL,
            )
            for case in cases
        ]

    def promises(self, due: "PromisesDue") -> list[ListRow]:
        """Ours that are late, ours for today, then what others owe us."""
        return [
            *(self._promise(row, Severity.LATE) for row in due.late),
            *(self._promise(row, Severity.NORMAL) for row in due.today),
            *(self._promise(row, Severity.NONE) for row in due.theirs),
        ]

    def _promise(self, row: "Promise", severity: Severity) -> ListRow:
        told = relative_due(row.told_at, row.told_all_day, row.told_on, self._now, self._zone, self._language)
        words = _("told {day}") if row.by == "ours" else _("theirs {day}")
        return ListRow(
            ("promise", row.id),
            (Cell(words.format(day=told), _TONES[severity]), row.what, row.customer),
            severity=severity,
        )

    def standards(self, today: "Today") -> list[ListRow]:
        """Reviews that are overdue, then standards that I have not read in their present version."""
        return [
            *(
                ListRow(
                    ("standard", review.standard_id),
                    (Cell(_("review overdue"), "late"), review.statement),
                    severity=Severity.LATE,
                )
                for review in today.reviews_overdue
            ),
            *(
                ListRow(
                    ("standard", standard.standard_id),
                    (_("to read"), standard.statement),
                    severity=Severity.NORMAL,
                )
                for standard in today.standards_to_read
            ),
        ]

    def good_news(self, news: "tuple[GoodNews, ...]") -> list[ListRow]:
        """What went well in the last days."""
        return [
            ListRow(
                ("good", row.interaction_id),
                (_("by {colleague}").format(colleague=row.staff), row.said, row.customer),
                severity=Severity.MET,
            )
            for row in news
        ]


def due_title(due: "Due") -> str:
    """What the due panel says of itself."""
    return _("Due   {overdue} overdue · {today} today · {next} in the next 7 days").format(
        overdue=_count(due.overdue, due.more_overdue),
        today=_count(due.today, due.more_today),
        next=_count(due.next, due.more_next),
    )


def missed_title(calls: "tuple[MissedCall, ...]") -> str:
    """How many missed calls wait."""
    return _("Missed calls   {count}").format(count=len(calls))


def cases_title(cases: "tuple[Case, ...]") -> str:
    """How many cases are mine."""
    return _("My cases   {count} open").format(count=len(cases))


def promises_title(due: "PromisesDue") -> str:
    """How many promises are to be kept."""
    return _("Promises   {late} late · {today} today · {theirs} of theirs").format(
        late=len(due.late), today=len(due.today), theirs=len(due.theirs)
    )


def standards_title(today: "Today") -> str:
    """What the standards ask of me."""
    return _("Standards   {read} to read · {overdue} reviews overdue").format(
        read=len(today.standards_to_read), overdue=len(today.reviews_overdue)
    )


def good_title(news: "tuple[GoodNews, ...]") -> str:
    """How much went well."""
    return _("Good news   {count} in 7 days").format(count=len(news))


def _count(rows: "tuple[FollowUp, ...]", more: bool) -> str:
    return _("more than {count}").format(count=len(rows)) if more else str(len(rows))
