"""The fields for a measure and its target."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measure_text import (
    minutes_in_words,
    read_minutes,
    read_time,
    target_in_words,
    time_in_words,
)
from crm_tui.domain.measures.needs import NEEDS, TargetKind
from crm_tui.domain.words import Measure, Mood
from crm_tui.i18n import _
from crm_tui.queries.standard_versions import WrittenVersion
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec

_KEYS = {
    Measure.ANSWERED_WITHIN: "a",
    Measure.WAITING_TIME: "w",
    Measure.FOLLOW_UP_IN_TIME: "f",
    Measure.SOLVED_AT_FIRST_CONTACT: "s",
    Measure.MOOD: "m",
    Measure.PROMISE_KEPT: "p",
    Measure.RESOLVED_WITHIN: "e",
    Measure.NEXT_ANSWER_WITHIN: "n",
    Measure.SAME_PERSON: "o",
    Measure.CONTACT_LOAD: "l",
    Measure.FOLLOWED_BY: "b",
    Measure.PRECEDED_BY: "c",
    Measure.STEP_TICKED: "t",
    Measure.READ_BY_ALL: "d",
    Measure.REVIEW_ON_TIME: "r",
    Measure.BY_AGREED_DATE: "g",
    Measure.TIMELY_AS_RECORDED: "y",
    Measure.DELIVERED_BY_PROMISED_DAY: "v",
    Measure.DELIVERED_AT_FIRST_ATTEMPT: "i",
}
#: On the line of the form; the rest is under the space bar.
_SHOWN = frozenset(
    {Measure.ANSWERED_WITHIN, Measure.WAITING_TIME, Measure.FOLLOW_UP_IN_TIME, Measure.PROMISE_KEPT}
)
#: The target's field for each kind of it.
_TARGETS = {
    TargetKind.MINUTES: "target",
    TargetKind.TIME: "time",
    TargetKind.COUNT: "count",
    TargetKind.MOOD: "mood",
}


def measure_spec() -> FieldSpec:
    """What is measured."""
    return PickSpec(
        name="measure",
        label=_("Measure"),
        required=True,
        options=[
            Option(measure.value, measure.label, key, measure in _SHOWN) for measure, key in _KEYS.items()
        ],
    )


def measured_by(measure: Measure | None, values: Values) -> Measure | None:
    """The measure: the one given, else the answer in the form."""
    return measure or (Measure(values["measure"]) if values.get("measure") else None)


def target_specs(measure: Measure | None, there: Callable[[Values], bool]) -> Sequence[FieldSpec]:
    """The target in each of its shapes, of which the measure shows one; ``there`` says whether it may."""

    def shown(kind: TargetKind, optional: bool) -> Callable[[Values], bool]:
        def is_visible(values: Values) -> bool:
            chosen = measured_by(measure, values)
            if chosen is None or not there(values):
                return False
            return (NEEDS[chosen].target, NEEDS[chosen].optional) == (kind, optional)

        return is_visible

    def a_time(values: Values) -> bool:
        return any(shown(TargetKind.TIME, optional)(values) for optional in (False, True))

    return (
        ReadSpec(
            name="target",
            label=_("Target"),
            required=True,
            hint=_("3 min, 24 h, 1:30"),
            read=read_minutes,
            told=lambda text: _("→ {time}").format(time=minutes_in_words(read_minutes(text))),
            input_width=18,
            visible_when=shown(TargetKind.MINUTES, False),
        ),
        ReadSpec(
            name="time",
            label=_("Target"),
            hint=_("4 h, 2 days, 0 days"),
            read=read_time,
            told=_told_time,
            input_width=18,
            visible_when=a_time,
        ),
        ReadSpec(
            name="count",
            label=_("Target"),
            hint=_("3"),
            read=read_count,
            told=lambda text: _("→ at most {count} contacts").format(count=read_count(text)),
            input_width=18,
            visible_when=shown(TargetKind.COUNT, True),
        ),
        PickSpec(
            name="mood",
            label=_("Target"),
            required=True,
            options=[Option(mood.value, mood.label, str(place)) for place, mood in enumerate(Mood, start=1)],
            visible_when=shown(TargetKind.MOOD, False),
        ),
    )


def target_values(version: WrittenVersion) -> dict[str, Any]:
    """What the fields hold for a version."""
    needs, settings, target = NEEDS[version.measure], version.settings, version.target
    found: dict[str, Any] = dict.fromkeys(_TARGETS.values())
    if isinstance(target, str):
        found["mood"] = target
    elif target is not None:
        text = f"{target:g}" if needs.target is TargetKind.COUNT else time_in_words(target, settings)
        found[_TARGETS[needs.target]] = text
    return found


def target_of(values: Mapping[str, Any]) -> float | str | None:
    """The target as the actions take it."""
    time: tuple[float, str | None] | None = values["time"]
    given = (values["mood"], values["target"], None if time is None else time[0], values["count"])
    return next((target for target in given if target is not None), None)


def target_field(name: str, measure: Measure | None) -> str:
    """The field that stands for a target or setting that an action refuses."""
    if name == "target" and measure is not None:
        return _TARGETS.get(NEEDS[measure].target, name)
    return {"unit": "time", "a": "a_nature", "b": "b_nature"}.get(name, name)


def _told_time(text: str) -> str:
    target, unit = read_time(text)
    words = target_in_words(Measure.ANSWERED_WITHIN, target, {} if unit is None else {"unit": unit})
    return _("→ {time}").format(time=words)


def read_count(text: str) -> int:
    """A number. Raises InvalidInput."""
    digits = plain_digits(text).strip()
    if not digits.isdecimal():
        raise InvalidInput(
            _("“{text}” is no number.").format(text=text), _("Write it in digits, such as 3."), field="count"
        )
    return int(digits)
