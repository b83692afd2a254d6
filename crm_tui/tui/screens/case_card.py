"""The card of a case: what it is, its clocks, whom it is about, and what was said last."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crm_tui.domain.clock_text import (
    due_at_in_words,
    hours_and_minutes,
    late_in_words,
    paused_in_words,
)
from crm_tui.domain.clocks import Clock
from crm_tui.domain.words import ClockState, Direction
from crm_tui.i18n import _, ngettext
from crm_tui.queries.case_glance import CaseGlance
from crm_tui.queries.interactions import Interaction
from crm_tui.tui.telling import Telling, point_in_words, way_in_words
from crm_tui.tui.widgets.card_lines import filled
from crm_tui.tui.widgets.rows import Severity, Tone
from crm_tui.tui.widgets.text_lines import Line, TextLines

#: So many next answers that were given: the case's own page has all that happened.
_MOST_CLOCKS = 4

_STATES: dict[ClockState, tuple[Severity, Tone]] = {
    ClockState.MISSED: (Severity.LATE, "late"),
    ClockState.RUNNING: (Severity.NORMAL, ""),
    ClockState.PAUSED: (Severity.NONE, "dim"),
    ClockState.MET: (Severity.MET, "met"),
}


class CaseCardView(TextLines):
    """Shows one case, as :func:`crm_tui.queries.case_glance.case_glance` found it."""

    def show(self, glance: CaseGlance | None, telling: Telling) -> None:
        """Show this case; nothing for None."""
        self.show_lines([] if glance is None else list(case_lines(glance, telling, self.size.width)))


def case_lines(glance: CaseGlance, telling: Telling, width: int) -> Iterator[Line]:
    """The lines of a card that is ``width`` cells wide."""
    case = glance.case
    yield ((case.title, "strong"),)
    facts = [
        _("case {id}").format(id=case.id),
        glance.natures.get(case.nature, case.nature),
        case.stage.label,
        _("since {day}").format(day=telling.past(case.opened_at)),
    ]
    if case.product:
        facts.append(_("about {product}").format(product=case.product))
    if case.reopenings:
        times = ngettext("reopened {count} time", "reopened {count} times", case.reopenings)
        facts.append(times.format(count=case.reopenings))
    facts.append(_("owner {colleague}").format(colleague=case.owner))
    for line in filled(facts, width):
        yield ((line, "dim"),)
    for clock in _to_show(glance.clocks):
        yield clock_line(clock, telling)
    customer = glance.customer
    yield ((" · ".join(filter(None, (customer.tier_label, customer.name))), "strong"),)
    for line in filled([point_in_words(point) for point in glance.contact_points[:2]], width):
        yield ((line, ""),)
    for contact in glance.contacts:
        yield from _contact(contact, glance, telling)


def clock_line(clock: Clock, telling: Telling) -> Line:
    """A clock in one line, in the tone of how it stands."""
    tone: Tone = "risk" if clock.is_at_risk(telling.now) else _STATES[clock.state(telling.now)][1]
    return ((clock_in_words(clock, telling), tone),)


def clock_in_words(clock: Clock, telling: Telling) -> str:
    """Sign, what is waited for, and how it stands: "▲ first answer: due 10:58"."""
    sign = Severity.AT_RISK if clock.is_at_risk(telling.now) else _STATES[clock.state(telling.now)][0]
    words = _("{clock}: {standing}").format(clock=clock.name.label, standing=_standing(clock, telling))
    return f"{sign.value} {words}"


def _standing(clock: Clock, telling: Telling) -> str:
    left = clock.left(telling.now)
    target = hours_and_minutes(timedelta(minutes=clock.target_minutes))
    if clock.stopped_at is None:
        if clock.due_at is None:
            return paused_in_words(left)
        due = _due(clock.due_at, telling)
        if telling.now < clock.due_at:
            return due
        return _("{late}, {due}").format(late=late_in_words(left), due=due)
    if clock.state(telling.now) is ClockState.MISSED:
        return _("{late}, target {target}").format(late=late_in_words(left), target=target)
    taken = hours_and_minutes(clock.elapsed(telling.now))
    return _("{time} of {target}").format(time=taken, target=target)


def _due(at: datetime, telling: Telling) -> str:
    return due_at_in_words(at, telling.now, telling.zone, telling.language)


def _to_show(clocks: tuple[Clock, ...]) -> list[Clock]:
    """What still runs first, then the others, the newest first."""
    running = [clock for clock in clocks if clock.stopped_at is None]
    stopped = sorted((clock for clock in clocks if clock.stopped_at), key=lambda clock: clock.started_at)
    return [*running, *reversed(stopped)][:_MOST_CLOCKS]


def _contact(contact: Interaction, glance: CaseGlance, telling: Telling) -> Iterator[Line]:
    """When and how, and what it led to; below it what they said."""
    words = [telling.past(contact.happened_at), way_in_words(contact.channel, contact.direction)]
    if contact.direction is not Direction.INTERNAL:
        words.append(glance.outcomes.get(contact.outcome, contact.outcome))
    yield ((" · ".join(words), "dim"),)
    if contact.said or contact.did:
        yield ((f"  {contact.said or contact.did}", ""),)
