"""The fields that the forms of standards and of policies share: whose it is, and when it is reviewed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crm_tui.domain.dates import add_months
from crm_tui.domain.when import When
from crm_tui.i18n import _
from crm_tui.queries.people import StaffMember
from crm_tui.tui.day_spec import day_spec
from crm_tui.tui.state import DeskState
from crm_tui.tui.telling import telling_of
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.read_field import ReadSpec

#: Often enough to learn from, seldom enough to be done: each is looked at twice a year.
_MONTHS_TO_REVIEW = 6


def ownership_specs(state: DeskState, members: Iterable[StaffMember]) -> Sequence[FieldSpec]:
    """Owner and date of the next review; both may be left empty."""
    colleagues = TypedChoice([(one.login, one.name) for one in members])
    return (
        ReadSpec(
            name="owner",
            label=_("Owner"),
            hint=_("some letters of a name"),
            read=colleagues.read,
            told=colleagues.told,
        ),
        day_spec(state, name="next_review", label=_("Review on"), hint=_("such as 6 months")),
    )


def first_ownership(state: DeskState) -> Mapping[str, Any]:
    """What is new is the user's own, and looked at again in half a year."""
    return {
        "owner": state.actor.login if state.actor is not None else "",
        "next_review": add_months(telling_of(state).today, _MONTHS_TO_REVIEW),
    }


def review_day(values: Mapping[str, Any]) -> date | None:
    """The day of the next review as it was answered; None without one."""
    when: When | None = values["next_review"]
    return when.day if when is not None else None
