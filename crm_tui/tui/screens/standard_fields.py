"""The fields in which a standard's words and figures are entered, in its own form and in a review."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm_tui.domain.measures.needs import DIMENSIONS, NEEDS
from crm_tui.domain.standard_text import objective_in_words, read_objective
from crm_tui.domain.words import Kind, Measure
from crm_tui.i18n import _
from crm_tui.queries.product_named import NamedProduct
from crm_tui.queries.standard_versions import WrittenVersion
from crm_tui.queries.vocabulary import Vocabulary
from crm_tui.tui.screens.product_fields import product_text, products_spec
from crm_tui.tui.screens.standard_targets import (
    measured_by,
    target_field,
    target_specs,
    target_values,
)
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.multi_pick_field import MultiPickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

_CHANNEL_KEYS = {"phone": "p", "email": "e", "visit": "v", "chat": "c", "letter": "l", "social": "s"}
_KIND_KEYS = {
    Kind.PROSPECT: "p",
    Kind.CLIENT: "c",
    Kind.SUPPLIER: "s",
    Kind.PARTNER: "a",
    Kind.INTERNAL: "i",
}

#: The field of each dimension in which a standard can be narrowed.
SCOPE_FIELDS = {
    "tier": "tiers",
    "nature": "natures",
    "channel": "channels",
    "kind": "kinds",
    "product": "products",
}


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

    there = more.pop("visible_when", lambda values: True)
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
    return (*target_specs(measure, there), objective)


def scope_specs(
    words: Vocabulary, offered: Sequence[NamedProduct], measure: Measure | None
) -> Sequence[FieldSpec]:
    """What the standard is narrowed to; nothing taken is everything. What concerns no customer has none."""

    def there(dimension: str) -> Callable[[Values], bool]:
        def holds(values: Values) -> bool:
            chosen = measured_by(measure, values)
            return dimension in (DIMENSIONS if chosen is None else NEEDS[chosen].dimensions)

        return holds

    def picks(dimension: str, label: str, hint: str, options: Sequence[Option]) -> FieldSpec:
        return MultiPickSpec(
            name=SCOPE_FIELDS[dimension],
            label=label,
            hint=hint,
            quiet=True,
            options=options,
            visible_when=there(dimension),
        )

    tiers = [Option(tier.code, tier.label, str(place)) for place, tier in enumerate(words.tiers[:9], start=1)]
    natures = [Option(nature.code, nature.label, nature.key) for nature in words.natures]
    channels = [
        Option(channel.code, channel.label, _CHANNEL_KEYS.get(channel.code, "")) for channel in words.channels
    ]
    kinds = [Option(kind.value, kind.label, key) for kind, key in _KIND_KEYS.items()]
    return [
        picks("tier", _("Tiers"), _("holds for all tiers"), tiers),
        picks("nature", _("Natures"), _("holds for all natures"), natures),
        picks("channel", _("Channels"), _("holds on all channels"), channels),
        picks("kind", _("Kinds"), _("holds for all kinds of customer"), kinds),
        products_spec(
            lambda: offered,
            name=SCOPE_FIELDS["product"],
            label=_("Products"),
            hint=_("holds for all; else kettle; filter"),
            quiet=True,
            visible_when=there("product"),
        ),
    ]


def figure_values(version: WrittenVersion) -> dict[str, Any]:
    """What the fields for words and figures hold for a version."""
    return {
        "statement": version.statement,
        "objective": objective_in_words(version.objective),
        **target_values(version),
    }


def scope_values(version: WrittenVersion, offered: Sequence[NamedProduct]) -> dict[str, Any]:
    """What the fields of :func:`scope_specs` hold for a version."""
    chosen = version.rule.scope.values
    fields = {field: tuple(chosen.get(dimension, ())) for dimension, field in SCOPE_FIELDS.items()}
    named = [product for product in offered if str(product.id) in fields["products"]]
    return {**fields, "products": product_text(named)}


def scope_of(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The scope as the actions take it."""
    return {dimension: values[field] for dimension, field in SCOPE_FIELDS.items() if values[field]}


def field_of(name: str, measure: Measure | None) -> str:
    """The form's field for the name that an action gives to what it refuses."""
    return {"scope": "tiers", "next_on": "next_review"}.get(name, target_field(name, measure))
