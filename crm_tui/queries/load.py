"""The facts that the contact load is judged by, from indexed rows of one customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.contact_load import (
    DEFAULT_LIMIT,
    DEFAULT_WINDOW_DAYS,
    STILL_TO_ANSWER,
    Exemption,
    Limit,
    Load,
    LoadVerdict,
    MadeContact,
    Plan,
    PlannedContact,
    Wishes,
    judge,
    loads_around,
)
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.words import Channel, Consent
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

_LEFT_A_QUESTION = ", ".join(f"'{outcome.value}'" for outcome in sorted(STILL_TO_ANSWER))

WISHES = """
SELECT c.do_not_contact, c.quiet_from, c.quiet_until, c.tier_id, t.contact_limit, t.contact_window_days
  FROM customers c LEFT JOIN tiers t ON t.id = c.tier_id
 WHERE c.id = :customer_id AND c.deleted_at IS NULL"""
CONSENTS = "SELECT channel, state FROM consents WHERE customer_id = :customer_id"
CHANNEL_LIMITS = """
SELECT channel, contact_limit, contact_window_days
  FROM tier_limits WHERE tier_id = :tier_id ORDER BY channel, id"""
#: Whether a contact ``{at}`` answers what they asked in the contact before: 1 or 0.
ANSWERS_THEM = f"""coalesce((SELECT b.direction = 'inbound' AND b.outcome IN ({_LEFT_A_QUESTION})
                   FROM interactions b
                   JOIN outcomes p ON p.code = b.outcome
                   JOIN channels w ON w.code = b.channel
                  WHERE b.customer_id = {{at}}.customer_id AND b.deleted_at IS NULL
                    AND b.happened_at <= {{at}}.happened_at
                    AND (b.happened_at, b.id) < ({{at}}.happened_at, {{at}}.id)
                    AND (b.direction = 'inbound'
                         OR (b.direction = 'outbound' AND (p.reached = 1 OR w.written = 1)))
                  ORDER BY b.happened_at DESC, b.id DESC
                  LIMIT 1), 0)"""
# Unasked: for no case, not the doing of a follow-up that was exempt, and not the answer to what they asked in
# the contact before. Nobody reached is no burden.
MADE = f"""
SELECT i.happened_at, i.channel
  FROM interactions i
  JOIN outcomes o ON o.code = i.outcome
  JOIN channels h ON h.code = i.channel
 WHERE i.customer_id = :customer_id AND i.happened_at > :after AND i.happened_at < :before
   AND i.direction = 'outbound' AND i.deleted_at IS NULL AND i.case_id IS NULL
   AND (o.reached = 1 OR h.written = 1)
   AND NOT EXISTS (SELECT 1 FROM follow_ups f
                    WHERE f.customer_id = i.customer_id AND f.done_by_id = i.id AND f.exempt IS NOT NULL)
   AND {ANSWERS_THEM.format(at="i")} = 0
 ORDER BY i.happened_at"""
BEFORE = f"""
SELECT b.direction = 'inbound' AND b.outcome IN ({_LEFT_A_QUESTION})
  FROM interactions b
  JOIN outcomes p ON p.code = b.outcome
  JOIN channels w ON w.code = b.channel
 WHERE b.customer_id = :customer_id AND b.deleted_at IS NULL AND b.happened_at <= :at
   AND (b.direction = 'inbound' OR (b.direction = 'outbound' AND (p.reached = 1 OR w.written = 1)))
 ORDER BY b.happened_at DESC, b.id DESC
 LIMIT 1"""
PLANNED = """
SELECT f.id, f.due_at, f.channel
  FROM follow_ups f
 WHERE f.customer_id = :customer_id AND f.state = 'open' AND f.exempt IS NULL
   AND f.due_at > :after AND f.due_at < :before AND f.id <> :leave_out
 ORDER BY f.due_at"""

LOAD_TERMS = "SELECT exempt, override_why FROM follow_ups WHERE id = :id"
OF_RUNNING_CASE = """
SELECT 1 FROM follow_ups f JOIN cases k ON k.id = f.case_id
 WHERE f.id = :id AND k.stage IN ('open', 'waiting')"""

_NOBODY = 0  # ids begin at 1


@dataclass(frozen=True, slots=True)
class _Terms:
    """How a customer wants to be contacted, and how often at most: of all channels first."""

    wishes: Wishes
    limits: tuple[Limit, ...]


def check_load(
    reader: Reader,
    customer_id: int,
    plan: Plan,
    zone: ZoneInfo,
    *,
    leave_out: int | None = None,
    besides: Sequence[PlannedContact] = (),
) -> LoadVerdict:
    """Whether a contact may be planned so, and if not why.

    ``zone`` is the business's; ``leave_out`` is the follow-up that is being moved, ``besides`` are contacts
    to be counted as if they were planned. Raises NoSuchRecord for an unknown customer.
    """
    terms = _terms(reader, customer_id)
    made, planned = _contacts(reader, customer_id, plan.at, terms.limits, leave_out)
    return judge(plan, terms.wishes, zone, made, [*planned, *besides], terms.limits)


def loads_now(reader: Reader, customer_id: int, now: datetime) -> tuple[Load, ...]:
    """How far each limit is used up, that of all channels first. Raises NoSuchRecord."""
    limits = _terms(reader, customer_id).limits
    return loads_around(now, *_contacts(reader, customer_id, now, limits, None), limits)


def answers_question(reader: Reader, customer_id: int, at: datetime) -> bool:
    """Whether a contact of ours at that instant answers what they asked in the contact before."""
    return bool(reader.value(BEFORE, {"customer_id": customer_id, "at": to_micros(at)}))


def against_contact(
    reader: Reader,
    customer_id: int,
    at: datetime,
    channel: Channel,
    zone: ZoneInfo,
    *,
    in_case: bool = False,
    does: int | None = None,
) -> tuple[str, ...]:
    """What stands against a contact of ours that is made all the same, one sentence each.

    ``in_case``: it belongs to a case that runs. ``does`` is the follow-up that it does; what was planned
    against the load was answered for then, and nothing is said again. Raises NoSuchRecord.
    """
    exempt, override_why = (None, "") if does is None else load_terms(reader, does)
    if override_why:
        return ()
    if in_case or (does is not None and reader.row(OF_RUNNING_CASE, {"id": does}) is not None):
        exempt = Exemption.OPEN_CASE
    elif exempt is None and answers_question(reader, customer_id, at):
        exempt = Exemption.ANSWER
    return check_load(reader, customer_id, Plan(at, False, channel, exempt), zone, leave_out=does).reasons


def load_terms(reader: Reader, follow_up_id: int) -> tuple[Exemption | None, str]:
    """Why a planned follow-up is no burden, and the reason that it was planned against the load with."""
    found = reader.row(LOAD_TERMS, {"id": follow_up_id})
    exempt, override_why = found or (None, "")
    return (None if exempt is None else Exemption(exempt)), override_why


def _terms(reader: Reader, customer_id: int) -> _Terms:
    found = reader.row(WISHES, {"customer_id": customer_id})
    if found is None:
        raise NoSuchRecord(
            _("There is no customer {id}.").format(id=customer_id),
            _("It may have been deleted, or the number is wrong."),
        )
    do_not_contact, quiet_from, quiet_until, tier_id, limit, days = found
    consents = {
        Channel(channel): Consent(state)
        for channel, state in reader.rows(CONSENTS, {"customer_id": customer_id})
    }
    of_channels = [] if tier_id is None else reader.rows(CHANNEL_LIMITS, {"tier_id": tier_id})
    return _Terms(
        Wishes(bool(do_not_contact), consents, quiet_from, quiet_until),
        (
            Limit(DEFAULT_LIMIT if limit is None else limit, DEFAULT_WINDOW_DAYS if days is None else days),
            *(Limit(most, window, Channel(channel)) for channel, most, window in of_channels),
        ),
    )


def _contacts(
    reader: Reader, customer_id: int, at: datetime, limits: tuple[Limit, ...], leave_out: int | None
) -> tuple[list[MadeContact], list[PlannedContact]]:
    """What was made and is planned within the longest window on either side of ``at``."""
    span = timedelta(days=max(limit.days for limit in limits))
    around = {"customer_id": customer_id, "after": to_micros(at - span), "before": to_micros(at + span)}
    made = [
        MadeContact(from_micros(happened_at), Channel(channel))
        for happened_at, channel in reader.rows(MADE, around)
    ]
    planned = [
        PlannedContact(follow_up_id, from_micros(due_at), Channel(channel))
        for follow_up_id, due_at, channel in reader.rows(
            PLANNED, {**around, "leave_out": leave_out or _NOBODY}
        )
    ]
    return made, planned
