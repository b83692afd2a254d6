"""A field for a day, as the forms of the house ask for it: the last day away, the next review."""

from typing import Any

from crm_tui.domain.when import When
from crm_tui.i18n import _
from crm_tui.tui.state import DeskState
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.when_field import WhenSpec


def day_spec(state: DeskState, **fields: Any) -> WhenSpec:
    """The field in the business's zone; closed days count too, and a time of day that is typed does not."""
    business = state.business
    assert business is not None, "no form is shown before the business is founded"

    def describe(when: When) -> str:
        return telling_of(state).long_day(when.day)

    asked = {"hint": _("fri, 3 mo"), **fields}
    return WhenSpec(**asked, now=state.now, zone=business.zone, describe=describe)
