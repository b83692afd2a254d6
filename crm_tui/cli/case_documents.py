"""Cases as other programs get them, with their clocks (CONTRACT.md), and in lines for people."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from crm_tui.cli.desk import Desk
from crm_tui.domain.case_event_text import event_in_words
from crm_tui.domain.clock_text import late_in_words, time_in_words
from crm_tui.domain.clocks import Clock
from crm_tui.domain.money import money_in_words
from crm_tui.domain.words import ClockState
from crm_tui.i18n import _
from crm_tui.queries.case_clocks import QueuedCase, clocks_of_cases
from crm_tui.queries.case_learning import CaseLearning
from crm_tui.queries.cases import Case, CaseEvent

_MINUTE = timedelta(minutes=1)
_SIGNS = {
    ClockState.MISSED: "!",
    ClockState.RUNNING: "·",
    ClockState.PAUSED: "·",
    ClockState.MET: "✓",
}


def case_documents(desk: Desk, cases: Sequence[Case | QueuedCase]) -> list[dict[str, Any]]:
    """Cases as lists have them."""
    clocks = clocks_of_cases(desk.reader, [case.id for case in cases])
    return [_document(desk, case, clocks.get(case.id, ())) for case in cases]


def case_document(desk: Desk, case: Case) -> dict[str, Any]:
    """One case as lists have it."""
    return case_documents(desk, [case])[0]


def case_line(case: Case) -> str:
    """A case in one line for people."""
    return _("Case {id} is {stage}, owned by {owner}: {customer}").format(
        id=case.id, stage=case.stage.label, owner=case.owner, customer=case.customer
    )


def case_rows(desk: Desk, cases: Sequence[Case | QueuedCase]) -> Iterator[tuple[str, ...]]:
    """Cases in columns for people, each with the clock that is to be stopped first."""
    clocks = clocks_of_cases(desk.reader, [case.id for case in cases])
    for case in cases:
        sign, when = _most_pressing(desk, clocks.get(case.id, ()))
        yield sign, when, str(case.id), case.stage.label, case.owner_login, f"{case.customer} · {case.title}"


def clock_rows(desk: Desk, case: Case) -> Iterator[tuple[str, ...]]:
    """The clocks of a case in columns for people."""
    for clock in clocks_of_cases(desk.reader, [case.id]).get(case.id, ()):
        yield _sign(desk, clock), clock.name.label, clock.state(desk.now).label, _told(desk, clock)


def event_rows(desk: Desk, events: Iterable[CaseEvent]) -> Iterator[tuple[str, ...]]:
    """What happened to a case in columns for people."""
    for event in events:
        what = event_in_words(event.what, event.to)
        yield minute(desk, event.happened_at), what, event.staff, event.why


def minute(desk: Desk, at: datetime) -> str:
    """When it was, to the minute, in the business's zone."""
    return f"{at.astimezone(desk.zone):%Y-%m-%d %H:%M}"


def learning_document(learning: CaseLearning) -> dict[str, Any]:
    """What was learnt about a case, and what it is tied to; amounts of money are text."""
    return {
        "understanding": learning.understanding,
        "confirmed": learning.confirmed,
        "cause": learning.cause,
        "resolution": learning.resolution,
        "prevention": learning.prevention,
        "cost": None if learning.cost is None else money_in_words(learning.cost, ""),
        "currency": learning.currency,
        "above": learning.parent_id,
        "below": list(learning.below),
    }


def learning_rows(learning: CaseLearning) -> Iterator[tuple[str, ...]]:
    """What was learnt about a case in columns for people, as far as somebody wrote it down."""
    cost = "" if learning.cost is None else money_in_words(learning.cost, learning.currency)
    above = "" if learning.parent_id is None else str(learning.parent_id)
    agreed = _("yes") if learning.confirmed else _("not yet")
    for name, text in (
        (_("they mean"), learning.understanding),
        (_("they agreed"), agreed if learning.understanding else ""),
        (_("cause"), learning.cause),
        (_("solved by"), learning.resolution),
        (_("prevented by"), learning.prevention),
        (_("cost"), cost),
        (_("tied into"), above),
        (_("tied into it"), " ".join(map(str, learning.below))),
    ):
        if text:
            yield name, text


def _document(desk: Desk, case: Case | QueuedCase, clocks: Iterable[Clock]) -> dict[str, Any]:
    return {
        "id": case.id,
        "customer": case.customer_id,
        "nature": case.nature,
        "stage": case.stage.value,
        "owner": case.owner_login,
        "clocks": [_clock(desk, clock) for clock in clocks],
    }


def _clock(desk: Desk, clock: Clock) -> dict[str, Any]:
    return {
        "name": clock.name.value,
        "standard": clock.target.version.standard_id,
        "target_minutes": clock.target_minutes,
        "elapsed_minutes": round(clock.elapsed(desk.now) / _MINUTE, 2),
        "due": desk.iso(clock.due_at),
        "stopped": desk.iso(clock.stopped_at),
        "state": clock.state(desk.now).value,
    }


def _most_pressing(desk: Desk, clocks: Iterable[Clock]) -> tuple[str, str]:
    running = [clock for clock in clocks if clock.stopped_at is None]
    if not running:
        return "·", ""
    first = min(running, key=lambda clock: (clock.due_at is None, clock.due_at or clock.started_at))
    return _sign(desk, first), _told(desk, first)


def _sign(desk: Desk, clock: Clock) -> str:
    return "▲" if clock.is_at_risk(desk.now) else _SIGNS[clock.state(desk.now)]


def _told(desk: Desk, clock: Clock) -> str:
    left = clock.left(desk.now)
    if clock.stopped_at is None:
        return time_in_words(clock.due_at, left, desk.now, desk.zone, desk.business.language)
    return late_in_words(left) if left < timedelta() else ""
