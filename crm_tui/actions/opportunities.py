"""Opportunities: what somebody heard that a customer may need, and its next step, until it is won or lost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from crm_tui.actions.follow_up_ends import drop
from crm_tui.actions.follow_ups import NewFollowUp, edit_follow_up, schedule_follow_up
from crm_tui.actions.lookups import find_staff
from crm_tui.actions.notices import Notice
from crm_tui.actions.products import find_product
from crm_tui.actions.sale_values import NewSale
from crm_tui.actions.sales import record_sale
from crm_tui.actions.worth import worth
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import OpportunityStage
from crm_tui.domain.sale_text import NewLine
from crm_tui.domain.words import FollowUpState
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, FollowUp, Opportunity, Product, Sale

#: The stages of one that is still open, in their order.
OPEN_STAGES = (OpportunityStage.HEARD, OpportunityStage.TALKED, OpportunityStage.OFFERED)


@dataclass(frozen=True, slots=True)
class NewOpportunity:
    """What a customer may need: in plain words, or one of our products.

    ``value`` is in 1/10,000 of the unit of ``currency``, the business's own unless given. ``owner`` is a
    login or staff id, the actor unless given; ``heard_at`` is now. ``next_step`` is planned with it, and
    weighed against the contact load as every follow-up is.
    """

    need: str = ""
    product_id: int | None = None
    value: int | None = None
    currency: str = ""
    expected_on: date | None = None
    owner: int | str | None = None
    partner_id: int | None = None
    heard_at: datetime | None = None
    next_step: NewFollowUp | None = None


@dataclass(frozen=True, slots=True)
class SavedOpportunity:
    """An opportunity as it is after the act."""

    id: int
    version: int
    customer_id: int
    stage: OpportunityStage
    follow_up_id: int | None
    warnings: tuple[Notice, ...] = ()


def hear(
    act: Act,
    customer_id: int,
    new: NewOpportunity,
    *,
    interaction_id: int | None = None,
    follow_up_id: int | None = None,
) -> SavedOpportunity:
    """Write down what a customer may need; the actor is who heard it.

    ``interaction_id`` is the contact in which it was heard, ``follow_up_id`` a step that is planned already.
    Words that are the name of a product stand for the product. Raises InvalidInput for no words and no
    product, a time to come, a day to decide by that is over or a value below nought; OverContactLoad for a
    next step that needs an override.
    """
    act.describe("hear-opportunity", "opportunity", None, customer_id)
    act.get(Customer, customer_id)
    product = _product(act, new.product_id, new.need)
    heard_at = new.heard_at or act.now
    if heard_at > act.now:
        raise InvalidInput(
            _("Nobody has heard of it before that time."), _("Give a time up to now."), field="heard_at"
        )
    _refuse_over(act, new.expected_on)
    if new.partner_id is not None:
        act.get(Customer, new.partner_id)
    row = act.add(
        Opportunity(
            customer_id=customer_id,
            need=_need(new.need, product),
            product_id=None if product is None else product.record_id,
            owner_id=act.actor.staff_id
            if new.owner is None
            else find_staff(act, new.owner, "owner").record_id,
            heard_by_id=act.actor.staff_id,
            heard_at=heard_at,
            interaction_id=interaction_id,
            **worth(act, new.value, new.currency),
            expected_on=new.expected_on,
            follow_up_id=follow_up_id,
            partner_id=new.partner_id,
            created_at=act.now,
        )
    )
    act.about("opportunity", row.record_id, customer_id)
    return _saved(row, _plan(act, row, new.next_step))


def edit_opportunity(
    act: Act, opportunity_id: int, changes: Mapping[str, Any], *, if_version: int | None = None
) -> SavedOpportunity:
    """Change ``need``, ``product_id``, ``value``, ``currency``, ``expected_on``, ``owner`` or ``next_step``.

    A next step that is planned already is moved. Raises as :func:`hear`; ChangedSince; InvalidInput for an
    opportunity that is over.
    """
    row = _open(act, opportunity_id, "edit-opportunity", if_version)
    columns: dict[str, Any] = {}
    for field, value in changes.items():
        if field not in _EDITABLE:
            raise InvalidInput(
                _("An opportunity has no field “{field}”.").format(field=field),
                _("Use one of: {fields}.").format(fields=", ".join(_EDITABLE)),
                field=field,
            )
        if field == "owner":
            columns["owner_id"] = find_staff(act, value, "owner").record_id
        elif field != "next_step":
            columns[field] = value
    _refuse_over(act, columns.get("expected_on"))
    if {"need", "product_id"} & columns.keys():
        product = _product(act, columns.get("product_id", row.product_id), columns.get("need", ""))
        columns["product_id"] = None if product is None else product.record_id
        columns["need"] = _need(columns.get("need", row.need), product)
    if {"value", "currency"} & columns.keys():
        value, currency = columns.get("value", row.value), columns.get("currency", row.currency)
        columns |= worth(act, value, currency)
    act.change(row, **columns)
    return _saved(row, _plan(act, row, changes.get("next_step")))


def move_on(
    act: Act,
    opportunity_id: int,
    stage: OpportunityStage | None = None,
    *,
    next_step: NewFollowUp | None = None,
    if_version: int | None = None,
) -> SavedOpportunity:
    """It was talked about, or offered: to ``stage``, the next one unless given.

    Raises InvalidInput for a stage that ends it (:func:`win` and :func:`lose` do), and past the last one.
    """
    row = _open(act, opportunity_id, "move-opportunity", if_version)
    to = _next_stage(row) if stage is None else stage
    if to not in OPEN_STAGES:
        raise InvalidInput(
            _("An opportunity is won, or lost with the reason; it is not moved there."),
            _("Use one of: {codes}.").format(codes=", ".join(OPEN_STAGES)),
            field="stage",
        )
    act.change(row, stage=to.value)
    return _saved(row, _plan(act, row, next_step))


def win(
    act: Act,
    opportunity_id: int,
    *,
    sale_id: int | None = None,
    sale: NewSale | None = None,
    if_version: int | None = None,
) -> SavedOpportunity:
    """They bought it: by the sale ``sale_id``, or by ``sale``, which is recorded with it; or by none.

    An open next step is over. Raises InvalidInput for another customer's sale, for both at once, and what
    ``sales.record_sale`` raises.
    """
    row = _open(act, opportunity_id, "win-opportunity", if_version)
    if sale_id is not None and sale is not None:
        raise InvalidInput(_("It was won by one sale."), _("Name a sale, or record a new one."), field="sale")
    if sale_id is not None and act.get(Sale, sale_id).customer_id != row.customer_id:
        raise InvalidInput(
            _("Sale {id} is another customer's.").format(id=sale_id),
            _("Name a sale of this customer, or none."),
            field="sale",
        )
    warnings: tuple[Notice, ...] = ()
    if sale is not None:
        recorded = record_sale(act, row.customer_id, sale)
        sale_id, warnings = recorded.id, recorded.warnings
    return _end(act, row, OpportunityStage.WON, _("the opportunity was won"), warnings, sale_id=sale_id)


def sale_of(act: Act, opportunity_id: int) -> NewSale:
    """The sale that it becomes: one of what they need, for its value, else for the product's price."""
    row = act.get(Opportunity, opportunity_id)
    line = NewLine(row.need, price=row.value, product_id=row.product_id)
    return NewSale((line,), currency=row.currency, owner=row.owner_id)


def lose(act: Act, opportunity_id: int, why: str, *, if_version: int | None = None) -> SavedOpportunity:
    """They do not want it. The reason stays with it, and an open next step is dropped for it.

    Raises InvalidInput without a reason.
    """
    row = _open(act, opportunity_id, "lose-opportunity", if_version)
    reason = why.strip()
    if not reason:
        raise InvalidInput(_("There are no words here."), _("Say why they do not want it."), field="why")
    return _end(act, row, OpportunityStage.LOST, reason, closed_why=reason)


_EDITABLE = ("need", "product_id", "value", "currency", "expected_on", "owner", "next_step")


def _open(act: Act, opportunity_id: int, verb: str, if_version: int | None) -> Opportunity:
    row = act.get(Opportunity, opportunity_id)
    act.describe(verb, "opportunity", opportunity_id, row.customer_id)
    act.get(Customer, row.customer_id)
    act.expect_version(row, if_version)
    stage = OpportunityStage(row.stage)
    if stage not in OPEN_STAGES:
        raise InvalidInput(
            _("Opportunity {id} is {stage} already.").format(id=opportunity_id, stage=stage.label),
            _("Write down a new one, or undo what ended it."),
        )
    return row


def _refuse_over(act: Act, expected_on: date | None) -> None:
    if expected_on is not None and expected_on < act.today:
        raise InvalidInput(
            _("Nobody decides by a day that is over."),
            _("Give today or a day to come, such as 3d, fri or 24 nov."),
            field="expected",
        )


def _next_stage(row: Opportunity) -> OpportunityStage:
    place = OPEN_STAGES.index(OpportunityStage(row.stage)) + 1
    if place == len(OPEN_STAGES):
        raise InvalidInput(
            _("It is offered already."), _("Next it is won, or lost with the reason."), field="stage"
        )
    return OPEN_STAGES[place]


def _end(
    act: Act,
    row: Opportunity,
    stage: OpportunityStage,
    why: str,
    warnings: tuple[Notice, ...] = (),
    **columns: Any,
) -> SavedOpportunity:
    act.change(row, stage=stage.value, closed_at=act.now, **columns)
    planned = _open_step(act, row)
    if planned is not None:
        drop(act, planned, why)
    return _saved(row, warnings)


def _open_step(act: Act, row: Opportunity) -> int | None:
    """Its next step, while that is still to be done."""
    step = None if row.follow_up_id is None else act.session.get(FollowUp, row.follow_up_id)
    return step.record_id if step is not None and step.state == FollowUpState.OPEN else None


def _plan(act: Act, row: Opportunity, step: NewFollowUp | None) -> tuple[Notice, ...]:
    """Plan the next step, or move the one that is planned; what is to be said of it."""
    if step is None:
        return ()
    planned = _open_step(act, row)
    if planned is None:
        saved = schedule_follow_up(act, row.customer_id, replace(step, why=step.why or row.need))
        act.change(row, follow_up_id=saved.id)
        return saved.warnings
    changes: dict[str, Any] = {"when": step.when, "channel": step.channel}
    if step.why:
        changes["why"] = step.why
    if step.staff is not None:
        changes["staff"] = step.staff
    return edit_follow_up(act, planned, changes, override_why=step.override_why).warnings


def _product(act: Act, product_id: int | None, need: str) -> Product | None:
    """The product that is named, or whose name or code the words are."""
    return find_product(act, need) if product_id is None else act.get(Product, product_id)


def _need(words: str, product: Product | None) -> str:
    need = words.strip() or (product.name if product is not None else "")
    if not need:
        raise InvalidInput(
            _("There are no words here."), _("Say what they may need, or name a product."), field="need"
        )
    return need


def _saved(row: Opportunity, warnings: tuple[Notice, ...] = ()) -> SavedOpportunity:
    return SavedOpportunity(
        row.record_id, row.version, row.customer_id, OpportunityStage(row.stage), row.follow_up_id, warnings
    )
