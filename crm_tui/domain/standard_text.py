"""Standards and their figures in words, as either door says them (SCREENS.md, "Numbers say …")."""

import re
from collections.abc import Iterable, Mapping

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measures.needs import DIMENSIONS
from crm_tui.domain.percent import FEWEST_FOR_PERCENT
from crm_tui.domain.standards import Attainment, Scope
from crm_tui.domain.words import Mood
from crm_tui.i18n import _

_PERCENT = 100
#: An objective below this is written with its sign, else a share was meant.
_LEAST_PERCENT = 10

_OBJECTIVE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(?: ?%)?")

_BARS = "▁▂▃▄▅▆▇█"
_NO_BAR = "·"
#: Where the lowest bar ends: a standard that is met half of the time is as bad as a trend can show.
_LOWEST_BAR = 0.5


def share_in_words(attainment: Attainment) -> str:
    """ "93 % (41 of 44)", without a percentage where the events are few. Never rounded up to an objective."""
    if not attainment.measured:
        return _("nothing measured")
    counted = _("{met} of {measured}").format(met=attainment.met, measured=attainment.measured)
    if attainment.measured < FEWEST_FOR_PERCENT:
        return counted
    percent = attainment.met * _PERCENT // attainment.measured
    return _("{percent} % ({counted})").format(percent=percent, counted=counted)


def moods_in_words(moods: Mapping[Mood, int]) -> str:
    """ "pleased 12, neutral 3, upset 1", the best first; nothing where nothing is known."""
    best_first = reversed([mood for mood in Mood if moods.get(mood)])
    return ", ".join(_("{mood} {count}").format(mood=mood.label, count=moods[mood]) for mood in best_first)


def objective_in_words(objective: float) -> str:
    """ "95 %"."""
    return _("{percent} %").format(percent=f"{objective * _PERCENT:g}")


def is_below(attainment: Attainment, objective: float) -> bool:
    """Whether what was measured falls short of the objective."""
    return attainment.ratio is not None and attainment.ratio < objective


def trend_in_bars(trend: Iterable[Attainment]) -> str:
    """A bar for each part of the time; the scale is the same for every standard, from 50 to 100 %."""
    return "".join(_bar(attainment.ratio) for attainment in trend)


def read_objective(text: str) -> float:
    """A share from "95", "95 %" or "0.95". Raises InvalidInput for what is none above 0 and up to 100 %.

    So is a number such as "1.5" without a sign: it may be meant as a share, and hardly as percent.
    """
    match = _OBJECTIVE.fullmatch(" ".join(plain_digits(text).split()).replace(",", "."))
    share = float(match[1]) / (1 if "." in match[1] and float(match[1]) <= 1 else _PERCENT) if match else 0.0
    is_neither = match is not None and "." in match[1] and 1 < float(match[1]) < _LEAST_PERCENT
    if not 0 < share <= 1 or (is_neither and "%" not in text):
        raise InvalidInput(
            _("“{text}” is no share that can be met or missed.").format(text=text),
            _("95 means that 95 of 100 should meet it."),
            field="objective",
        )
    return share


def scope_in_words(scope: Scope, labels: Mapping[str, Mapping[str, str]]) -> str:
    """What a standard holds for: "tier key · complaint, dispute", or "everything".

    ``labels`` are those of the codes, by dimension; a code without one stands for itself.
    """
    parts = []
    for dimension in DIMENSIONS:
        values = scope.values.get(dimension)
        if values:
            known = labels.get(dimension, {})
            parts.append(", ".join(known.get(value, value) for value in sorted(values)))
    return " · ".join(parts) if parts else _("holds for everything")


def _bar(ratio: float | None) -> str:
    if ratio is None:
        return _NO_BAR
    step = (1 - _LOWEST_BAR) / (len(_BARS) - 1)
    return _BARS[max(0, int((ratio - _LOWEST_BAR) / step + 1e-9))]
