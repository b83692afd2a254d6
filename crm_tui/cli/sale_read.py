"""``crm-tui sale list`` and ``show``."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of, listed
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, ON_THE_WAY, SALES
from crm_tui.domain.money import money_in_words
from crm_tui.domain.sale_text import line_in_words
from crm_tui.domain.sales import RATE_PARTS, is_whole_day
from crm_tui.domain.when import read_day
from crm_tui.domain.when_text import due_in_words, past_day, relative_due
from crm_tui.i18n import N_, _
from crm_tui.queries.sales import Sale, SaleLine, SalePage, SaleStep, listed_sales, sale_page


@command(
    "list",
    help=N_("Sales, the newest first; or those on their way, what was promised first."),
    examples=("crm-tui sale list --on-the-way", "crm-tui sale list --customer 12 --from '1 jan' --json"),
)
@option("--on-the-way", is_flag=True, help=N_("Only those not delivered yet."))
@option("--customer", type=int, metavar="ID", help=N_("Only this customer's."))
@option("--staff", metavar="LOGIN", help=N_("Only those of this owner."))
@option("--from", "from_day", metavar="DAY", help=N_("Sold on this day or later."))
@option("--to", "to_day", metavar="DAY", help=N_("Sold on this day or before."))
@NARROWED
def list_sales(
    desk: Desk,
    on_the_way: bool,
    customer: int | None,
    staff: str | None,
    from_day: str | None,
    to_day: str | None,
    text: str,
    view: str | None,
) -> None:
    """List sales. Raises InvalidInput for an unknown login or view, and for days that are none."""
    asked = asked_of(desk, SALES, text, view, flagged=ON_THE_WAY if on_the_way else "", otherwise=ALL)
    whose = None if staff is None else desk.staff_id(staff)
    days = (_day(desk, from_day) or date.min, _day(desk, to_day) or date.max)
    found = listed_sales(desk.reader, asked, customer_id=customer, staff_id=whose, days=days)
    shown = listed(desk, found)
    desk.answer([sale_document(desk, one) for one in shown], aligned(_row(desk, one) for one in shown))


@command(
    "show",
    help=N_("A sale: its lines, its way to the customer, warranty and service."),
    examples=("crm-tui sale show 5",),
)
@argument("sale", type=int, metavar="ID", help=N_("The sale's number."))
def show(desk: Desk, sale: int) -> None:
    """Show a sale. Raises NoSuchRecord."""
    page = sale_page(desk.read(), sale)
    document = sale_document(desk, page.sale) | {
        "lines": [_line_document(line) for line in page.lines],
        "events": [_step_document(desk, step) for step in page.steps],
    }
    desk.answer(document, aligned(_facts(desk, page)))


def sale_document(desk: Desk, one: Sale) -> dict[str, Any]:
    """A sale; ``value`` is a decimal in ``currency``, ``rate`` what one unit is worth in the business's."""
    return {
        "id": one.id,
        "customer": one.customer_id,
        "name": one.customer,
        "what": one.what,
        "value": money_in_words(one.value, ""),
        "currency": one.currency or None,
        "rate": one.rate / RATE_PARTS,
        "owner": one.login,
        "sold": desk.iso(one.sold_at),
        "stage": one.stage.value,
        "promised": _promised(desk, one),
        "delivered": desk.iso(one.delivered_at),
        "attempts": one.attempts,
        "note": one.note or None,
        "interaction": one.interaction_id,
        "version": one.version,
    }


def _promised(desk: Desk, one: Sale) -> str | None:
    if one.promised_at is None or one.promised_on is None:
        return None
    whole = is_whole_day(one.promised_at, one.promised_on, desk.zone)
    return desk.due(one.promised_at, one.promised_on, whole)


def _line_document(line: SaleLine) -> dict[str, Any]:
    return {
        "product": line.product_id,
        "words": line.words,
        "quantity": money_in_words(line.quantity, ""),
        "price": money_in_words(line.price, ""),
        "value": money_in_words(line.value, ""),
        "warranty_until": line.warranty_until and line.warranty_until.isoformat(),
        "service_on": line.service_on and line.service_on.isoformat(),
        "follow_up": line.follow_up_id,
    }


def _step_document(desk: Desk, step: SaleStep) -> dict[str, Any]:
    return {
        "what": step.what.value,
        "value": step.value or None,
        "why": step.why or None,
        "at": desk.iso(step.happened_at),
        "staff": step.staff,
    }


def _day(desk: Desk, text: str | None) -> date | None:
    return None if text is None else read_day(text, desk.now, desk.zone, past=True)


def _row(desk: Desk, one: Sale) -> tuple[str, ...]:
    business = desk.business
    sign, due = "·", "·"
    if one.delivered_at is not None:
        sign, due = (
            "✓",
            past_day(one.delivered_at.astimezone(desk.zone).date(), desk.today, business.language),
        )
    elif one.promised_at is not None and one.promised_on is not None:
        sign = "!" if one.promised_at <= desk.now else "·"
        whole = is_whole_day(one.promised_at, one.promised_on, desk.zone)
        due = relative_due(
            one.promised_at, whole, one.promised_on, desk.now, business.zone, business.language
        )
    value = money_in_words(one.value, one.currency)
    what = _("{customer}: {what}").format(customer=one.customer, what=one.what)
    return sign, str(one.id), one.sold_on.isoformat(), one.stage.label, due, one.login, value, what


def _facts(desk: Desk, page: SalePage) -> Iterator[tuple[str, str]]:
    one, business = page.sale, desk.business
    yield _("sold"), one.sold_on.isoformat()
    yield _("stage"), one.stage.label
    for line in page.lines:
        yield _("line"), line_in_words(line.words, line.quantity, line.price, line.value, one.currency)
        if line.warranty_until is not None:
            yield _("warranty until"), line.warranty_until.isoformat()
        if line.service_on is not None:
            yield _("service on"), line.service_on.isoformat()
        if line.how_to:
            yield _("how to"), line.how_to
    yield _("value"), money_in_words(one.value, one.currency)
    yield _("owner"), one.owner
    if one.promised_at is not None and one.promised_on is not None:
        whole = is_whole_day(one.promised_at, one.promised_on, desk.zone)
        yield (
            _("promised"),
            due_in_words(one.promised_at, whole, one.promised_on, desk.now, business.zone, business.language),
        )
    for step in page.steps:
        day = step.happened_at.astimezone(desk.zone)
        said = " ".join(filter(None, (step.what.label, step.value, step.why)))
        yield f"{day:%Y-%m-%d %H:%M}", _("{staff}: {what}").format(staff=step.staff, what=said)
    if one.note:
        yield _("note"), one.note
    yield _("customer"), one.customer
