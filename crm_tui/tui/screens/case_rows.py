"""The rows of the queue: how pressing, what is to be done, what it is about, and who waits."""

from crm_tui.domain.clock_text import what_to_do
from crm_tui.domain.words import Stage
from crm_tui.i18n import _
from crm_tui.queries.case_clocks import Queue, QueuedCase
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.case_signs import SEVERITIES, TONES, when_of
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity

COLUMNS = (
    Column("when", width=13),
    Column("clock", width=7),
    Column("owner", width=9, from_width=60),
    Column("title", weight=5),
    Column("who", weight=4),
)


def queue_rows(queue: Queue, telling: Telling, *, at_rest: bool = False) -> list[ListRow]:
    """The queue as a list shows it; ``at_rest`` nothing in it counts."""
    return [_row(case, telling, at_rest) for case in queue.cases]


def count_in_words(queue: Queue, telling: Telling) -> str:
    """ "500 of 1,204", and how many are late and at risk, where any are."""
    count = telling.number(queue.total)
    if queue.more:
        count = _("{count} of {total}").format(count=telling.number(len(queue.cases)), total=count)
    parts = [count]
    if queue.late:
        parts.append(_("{count} late").format(count=telling.number(queue.late)))
    if queue.at_risk:
        parts.append(_("{count} at risk").format(count=telling.number(queue.at_risk)))
    return " · ".join(parts)


def _row(case: QueuedCase, telling: Telling, at_rest: bool) -> ListRow:
    tone = TONES[case.standing]
    return ListRow(
        ("case", case.id),
        (
            Cell(when_of(case, telling, at_rest=at_rest), tone),
            Cell(what_to_do(case.clock.name) if case.clock else "", "dim" if tone == "dim" else ""),
            Cell(case.owner_login, "dim"),
            case.title,
            case.customer,
        ),
        severity=Severity.MET if case.stage is Stage.SOLVED else SEVERITIES[case.standing],
        state=case.stage,
    )
