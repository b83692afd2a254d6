"""What asking and answering look up: what it is about, the question that waits, what a plan wants asked."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import col, select

from crm_tui.actions.lookups import case_of
from crm_tui.actions.survey_values import NOTHING_SPECIAL, About
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SurveyKind, SurveyState, TouchState
from crm_tui.domain.words import FollowUpState
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import FollowUp, PlanTouch, Sale, Survey


def check_about(act: Act, customer_id: int, about: About) -> None:
    """Raise InvalidInput, naming the field, for two things at once, and what is another customer's."""
    if about.case_id is not None and about.sale_id is not None:
        raise InvalidInput(
            _("A survey is about one thing."), _("Name a case or a sale, not both."), field="case"
        )
    if about.case_id is not None:
        case_of(act, about.case_id, customer_id)
    if about.sale_id is not None and act.get(Sale, about.sale_id).customer_id != customer_id:
        raise InvalidInput(
            _("Sale {id} belongs to another customer.").format(id=about.sale_id),
            _("Name a sale of this customer, or none."),
            field="sale",
        )


def waiting_questions(
    act: Act, customer_id: int, kind: SurveyKind, about: About, until: datetime | None = None
) -> Iterator[Survey]:
    """The questions of the kind that wait for an answer, the oldest first; about that, where it is named."""
    statement = select(Survey).where(
        Survey.customer_id == customer_id,
        Survey.kind == kind.value,
        Survey.state == SurveyState.ASKED.value,
        col(Survey.deleted_at).is_(None),
    )
    for row in act.session.exec(statement.order_by(col(Survey.asked_at), col(Survey.id))):
        same = about in (NOTHING_SPECIAL, About(row.case_id, row.sale_id))
        if same and (until is None or row.asked_at <= until):
            yield row


def planned_to_ask(act: Act, customer_id: int, at: datetime) -> int | None:
    """The open follow-up by which a touchpoint plan wants them asked: asking or answering does it.

    Where the question was joined to something else that is to be done, that is not done by it.
    """
    statement = (
        select(FollowUp.id)
        .join(PlanTouch, col(PlanTouch.follow_up_id) == col(FollowUp.id))
        .where(
            FollowUp.customer_id == customer_id,
            FollowUp.state == FollowUpState.OPEN.value,
            col(PlanTouch.is_survey),
            PlanTouch.state == TouchState.PLANNED.value,
            FollowUp.created_at <= at,
        )
        .order_by(col(FollowUp.due_at), col(FollowUp.id))
    )
    return act.session.exec(statement).first()
