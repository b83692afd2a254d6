"""Follow-ups by which a touchpoint plan wants a customer asked: what, and about which case or sale."""

import json
from dataclasses import dataclass

from crm_tui.domain.growth_words import SurveyKind, TouchState
from crm_tui.queries.plans import written_steps
from crm_tui.store.reader import Reader

PLANNED = """
SELECT r.customer_id, c.name, p.steps, t.step, r.event_kind, r.event_id, t.state
  FROM plan_touches t
  JOIN plan_runs r ON r.id = t.run_id
  JOIN plans p ON p.id = r.plan_id
  JOIN customers c ON c.id = r.customer_id
 WHERE t.follow_up_id = :follow_up_id AND t.is_survey = 1
 ORDER BY t.state <> 'planned', t.id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class PlannedSurvey:
    """What is to be asked. ``is_joined``: beside something else that the follow-up is for."""

    customer_id: int
    customer: str
    kind: SurveyKind
    case_id: int | None
    sale_id: int | None
    is_joined: bool


def planned_survey(reader: Reader, follow_up_id: int) -> PlannedSurvey | None:
    """What a follow-up is to ask; None for one that is no survey."""
    row = reader.row(PLANNED, {"follow_up_id": follow_up_id})
    if row is None:
        return None
    customer_id, customer, steps, place, event_kind, event_id, state = row
    written = written_steps(json.loads(steps))
    asks = written[place].survey if place < len(written) else None
    return PlannedSurvey(
        customer_id,
        customer,
        asks or SurveyKind.CSAT,  # the plan was written anew since
        event_id if event_kind == "case" else None,
        event_id if event_kind == "sale" else None,
        state != TouchState.PLANNED,
    )
