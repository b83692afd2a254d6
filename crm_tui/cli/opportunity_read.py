"""``crm-tui opportunity list`` and ``show``."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of, listed
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, OPEN, OPPORTUNITIES
from crm_tui.domain.money import money_in_words
from crm_tui.domain.when_text import due_in_words, relative_due
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.opportunities import (
    NextStep,
    Opportunity,
    listed_opportunities,
    open_values,
    opportunity,
)


@command(
    "list",
    help=N_("What customers may buy next: the open ones by their next step, with what they are worth."),
    examples=("crm-tui opportunity list", "crm-tui opportunity list --customer 12 --all --json"),
)
@option("--all", "with_ended", is_flag=True, help=N_("Those that were won or lost as well, newest first."))
@option("--customer", type=int, metavar="ID", help=N_("Only this customer's."))
@option("--staff", metavar="LOGIN", help=N_("Only the open ones of this member of staff."))
@NARROWED
def list_all(
    desk: Desk, with_ended: bool, customer: int | None, staff: str | None, text: str, view: str | None
) -> None:
    """List opportunities. Raises InvalidInput for an unknown login or view."""
    asked = asked_of(desk, OPPORTUNITIES, text, view, flagged=ALL if with_ended else "", otherwise=OPEN)
    whose = None if staff is None else desk.staff_id(staff)
    shown = listed(desk, listed_opportunities(desk.reader, asked, customer_id=customer, staff_id=whose))
    if customer is None and staff is None and view is None and not text:
        for worth in open_values(desk.reader):
            sentence = ngettext(
                "{value} in {count} open opportunity.",
                "{value} in {count} open opportunities.",
                worth.count,
            )
            value = money_in_words(worth.value, worth.currency)
            desk.say(sentence.format(value=value, count=worth.count))
    desk.answer([document(desk, one) for one in shown], aligned(_row(desk, one) for one in shown))


@command(
    "show",
    help=N_("One opportunity: who heard it, what it is worth, and what is to be done."),
    examples=("crm-tui opportunity show 3",),
)
@argument("opportunity_id", type=int, metavar="ID", help=N_("The opportunity's number."))
def show(desk: Desk, opportunity_id: int) -> None:
    """Show an opportunity. Raises NoSuchRecord."""
    found = opportunity(desk.read(), opportunity_id)
    desk.answer(document(desk, found), aligned(_facts(desk, found)))


def document(desk: Desk, one: Opportunity) -> dict[str, Any]:
    """An opportunity; ``value`` is a decimal in ``currency``."""
    return {
        "id": one.id,
        "customer": one.customer_id,
        "name": one.customer,
        "need": one.need,
        "product": one.product_id,
        "stage": one.stage.value,
        "value": None if one.value is None else money_in_words(one.value, ""),
        "currency": one.currency or None,
        "expected": one.expected_on and one.expected_on.isoformat(),
        "owner": one.owner_login,
        "heard_by": one.heard_by,
        "heard": desk.iso(one.heard_at),
        "interaction": one.interaction_id,
        "next": _step_document(desk, one.next_step),
        "partner": one.partner_id,
        "sale": one.sale_id,
        "closed": desk.iso(one.closed_at),
        "why": one.closed_why or None,
        "version": one.version,
    }


def _step_document(desk: Desk, step: NextStep | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "follow_up": step.id,
        "what": step.what,
        "due": desk.due(step.due_at, step.due_on, step.all_day),
        "all_day": step.all_day,
    }


def _row(desk: Desk, one: Opportunity) -> tuple[str, ...]:
    step, business = one.next_step, desk.business
    sign, due = "·", "·"
    if one.closed_at is None:
        sign, due = "▲", _("no next step")
    if step is not None:
        sign = "!" if step.due_at <= desk.now else "·"
        due = relative_due(step.due_at, step.all_day, step.due_on, desk.now, business.zone, business.language)
    value = "·" if one.value is None else money_in_words(one.value, one.currency)
    return sign, due, str(one.id), one.stage.label, one.owner_login, value, f"{one.customer} · {one.need}"


def _facts(desk: Desk, one: Opportunity) -> Iterator[tuple[str, str]]:
    business, step = desk.business, one.next_step
    yield _("stage"), one.stage.label
    yield _("may need"), one.need
    if one.product:
        yield _("product"), one.product
    if one.value is not None:
        yield _("value"), money_in_words(one.value, one.currency)
    if one.expected_on is not None:
        yield _("expected"), one.expected_on.isoformat()
    heard_on = one.heard_at.astimezone(desk.zone).date().isoformat()
    yield _("heard"), _("{day} by {name}").format(day=heard_on, name=one.heard_by)
    yield _("owner"), one.owner
    if step is not None:
        due = due_in_words(step.due_at, step.all_day, step.due_on, desk.now, business.zone, business.language)
        yield _("next step"), _("{due}: {what}").format(due=due, what=step.what)
    if one.sale_id is not None:
        yield _("sale"), str(one.sale_id)
    if one.closed_why:
        yield _("because"), one.closed_why
    if one.partner:
        yield _("by partner"), one.partner
    yield _("customer"), one.customer
