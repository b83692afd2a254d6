"""Colleagues as customers: what a member of staff asks of us is a case with the same clocks.

An internal customer stands outside the figures about customers, unless a standard is scoped to their kind.
"""

from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.actions.staff import present_staff, require_self_or_manager
from crm_tui.domain.words import Kind
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer


def internal_customer(act: Act, login: str) -> int:
    """The id of the customer that a member of staff is to their colleagues, made when there is none yet.

    Raises NotAllowed for somebody else unless the actor is a manager; NoSuchRecord.
    """
    row = present_staff(act, login)
    act.describe("make-internal-customer", "staff", row.record_id)
    require_self_or_manager(act, row)
    if row.customer_id is not None:
        customer = act.session.get(Customer, row.customer_id)
        if customer is not None and customer.deleted_at is None:
            return row.customer_id
    made = add_customer(act, NewCustomer(row.name, kinds=frozenset({Kind.INTERNAL.value})))
    act.change(row, customer_id=made.id)
    return made.id
