"""A sale's way to the customer, with one owner throughout: promised, called ahead, delivered or cancelled."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_tui.actions.follow_up_ends import drop
from crm_tui.actions.follow_ups import said
from crm_tui.actions.lookups import find_staff
from crm_tui.actions.plan_runs import happened, no_longer_so
from crm_tui.actions.sale_values import SavedSale
from crm_tui.actions.sales import note_step, saved_sale
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent, SaleEventKind, SaleStage
from crm_tui.domain.sales import LEADS_TO, check_on_its_way
from crm_tui.domain.when import When
from crm_tui.domain.words import FollowUpState
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, FollowUp, Sale, SaleLine


def promise_sale(
    act: Act, sale_id: int, when: When, *, at: datetime | None = None, if_version: int | None = None
) -> SavedSale:
    """They were told that it comes by ``when``, said at ``at`` (now unless given); a later word replaces it.

    Raises InvalidInput for a sale that is over, a day before the sale, and a time to come or before it.
    """
    row = _on_its_way(act, sale_id, "promise-sale", if_version)
    if when.at <= (at or act.now):
        raise InvalidInput(
            _("The promised time lies before the promise."),
            _("Give a time to come, such as 3d, fri or 27 nov."),
            field="when",
        )
    _step(
        act,
        row,
        SaleEventKind.PROMISED,
        at,
        value=when.day.isoformat(),
        promised_at=when.at,
        promised_on=when.day,
    )
    return saved_sale(row)


def call_ahead(
    act: Act, sale_id: int, *, at: datetime | None = None, if_version: int | None = None
) -> SavedSale:
    """They were told that it is on its way now. Raises InvalidInput as :func:`promise_sale`."""
    row = _on_its_way(act, sale_id, "call-ahead", if_version)
    _step(act, row, SaleEventKind.CALLED_AHEAD, at)
    return saved_sale(row)


def attempt_delivery(
    act: Act, sale_id: int, why: str, *, at: datetime | None = None, if_version: int | None = None
) -> SavedSale:
    """It was brought in vain, for the reason ``why``; it stays on its way.

    Raises InvalidInput as :func:`promise_sale`, and without a reason.
    """
    row = _on_its_way(act, sale_id, "attempt-delivery", if_version)
    reason = said(why, "why", _("Say why it could not be delivered."))
    _step(act, row, SaleEventKind.ATTEMPTED, at, why=reason, attempts=row.attempts + 1)
    return saved_sale(row)


def deliver_sale(
    act: Act, sale_id: int, *, at: datetime | None = None, if_version: int | None = None
) -> SavedSale:
    """It is with the customer, at the first attempt where none was noted before.

    Raises InvalidInput as :func:`promise_sale`.
    """
    row = _on_its_way(act, sale_id, "deliver-sale", if_version)
    _step(act, row, SaleEventKind.DELIVERED, at, attempts=row.attempts + 1, delivered_at=at or act.now)
    happened(act, PlanEvent.DELIVERED, sale_id)
    return saved_sale(row)


def cancel_sale(
    act: Act, sale_id: int, why: str, *, at: datetime | None = None, if_version: int | None = None
) -> SavedSale:
    """They do not want it, or cannot have it. Service that was planned for it is dropped for that reason.

    Raises InvalidInput as :func:`promise_sale`, and without a reason.
    """
    row = _on_its_way(act, sale_id, "cancel-sale", if_version)
    reason = said(why, "why", _("Say why the sale is cancelled."))
    _step(act, row, SaleEventKind.CANCELLED, at, why=reason)
    planned = (
        select(FollowUp.id)
        .join(SaleLine, col(SaleLine.service_follow_up_id) == FollowUp.id)
        .where(SaleLine.sale_id == sale_id, FollowUp.state == FollowUpState.OPEN.value)
        .distinct()
    )
    for follow_up_id in act.session.exec(planned).all():
        if follow_up_id is not None:
            drop(act, follow_up_id, reason)
    no_longer_so(act, "sale", sale_id, reason)
    return saved_sale(row)


def give_sale(
    act: Act, sale_id: int, owner: int | str, *, why: str = "", if_version: int | None = None
) -> SavedSale:
    """Let a colleague, by login or staff id, look after it from now on; the same owner changes nothing.

    Raises InvalidInput for a sale that is over, and for who does not work here.
    """
    row = _on_its_way(act, sale_id, "give-sale", if_version)
    owner_id = find_staff(act, owner, "owner").record_id
    if owner_id != row.staff_id:
        _step(act, row, SaleEventKind.OWNER, None, why=why, value=str(owner_id), staff_id=owner_id)
    return saved_sale(row)


def _on_its_way(act: Act, sale_id: int, verb: str, if_version: int | None) -> Sale:
    row = act.get(Sale, sale_id)
    act.describe(verb, "sale", sale_id, row.customer_id)
    act.get(Customer, row.customer_id)
    act.expect_version(row, if_version)
    check_on_its_way(sale_id, SaleStage(row.stage))
    return row


def _step(
    act: Act,
    row: Sale,
    what: SaleEventKind,
    at: datetime | None,
    *,
    why: str = "",
    value: str = "",
    **columns: Any,
) -> None:
    """Note the step, and change the sale with the stage that it leads to."""
    happened_at = at or act.now
    if not row.sold_at <= happened_at <= act.now:
        raise InvalidInput(
            _("That was before the sale, or is still to come."),
            _("Give a time between the sale and now."),
            field="at",
        )
    note_step(act, row, what, happened_at, why=why, value=value)
    if what in LEADS_TO:
        columns["stage"] = LEADS_TO[what].value
    act.change(row, **columns)
