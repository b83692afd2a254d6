"""From the answers of the contact form to the act that writes them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crm_tui.domain.typed_caller import read_typed_caller
from crm_tui.domain.words import Channel, Direction, Outcome
from crm_tui.i18n import _
from crm_tui.tui.deeds import Deed
from crm_tui.tui.widgets.search_field import Match, NewOne

if TYPE_CHECKING:
    from crm_tui.actions.contact_values import NewContact
    from crm_tui.actions.customer_values import NewCustomer
    from crm_tui.actions.follow_ups import NewFollowUp
    from crm_tui.actions.promises import NewPromise
    from crm_tui.store.journal import Act


def log_deed(
    values: Mapping[str, Any],
    *,
    happened_at: datetime | None,
    ended_at: datetime | None,
    follow_up_id: int | None,
    playbook_version: int | None,
    copy_key: str,
) -> Deed:
    """Log the contact; the sentence names what it was, what it led to, and what was left out.

    ``playbook_version`` is the one whose steps stood beside the form; ``copy_key`` copies a promise to send.
    """

    def deed(act: "Act") -> str:
        from crm_tui.actions.interactions import log_contact
        from crm_tui.actions.step_ticks import NOT_TICKED

        contact = _contact(values, happened_at, ended_at, follow_up_id)
        ticked = tuple(values.get("steps") or ())
        logged = log_contact(act, replace(contact, ticked=ticked, playbook_version=playbook_version))
        customer = values["customer"]
        name = customer.label if isinstance(customer, Match) else _new_name(values)
        parts = [
            _("Logged: {channel}, {outcome}.").format(
                channel=Channel(values["channel"]).label, outcome=_outcome(values["outcome"])
            )
        ]
        if logged.promise is not None:
            parts.append(_("{key} copies the promise.").format(key=copy_key))
        if logged.case is not None and values.get("case") in (None, "none"):
            parts.append(_("Case {id} is open.").format(id=logged.case))
        if logged.opportunity is not None:
            parts.append(_("Opportunity {id} is written down.").format(id=logged.opportunity))
        # What was not ticked was asked for before it was saved.
        parts.extend(notice.text for notice in logged.warnings if notice.code != NOT_TICKED)
        parts.append(name)
        return " ".join(parts)

    return deed


def makes_promise(values: Mapping[str, Any]) -> bool:
    """Whether these answers promise something by a day."""
    return bool(values.get("promise")) and values.get("told") is not None


def _outcome(code: str) -> str:
    return Outcome(code).label if code in set(Outcome) else code


def _contact(
    values: Mapping[str, Any],
    happened_at: datetime | None,
    ended_at: datetime | None,
    follow_up_id: int | None,
) -> "NewContact":
    from crm_tui.actions.contact_values import NewContact

    customer = values["customer"]
    waited = values.get("waited")
    case = values.get("case")
    return NewContact(
        channel=values["channel"],
        direction=values["direction"],
        nature=values["nature"],
        outcome=values["outcome"],
        customer_id=customer.id if isinstance(customer, Match) else None,
        new_customer=_new_customer(values) if isinstance(customer, NewOne) else None,
        said=values.get("said") or "",
        cause=values.get("cause") or "",
        did=values.get("did") or "",
        mood=values.get("mood"),
        obstacle=values.get("obstacle"),
        happened_at=happened_at,
        ended_at=ended_at,
        waited_minutes=int(waited) if waited and values["direction"] == Direction.INBOUND else None,
        good_moment=values.get("good") == "yes",
        link=values.get("link") or "",
        follow_up=_follow_up(values),
        promise=_promise(values),
        case_id=int(case) if case and case != "none" else None,
        product_id=values.get("about"),
        closes_follow_up_id=follow_up_id,
        may_need=values.get("may_need") or "",
    )


def _new_name(values: Mapping[str, Any]) -> str:
    return str(values.get("new_name") or read_typed_caller(values["customer"].text).name)


def _new_customer(values: Mapping[str, Any]) -> "NewCustomer":
    from crm_tui.actions.customer_values import NewCustomer, PointValue

    typed_beside = values.get("new_phone")
    by = values.get("referred_by")
    phone = typed_beside.text if typed_beside else read_typed_caller(values["customer"].text).number
    return NewCustomer(
        name=_new_name(values),
        kinds=frozenset({"prospect"}),
        points=(PointValue("phone", phone, preferred=True),) if phone else (),
        referred_by=by.id if isinstance(by, Match) else None,
    )


def _follow_up(values: Mapping[str, Any]) -> "NewFollowUp | None":
    from crm_tui.actions.follow_ups import NewFollowUp

    when = values.get("next")
    if when is None:
        return None
    return NewFollowUp(
        when=when,
        why=values.get("why") or "",
        channel=values.get("next_channel") or Channel.PHONE.value,
        staff=int(values["to"]) if values.get("to") else None,
        override_why=values.get("override") or "",
    )


def _promise(values: Mapping[str, Any]) -> "NewPromise | None":
    from crm_tui.actions.promises import NewPromise

    if not makes_promise(values):
        return None
    return NewPromise(what=values["promise"], told=values["told"], safe=values.get("safe"))


def past_time(text: str | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When a contact was, as it was typed; None for now. Raises InvalidInput with the field ``at``."""
    from crm_tui.domain.errors import InvalidInput
    from crm_tui.domain.when import read_past_time

    if not text or text.casefold() == _("now"):
        return None
    try:
        return read_past_time(text, now, zone)
    except InvalidInput as error:
        raise InvalidInput(error.message, error.hint, field="at") from error
