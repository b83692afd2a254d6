"""What a touchpoint plan would have done: each step after its events of the last days, judged as it would be.

Nothing is written. What came after an event (contacts, complaints) is known, so the preview is what the plan
would have done beside everything that really happened.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain import contact_load
from crm_tui.domain.contact_load import PlannedContact
from crm_tui.domain.growth_words import TouchState
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.plans import Event, Plan, Step
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.queries.complaints import was_complaint_open
from crm_tui.queries.load import check_load
from crm_tui.queries.plan_events import events_between
from crm_tui.store.reader import Reader

#: The length of a preview; more events than these are not walked, and it is said.
PREVIEW_DAYS = 30
MOST_EVENTS = 300

NAME_OF = "SELECT name FROM customers WHERE id = :id"


@dataclass(frozen=True, slots=True)
class WouldBe:
    """What would have become of a step for one customer; ``why`` where it is not simply planned."""

    customer_id: int
    customer: str
    at: datetime
    step: Step
    due_on: date
    state: TouchState
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the plan would have done after ``events`` events; ``more``: there were others besides."""

    start: datetime
    until: datetime
    events: int
    touches: tuple[WouldBe, ...]
    more: bool

    @property
    def counts(self) -> Counter[TouchState]:
        """How many steps by what would have become of them."""
        return Counter(touch.state for touch in self.touches)


def preview(
    reader: Reader, plan: Plan, *, now: datetime, zone: ZoneInfo, days: int = PREVIEW_DAYS
) -> Preview:
    """What the plan would have done in the last ``days``, had it been switched on."""
    start = now - timedelta(days=days)
    events = events_between(reader, plan, start, now, MOST_EVENTS + 1)
    planned: dict[int, list[PlannedContact]] = defaultdict(list)
    touches = []
    for event in events[:MOST_EVENTS]:
        name = str(reader.value(NAME_OF, {"id": event.customer_id}))
        first = event.at.astimezone(zone).date()
        for step, due_on in zip(plan.steps, plan.days_from(first), strict=True):
            contact = contact_load.Plan(end_of_day(due_on, zone), True, Channel(step.channel))
            state, why = _judge(reader, event, contact, now, zone, planned[event.customer_id])
            if state is TouchState.PLANNED:
                planned[event.customer_id].append(PlannedContact(-1, contact.at, contact.channel))
            touches.append(WouldBe(event.customer_id, name, event.at, step, due_on, state, why))
    return Preview(start, now, min(len(events), MOST_EVENTS), tuple(touches), len(events) > MOST_EVENTS)


def _judge(
    reader: Reader,
    event: Event,
    contact: contact_load.Plan,
    now: datetime,
    zone: ZoneInfo,
    planned: list[PlannedContact],
) -> tuple[TouchState, str]:
    if contact.at > end_of_day(now.astimezone(zone).date(), zone):
        return TouchState.WAITING, _("its day is still to come")
    if was_complaint_open(reader, event.customer_id, min(contact.at, now)):
        return TouchState.WAITING, _("a complaint was open; it would have waited for its end")
    verdict = check_load(reader, event.customer_id, contact, zone, besides=planned)
    if verdict.allowed:
        return TouchState.PLANNED, ""
    why = " ".join(verdict.reasons)
    return (TouchState.SKIPPED if verdict.join is None else TouchState.JOINED), why
