"""A field for a time or a day that is over, said in the business's way."""

from typing import Any

from crm_tui.tui.state import DeskState
from crm_tui.tui.telling import telling_of
from crm_tui.tui.widgets.past_field import PastSpec


def past_time(state: DeskState, name: str, label: str, **more: Any) -> PastSpec:
    """A field for an instant up to now; ``more`` as :class:`PastSpec` takes it."""
    telling = telling_of(state)
    return PastSpec(
        name=name,
        label=label,
        now=state.now,
        zone=telling.zone,
        describe=telling.exactly,
        describe_day=telling.long_day,
        **more,
    )


def past_day(state: DeskState, name: str, label: str, **more: Any) -> PastSpec:
    """The same for a local day up to today."""
    return past_time(state, name, label, whole_day=True, **more)
