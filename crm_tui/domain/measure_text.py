"""What a standard measures in plain words: "a missed call, followed by a call out on the same open day"."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from crm_tui.domain.contact_load import DEFAULT_WINDOW_DAYS
from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measures.basis import ALL_HOURS, DAYS
from crm_tui.domain.measures.reading import DEFAULT_MINUTES
from crm_tui.domain.measures.recorded import LEFT_OUT
from crm_tui.domain.measures.selectors import CALLED_AHEAD, CONTACT, DELIVERY, SALE, TRAITS_OF, Selector
from crm_tui.domain.words import Channel, Direction, Measure, Mood, Nature, Outcome, PromiseBy, Word
from crm_tui.i18n import N_, _, ngettext

#: The labels of codes, by what they are codes of: "nature", "outcome", "channel", "tier", "kind".
Labels = Mapping[str, Mapping[str, str]]

_WORDS: Mapping[str, type[Word]] = {
    "nature": Nature,
    "direction": Direction,
    "outcome": Outcome,
    "channel": Channel,
}
_EVENTS = MappingProxyType(
    {SALE: N_("sale"), DELIVERY: N_("delivery"), CALLED_AHEAD: N_("being called ahead of a delivery")}
)
_NONE: Mapping[str, Any] = MappingProxyType({})
_MINUTES_IN_AN_HOUR = 60
_MINUTES = re.compile(r"(\d{1,4}):([0-5]\d)(?: ?h)?|(\d{1,6}(?:\.\d{1,2})?) ?(m|min|minutes?|h|hours?)?")
_DAYS = re.compile(r"(\d{1,3}) ?(?:d|days?)")


def target_in_words(
    measure: Measure, target: float | str | None, settings: Mapping[str, Any] = _NONE, labels: Labels = _NONE
) -> str:
    """What counts as met: "within 4 h of opening time", "at most 3 min", or what is measured."""
    if isinstance(target, str):
        return _("{mood} or better").format(mood=Mood(target).label)
    if measure is Measure.CONTACT_LOAD:
        return _contacts(target, settings)
    if measure is Measure.STEP_TICKED:
        step = settings.get("step")
        return _("the step “{step}” ticked").format(step=step) if step else _("all required steps ticked")
    if measure is Measure.REVIEW_ON_TIME and settings.get("of") == "policy":
        return _("reviews of policies on time")
    if measure is Measure.REVIEW_ON_TIME and settings.get("of") == "standard":
        return _("reviews of standards on time")
    if measure is Measure.PROMISE_KEPT and settings.get("by") == PromiseBy.THEIRS:
        return _("promises of theirs kept")
    if measure is Measure.BY_AGREED_DATE and settings.get("unsolved") == LEFT_OUT:
        return _("resolved by the agreed date, of those resolved")
    if measure is Measure.READ_BY_ALL and target is None:
        target = DEFAULT_MINUTES
    if target is None:
        return measure.label
    if measure is Measure.WAITING_TIME:
        return _("at most {time}").format(time=minutes_in_words(target))
    within = _within(target, settings)
    if measure in (Measure.FOLLOWED_BY, Measure.PRECEDED_BY):
        a, b = (selector_in_words(settings.get(name, {}), labels) for name in ("a", "b"))
        sentence = (
            _("{a}, followed by {b} {within}")
            if measure is Measure.FOLLOWED_BY
            else _("{a}, preceded by {b} {within} before it")
        )
        return sentence.format(a=a, b=b, within=within)
    return within


def selector_in_words(settings: Mapping[str, Any], labels: Labels = _NONE) -> str:
    """What was chosen: "contact (call, in, missed)", "sale", "delivery (product 3)"."""
    selector = Selector.from_settings(settings)
    values = selector.values
    parts = [
        " / ".join(_label(trait, code, labels) for code in values[trait])
        for trait in TRAITS_OF[selector.event]
        if trait in values
    ]
    if selector.event != CONTACT:
        event = _(_EVENTS[selector.event])
        if not parts:
            return event
        return _("{event} (product {products})").format(event=event, products=", ".join(parts))
    return _("contact ({traits})").format(traits=", ".join(parts)) if parts else _("any contact")


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


def time_in_words(target: float, settings: Mapping[str, Any]) -> str:
    """A target of minutes or days as :func:`read_time` reads it: "4 h", "2 days", "0 days"."""
    if settings.get("unit") == DAYS:
        return ngettext("{count} day", "{count} days", int(target)).format(count=int(target))
    return minutes_in_words(target)


def read_time(text: str) -> tuple[float, str | None]:
    """A target and its unit, from "2 days" or "0 d"; without a unit minutes, as :func:`read_minutes`."""
    match = _DAYS.fullmatch(" ".join(plain_digits(text).casefold().split()))
    return (float(match[1]), DAYS) if match else (read_minutes(text), None)


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


def _within(target: float, settings: Mapping[str, Any]) -> str:
    """ "within 4 h of opening time", "within 24 h round the clock", "on the same open day"."""
    hours, days = settings.get("hours"), int(target)
    if settings.get("unit") == DAYS:
        if hours == ALL_HOURS:
            return (
                ngettext("within {count} day", "within {count} days", days).format(count=days)
                if days
                else _("on the same day")
            )
        return (
            ngettext("within {count} open day", "within {count} open days", days).format(count=days)
            if days
            else _("on the same open day")
        )
    time = minutes_in_words(target)
    if hours is None:
        return _("within {time}").format(time=time)
    if hours == ALL_HOURS:
        return _("within {time} round the clock").format(time=time)
    return _("within {time} of opening time").format(time=time)


def _contacts(target: float | None, settings: Mapping[str, Any]) -> str:
    if target is None:
        return _("no more unasked contacts than the tier bears")
    return _("at most {count} unasked contacts in {days} days").format(
        count=int(target), days=settings.get("days", DEFAULT_WINDOW_DAYS)
    )


def _label(trait: str, code: str, labels: Labels) -> str:
    known = labels.get(trait, {}).get(code)
    if known is not None:
        return known
    if trait not in _WORDS:
        return code
    words: Sequence[str] = [word.value for word in _WORDS[trait]]
    return _WORDS[trait](code).label if code in words else code
