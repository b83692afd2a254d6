"""Which contacts and sales reports count, as SQL that they share."""

from datetime import timedelta

from crm_tui.domain.instants import to_micros
from crm_tui.queries.event_sources import NOT_INTERNAL
from crm_tui.queries.reports.report import Asked

#: Contacts ``i``: notes are none, and what colleagues ask of us stays outside the customers' figures.
CONTACT = f"""i.deleted_at IS NULL AND i.direction <> 'internal'
   AND {NOT_INTERNAL.format(customer="i.customer_id")}"""
#: Those of the period.
CONTACT_THEN = f"i.happened_at >= :start AND i.happened_at < :end AND {CONTACT}"

#: Sales ``s`` of the period: those of its days, found by the index of times.
SOLD_THEN = """s.sold_at >= :about_start AND s.sold_at < :about_end
   AND s.sold_on >= :from_on AND s.sold_on <= :to_on
   AND s.deleted_at IS NULL AND s.stage <> 'cancelled'"""

#: What was sold on a day keeps it, also should the business move to another zone.
_ZONES_APART = timedelta(days=2)


def sold_then(asked: Asked) -> dict[str, int | str]:
    """The parameters of ``SOLD_THEN``."""
    period = asked.period
    return {
        "about_start": to_micros(period.start(asked.zone) - _ZONES_APART),
        "about_end": to_micros(period.end(asked.zone) + _ZONES_APART),
        "from_on": period.from_on.isoformat(),
        "to_on": period.to_on.isoformat(),
    }
