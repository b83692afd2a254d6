"""What becomes of a sale on its way: ``crm-tui sale promise``, ``deliver`` and the other steps."""

from collections.abc import Callable
from typing import Any

from crm_tui.actions import sale_way
from crm_tui.actions.sale_values import SavedSale
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.sale_write import ID, answer_saved
from crm_tui.i18n import N_

_AT = option("--at", metavar="TIME", help=N_("When it was; now unless given."))


@command(
    "promise",
    help=N_("Say by when they were told it will come; a later word replaces it."),
    examples=("crm-tui sale promise 5 'fri 10:00'",),
)
@ID
@argument("when", metavar="WHEN", help=N_("By when: fri, 3d, 24 nov 10:00."))
@_AT
@IF_VERSION
def promise(desk: Desk, sale: int, when: str, at: str | None, if_version: int | None) -> None:
    """Note what was promised. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    desk.read()
    _take(desk, sale_way.promise_sale, sale, desk.told(when), at=at, if_version=if_version)


@command(
    "call-ahead",
    help=N_("They were told that it is on its way now."),
    examples=("crm-tui sale call-ahead 5",),
)
@ID
@_AT
@IF_VERSION
def call_ahead(desk: Desk, sale: int, at: str | None, if_version: int | None) -> None:
    """Note that they were called. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    _take(desk, sale_way.call_ahead, sale, at=at, if_version=if_version)


@command(
    "attempt",
    help=N_("It was brought in vain. It stays on its way."),
    examples=("crm-tui sale attempt 5 --why 'nobody at home'",),
)
@ID
@option("--why", metavar="TEXT", required=True, help=N_("Why it could not be delivered."))
@_AT
@IF_VERSION
def attempt(desk: Desk, sale: int, why: str, at: str | None, if_version: int | None) -> None:
    """Note a delivery in vain. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    _take(desk, sale_way.attempt_delivery, sale, why, at=at, if_version=if_version)


@command(
    "deliver",
    help=N_("It is with the customer, at the first attempt where none was noted before."),
    examples=("crm-tui sale deliver 5 --at 'yesterday 16:00'",),
)
@ID
@_AT
@IF_VERSION
def deliver(desk: Desk, sale: int, at: str | None, if_version: int | None) -> None:
    """Note the delivery. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    _take(desk, sale_way.deliver_sale, sale, at=at, if_version=if_version)


@command(
    "cancel",
    help=N_("They do not want it, or cannot have it. Service planned for it is dropped."),
    examples=("crm-tui sale cancel 5 --why 'out of stock'",),
)
@ID
@option("--why", metavar="TEXT", required=True, help=N_("The reason."))
@_AT
@IF_VERSION
def cancel(desk: Desk, sale: int, why: str, at: str | None, if_version: int | None) -> None:
    """Cancel a sale. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    _take(desk, sale_way.cancel_sale, sale, why, at=at, if_version=if_version)


@command(
    "owner",
    help=N_("Let a colleague look after it from now on."),
    examples=("crm-tui sale owner 5 paul --why 'on holiday'",),
)
@ID
@argument("login", metavar="LOGIN", help=N_("The new owner."))
@option("--why", metavar="TEXT", default="", help=N_("The reason."))
@IF_VERSION
def owner(desk: Desk, sale: int, login: str, why: str, if_version: int | None) -> None:
    """Give a sale to somebody else. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    with desk.act() as act:
        saved = sale_way.give_sale(act, sale, login, why=why, if_version=if_version)
    answer_saved(desk, saved)


def _take(
    desk: Desk,
    step: Callable[..., SavedSale],
    sale: int,
    *words: Any,
    at: str | None,
    if_version: int | None,
) -> None:
    """Write a step of the way, taken at the time ``at``, and say what became of the sale."""
    desk.read()
    happened_at = None if at is None else desk.past(at)
    with desk.act() as act:
        saved = step(act, sale, *words, at=happened_at, if_version=if_version)
    answer_saved(desk, saved)
