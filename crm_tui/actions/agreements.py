"""Agreements with suppliers, partners and clients, written down and changed (their end: agreement_terms)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm_tui.actions.agreement_parts import (
    SavedAgreement,
    active_agreement,
    check_days,
    note_event,
    remind,
    saved_agreement,
)
from crm_tui.actions.lookups import find_staff, read_code
from crm_tui.actions.worth import worth
from crm_tui.domain.agreements import NoticePeriod
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import AgreementEventKind, Renewal
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Agreement, Customer

#: Nothing that renews itself does so for longer.
_MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """What was agreed. ``value`` is in 1/10,000 of the unit, per term; ``owner`` the actor unless given.

    The last day to give notice is ``notice_on``, or ``notice_period`` before the end. ``renewal_months`` is
    how long each further term of one that renews itself lasts: a year unless given.
    """

    name: str
    start_on: date
    terms: str = ""
    boundaries: str = ""
    owner: int | str | None = None
    end_on: date | None = None
    notice_on: date | None = None
    notice_period: NoticePeriod | None = None
    renewal: str = Renewal.BY_HAND.value
    renewal_months: int | None = None
    value: int | None = None
    currency: str = ""


#: What of an agreement can be changed, named as in :class:`NewAgreement`.
CHANGEABLE = tuple(NewAgreement.__dataclass_fields__)


def add_agreement(
    act: Act, customer_id: int, new: NewAgreement, *, signed_at: datetime | None = None
) -> SavedAgreement:
    """Write an agreement down, signed at ``signed_at`` (now unless given), and plan its owner's reminder.

    Raises NotAllowed below manager; NoSuchRecord; InvalidInput, naming the field, for days out of order, no
    name, an unknown owner or currency, and one that renews itself but has no end.
    """
    act.describe("add-agreement", "agreement", None, customer_id)
    act.actor.require(Role.MANAGER)
    act.get(Customer, customer_id)
    fields = {name: getattr(new, name) for name in CHANGEABLE}
    _refuse_two_notices(fields)
    fields["owner"] = act.actor.staff_id if new.owner is None else new.owner
    row = act.add(Agreement(customer_id=customer_id, created_at=act.now, **_columns(act, fields)))
    act.about("agreement", row.record_id, customer_id)
    note_event(act, row, AgreementEventKind.SIGNED, at=signed_at)
    remind(act, row, "")
    return saved_agreement(row)


def change_agreement(
    act: Act,
    agreement_id: int,
    changes: Mapping[str, Any],
    why: str = "",
    *,
    if_version: int | None = None,
) -> SavedAgreement:
    """Change fields, named and shaped as in :class:`NewAgreement`; the reminder follows days and owner.

    Raises as :func:`add_agreement`; ChangedSince; InvalidInput for one that has ended.
    """
    row = active_agreement(act, agreement_id, "change-agreement", if_version)
    for field in changes:
        if field not in CHANGEABLE:
            raise InvalidInput(
                _("An agreement has no field “{field}”.").format(field=field),
                _("Use one of: {fields}.").format(fields=", ".join(CHANGEABLE)),
                field=field,
            )
    _refuse_two_notices(changes)
    columns = _columns(act, _fields_of(row) | dict(changes))
    reminded_by = ("name", "owner_id", "end_on", "notice_on", "renewal")
    is_new_term = any(getattr(row, name) != columns[name] for name in reminded_by)
    if act.change(row, **columns):
        note_event(act, row, AgreementEventKind.CHANGED, why)
    if is_new_term:
        remind(act, row, _("The agreement was changed."))
    return saved_agreement(row)


def _refuse_two_notices(given: Mapping[str, Any]) -> None:
    if given.get("notice_on") is not None and given.get("notice_period") is not None:
        raise InvalidInput(
            _("Notice is given up to a day, or so long before the end."),
            _("Leave one of the two out."),
            field="notice_on",
        )


def _fields_of(row: Agreement) -> dict[str, Any]:
    return {
        "owner": row.owner_id,
        "notice_period": None,
        **{name: getattr(row, name) for name in CHANGEABLE if name not in ("owner", "notice_period")},
    }


def _columns(act: Act, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an agreement with these fields. Raises InvalidInput, naming the field."""
    if not fields["name"].strip():
        raise InvalidInput(
            _("An agreement needs a name."), _("Call it as both sides do: “Delivery 2027”."), field="name"
        )
    renewal = read_code(Renewal, fields["renewal"], "renewal")
    start_on, end_on, notice_on = fields["start_on"], fields["end_on"], fields["notice_on"]
    period: NoticePeriod | None = fields["notice_period"]
    if period is not None:
        if end_on is None:
            raise InvalidInput(
                _("A notice period needs an end to count from."),
                _("Give the end as well."),
                field="notice_period",
            )
        notice_on = period.before(end_on)
    check_days(start_on, end_on, notice_on)
    return {
        "name": fields["name"].strip(),
        "terms": fields["terms"].strip(),
        "boundaries": fields["boundaries"].strip(),
        "owner_id": find_staff(act, fields["owner"], "owner").record_id,
        "start_on": start_on,
        "end_on": end_on,
        "notice_on": notice_on,
        "renewal": renewal.value,
        "renewal_months": _months(renewal, fields["renewal_months"], end_on),
        **worth(act, fields["value"], fields["currency"]),
    }


def _months(renewal: Renewal, months: int | None, end_on: date | None) -> int | None:
    if renewal is Renewal.AUTOMATIC and end_on is None:
        raise InvalidInput(
            _("What renews itself does so at its end."), _("Give the end of its first term."), field="end_on"
        )
    if months is not None and not 1 <= months <= _MOST_MONTHS:
        raise InvalidInput(
            _("“{months}” is no term of an agreement.").format(months=months),
            _("Give the months of a further term, from 1 to {most}.").format(most=_MOST_MONTHS),
            field="renewal_months",
        )
    return 12 if months is None and renewal is Renewal.AUTOMATIC else months
