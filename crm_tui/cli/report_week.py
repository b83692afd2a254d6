"""``crm-tui report week``: the week for the meeting, as text, JSON or one page."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from crm_tui.cli.desk import Desk
from crm_tui.domain.when_text import period_in_words
from crm_tui.exchange.report_html import Headline
from crm_tui.exchange.week_html import PICTURES, write_week
from crm_tui.exchange.week_page import as_text, sections
from crm_tui.i18n import _
from crm_tui.queries.heard import heard_in
from crm_tui.queries.periods import Period
from crm_tui.queries.reports import report_named
from crm_tui.queries.reports.panels import Panel, panels_of
from crm_tui.queries.reports.report import Asked, Report
from crm_tui.queries.week import Kept, Week, week

_DAYS = 7


def last_seven_days(desk: Desk) -> Period:
    """The days of a week that ends today."""
    return Period(desk.today - timedelta(days=_DAYS - 1), desk.today)


def print_week(desk: Desk, asked: Asked, *, as_html: bool) -> None:
    """Print the week of these days."""
    found = week(desk.reader, asked)
    language = desk.business.language
    parts = sections(found, language)
    if not as_html:
        desk.answer(_document(asked.period, found), as_text(parts))
        return
    pictures = [picture for name in PICTURES for picture in _first_picture(desk, asked, report_named(name))]
    days = period_in_words(asked.period.from_on, asked.period.to_on, language)
    headline = Headline(desk.business.name, days, language)
    page = write_week(parts, pictures, heard_in(desk.reader, asked.period), headline)
    desk.answer(None, page.splitlines())


def _first_picture(desk: Desk, asked: Asked, report: Report) -> Iterator[Panel]:
    """The first picture of a report, if it has any, under the report's name."""
    for panel in panels_of(report.read(desk.reader, asked), desk.business.language)[:1]:
        title = _("{report}: {shown}").format(report=_(report.title), shown=panel.title)
        yield replace(panel, title=title)


def _document(period: Period, found: Week) -> dict[str, Any]:
    return {
        "from": period.from_on.isoformat(),
        "to": period.to_on.isoformat(),
        "standards": [_standard(kept) for kept in found.standards],
        **{name: [asdict(item) for item in items] for name, items in found.lists.items()},
        "thanks": [{"name": name, "count": count} for name, count in found.thanks],
        "follow_ups_due": [{"name": name, "count": count} for name, count in found.to_do],
        "reviews_due": [{"statement": what, "due": day} for what, day in found.reviews],
    }


def _standard(kept: Kept) -> dict[str, Any]:
    return {
        "statement": kept.statement,
        "objective": kept.objective,
        "measured": kept.attainment.measured,
        "met": kept.attainment.met,
        "attainment": kept.attainment.ratio,
        "breaches": [
            {
                "kind": one.kind,
                "id": one.id,
                "name": one.customer,
                "what": one.what,
                "cause": one.cause or None,
            }
            for one in kept.breaches
        ],
    }
