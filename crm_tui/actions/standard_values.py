"""What a standard may say: each value checked where it is entered, and refused with what was expected."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlmodel import select

from crm_tui.actions.lookups import read_code, unknown_code
from crm_tui.actions.standard_settings import Settings, check_settings
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measures.basis import DAYS
from crm_tui.domain.measures.mood import MOOD_LEVELS
from crm_tui.domain.measures.needs import DIMENSIONS, NEEDS, TargetKind
from crm_tui.domain.words import Channel, Kind, Measure, Mood
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import ChannelWord, NatureWord, Product, Tier

#: Minutes, a mood's code, or nothing for a measure that takes no target.
Target: TypeAlias = float | str | None
ScopeValues: TypeAlias = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class TargetValues:
    """A target as a version keeps it, with all settings of its measure."""

    target: float | None
    settings: dict[str, Any]


def check_statement(statement: str) -> str:
    """The sentence without space around it. Raises InvalidInput when nothing is left."""
    if not statement.strip():
        raise InvalidInput(
            _("A standard needs its sentence."),
            _("Write it so that a customer could read it: “Nobody waits longer than 3 minutes.”"),
            field="statement",
        )
    return statement.strip()


def check_objective(objective: float) -> float:
    """The share of events that should meet the standard. Raises InvalidInput unless above 0 and at most 1."""
    if 1 < objective <= 100:
        raise InvalidInput(
            _("An objective is a share from 0 to 1, not {objective}.").format(objective=f"{objective:g}"),
            _("Did you mean {share}?").format(share=f"{objective / 100:g}"),
            field="objective",
        )
    if not 0 < objective <= 1:
        raise InvalidInput(
            _("An objective of {objective} cannot be met or missed.").format(objective=f"{objective:g}"),
            _("Give a share above 0 and at most 1: 0.95 means 95 of 100."),
            field="objective",
        )
    return objective


def check_target(act: Act, measure: Measure, target: Target, settings: Settings) -> TargetValues:
    """The target as the measure counts it, with what else it needs; none and nought are different things.

    Raises InvalidInput for a target that is missing, not wanted, below nought or not of the measure's kind,
    and as :func:`check_settings`.
    """
    needs = NEEDS[measure]
    if needs.target is TargetKind.MOOD:
        return _mood_target(target)
    kept = check_settings(act, measure, settings)
    if needs.target is TargetKind.NONE and target is not None:
        raise InvalidInput(
            _("“{measure}” takes no target.").format(measure=measure.label),
            _("Leave the target empty; the objective says how often."),
            field="target",
        )
    if target is None and (needs.optional or needs.target is TargetKind.NONE):
        return TargetValues(None, kept)
    number = _number(target)
    whole = needs.target is TargetKind.COUNT or kept.get("unit") == DAYS
    if number is None or (whole and number != int(number)):
        raise _no_target(measure, needs.target, whole)
    return TargetValues(number, kept)


def check_scope(
    act: Act, measure: Measure, scope: ScopeValues, settings: Settings
) -> tuple[tuple[str, str], ...]:
    """The (dimension, value) pairs that a version is narrowed to, in order; products by their ids.

    Raises InvalidInput for an unknown dimension or value, one without values, any scope on what concerns no
    customer, and a scope in which the measure finds nothing.
    """
    pairs: set[tuple[str, str]] = set()
    for dimension, values in scope.items():
        if dimension not in DIMENSIONS:
            raise unknown_code(dimension, list(DIMENSIONS), "scope")
        chosen = set(values)
        if not chosen:
            raise InvalidInput(
                _("No {dimension} is chosen, so the standard would hold for nothing.").format(
                    dimension=dimension
                ),
                _("Choose one or more, or leave the {dimension} out.").format(dimension=dimension),
                field="scope",
            )
        _check_known(act, dimension, chosen)
        pairs |= {(dimension, value) for value in chosen}
    _check_dimensions(measure, scope)
    _check_measurable(measure, pairs, settings)
    return tuple(sorted(pairs))


def _check_dimensions(measure: Measure, dimensions: Iterable[str]) -> None:
    """Refuse to narrow a measure by what its events do not have."""
    known = NEEDS[measure].dimensions
    for dimension in sorted(set(dimensions) - set(known)):
        if not known:
            raise InvalidInput(
                _("“{measure}” concerns no customer, so this standard cannot be narrowed.").format(
                    measure=measure.label
                ),
                _("Leave the scope empty."),
                field="scope",
            )
        raise InvalidInput(
            _("“{measure}” cannot be narrowed by {dimension}.").format(
                measure=measure.label, dimension=dimension
            ),
            _("Use one of: {codes}.").format(codes=", ".join(known)),
            field="scope",
        )


def _check_measurable(measure: Measure, pairs: set[tuple[str, str]], settings: Settings) -> None:
    """Refuse a scope that leaves out everything that the measure could find."""
    found: Mapping[str, Iterable[str]] = settings.get("a", {})
    if measure is Measure.WAITING_TIME:
        found = {"channel": [Channel.PHONE.value]}
    for dimension, values in found.items():
        scoped = {value for of, value in pairs if of == dimension}
        if scoped and not scoped & set(values):
            raise InvalidInput(
                _("“{measure}” looks at {values}, and the scope of its {dimension} is {scoped}.").format(
                    measure=measure.label,
                    dimension=dimension,
                    scoped=", ".join(sorted(scoped)),
                    values=", ".join(values),
                ),
                _("Leave the {dimension} out of the scope, or choose another.").format(dimension=dimension),
                field="scope",
            )


def _number(target: Target) -> float | None:
    """A target of nought or more; None for anything else."""
    if isinstance(target, bool) or not isinstance(target, (int, float)) or not 0 <= target < math.inf:
        return None
    return float(target)


def _no_target(measure: Measure, kind: TargetKind, whole: bool) -> InvalidInput:
    if kind is TargetKind.COUNT:
        message = _("“{measure}” needs a number of contacts as its target, 0 or more.")
        hint = _("3 means that a fourth is too many; 0 means none at all.")
    elif whole:
        message = _("“{measure}” needs a target in whole days, 0 or more.")
        hint = _("0 means on the same day, 2 by the end of the second day after it.")
    else:
        message = _("“{measure}” needs a target in minutes, 0 or more.")
        hint = _("24 hours are 1440 minutes; 0 means at once.")
    return InvalidInput(message.format(measure=measure.label), hint, field="target")


def _mood_target(target: Target) -> TargetValues:
    if not isinstance(target, str):
        raise InvalidInput(
            _("This measure needs a mood as its target."),
            _("Use one of: {codes}.").format(codes=", ".join(Mood)),
            field="target",
        )
    mood = read_code(Mood, target, "target")
    return TargetValues(float(MOOD_LEVELS[mood]), {"mood": mood.value})


def _check_known(act: Act, dimension: str, values: set[str]) -> None:
    if dimension == "product":
        known = [str(product_id) for product_id in act.session.exec(select(Product.id))]
        for value in sorted(values - set(known)):
            raise InvalidInput(
                _("There is no product {id}.").format(id=value),
                _("`crm-tui product list` shows what we offer."),
                field="scope",
            )
        return
    known = _known_values(act, dimension)
    for value in sorted(values - set(known)):
        raise unknown_code(value, known, "scope")


def _known_values(act: Act, dimension: str) -> list[str]:
    if dimension == "kind":
        return list(Kind)
    words = {"tier": Tier.code, "nature": NatureWord.code, "channel": ChannelWord.code}
    return list(act.session.exec(select(words[dimension])))
