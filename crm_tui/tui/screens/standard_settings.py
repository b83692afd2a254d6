"""The fields for what a measure needs besides its target (``measures.needs``)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm_tui.domain.contact_load import DEFAULT_WINDOW_DAYS
from crm_tui.domain.measures.basis import ALL_HOURS, OPEN_HOURS
from crm_tui.domain.measures.needs import NEEDS, TargetKind
from crm_tui.domain.measures.recorded import LEFT_OUT, MISSED
from crm_tui.domain.measures.selectors import CALLED_AHEAD, CONTACT, DELIVERY, SALE, TRAITS, TRAITS_OF
from crm_tui.domain.words import Direction, Measure, PromiseBy
from crm_tui.i18n import _
from crm_tui.queries.standard_versions import WrittenVersion
from crm_tui.queries.vocabulary import Vocabulary
from crm_tui.tui.screens.standard_targets import measured_by, read_count
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.multi_pick_field import MultiPickSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec

_DIRECTION_KEYS = {Direction.INBOUND: "i", Direction.OUTBOUND: "o"}
_CHANNEL_KEYS = {"phone": "p", "email": "e", "visit": "v", "chat": "c", "letter": "l", "social": "s"}


def setting_specs(
    measure: Measure | None, words: Vocabulary, steps: Sequence[tuple[str, str]]
) -> Sequence[FieldSpec]:
    """What a measure needs besides; ``steps`` are those of the playbooks, by code."""

    def takes(setting: str) -> Callable[[Values], bool]:
        def is_visible(values: Values) -> bool:
            chosen = measured_by(measure, values)
            if chosen is None:
                return False
            return NEEDS[chosen].hours if setting == "hours" else setting in NEEDS[chosen].settings

        return is_visible

    choice = TypedChoice(steps)
    return (
        PickSpec(
            name="hours",
            label=_("Hours"),
            options=[
                Option(OPEN_HOURS, _("opening hours count"), "o"),
                Option(ALL_HOURS, _("all hours count"), "a"),
            ],
            visible_when=takes("hours"),
        ),
        ReadSpec(
            name="days",
            label=_("In days"),
            hint=str(DEFAULT_WINDOW_DAYS),
            read=read_count,
            told=lambda text: "",
            input_width=18,
            visible_when=takes("days"),
        ),
        PickSpec(
            name="of",
            label=_("Of"),
            options=[
                Option("standard", _("standards"), "s"),
                Option("policy", _("policies"), "p"),
            ],
            visible_when=takes("of"),
        ),
        PickSpec(
            name="by",
            label=_("Whose"),
            options=[
                Option(PromiseBy.OURS.value, PromiseBy.OURS.label, "o"),
                Option(PromiseBy.THEIRS.value, PromiseBy.THEIRS.label, "t"),
            ],
            visible_when=takes("by"),
        ),
        PickSpec(
            name="unsolved",
            label=_("Unsolved"),
            options=[
                Option(MISSED, _("is missed after the date"), "m"),
                Option(LEFT_OUT, _("is left out until it is solved"), "l"),
            ],
            visible_when=takes("unsolved"),
        ),
        ReadSpec(
            name="step",
            label=_("Step"),
            hint=_("some letters of a step; none is all required ones"),
            read=choice.read,
            told=choice.told,
            input_width=40,
            visible_when=takes("step"),
        ),
        *(spec for name in ("a", "b") for spec in _selector_specs(name, words, takes(name))),
    )


def setting_values(version: WrittenVersion) -> dict[str, Any]:
    """What the fields hold for a version."""
    settings = version.settings
    return {
        **{name: settings.get(name) for name in ("hours", "of", "by", "unsolved", "step")},
        "days": str(settings["days"]) if "days" in settings else None,
        **{
            f"{name}_{trait}": tuple(settings.get(name, {}).get(trait, ()))
            for name in ("a", "b")
            for trait in TRAITS
        },
        **{f"{name}_event": settings.get(name, {}).get("event", CONTACT) for name in ("a", "b")},
        **{f"{name}_product": ", ".join(settings.get(name, {}).get("product", ())) for name in ("a", "b")},
    }


def settings_of(measure: Measure, values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as the actions take them; those that a form does not ask for are left as they are."""
    needs = NEEDS[measure]
    found: dict[str, Any] = {}
    if needs.target is TargetKind.TIME:
        found["unit"] = None if values["time"] is None else values["time"][1]
    for name in (*(["hours"] if needs.hours else []), *needs.settings):
        if name in ("a", "b") and f"{name}_nature" in values:
            found[name] = _selected(name, values)
        elif name in values:
            found[name] = values[name] or None
    return found


def _selected(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The events that are chosen, as the actions take them."""
    event = values.get(f"{name}_event") or CONTACT
    if event == CONTACT:
        traits = {trait: values[f"{name}_{trait}"] for trait in TRAITS}
        return {trait: list(chosen) for trait, chosen in traits.items() if chosen}
    typed = values.get(f"{name}_product") or ""
    products = [part.strip() for part in typed.split(",") if part.strip()]
    chosen = "product" in TRAITS_OF[event] and products
    return {"event": event} | ({"product": products} if chosen else {})


def _selector_specs(name: str, words: Vocabulary, there: Callable[[Values], bool]) -> Sequence[FieldSpec]:
    options = {
        "nature": [Option(nature.code, nature.label, nature.key) for nature in words.natures],
        "direction": [Option(way.value, way.label, key) for way, key in _DIRECTION_KEYS.items()],
        "outcome": [Option(outcome.code, outcome.label, outcome.key) for outcome in words.outcomes],
        "channel": [
            Option(channel.code, channel.label, _CHANNEL_KEYS.get(channel.code, ""))
            for channel in words.channels
        ],
    }
    labels = {
        "a": {
            "nature": _("A nature"),
            "direction": _("A in, out"),
            "outcome": _("A outcome"),
            "channel": _("A channel"),
        },
        "b": {
            "nature": _("B nature"),
            "direction": _("B in, out"),
            "outcome": _("B outcome"),
            "channel": _("B channel"),
        },
    }[name]
    hints = {
        "nature": _("what should be followed or preceded: a contact of any nature")
        if name == "a"
        else _("what should follow or precede it: a contact of any nature"),
        "direction": _("in or out"),
        "outcome": _("any outcome"),
        "channel": _("any channel"),
    }

    def is_of(*events: str) -> Callable[[Values], bool]:
        return lambda values: there(values) and (values.get(f"{name}_event") or CONTACT) in events

    return [
        PickSpec(
            name=f"{name}_event",
            label=_("A is a") if name == "a" else _("B is a"),
            options=[
                Option(CONTACT, _("contact"), "c"),
                Option(SALE, _("sale"), "s"),
                Option(DELIVERY, _("delivery"), "d"),
                Option(CALLED_AHEAD, _("call ahead"), "a"),
            ],
            quiet=True,
            passed_over=True,
            visible_when=there,
        ),
        TextSpec(
            name=f"{name}_product",
            label=_("A product") if name == "a" else _("B product"),
            hint=_("numbers of products; any unless given"),
            quiet=True,
            visible_when=is_of(SALE, DELIVERY),
        ),
        *(
            MultiPickSpec(
                name=f"{name}_{trait}",
                label=labels[trait],
                hint=hints[trait],
                options=options[trait],
                quiet=True,
                visible_when=is_of(CONTACT),
            )
            for trait in TRAITS
        ),
    ]
