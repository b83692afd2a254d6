"""The facts that the contact load is judged by, from indexed rows of one customer."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.contact_load import (
    DEFAULT_LIMIT,
    DEFAULT_WINDOW_DAYS,
    Exemption,
    LoadVerdict,
    Plan,
    PlannedContact,
    Wishes,
    judge,
)
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.words import Channel, Consent
from crm_tui.i18n import _
from crm_tui.store.reader import Reader

WISHES = """
SELECT c.do_not_contact, c.quiet_from, c.quiet_until, t.contact_limit, t.contact_window_days
  FROM customers c LEFT JOIN tiers t ON t.id = c.tier_id
 WHERE c.id = :customer_id AND c.deleted_at IS NULL"""
CONSENTS = "SELECT channel, state FROM consents WHERE customer_id = :customer_id"
# Unasked: for no case, and not the doing of a follow-up that was exempt. Nobody reached is no burden.
MADE = """
SELECT i.happened_at
  FROM interactions i
  JOIN outcomes o ON o.code = i.outcome
  JOIN channels h ON h.code = i.channel
 WHERE i.customer_id = :customer_id AND i.happened_at > :after AND i.happened_at < :before
   AND i.direction = 'outbound' AND i.deleted_at IS NULL AND i.case_id IS NULL
   AND (o.reached = 1 OR h.written = 1)
   AND NOT EXISTS (SELECT 1 FROM follow_ups f
                    WHERE f.customer_id = i.customer_id AND f.done_by_id = i.id AND f.exempt IS NOT NULL)
 ORDER BY i.happened_at"""
PLANNED = """
SELECT f.id, f.due_at
  FROM follow_ups f
 WHERE f.customer_id = :customer_id AND f.state = 'open' AND f.exempt IS NULL
   AND f.due_at > :after AND f.due_at < :before AND f.id <> :leave_out
 ORDER BY f.due_at"""

LOAD_TERMS = "SELECT exempt, override_why FROM follow_ups WHERE id = :id"

_NOBODY = 0  # ids begin at 1


def check_load(
    reader: Reader, customer_id: int, plan: Plan, zone: ZoneInfo, *, leave_out: int | None = None
) -> LoadVerdict:
    """Whether a contact may be planned so, and if not why.

    ``zone`` is the business's; ``leave_out`` is the follow-up that is being moved. Raises NoSuchRecord for
    an unknown customer.
    """
    found = reader.row(WISHES, {"customer_id": customer_id})
    if found is None:
        raise NoSuchRecord(
            _("There is no customer {id}.").format(id=customer_id),
            _("It may have been deleted, or the number is wrong."),
        )
    do_not_contact, quiet_from, quiet_until, limit, days = found
    limit = DEFAULT_LIMIT if limit is None else limit
    days = DEFAULT_WINDOW_DAYS if days is None else days
    around = {
        "customer_id": customer_id,
        "after": _micros(plan.at, -days),
        "before": _micros(plan.at, days),
    }
    consents = {
        Channel(channel): Consent(state)
        for channel, state in reader.rows(CONSENTS, {"customer_id": customer_id})
    }
    return judge(
        plan,
        Wishes(bool(do_not_contact), consents, quiet_from, quiet_until),
        zone,
        [from_micros(row[0]) for row in reader.rows(MADE, around)],
        [
            PlannedContact(follow_up_id, from_micros(due_at))
            for follow_up_id, due_at in reader.rows(PLANNED, {**around, "leave_out": leave_out or _NOBODY})
        ],
        limit,
        days,
    )


def load_terms(reader: Reader, follow_up_id: int) -> tuple[Exemption | None, str]:
    """Why a planned follow-up is no burden, and the reason that it was planned against the load with."""
    found = reader.row(LOAD_TERMS, {"id": follow_up_id})
    exempt, override_why = found or (None, "")
    return (None if exempt is None else Exemption(exempt)), override_why


def _micros(at: datetime, days: int) -> int:
    return to_micros(at + timedelta(days=days))
