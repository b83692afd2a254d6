"""Asking a happy customer for a reference: a follow-up like any other, weighed like any other."""

from crm_tui.actions.follow_ups import NewFollowUp, SavedFollowUp, schedule_follow_up
from crm_tui.actions.lookups import is_in
from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.health_text import reason_in_words
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.when import When, next_open_day
from crm_tui.domain.words import Health
from crm_tui.i18n import _
from crm_tui.queries.due import open_follow_ups_of
from crm_tui.queries.health import health_of
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer


def ask_for_reference(act: Act, customer_id: int) -> SavedFollowUp:
    """Plan to ask for a reference, by the end of today or of the next open day: whoever looks after them.

    Raises InvalidInput for a customer whom we watch or may lose, and when it is planned already;
    OverContactLoad where they have heard enough from us.
    """
    customer = act.get(Customer, customer_id)
    reader = reader_of(act)
    found = health_of(reader, customer_id, act.now)
    if found.level in (Health.WATCH, Health.AT_RISK):
        business = act.business
        reasons = [reason_in_words(each, act.now, business.zone, business.language) for each in found.reasons]
        raise InvalidInput(
            _("It is not the time to ask: {reasons}.").format(reasons="; ".join(reasons)),
            _("Make that good first."),
        )
    why = _("ask for a reference")
    if any(planned.what == why for planned in open_follow_ups_of(reader, customer_id)):
        raise InvalidInput(
            _("To ask for a reference is planned already."), _("It stands among what is open for them.")
        )
    day = next_open_day(act.today, opening_days(reader))
    when = When(end_of_day(day, act.business.zone), True, day)
    manager_id = customer.manager_id
    whose = manager_id if manager_id is not None and is_in(act, manager_id) else None
    return schedule_follow_up(act, customer_id, NewFollowUp(when, why, staff=whose))
