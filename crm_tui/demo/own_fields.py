"""What the sample business keeps in fields of its own, and one customer who was entered twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from crm_tui.actions.custom_fields import add_field
from crm_tui.actions.customer_values import NewCustomer, PointValue
from crm_tui.actions.customers import add_customer, edit_customer
from crm_tui.domain.actor import Actor
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.growth_words import FieldType
from crm_tui.i18n import _
from crm_tui.store.database import Database

_BEGUN_DAYS_AGO = 190
_ENTERED_TWICE_DAYS_AGO = 12


def keep_own_fields(database: Database, founder: Actor, cast: Mapping[str, int], now: datetime) -> None:
    """Add two fields, and say in them what is known of some of the cast."""
    machine, filter_change = PREFIX + "machine", PREFIX + "filter-change"
    changed = (now - timedelta(days=60)).date().isoformat()
    with database.act(founder, now - timedelta(days=_BEGUN_DAYS_AGO)) as act:
        act.describe("set-up-sample")
        brewed = [_("espresso machine"), _("filter machine"), _("kettle")]
        add_field(act, label=_("Machine"), code="machine", type=FieldType.CHOICE.value, choices=brewed)
        add_field(act, label=_("Filter change"), code="filter-change", type=FieldType.DATE.value)
        edit_customer(act, cast["quillon"], {machine: brewed[0], filter_change: changed})
        edit_customer(act, cast["mary"], {machine: brewed[2]})


def enter_twice(database: Database, person: Actor, now: datetime) -> None:
    """Somebody at the desk did not find Mary Ofori, and entered her once more."""
    with database.act(person, now - timedelta(days=_ENTERED_TWICE_DAYS_AGO)) as act:
        act.describe("set-up-sample")
        add_customer(
            act,
            NewCustomer(
                "Ofori, Mary",
                kinds=frozenset({"client"}),
                points=(PointValue("phone", "001 555 010 1177"),),
                note=_("asks to be called in the morning"),
            ),
        )
