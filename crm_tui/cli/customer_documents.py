"""A customer with everything about them, for programs and for people."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.case_documents import case_documents, case_line
from crm_tui.cli.desk import Desk
from crm_tui.cli.documents import (
    follow_up_document,
    follow_up_rows,
    promise_document,
)
from crm_tui.cli.health_documents import SIGNS, health_document, reasons_in_words
from crm_tui.cli.tables import aligned
from crm_tui.domain.about_text import about_in_words
from crm_tui.domain.contact_load import LoadVerdict
from crm_tui.domain.health import Assessment
from crm_tui.i18n import _
from crm_tui.queries.customer_page import CustomerRecord
from crm_tui.queries.customer_parts import Membership, Spokesperson
from crm_tui.queries.timeline import Entry, Timeline


def customer_document(
    desk: Desk, record: CustomerRecord, happened: Timeline, load: LoadVerdict, health: Assessment
) -> dict[str, Any]:
    """The record as CONTRACT.md has it."""
    customer = record.customer
    return {
        "id": customer.id,
        "version": customer.version,
        "name": customer.name,
        "form": customer.form.value,
        "kinds": [kind.value for kind in record.kinds],
        "tags": list(record.tags),
        "address_as": customer.address_as,
        "language": customer.language,
        "source": customer.source,
        "note": customer.note,
        "tier": customer.tier or None,
        "manager": customer.manager_login or None,
        "do_not_contact": customer.do_not_contact,
        "quiet_hours": _quiet_hours(record),
        "rhythm_days": customer.rhythm_days or customer.tier_rhythm_days,
        "consents": {mark.channel.value: mark.state.value for mark in record.consents},
        "ended_on": customer.ended_on and customer.ended_on.isoformat(),
        "ended_why": customer.ended_why,
        "created": desk.iso(customer.created_at),
        "last_contact": desk.iso(customer.last_contact_at),
        "contact_points": [
            {
                "id": point.id,
                "type": point.type.value,
                "label": point.label,
                "value": point.value,
                "normal": point.normal,
                "preferred": point.preferred,
            }
            for point in record.contact_points
        ],
        "organisations": [_membership(place) for place in record.places],
        "members": [_membership(member) for member in record.members],
        "speakers": [_spokesperson(speaker) for speaker in record.speakers],
        "speaks_for": [_spokesperson(other) for other in record.spoken_for],
        "health": health_document(desk, health),
        "contact_load": {"made": load.made, "planned": load.planned, "limit": load.limit},
        "timeline": [_entry(desk, entry) for entry in happened.entries],
        **({"more": True} if happened.more else {}),
        "follow_ups": [follow_up_document(desk, follow_up) for follow_up in record.follow_ups],
        "cases": case_documents(desk, record.cases),
        "promises": [promise_document(desk, promise) for promise in record.promises],
    }


def customer_lines(
    desk: Desk, record: CustomerRecord, happened: Timeline, load: LoadVerdict, health: Assessment
) -> Iterator[str]:
    """The same for people, what is open before what is over."""
    customer = record.customer
    yield customer.name
    parts = [", ".join(kind.label for kind in record.kinds), customer.tier_label, ", ".join(record.tags)]
    yield " · ".join(filter(None, parts)) or customer.form.label
    if customer.manager:
        yield _("looked after by {name}").format(name=customer.manager)
    if customer.do_not_contact:
        yield _("! do not contact")
    if health.reasons:
        yield _("{sign} {level}: {reasons}").format(
            sign=SIGNS[health.level],
            level=health.level.label,
            reasons="; ".join(reasons_in_words(desk, health)),
        )
    yield from aligned((point.type.label, point.value) for point in record.contact_points)
    for place in record.places:
        yield " · ".join(filter(None, (place.title, place.name)))
    if customer.note:
        yield customer.note
    yield _("load: {made} made and {planned} planned of {limit}").format(
        made=load.made, planned=load.planned, limit=load.limit
    )
    yield from map(case_line, record.cases)
    yield from aligned(follow_up_rows(desk, record.follow_ups))
    for promise in record.promises:
        yield _("Promise {id}, {state}, told {day}: {what}").format(
            id=promise.id, state=promise.state.label, day=promise.told_on, what=promise.what
        )
    yield from aligned(_entry_row(desk, entry) for entry in happened.entries)


def _quiet_hours(record: CustomerRecord) -> str | None:
    first, last = record.customer.quiet_from, record.customer.quiet_until
    if first is None or last is None:
        return None
    return f"{first // 60:02}:{first % 60:02}-{last // 60:02}:{last % 60:02}"


def _membership(place: Membership) -> dict[str, Any]:
    return {
        "customer": place.customer_id,
        "name": place.name,
        "title": place.title,
        "from": place.from_on and place.from_on.isoformat(),
        "to": place.to_on and place.to_on.isoformat(),
    }


def _spokesperson(other: Spokesperson) -> dict[str, Any]:
    return {"customer": other.customer_id, "name": other.name, "may_be_told": other.may_be_told}


def _entry(desk: Desk, entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind.value,
        "id": entry.id,
        "at": desk.iso(entry.at),
        "state": entry.state,
        "channel": entry.channel or None,
        "nature": entry.nature or None,
        "outcome": entry.outcome or None,
        "mood": entry.mood,
        "text": entry.text,
        "why": entry.why,
        "did": entry.did,
        "staff": entry.staff,
        "case": entry.case_id,
        "product": entry.product or None,
        "due": entry.due_on and entry.due_on.isoformat(),
        "good_moment": entry.good_moment,
        "version": entry.version,
    }


def _entry_row(desk: Desk, entry: Entry) -> tuple[str, ...]:
    at = entry.at.astimezone(desk.zone)
    when = f"{at:%Y-%m-%d %H:%M}" if entry.due_on is None else entry.due_on.isoformat()
    words = (entry.state, entry.channel, entry.nature, entry.outcome)
    return when, entry.kind.value, " ".join(filter(None, words)), about_in_words(entry.product, entry.text)
