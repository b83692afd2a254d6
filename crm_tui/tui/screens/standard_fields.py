"""The fields in which a standard's words and figures are entered, in its own form and in a review."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_tui.domain.measure_text import minutes_in_words, read_minutes
from crm_tui.domain.standard_text import objective_in_words, read_objective
from crm_tui.domain.words import Kind, Measure, Mood
from crm_tui.i18n import _
from crm_tui.queries.standard_versions import WrittenVersion
from crm_tui.queries.vocabulary import Vocabulary
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.multi_pick_field import MultiPickSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

_IN_MINUTES = (Measure.ANSWERED_WITHIN, Measure.WAITING_TIME)
_MEASURE_KEYS = {
    Measure.ANSWERED_WITHIN: "a",
    Measure.WAITING_TIME: "w",
    Measure.FOLLOW_UP_IN_TIME: "f",
    Measure.SOLVED_AT_FIRST_CONTACT: "s",
    Measure.MOOD: "m",
    Measure.REVIEW_ON_TIME: "r",
}
_CHANNEL_KEYS = {"phone": "p", "email": "e", "visit": "v", "chat": "c", "letter": "l", "social": "s"}
_KIND_KEYS = {
    Kind.PROSPECT: "p",
    Kind.CLIENT: "c",
    Kind.SUPPLIER: "s",
    Kind.PARTNER: "a",
    Kind.INTERNAL: "i",
}

#: The field of each dimension in which a standard can be narrowed.
SCOPE_FIELDS = {"tier": "tiers", "nature": "natures", "channel": "channels", "kind": "kinds"}


def measure_spec() -> FieldSpec:
    """What is measured."""
    return PickSpec(
        name="measure",
        label=_("Measure"),
        required=True,
        options=[Option(measure.value, measure.label, key) for measure, key in _MEASURE_KEYS.items()],
    )


def statement_spec(**more: Any) -> FieldSpec:
    """The sentence."""
    hint = _("a sentence that a customer could read")
    return TextSpec(**{"name": "statement", "label": _("Sentence"), "hint": hint, "required": True, **more})


def question_spec() -> FieldSpec:
    """The check question."""
    hint = _("asked of whoever reads it, such as: what do you say first?")
    return TextSpec(name="question", label=_("Question"), hint=hint, quiet=True)


def figure_specs(measure: Measure | None, **more: Any) -> Sequence[FieldSpec]:
    """Target and objective; ``measure`` None leaves it to the answer in the form which target it takes."""

    def measured_by(values: Values) -> Measure | None:
        return measure or (Measure(values["measure"]) if values.get("measure") else None)

    there = more.pop("visible_when", lambda values: True)
    minutes = ReadSpec(
        name="target",
        label=_("Target"),
        required=True,
        hint=_("3 min, 24 h, 1:30"),
        read=read_minutes,
        told=lambda text: _("→ {time}").format(time=minutes_in_words(read_minutes(text))),
        input_width=18,
        visible_when=lambda values: there(values) and measured_by(values) in _IN_MINUTES,
    )
    mood = PickSpec(
        name="mood",
        label=_("Target"),
        required=True,
        options=[Option(mood.value, mood.label, str(place)) for place, mood in enumerate(Mood, start=1)],
        visible_when=lambda values: there(values) and measured_by(values) is Measure.MOOD,
    )
    objective = ReadSpec(
        name="objective",
        label=_("Objective"),
        required=True,
        hint=_("95 %"),
        read=read_objective,
        told=lambda text: _("→ {share} of the time").format(share=objective_in_words(read_objective(text))),
        input_width=18,
        visible_when=there,
    )
    return (minutes, mood, objective)


def scope_specs(words: Vocabulary, measure: Measure | None) -> Sequence[FieldSpec]:
    """What the standard is narrowed to; nothing taken is everything. Reviews concern no customer."""

    def there(values: Values) -> bool:
        chosen = measure.value if measure is not None else values.get("measure")
        return chosen != Measure.REVIEW_ON_TIME

    options = {
        "tiers": [
            Option(tier.code, tier.label, str(place)) for place, tier in enumerate(words.tiers[:9], start=1)
        ],
        "natures": [Option(nature.code, nature.label, nature.key) for nature in words.natures],
        "channels": [
            Option(channel.code, channel.label, _CHANNEL_KEYS.get(channel.code, ""))
            for channel in words.channels
        ],
        "kinds": [Option(kind.value, kind.label, key) for kind, key in _KIND_KEYS.items()],
    }
    labels = {"tiers": _("Tiers"), "natures": _("Natures"), "channels": _("Channels"), "kinds": _("Kinds")}
    hints = {
        "tiers": _("holds for all tiers"),
        "natures": _("holds for all natures"),
        "channels": _("holds on all channels"),
        "kinds": _("holds for all kinds of customer"),
    }
    common: dict[str, Any] = {"quiet": True, "visible_when": there}
    return [
        MultiPickSpec(name=name, label=labels[name], hint=hints[name], options=options[name], **common)
        for name in options
    ]


def figure_values(version: WrittenVersion) -> dict[str, Any]:
    """What the fields hold for a version."""
    rule, target = version.rule, version.target
    return {
        "statement": version.statement,
        "target": minutes_in_words(target) if isinstance(target, float | int) else None,
        "mood": target if isinstance(target, str) else None,
        "objective": objective_in_words(version.objective),
        **{field: tuple(rule.scope.values.get(dimension, ())) for dimension, field in SCOPE_FIELDS.items()},
    }


def target_of(values: Mapping[str, Any]) -> float | str | None:
    """The target as the actions take it."""
    mood: str | None = values["mood"]
    minutes: float | None = values["target"]
    return mood if mood is not None else minutes


def scope_of(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The scope as the actions take it."""
    return {dimension: values[field] for dimension, field in SCOPE_FIELDS.items() if values[field]}


def field_of(name: str, measure: Measure | None) -> str:
    """The form's field for the name that an action gives to what it refuses."""
    if name == "target" and measure is Measure.MOOD:
        return "mood"
    return {"scope": "tiers", "next_on": "next_review"}.get(name, name)
