"""A sale on its way to the customer: what its lines are worth, and which step can follow which stage."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SaleEventKind, SaleStage
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.money import PARTS
from crm_tui.i18n import _

#: A rate of exchange is kept in so many parts of one unit of the business's currency.
RATE_PARTS = 1_000_000

#: The stages of a sale that is still on its way.
ON_ITS_WAY = (SaleStage.ORDERED, SaleStage.PROMISED, SaleStage.CALLED_AHEAD)

#: The stage that a step leads to; a step that is not here leaves the stage as it is.
LEADS_TO = {
    SaleEventKind.PROMISED: SaleStage.PROMISED,
    SaleEventKind.CALLED_AHEAD: SaleStage.CALLED_AHEAD,
    SaleEventKind.DELIVERED: SaleStage.DELIVERED,
    SaleEventKind.CANCELLED: SaleStage.CANCELLED,
}


def line_value(quantity: int, price: int) -> int:
    """What so many of a thing cost: both, and the result, in 1/10,000; half a part is rounded up."""
    return (quantity * price + PARTS // 2) // PARTS


def days_after(day: date, days: int | None) -> date | None:
    """The day so many days after ``day``; None where no number is set."""
    return None if days is None else day + timedelta(days=days)


def is_whole_day(promised_at: datetime, promised_on: date, zone: ZoneInfo) -> bool:
    """Whether a day was promised, without a time of it."""
    return promised_at == end_of_day(promised_on, zone)


def check_on_its_way(sale_id: int, stage: SaleStage) -> None:
    """Raise InvalidInput, with what can be done instead, for a sale that is delivered or cancelled."""
    if stage not in ON_ITS_WAY:
        raise InvalidInput(
            _("Sale {id} is {stage} already.").format(id=sale_id, stage=stage.label),
            _("Record a new sale, or undo what ended this one."),
        )
