"""How pressing a case is, in sign, tone and words, wherever it is shown."""

from collections.abc import Mapping

from crm_tui.domain.clock_text import due_at_in_words, paused_in_words, time_in_words
from crm_tui.domain.words import Stage
from crm_tui.i18n import _
from crm_tui.queries.case_clocks import QueuedCase, Standing
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Severity, Tone
from crm_tui.tui.widgets.text_lines import Line

SEVERITIES: Mapping[Standing, Severity] = {
    Standing.LATE: Severity.LATE,
    Standing.AT_RISK: Severity.AT_RISK,
    Standing.RUNNING: Severity.NORMAL,
    Standing.UNMEASURED: Severity.NORMAL,
    Standing.PAUSED: Severity.NONE,
}
TONES: Mapping[Standing, Tone] = {
    Standing.LATE: "late",
    Standing.AT_RISK: "risk",
    Standing.RUNNING: "",
    Standing.UNMEASURED: "dim",
    Standing.PAUSED: "dim",
}


def when_of(case: QueuedCase, telling: Telling, *, at_rest: bool = False) -> str:
    """How its most pressing clock stands; without one, since when it is open."""
    clock = case.clock
    if clock is None:
        if case.stage is Stage.WAITING:
            return _("waiting")
        return _("since {day}").format(day=telling.past(case.opened_at))
    return time_in_words(
        clock.due_at, clock.left, telling.now, telling.zone, telling.language, at_rest=at_rest
    )


def case_line(case: QueuedCase, telling: Telling) -> Line:
    """An open case in one line of a card, with when it is due: that stands still. Its title stands last."""
    sign = SEVERITIES[case.standing].value.strip() or Severity.NORMAL.value
    words = _("{sign} case {stage}, {when}: ").format(
        sign=sign, stage=case.stage.label, when=_due_of(case, telling)
    )
    return ((words, TONES[case.standing]), (case.title, ""))


def _due_of(case: QueuedCase, telling: Telling) -> str:
    clock = case.clock
    if clock is None:
        return _("since {day}").format(day=telling.past(case.opened_at))
    if clock.due_at is None:
        return paused_in_words(clock.left)
    return due_at_in_words(clock.due_at, telling.now, telling.zone, telling.language)
