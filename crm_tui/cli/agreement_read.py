"""``crm-tui agreement list`` and ``show``: what was agreed, and when it asks for a decision."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.tables import aligned
from crm_tui.domain.agreement_text import dates_in_words, standing_in_words
from crm_tui.domain.growth_words import Renewal
from crm_tui.domain.list_views import AGREEMENTS, ALL, HOLDING
from crm_tui.domain.money import PARTS, money_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.agreements import (
    Agreement,
    AgreementEvent,
    agreement,
    agreement_events,
    listed_agreements,
)


@command(
    "list",
    help=N_("Agreements, the one that asks for a decision next first."),
    examples=("crm-tui agreement list", "crm-tui agreement list --customer 12 --json"),
)
@option("--customer", type=int, metavar="ID", help=N_("Only this customer's, those that ended as well."))
@option("--ended", is_flag=True, help=N_("Those that ended as well."))
@NARROWED
def list_agreements(desk: Desk, customer: int | None, ended: bool, text: str, view: str | None) -> None:
    """List the agreements. Raises InvalidInput for an unknown view."""
    usual = HOLDING if customer is None else ALL
    asked = asked_of(desk, AGREEMENTS, text, view, flagged=ALL if ended else "", otherwise=usual)
    found = listed_agreements(desk.reader, asked, customer)
    desk.answer([agreement_document(one) for one in found], aligned(_row(desk, one) for one in found))


@command(
    "show",
    help=N_("An agreement: its terms and boundaries, and what became of it."),
    examples=("crm-tui agreement show 3",),
)
@argument("agreement_id", type=int, metavar="ID", help=N_("The agreement's number."))
def show(desk: Desk, agreement_id: int) -> None:
    """Show an agreement. Raises NoSuchRecord."""
    reader = desk.read()
    found, events = agreement(reader, agreement_id), agreement_events(reader, agreement_id)
    document = agreement_document(found) | {"events": [_event_document(desk, event) for event in events]}
    desk.answer(document, _lines(desk, found, events))


def agreement_document(found: Agreement) -> dict[str, Any]:
    """An agreement as other programs get it."""
    return {
        "id": found.id,
        "customer": found.customer_id,
        "customer_name": found.customer,
        "name": found.name,
        "terms": found.terms,
        "boundaries": found.boundaries,
        "owner": found.owner_login,
        "start": found.start_on.isoformat(),
        "end": found.end_on and found.end_on.isoformat(),
        "notice": found.notice_on and found.notice_on.isoformat(),
        "decide": found.decide_on and found.decide_on.isoformat(),
        "renewal": found.renewal.value,
        "renewal_months": found.renewal_months,
        "value": None if found.value is None else found.value / PARTS,
        "currency": found.currency or None,
        "state": found.state.value,
        "reminder": found.follow_up_id,
        "version": found.version,
    }


def _event_document(desk: Desk, event: AgreementEvent) -> dict[str, Any]:
    return {
        "what": event.what.value,
        "why": event.why or None,
        "end": event.end_on and event.end_on.isoformat(),
        "staff": event.staff,
        "at": desk.iso(event.at),
    }


def _row(desk: Desk, found: Agreement) -> tuple[str, ...]:
    late = "!" if found.is_overdue(desk.today) else "▲" if found.is_near(desk.today) else "·"
    standing = standing_in_words(found.state, found.renewal, found.end_on, found.notice_on)
    return (
        late,
        standing,
        str(found.id),
        _("{name}: {customer}").format(name=found.name, customer=found.customer),
    )


def _lines(desk: Desk, found: Agreement, events: tuple[AgreementEvent, ...]) -> Iterator[str]:
    yield _("{name}: {customer}").format(name=found.name, customer=found.customer)
    yield dates_in_words(found.start_on, found.end_on, found.notice_on)
    yield _renewal(found)
    if found.value is not None:
        yield _("worth {amount}").format(amount=money_in_words(found.value, found.currency))
    if found.terms:
        yield _("terms: {words}").format(words=found.terms)
    if found.boundaries:
        yield _("boundaries: {words}").format(words=found.boundaries)
    yield _("looked after by {name}").format(name=found.owner)
    for event in events:
        yield (
            _("{day} {staff}: {what} {why}")
            .format(
                day=event.at.astimezone(desk.zone).date(),
                staff=event.staff,
                what=event.what.label,
                why=event.why,
            )
            .rstrip()
        )


def _renewal(found: Agreement) -> str:
    if found.renewal is Renewal.AUTOMATIC:
        return _("renews itself for {months} months").format(months=found.renewal_months)
    return found.renewal.label
