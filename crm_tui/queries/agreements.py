"""Agreements by the day that asks for a decision, and the page of one: what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from crm_tui.domain.agreements import NEAR_DAYS, decision_day
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.growth_words import AgreementEventKind, AgreementState, Renewal
from crm_tui.domain.instants import from_micros
from crm_tui.domain.list_views import ALL, MINE
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.store.reader import Reader

_AGREEMENT = """
SELECT a.id, a.customer_id, c.name, a.name, a.terms, a.boundaries, a.owner_id, s.login, s.name, a.start_on,
       a.end_on, a.notice_on, a.renewal, a.renewal_months, a.value, a.currency, a.state, a.follow_up_id,
       a.version
  FROM agreements a
  JOIN customers c ON c.id = a.customer_id AND c.deleted_at IS NULL
  JOIN staff s ON s.id = a.owner_id
 WHERE a.deleted_at IS NULL"""
# What ends anyway asks by its end, the others by the day for notice (domain.agreements.decision_day).
_DECIDE_ON = "CASE WHEN a.renewal = 'none' THEN a.end_on ELSE coalesce(a.notice_on, a.end_on) END"
_SOONEST = f" ORDER BY a.state = 'ended', {_DECIDE_ON} IS NULL, {_DECIDE_ON}, a.id"
AGREEMENTS = _AGREEMENT + " AND (a.state = 'active' OR :with_ended)" + _SOONEST
AGREEMENTS_OF_CUSTOMER = _AGREEMENT + " AND a.customer_id = :customer_id" + _SOONEST
AGREEMENTS_NEAR = _AGREEMENT + (
    f" AND a.state = 'active' AND a.owner_id = :owner_id AND {_DECIDE_ON} <= :until" + _SOONEST
)
AGREEMENT = _AGREEMENT + " AND a.id = :id"
AGREEMENT_EVENTS = """
SELECT e.id, e.what, e.why, e.end_on, s.name, e.happened_at
  FROM agreement_events e
  JOIN staff s ON s.id = e.staff_id
 WHERE e.agreement_id = :id
 ORDER BY e.happened_at DESC, e.id DESC"""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement. ``value`` is in 1/10,000 of its currency's unit, per term."""

    id: int
    customer_id: int
    customer: str
    name: str
    terms: str
    boundaries: str
    owner_id: int
    owner_login: str
    owner: str
    start_on: date
    end_on: date | None
    notice_on: date | None
    renewal: Renewal
    renewal_months: int | None
    value: int | None
    currency: str
    state: AgreementState
    follow_up_id: int | None
    version: int

    @property
    def decide_on(self) -> date | None:
        """The day by which somebody has to decide; None where nothing ends, or once it ended."""
        if self.state is AgreementState.ENDED:
            return None
        return decision_day(self.renewal, self.end_on, self.notice_on)

    def is_overdue(self, today: date) -> bool:
        """Whether its end is over though nobody renewed or ended it; it renews itself otherwise."""
        by_hand = self.renewal is not Renewal.AUTOMATIC and self.state is AgreementState.ACTIVE
        return by_hand and self.end_on is not None and self.end_on < today

    def is_near(self, today: date) -> bool:
        """Whether it asks for a decision within the next weeks."""
        return self.decide_on is not None and today <= self.decide_on <= today + timedelta(days=NEAR_DAYS)


@dataclass(frozen=True, slots=True)
class AgreementEvent:
    """What became of an agreement, and the end that held from then on."""

    id: int
    what: AgreementEventKind
    why: str
    end_on: date | None
    staff: str
    at: datetime


def listed_agreements(reader: Reader, asked: Asked, customer_id: int | None = None) -> tuple[Agreement, ...]:
    """The agreements that hold, the next decision first: all or one's own; or those that ended as well.

    With ``customer_id`` only that customer's.
    """
    whose = asked.viewer.staff_id if asked.among == MINE else None
    found = (
        one
        for one in agreements(reader, with_ended=asked.among == ALL)
        if whose in (None, one.owner_id) and customer_id in (None, one.customer_id)
    )
    return that_say(
        found,
        asked.text,
        lambda one: (one.name, one.customer, one.owner, one.owner_login, one.terms, one.boundaries),
    )


def agreements(reader: Reader, *, with_ended: bool = False) -> tuple[Agreement, ...]:
    """The agreements that hold, the next decision first; then those that ended."""
    return _read(reader, AGREEMENTS, with_ended=int(with_ended))


def agreements_of(reader: Reader, customer_id: int) -> tuple[Agreement, ...]:
    """A customer's agreements, those that hold first."""
    return _read(reader, AGREEMENTS_OF_CUSTOMER, customer_id=customer_id)


def agreements_near(reader: Reader, owner_id: int, today: date) -> tuple[Agreement, ...]:
    """An owner's agreements that ask for a decision within the next weeks, or whose end is over."""
    until = today + timedelta(days=NEAR_DAYS)
    found = _read(reader, AGREEMENTS_NEAR, owner_id=owner_id, until=until.isoformat())
    return tuple(one for one in found if one.is_near(today) or one.is_overdue(today))


def agreement(reader: Reader, agreement_id: int) -> Agreement:
    """The agreement. Raises NoSuchRecord, also when its customer was deleted."""
    found = _read(reader, AGREEMENT, id=agreement_id)
    if not found:
        raise NoSuchRecord(
            _("There is no agreement {id}.").format(id=agreement_id),
            _("List them with `crm-tui agreement list`."),
        )
    return found[0]


def agreement_events(reader: Reader, agreement_id: int) -> tuple[AgreementEvent, ...]:
    """What became of an agreement, the newest first."""
    return tuple(
        AgreementEvent(event_id, AgreementEventKind(what), why, _day(end_on), staff, from_micros(at))
        for event_id, what, why, end_on, staff, at in reader.rows(AGREEMENT_EVENTS, {"id": agreement_id})
    )


def _read(reader: Reader, sql: str, **parameters: Any) -> tuple[Agreement, ...]:
    return tuple(map(_agreement, reader.rows(sql, parameters)))


def _agreement(row: tuple[Any, ...]) -> Agreement:
    (
        agreement_id, customer_id, customer, name, terms, boundaries, owner_id, owner_login, owner, start_on,
        end_on, notice_on, renewal, renewal_months, value, currency, state, follow_up_id, version,
    ) = row  # fmt: skip
    return Agreement(
        id=agreement_id,
        customer_id=customer_id,
        customer=customer,
        name=name,
        terms=terms,
        boundaries=boundaries,
        owner_id=owner_id,
        owner_login=owner_login,
        owner=owner,
        start_on=date.fromisoformat(start_on),
        end_on=_day(end_on),
        notice_on=_day(notice_on),
        renewal=Renewal(renewal),
        renewal_months=renewal_months,
        value=value,
        currency=currency,
        state=AgreementState(state),
        follow_up_id=follow_up_id,
        version=version,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
