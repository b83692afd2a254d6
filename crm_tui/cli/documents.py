"""Records as other programs get them (CONTRACT.md): one function for each kind."""

from collections.abc import Iterable, Iterator
from typing import Any

from crm_tui.cli.desk import Desk
from crm_tui.domain.when_text import relative_due
from crm_tui.queries.due import FollowUp
from crm_tui.queries.interactions import Interaction
from crm_tui.queries.promises import Promise


def follow_up_document(desk: Desk, follow_up: FollowUp) -> dict[str, Any]:
    """A follow-up as ``due`` has it; ``due`` is a day where it is a whole one."""
    return {
        "id": follow_up.id,
        "customer": follow_up.customer_id,
        "name": follow_up.customer,
        "what": follow_up.what,
        "channel": follow_up.channel,
        "due": desk.due(follow_up.due_at, follow_up.due_on, follow_up.all_day),
        "all_day": follow_up.all_day,
        "staff": follow_up.staff_login,
    }


def follow_up_rows(desk: Desk, follow_ups: Iterable[FollowUp]) -> Iterator[tuple[str, ...]]:
    """Follow-ups as rows for people, with the sign that says which are late."""
    business = desk.business
    for one in follow_ups:
        late = one.due_at <= desk.now
        due = relative_due(one.due_at, one.all_day, one.due_on, desk.now, business.zone, business.language)
        yield "!" if late else "·", due, one.channel, str(one.id), f"{one.customer} · {one.what}"


def promise_document(desk: Desk, promise: Promise) -> dict[str, Any]:
    """A promise; ``told`` and ``safe`` are days where they are whole ones."""
    return {
        "id": promise.id,
        "customer": promise.customer_id,
        "name": promise.customer,
        "what": promise.what,
        "by": promise.by.value,
        "state": promise.state.value,
        "told": desk.due(promise.told_at, promise.told_on, promise.told_all_day),
        "safe": desk.due(promise.safe_at, promise.safe_on, promise.safe_all_day),
        "made": desk.iso(promise.made_at),
        "closed": desk.iso(promise.closed_at),
        "why": promise.closed_why or None,
        "staff": promise.staff_login,
        "case": promise.case_id,
        "interaction": promise.interaction_id,
        "version": promise.version,
    }


def interaction_document(desk: Desk, contact: Interaction) -> dict[str, Any]:
    """A contact or a note with all that was written about it."""
    return {
        "id": contact.id,
        "customer": contact.customer_id,
        "staff": contact.staff,
        "at": desk.iso(contact.happened_at),
        "ended": desk.iso(contact.ended_at),
        "recorded": desk.iso(contact.recorded_at),
        "channel": contact.channel,
        "direction": contact.direction.value,
        "nature": contact.nature,
        "outcome": contact.outcome,
        "mood": contact.mood and contact.mood.value,
        "obstacle": contact.obstacle and contact.obstacle.value,
        "waited_minutes": contact.waited_minutes,
        "note": contact.said,
        "cause": contact.cause,
        "did": contact.did,
        "good_moment": contact.good_moment,
        "link": contact.link or None,
        "case": contact.case_id,
        "product": contact.product_id,
        "product_name": contact.product or None,
        "version": contact.version,
    }
