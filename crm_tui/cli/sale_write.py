"""``crm-tui sale add`` and what becomes of a sale on its way."""

from datetime import datetime
from typing import Any

from crm_tui.actions import sale_way
from crm_tui.actions.sale_values import NewSale, SavedSale
from crm_tui.actions.sales import record_sale
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import read_line, read_rate
from crm_tui.i18n import N_, _

_ID = argument("sale", type=int, metavar="ID", help=N_("The sale's number."))
_AT = option("--at", metavar="TIME", help=N_("When it was; now unless given."))


@command(
    "add",
    help=N_("Record what a customer bought. A line is: 2 x kettle @ 24.50; a product needs no price."),
    examples=(
        "crm-tui sale add 12 --line '2 x kettle @ 24.50' --line 'delivery @ 5' --promised fri",
        "crm-tui sale add 12 --line K17 --at '12 oct' --taken-along",
    ),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
@option(
    "--line",
    "lines",
    metavar="LINE",
    multiple=True,
    required=True,
    help=N_("What was bought: a product's name or code, or plain words with a price."),
)
@option("--at", metavar="TIME", help=N_("When it was sold; now unless given."))
@option("--currency", metavar="CODE", help=N_("The business's currency unless given."))
@option("--rate", metavar="NUMBER", help=N_("For another currency: what one unit of it is worth in ours."))
@option("--owner", metavar="LOGIN", help=N_("Who looks after it until it is delivered; you unless given."))
@option("--promised", metavar="WHEN", help=N_("When they were told it will come."))
@option("--taken-along", is_flag=True, help=N_("They have it already."))
@option("--note", metavar="TEXT", default="", help=N_("Anything else worth knowing."))
def add(desk: Desk, customer: int, lines: tuple[str, ...], **given: Any) -> None:
    """Record a sale. Raises InvalidInput, NoSuchRecord."""
    desk.read()
    new = NewSale(
        tuple(map(read_line, lines)),
        sold_at=_past(desk, given["at"]),
        currency=given["currency"] or "",
        rate=None if given["rate"] is None else read_rate(given["rate"]),
        owner=given["owner"],
        note=given["note"],
        promised=None if given["promised"] is None else desk.told(given["promised"]),
        taken_along=given["taken_along"],
    )
    with desk.act() as act:
        saved = record_sale(act, customer, new)
    _answer(desk, saved)


@command(
    "promise",
    help=N_("Say by when they were told it will come; a later word replaces it."),
    examples=("crm-tui sale promise 5 'fri 10:00'",),
)
@_ID
@argument("when", metavar="WHEN", help=N_("By when: fri, 3d, 24 nov 10:00."))
@_AT
@IF_VERSION
def promise(desk: Desk, sale: int, when: str, at: str | None, if_version: int | None) -> None:
    """Note what was promised. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    told, said_at = desk.told(when), _past(desk, at)
    with desk.act() as act:
        saved = sale_way.promise_sale(act, sale, told, at=said_at, if_version=if_version)
    _answer(desk, saved)


@command(
    "call-ahead",
    help=N_("They were told that it is on its way now."),
    examples=("crm-tui sale call-ahead 5",),
)
@_ID
@_AT
@IF_VERSION
def call_ahead(desk: Desk, sale: int, at: str | None, if_version: int | None) -> None:
    """Note that they were called. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    happened_at = _past(desk, at)
    with desk.act() as act:
        saved = sale_way.call_ahead(act, sale, at=happened_at, if_version=if_version)
    _answer(desk, saved)


@command(
    "attempt",
    help=N_("It was brought in vain. It stays on its way."),
    examples=("crm-tui sale attempt 5 --why 'nobody at home'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("Why it could not be delivered."))
@_AT
@IF_VERSION
def attempt(desk: Desk, sale: int, why: str, at: str | None, if_version: int | None) -> None:
    """Note a delivery in vain. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    happened_at = _past(desk, at)
    with desk.act() as act:
        saved = sale_way.attempt_delivery(act, sale, why, at=happened_at, if_version=if_version)
    _answer(desk, saved)


@command(
    "deliver",
    help=N_("It is with the customer, at the first attempt where none was noted before."),
    examples=("crm-tui sale deliver 5 --at 'yesterday 16:00'",),
)
@_ID
@_AT
@IF_VERSION
def deliver(desk: Desk, sale: int, at: str | None, if_version: int | None) -> None:
    """Note the delivery. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    happened_at = _past(desk, at)
    with desk.act() as act:
        saved = sale_way.deliver_sale(act, sale, at=happened_at, if_version=if_version)
    _answer(desk, saved)


@command(
    "cancel",
    help=N_("They do not want it, or cannot have it. Service planned for it is dropped."),
    examples=("crm-tui sale cancel 5 --why 'out of stock'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("The reason."))
@_AT
@IF_VERSION
def cancel(desk: Desk, sale: int, why: str, at: str | None, if_version: int | None) -> None:
    """Cancel a sale. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    happened_at = _past(desk, at)
    with desk.act() as act:
        saved = sale_way.cancel_sale(act, sale, why, at=happened_at, if_version=if_version)
    _answer(desk, saved)


@command(
    "owner",
    help=N_("Let a colleague look after it from now on."),
    examples=("crm-tui sale owner 5 paul --why 'on holiday'",),
)
@_ID
@argument("login", metavar="LOGIN", help=N_("The new owner."))
@option("--why", metavar="TEXT", default="", help=N_("The reason."))
@IF_VERSION
def owner(desk: Desk, sale: int, login: str, why: str, if_version: int | None) -> None:
    """Give a sale to somebody else. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    with desk.act() as act:
        saved = sale_way.give_sale(act, sale, login, why=why, if_version=if_version)
    _answer(desk, saved)


def _past(desk: Desk, text: str | None) -> datetime | None:
    return None if text is None else desk.past(text)


def _answer(desk: Desk, saved: SavedSale) -> None:
    notices.tell(desk, saved.warnings)
    desk.answer(
        {
            "id": saved.id,
            "customer": saved.customer_id,
            "stage": saved.stage.value,
            "value": money_in_words(saved.value, ""),
            "currency": saved.currency or None,
            "follow_ups": list(saved.follow_ups),
            "version": saved.version,
            "warnings": notices.documents(saved.warnings),
        },
        [
            _("Sale {id} is {stage}: {value}.").format(
                id=saved.id, stage=saved.stage.label, value=money_in_words(saved.value, saved.currency)
            )
        ],
    )
