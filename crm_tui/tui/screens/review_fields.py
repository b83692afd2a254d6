"""The fields that the reviews of standards and of policies share: period, decision, reason, next date."""

from collections.abc import Callable, Sequence

from crm_tui.domain.words import Decision
from crm_tui.i18n import _
from crm_tui.tui.day_spec import day_spec
from crm_tui.tui.screens.past_specs import past_day
from crm_tui.tui.state import DeskState
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

_KEYS = {Decision.KEEP: "k", Decision.CHANGE: "c", Decision.RETIRE: "r"}


def period_specs(state: DeskState) -> Sequence[FieldSpec]:
    """The first and the last day that is looked at; both are proposed, and so passed over."""
    return (
        past_day(state, "from_on", _("From"), required=True, passed_over=True),
        past_day(state, "to_on", _("To"), required=True, passed_over=True, beside=True),
    )


def decision_spec(next_number: int) -> FieldSpec:
    """How it ends; ``next_number`` is that of the version which a change makes."""
    change = _("change → v{number}").format(number=next_number)
    return PickSpec(
        name="decision",
        label=_("Decision"),
        required=True,
        hint=_("k, c or r"),
        options=[
            Option(one.value, change if one is Decision.CHANGE else one.label, key)
            for one, key in _KEYS.items()
        ],
    )


def ending_specs(state: DeskState) -> Sequence[FieldSpec]:
    """The reason, and when it is looked at again unless it is retired."""
    return (
        TextSpec(name="why", label=_("Because"), required=True, hint=_("the reason, in a line")),
        day_spec(
            state,
            name="next_review",
            label=_("Next on"),
            required=True,
            hint=_("3 months"),
            visible_when=lambda values: values["decision"] != Decision.RETIRE,
        ),
    )


def is_decided(decision: Decision) -> Callable[[Values], bool]:
    """Whether a field is there: only with that decision."""

    def holds(values: Values) -> bool:
        return bool(values["decision"] == decision)

    return holds
