"""``crm-tui sale add`` and ``edit``, and how a sale is answered."""

from typing import Any

from crm_tui.actions.sale_edits import edit_sale
from crm_tui.actions.sale_values import NewSale, SavedSale
from crm_tui.actions.sales import record_sale
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import read_line, read_rate
from crm_tui.i18n import N_, _

ID = argument("sale", type=int, metavar="ID", help=N_("The sale's number."))


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
        sold_at=None if given["at"] is None else desk.past(given["at"]),
        currency=given["currency"] or "",
        rate=None if given["rate"] is None else read_rate(given["rate"]),
        owner=given["owner"],
        note=given["note"],
        promised=None if given["promised"] is None else desk.told(given["promised"]),
        taken_along=given["taken_along"],
    )
    with desk.act() as act:
        saved = record_sale(act, customer, new)
    answer_saved(desk, saved)


@command(
    "edit",
    help=N_("Put a sale right. The lines given are all that were bought: a line that is left out goes."),
    examples=(
        "crm-tui sale edit 5 --line '3 x kettle' --line 'delivery @ 5'",
        "crm-tui sale edit 5 --note 'for the office' --if-version 2",
    ),
)
@ID
@option(
    "--line",
    "lines",
    metavar="LINE",
    multiple=True,
    help=N_("What was bought, each line; without a price it keeps the one that it has."),
)
@option("--currency", metavar="CODE", help=N_("Refused where it is another: its lines are in the old one."))
@option("--rate", metavar="NUMBER", help=N_("What one unit of its currency was worth in ours."))
@option("--note", metavar="TEXT", help=N_("Anything else worth knowing."))
@IF_VERSION
def edit(desk: Desk, sale: int, lines: tuple[str, ...], if_version: int | None, **given: str | None) -> None:
    """Change a sale. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if lines:
        changes["lines"] = tuple(map(read_line, lines))
    if "rate" in changes:
        changes["rate"] = read_rate(changes["rate"])
    if not changes:
        raise InvalidInput(_("There is nothing to change."), _("Give what is to be changed."))
    with desk.act() as act:
        saved = edit_sale(act, sale, changes, if_version=if_version)
    answer_saved(desk, saved)


def answer_saved(desk: Desk, saved: SavedSale) -> None:
    """What was written, with what is to be known of it."""
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
