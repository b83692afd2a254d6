"""What a filter asks of a field of one's own: ``seats:>10``, ``since:2025..2026``, ``size:large``."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from crm_tui.domain.custom_fields import OwnField, read_value
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import FieldType
from crm_tui.i18n import _

T = TypeVar("T", float, date)

_RANGE = ".."
_COMPARED = re.compile(r"(>=|<=|>|<|=)\s*(.*)", re.DOTALL)
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?")
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Within(Generic[T]):
    """Numbers or days from ``low`` to ``high``, both included."""

    low: T
    high: T


@dataclass(frozen=True, slots=True)
class Holding:
    """Texts with this folded text in them; where it is ``whole``, those that are nothing else."""

    text: str
    whole: bool = False


Asked = Within[float] | Within[date] | Holding


@dataclass(frozen=True, slots=True)
class _Scale(Generic[T]):
    """What can be compared: all of it, one text of it, and what comes next on either side."""

    everything: Within[T]
    read: Callable[[str], Within[T]]
    after: Callable[[T], T]
    before: Callable[[T], T]


def is_comparison(text: str) -> bool:
    """Whether what stands behind the colon can only be meant for a number or a day."""
    return text[:1] in ("<", ">")


def read_asked(field: OwnField, text: str, now: datetime, zone: ZoneInfo) -> Asked:
    """What the text behind ``code:`` asks of the field; ``now`` and ``zone`` read days such as ``today``.

    Numbers and days are compared (``>10``, ``<=10``), or lie in a range (``10..20``, open at either end); a
    day may be a whole year or month (``2025``, ``2025-03``). Raises InvalidInput for anything else, and for
    answers that are to be more or less.
    """
    match field.type:
        case FieldType.NUMBER:
            number = partial(_number, field, now=now, zone=zone)
            return _within(field, text, _Scale(Within(-math.inf, math.inf), number, _above, _below))
        case FieldType.DATE:
            days = partial(_days, field, now=now, zone=zone)
            return _within(field, text, _Scale(Within(date.min, date.max), days, _day_after, _day_before))
        case FieldType.CHOICE:
            return _choice(field, text)
    return Holding(fold(text))


def _choice(field: OwnField, text: str) -> Holding:
    folded, choices = fold(text), [fold(one) for one in field.choices]
    if any(folded in one for one in choices):
        return Holding(folded, whole=folded in choices)
    no_answer = _("“{value}” is no answer of “{field}”.").format(value=text, field=field.label)
    no_scale = _("“{field}” holds answers, of which none is more or less.").format(field=field.label)
    raise InvalidInput(
        no_scale if is_comparison(text) else no_answer,
        _("Use one of: {choices}.").format(choices=", ".join(field.choices)),
        field="filter",
    )


def _within(field: OwnField, text: str, scale: _Scale[T]) -> Within[T]:
    try:
        found = _bounds(text.strip(), scale)
    except InvalidInput as error:
        raise InvalidInput(error.message, _how_to_ask(field), field="filter") from error
    if found.low > found.high:
        raise InvalidInput(
            _("Nothing lies within “{text}”.").format(text=text), _how_to_ask(field), field="filter"
        )
    return found


def _bounds(text: str, scale: _Scale[T]) -> Within[T]:
    if _RANGE in text:
        first, last = (part.strip() for part in text.split(_RANGE, 1))
        low = scale.read(first).low if first else scale.everything.low
        return Within(low, scale.read(last).high if last else scale.everything.high)
    compared = _COMPARED.fullmatch(text)
    sign, value = compared.groups() if compared else ("", text)
    found = scale.read(value)
    match sign:
        case ">":
            return Within(scale.after(found.high), scale.everything.high)
        case ">=":
            return Within(found.low, scale.everything.high)
        case "<":
            return Within(scale.everything.low, scale.before(found.low))
        case "<=":
            return Within(scale.everything.low, found.high)
    return found


def _number(field: OwnField, text: str, now: datetime, zone: ZoneInfo) -> Within[float]:
    number = float(_said(field, text, now, zone))
    return Within(number, number)


def _days(field: OwnField, text: str, now: datetime, zone: ZoneInfo) -> Within[date]:
    period = _PERIOD.fullmatch(text)
    if period is None:
        day = date.fromisoformat(_said(field, text, now, zone))
        return Within(day, day)
    year, month = int(period[1]), period[2] and int(period[2])
    try:
        last = date(year, month or _DECEMBER, 1)
        first = date(year, month or 1, 1)
    except ValueError as error:
        raise InvalidInput(_("There is no month “{text}”.").format(text=text)) from error
    return Within(first, _last_of_month(last))


def _last_of_month(first: date) -> date:
    if first.month == _DECEMBER:
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - timedelta(days=1)


def _said(field: OwnField, text: str, now: datetime, zone: ZoneInfo) -> str:
    said = read_value(field, text, now, zone)
    if not said:
        raise InvalidInput(_("Say what “{field}” is to be compared with.").format(field=field.label))
    return said


def _how_to_ask(field: OwnField) -> str:
    if field.type is FieldType.NUMBER:
        return _("Write {code}:>10 or {code}:5..20.").format(code=field.code)
    return _("Write {code}:2026-03 or {code}:<2026-03-01.").format(code=field.code)


def _above(number: float) -> float:
    return math.nextafter(number, math.inf)


def _below(number: float) -> float:
    return math.nextafter(number, -math.inf)


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
