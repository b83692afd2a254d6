"""Recording a sale: what a customer bought, what it was worth, and when it wants looking after."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from crm_tui.actions.customer_parts import stored_kinds, write_kinds
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.lookups import find_staff, touch
from crm_tui.actions.notices import Notice
from crm_tui.actions.plan_runs import happened
from crm_tui.actions.reading import reader_of
from crm_tui.actions.sale_values import NewSale, SavedSale, line_columns
from crm_tui.actions.tier_events import tier_now
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent, SaleEventKind, SaleStage
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.money import read_currency
from crm_tui.domain.sales import RATE_PARTS
from crm_tui.domain.when import When, next_open_day
from crm_tui.domain.words import Kind
from crm_tui.i18n import _
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Sale, SaleEvent, SaleLine


def record_sale(act: Act, customer_id: int, new: NewSale, *, interaction_id: int | None = None) -> SavedSale:
    """Record what a customer bought, who becomes a client by it; ``interaction_id`` is the contact it was in.

    A product that wants service makes a follow-up for the owner, unless the contact load or the customer's
    wishes stand against it: then it is left out and named in the warnings. Raises InvalidInput, naming the
    field, for what :func:`line_columns` refuses, an unknown currency or one without its rate, a time to come,
    somebody who does not work here, and what is both promised and taken along.
    """
    act.describe("record-sale", "sale", None, customer_id)
    customer = act.get(Customer, customer_id)
    sold_at = _sold_at(act, new)
    sold_on = sold_at.astimezone(act.business.zone).date()
    currency = read_currency(new.currency) or act.business.currency
    columns = line_columns(act, new.lines, sold_on, currency)
    owner_id = act.actor.staff_id if new.owner is None else find_staff(act, new.owner, "owner").record_id
    row = act.add(
        Sale(
            customer_id=customer_id,
            staff_id=owner_id,
            sold_at=sold_at,
            sold_on=sold_on,
            value=sum(line["value"] for line in columns),
            currency=currency,
            rate=checked_rate(act, currency, new.rate),
            stage=_first_stage(new).value,
            promised_at=new.promised.at if new.promised else None,
            promised_on=new.promised.day if new.promised else None,
            delivered_at=sold_at if new.taken_along else None,
            note=new.note.strip(),
            interaction_id=interaction_id,
            recorded_at=act.now,
            tier=tier_now(act, customer_id),
        )
    )
    act.about("sale", row.record_id, customer_id)
    lines = [SaleLine(sale_id=row.record_id, **line) for line in columns]
    act.add_all(lines)
    note_step(act, row, SaleEventKind.ORDERED, sold_at)
    if new.promised is not None:
        note_step(act, row, SaleEventKind.PROMISED, sold_at, value=new.promised.day.isoformat())
    if new.taken_along:
        note_step(act, row, SaleEventKind.DELIVERED, sold_at)
    _make_client(act, customer)
    warnings: list[Notice] = []
    follow_ups = plan_service(act, row, lines, warnings)
    happened(act, PlanEvent.SALE, row.record_id)
    if new.taken_along:
        happened(act, PlanEvent.DELIVERED, row.record_id)
    return saved_sale(row, tuple(follow_ups), tuple(warnings))


def note_step(
    act: Act, row: Sale, what: SaleEventKind, at: datetime, *, why: str = "", value: str = ""
) -> None:
    """Keep what happened to a sale at ``at``; ``value`` is the promised day or the new owner's id."""
    act.add(
        SaleEvent(
            sale_id=row.record_id,
            staff_id=act.actor.staff_id,
            what=what.value,
            why=why.strip(),
            value=value,
            happened_at=at,
            recorded_at=act.now,
        )
    )


def saved_sale(row: Sale, follow_ups: tuple[int, ...] = (), warnings: tuple[Notice, ...] = ()) -> SavedSale:
    """The sale as an action hands it out."""
    return SavedSale(
        row.record_id,
        row.version,
        row.customer_id,
        SaleStage(row.stage),
        row.value,
        row.currency,
        follow_ups,
        warnings,
    )


def _sold_at(act: Act, new: NewSale) -> datetime:
    sold_at = new.sold_at or act.now
    if sold_at > act.now:
        raise InvalidInput(
            _("This sale would lie in the future."),
            _("Give a time up to now; what they may buy is an opportunity."),
            field="sold_at",
        )
    if new.promised is not None and new.taken_along:
        raise InvalidInput(
            _("What they took along is promised for no day."),
            _("Leave one of the two out."),
            field="promised",
        )
    if new.promised is not None and new.promised.at <= sold_at:
        raise InvalidInput(
            _("The promised time lies before the sale."),
            _("Give a time after it, such as 3d, fri or 27 nov."),
            field="promised",
        )
    return sold_at


def _first_stage(new: NewSale) -> SaleStage:
    if new.taken_along:
        return SaleStage.DELIVERED
    return SaleStage.ORDERED if new.promised is None else SaleStage.PROMISED


def checked_rate(act: Act, currency: str, rate: int | None) -> int:
    """The rate to the business's currency; what is sold in that one, or without any, needs none.

    Raises InvalidInput, with the field ``rate``, where there has to be one.
    """
    own = act.business.currency
    if currency == own or not own:
        return RATE_PARTS
    if rate is None or rate <= 0:
        raise InvalidInput(
            _("A sale in {currency} needs its rate.").format(currency=currency),
            _("Say how many {own} one {currency} was worth that day, such as 1.0835.").format(
                own=own, currency=currency
            ),
            field="rate",
        )
    return rate


def _make_client(act: Act, customer: Customer) -> None:
    """Whoever bought is a client, and stays what they were besides."""
    kinds = frozenset(row.kind for row in stored_kinds(act, customer.record_id))
    if write_kinds(act, customer.record_id, kinds | {Kind.CLIENT.value}):
        touch(act, customer)


def plan_service(act: Act, row: Sale, lines: Sequence[SaleLine], warnings: list[Notice]) -> list[int]:
    """A follow-up of the owner for each day on which one of ``lines`` wants looking after; their ids.

    One that is left out for the contact load or their wishes is named in ``warnings``.
    """
    wanted = [(line.service_on, line) for line in lines if line.service_on and line.service_on > act.today]
    planned = []
    for day, due in groupby(sorted(wanted, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        together = [line for _day, line in due]
        follow_up_id = _plan(act, row, day, service_why(together), warnings)
        if follow_up_id is not None:
            planned.append(follow_up_id)
            for line in together:
                act.change(line, service_follow_up_id=follow_up_id)
    return planned


def service_why(lines: Iterable[SaleLine]) -> str:
    """What a follow-up for service says."""
    return _("service is due: {what}").format(what=", ".join(line.words for line in lines))


def _plan(act: Act, row: Sale, day: date, why: str, warnings: list[Notice]) -> int | None:
    open_day = next_open_day(day, opening_days(reader_of(act)))
    when = When(end_of_day(open_day, act.business.zone), True, open_day)
    try:
        saved = schedule_follow_up(act, row.customer_id, NewFollowUp(when, why, staff=row.staff_id))
    except OverContactLoad as refused:
        warnings.append(
            Notice(
                "service-left-out",
                _("The follow-up for service on {day} was left out: {reasons}").format(
                    day=open_day.isoformat(), reasons=" ".join(refused.reasons)
                ),
                (row.customer_id,),
                refused.join,
            )
        )
        return None
    warnings.extend(saved.warnings)
    return saved.id
