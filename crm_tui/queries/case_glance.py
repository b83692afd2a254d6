"""A case at a glance: its clocks, whose it is, and what was said last."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm_tui.domain.clocks import Clock
from crm_tui.queries import customer_parts, vocabulary
from crm_tui.queries.case_clocks import clocks_of_cases
from crm_tui.queries.cases import Case, case
from crm_tui.queries.customer_page import Customer, customer
from crm_tui.queries.customer_parts import ContactPoint
from crm_tui.queries.interactions import Interaction
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class CaseGlance:
    """What the card of a case shows; contacts and notes the newest first, the mappings have the labels."""

    case: Case
    clocks: tuple[Clock, ...]
    customer: Customer
    contact_points: tuple[ContactPoint, ...]
    contacts: tuple[Interaction, ...]
    natures: Mapping[str, str]
    outcomes: Mapping[str, str]


def case_glance(reader: Reader, case_id: int) -> CaseGlance:
    """The case at a glance. Raises NoSuchRecord when there is none, or it or its customer was deleted."""
    history = case(reader, case_id)
    words = vocabulary.vocabulary(reader)
    return CaseGlance(
        history.case,
        clocks_of_cases(reader, [case_id]).get(case_id, ()),
        customer(reader, history.case.customer_id),
        customer_parts.contact_points(reader, history.case.customer_id),
        tuple(sorted(history.interactions, key=lambda one: (one.happened_at, one.id), reverse=True)),
        words.nature_labels,
        words.outcome_labels,
    )
