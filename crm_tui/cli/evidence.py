"""The evidence of a review for the shell: a document, and lines with the week as a table."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import harmless
from crm_tui.domain.evidence import Evidence
from crm_tui.domain.evidence_text import (
    answers_in_words,
    contacts_in_words,
    obstacles_in_words,
    returning_in_words,
    waits_in_words,
)
from crm_tui.domain.opening_hours import WEEKDAYS
from crm_tui.domain.week_table import CELL_WIDTH, cell_text, week_table
from crm_tui.domain.when_text import short_weekdays
from crm_tui.i18n import _
from crm_tui.queries.periods import Period
from crm_tui.queries.review_evidence import review_evidence
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store.opening_hours import opening_hours

_DAY_WIDTH = 4


def read_evidence(desk: Desk, period: Period) -> Evidence:
    """What customers met in the period, in the hours of the business."""
    return review_evidence(desk.reader, period, zone=desk.zone, hours=opening_hours(desk.reader))


def evidence_document(desk: Desk, period: Period, found: Evidence) -> dict[str, Any]:
    """The evidence as other programs get it; ``by_hour`` has the hours of the week with contacts."""
    return {
        "from": period.from_on.isoformat(),
        "to": period.to_on.isoformat(),
        "contacts": found.contacts,
        "missed": found.missed,
        "outside_hours": found.outside,
        "obstacles": {one.obstacle.value: one.count for one in found.obstacles},
        "words": [
            {
                "interaction": one.interaction_id,
                "customer": one.customer_id,
                "name": one.customer,
                "at": desk.iso(one.happened_at),
                "obstacle": one.obstacle.value,
                "said": one.said,
            }
            for one in found.words
        ],
        "by_hour": [
            {"day": day, "hour": hour, "contacts": count.contacts, "missed": count.missed, "open": count.open}
            for day, hours in zip(WEEKDAYS, found.week, strict=True)
            for hour, count in enumerate(hours)
            if count.contacts
        ],
        "returning": [
            {
                "nature": one.nature,
                "contacts": one.contacts,
                "returned": one.returned,
                "customers": one.customers,
            }
            for one in found.returning
        ],
        "answers": [
            {
                "kind": one.kind.value,
                "answers": one.count,
                "mean": None if one.mean is None else round(one.mean, 4),
                "high": one.high,
                "low": one.low,
            }
            for one in found.answers
            if one.count
        ],
        "waits": {"count": found.waits.count, "median": found.waits.median, "long": found.waits.long},
    }


def evidence_lines(desk: Desk, period: Period, found: Evidence) -> Iterator[str]:
    """The evidence for people, in 80 columns where their words are not longer."""
    labels = vocabulary(desk.reader).nature_labels
    yield _("{first} to {last}").format(first=period.from_on, last=period.to_on)
    for sentence, line in (
        (_("In the way: {what}"), obstacles_in_words(found)),
        (_("Reaching us: {what}"), contacts_in_words(found)),
        (_("Waiting: {what}"), waits_in_words(found)),
        (_("They come back: {what}"), returning_in_words(found, labels)),
        (_("They answered: {what}"), answers_in_words(found)),
    ):
        if line:
            yield sentence.format(what=line)
    yield from _week_lines(desk, found)
    for one in found.words:
        yield _("{day} {obstacle}: “{said}” {customer}").format(
            day=one.happened_at.astimezone(desk.zone).date(),
            obstacle=one.obstacle.label,
            said=harmless(one.said),
            customer=harmless(one.customer),
        )


def _week_lines(desk: Desk, found: Evidence) -> Iterator[str]:
    table = week_table(found.week)
    if not table.hours:
        return
    yield " " * _DAY_WIDTH + "".join(f"{hour:02}".rjust(CELL_WIDTH) for hour in table.hours)
    for name, day in zip(short_weekdays(desk.business.language), table.days, strict=True):
        cells = "".join(cell_text(count).rjust(CELL_WIDTH) for count in day)
        yield f"{name[:_DAY_WIDTH].ljust(_DAY_WIDTH)}{cells}".rstrip()
    yield _("! some were missed · (…) outside our hours")
