"""A customer's tier, as contacts and plans keep it; a change moves open cases to the new tier's standards."""

from collections.abc import Iterable

from sqlmodel import col, select

from crm_tui.domain.words import Stage
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, CaseEvent, Customer, Tier


def tier_code(act: Act, customer: Customer) -> str:
    """The code of the customer's tier; empty where it has none."""
    return "" if customer.tier_id is None else act.get(Tier, customer.tier_id).code


def tier_now(act: Act, customer_id: int) -> str | None:
    """The code of a customer's tier, as what happens now keeps it: no later change rewrites it."""
    return tier_code(act, act.get(Customer, customer_id)) or None


def running_cases(act: Act, customer_id: int) -> list[Case]:
    """The customer's cases that are not over."""
    return list(
        act.session.exec(
            select(Case).where(
                Case.customer_id == customer_id,
                col(Case.stage).in_((Stage.OPEN.value, Stage.WAITING.value)),
                col(Case.deleted_at).is_(None),
            )
        )
    )


def note_tier_change(act: Act, customer: Customer) -> None:
    """Write the customer's tier as an event of each of its running cases."""
    note_tier(act, running_cases(act, customer.record_id), tier_code(act, customer))


def note_tier(act: Act, cases: Iterable[Case], code: str) -> None:
    """Write the tier of this code, empty for none, as an event of each of these cases."""
    act.add_all(
        [
            CaseEvent(
                case_id=case.record_id,
                staff_id=act.actor.staff_id,
                what="tier",
                value=code,
                happened_at=act.now,
                recorded_at=act.now,
            )
            for case in cases
        ]
    )
