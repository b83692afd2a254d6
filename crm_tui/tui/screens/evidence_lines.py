"""What customers met in a period, as a review shows it: a line for each question, the week, their words."""

from collections.abc import Mapping

from crm_tui.domain.evidence import Evidence
from crm_tui.domain.evidence_text import (
    answers_in_words,
    contacts_in_words,
    missed_most_in_words,
    obstacles_in_words,
    returning_in_words,
    waits_in_words,
)
from crm_tui.domain.week_table import CELL_WIDTH, HourCount, cell_text, week_table
from crm_tui.domain.when_text import short_weekdays
from crm_tui.i18n import _
from crm_tui.tui.screens.standard_head import part_lines
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity, Tone
from crm_tui.tui.widgets.text_lines import Line

_DAY_WIDTH = 4
#: What there is to say is never cut; their words are read whole where they are listed.
_MOST_LINES, _QUOTE_LINES = 9, 2

WORDS_COLUMNS = (
    Column("day", width=11),
    Column("obstacle", width=12),
    Column("said", weight=3),
    Column("customer", weight=1, from_width=60),
)


def evidence_lines(evidence: Evidence, labels: Mapping[str, str], language: str, width: int) -> list[Line]:
    """Each thing that there is to say, in lines of ``width``; ``labels`` are those of the natures."""
    said = (
        (_("in the way"), obstacles_in_words(evidence)),
        (_("reaching us"), contacts_in_words(evidence)),
        (_("missed most"), missed_most_in_words(evidence, short_weekdays(language))),
        (_("waiting"), waits_in_words(evidence)),
        (_("come back"), returning_in_words(evidence, labels)),
        (_("answered"), answers_in_words(evidence)),
    )
    lines = [
        line
        for label, text in said
        if text
        for line in part_lines(label, text, width=width, most=_MOST_LINES)
    ]
    return lines or [[(_("No customer met anything that was written down in this period."), "dim")]]


def quote_lines(evidence: Evidence, most: int, width: int) -> list[Line]:
    """The newest ``most`` of their words, in lines of ``width``."""
    return [
        line
        for one in evidence.words[:most]
        for line in part_lines(
            one.obstacle.label,
            _("“{words}” {customer}").format(words=one.said, customer=one.customer),
            width=width,
            most=_QUOTE_LINES,
        )
    ]


def week_lines(evidence: Evidence, language: str) -> list[Line]:
    """Contacts in by weekday and hour in 80 columns; none where there is nothing to show."""
    table = week_table(evidence.week)
    if not table.hours or not evidence.contacts:
        return []
    head = " " * _DAY_WIDTH + "".join(f"{hour:02}".rjust(CELL_WIDTH) for hour in table.hours)
    lines: list[Line] = [[(head, "dim")]]
    for name, day in zip(short_weekdays(language), table.days, strict=True):
        cells = [(cell_text(count).rjust(CELL_WIDTH), _tone(count)) for count in day]
        lines.append([(name[:_DAY_WIDTH].ljust(_DAY_WIDTH), "dim"), *cells])
    lines.append([(_("contacts in   ! some were missed   (…) outside our hours"), "dim")])
    return lines


def words_rows(evidence: Evidence, telling: Telling) -> list[ListRow]:
    """Their words, the newest first; enter goes to the contact."""
    return [
        ListRow(
            ("interaction", one.interaction_id),
            (
                telling.long_day(telling.day_of(one.happened_at)),
                Cell(one.obstacle.label, "dim"),
                one.said,
                one.customer,
            ),
            severity=Severity.NORMAL,
        )
        for one in evidence.words
    ]


def _tone(count: HourCount) -> Tone:
    if count.missed:
        return "late"
    if not count.contacts:
        return "dim"
    return "" if count.open else "risk"
