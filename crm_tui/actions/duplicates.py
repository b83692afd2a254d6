"""Saying of two customers who look alike that they are two."""

from sqlmodel import select

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, NotDuplicate


def dismiss_duplicate(act: Act, customer_id: int, other_id: int) -> int:
    """Remember that these are two, so that they are never suggested again. Returns the note's id.

    Raises NoSuchRecord, InvalidInput for one and the same.
    """
    act.describe("dismiss-duplicate", "customer", customer_id, customer_id)
    for one in (customer_id, other_id):
        act.get(Customer, one)
    if customer_id == other_id:
        raise InvalidInput(_("These are not two customers."), _("Name another customer."), field="other")
    first, second = sorted((customer_id, other_id))
    known = act.session.exec(
        select(NotDuplicate).where(NotDuplicate.customer_id == first, NotDuplicate.other_id == second)
    ).first()
    if known is None:
        known = act.add(
            NotDuplicate(customer_id=first, other_id=second, staff_id=act.actor.staff_id, at=act.now)
        )
    return known.record_id
