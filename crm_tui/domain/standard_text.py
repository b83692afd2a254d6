"""Standards and their figures in words, as either door says them (SCREENS.md, "Numbers say …")."""

import re
from collections.abc import Iterable, Mapping

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.standards import Attainment, Scope
from crm_tui.domain.words import Measure, Mood
from crm_tui.i18n import _

#: Below it a percentage says more than is known.
_FEWEST_FOR_PERCENT = 10
_PERCENT = 100
_MINUTES_IN_AN_HOUR = 60

_OBJECTIVE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(?: ?%)?")
_MINUTES = re.compile(r"(\d{1,4}):([0-5]\d)(?: ?h)?|(\d{1,6}(?:\.\d{1,2})?) ?(m|min|minutes?|h|hours?)?")

_BARS = "▁▂▃▄▅▆▇█"
_NO_BAR = "·"
#: Where the lowest bar ends: a standard that is met half of the time is as bad as a trend can show.
_LOWEST_BAR = 0.5

#: The dimensions in which a standard can be narrowed, with what is said where it is not.
_DIMENSIONS = ("tier", "nature", "channel", "kind")


def share_in_words(attainment: Attainment) -> str:
    """ "93 % (41 of 44)", without a percentage where the events are few. Never rounded up to an objective."""
    if not attainment.measured:
        return _("nothing measured")
    counted = _("{met} of {measured}").format(met=attainment.met, measured=attainment.measured)
    if attainment.measured < _FEWEST_FOR_PERCENT:
        return counted
    percent = attainment.met * _PERCENT // attainment.measured
    return _("{percent} % ({counted})").format(percent=percent, counted=counted)


def objective_in_words(objective: float) -> str:
    """ "95 %"."""
    return _("{percent} %").format(percent=f"{objective * _PERCENT:g}")


def is_below(attainment: Attainment, objective: float) -> bool:
    """Whether what was measured falls short of the objective."""
    return attainment.ratio is not None and attainment.ratio < objective


def trend_in_bars(trend: Iterable[Attainment]) -> str:
    """A bar for each part of the time; the scale is the same for every standard, from 50 to 100 %."""
    return "".join(_bar(attainment.ratio) for attainment in trend)


def target_in_words(measure: Measure, target: float | str | None) -> str:
    """What counts as met: "within 24 h", "at most 3 min", "pleased or better", or what is measured."""
    if isinstance(target, str):
        return _("{mood} or better").format(mood=Mood(target).label)
    if target is None:
        return measure.label
    if measure is Measure.WAITING_TIME:
        return _("at most {time}").format(time=minutes_in_words(target))
    return _("within {time}").format(time=minutes_in_words(target))


def minutes_in_words(minutes: float) -> str:
    """ "3 min", "24 h", "1:30 h"."""
    whole = round(minutes)
    if whole < _MINUTES_IN_AN_HOUR:
        return _("{count} min").format(count=f"{minutes:g}" if whole != minutes else whole)
    hours, rest = divmod(whole, _MINUTES_IN_AN_HOUR)
    return (
        _("{hours}:{minutes:02} h").format(hours=hours, minutes=rest)
        if rest
        else _("{count} h").format(count=hours)
    )


def read_objective(text: str) -> float:
    """A share from "95", "95 %" or "0.95". Raises InvalidInput for what is none above 0 and up to 100 %."""
    match = _OBJECTIVE.fullmatch(" ".join(plain_digits(text).split()).replace(",", "."))
    share = float(match[1]) / (1 if "." in match[1] and float(match[1]) <= 1 else _PERCENT) if match else 0.0
    if not 0 < share <= 1:
        raise InvalidInput(
            _("“{text}” is no share that can be met or missed.").format(text=text),
            _("95 means that 95 of 100 should meet it."),
            field="objective",
        )
    return share


def read_minutes(text: str) -> float:
    """Minutes from "3", "3 min", "24 h", "1:30" or "1:30 h". Raises InvalidInput."""
    match = _MINUTES.fullmatch(" ".join(plain_digits(text).casefold().split()).replace(",", "."))
    if match is None:
        raise InvalidInput(
            _("“{text}” is no length of time.").format(text=text),
            _("Write minutes or hours: 3 min, 24 h, 1:30 h; 0 means at once."),
            field="target",
        )
    hours, minutes, number, unit = match.groups()
    if number is None:
        return float(int(hours) * _MINUTES_IN_AN_HOUR + int(minutes))
    return float(number) * (_MINUTES_IN_AN_HOUR if (unit or "").startswith("h") else 1)


def scope_in_words(scope: Scope, labels: Mapping[str, Mapping[str, str]]) -> str:
    """What a standard holds for: "tier key · complaint, dispute", or "everything".

    ``labels`` are those of the codes, by dimension; a code without one stands for itself.
    """
    parts = []
    for dimension in _DIMENSIONS:
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
