"""Phone numbers in any notation and any script: what they are, and how they are found.

``phonenumbers`` is imported when the first number is read, since importing it costs 20 ms of a command's
start. Searching works on digits only: a stored number is :func:`digits_for_search`, and it is found when any
of :func:`digit_queries` is a part of that.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_NOT_DIGITS = re.compile(r"[^0-9]+")
#: "+44 (0)20 …": the zero is dialled inside the country only.
_OPTIONAL_ZERO = re.compile(r"\(\s*0\s*\)")
_PLUS = ("+", "＋")
#: Fewer digits than this, left by stripping a prefix, would match anybody.
_FEWEST_LEFT = 5


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number: ``text`` as typed, and what is known of it.

    ``e164`` ("+15550101234", without an extension) and ``international`` ("+1 555-010-1234 ext. 12") are None
    for what cannot be dialled from abroad: short codes, and numbers of no known country. ``digits`` is its
    form for search. ``valid`` says that its country's plan has such numbers; others are kept all the same.
    """

    text: str
    e164: str | None
    digits: str
    international: str | None
    valid: bool


def read_phone(text: str, country: str | None) -> Phone:
    """The phone number in ``text``; ``country`` (two letters) is where numbers without a code belong.

    Raises InvalidInput when it has no digit.
    """
    number = _number(text, country)
    if number is None:
        return Phone(text, None, digits_for_search(text), None, False)

    import phonenumbers

    e164 = _e164(number)
    international = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return Phone(text, e164, _digits(e164), international, phonenumbers.is_valid_number(number))


def normal_number(text: str, country: str | None) -> str:
    """What makes two notations of a number one: ``e164`` of :func:`read_phone`, else its ``digits``.

    For whoever needs no more, at half the cost: an import reads hundreds of thousands. Raises as that does.
    """
    number = _number(text, country)
    return digits_for_search(text) if number is None else _e164(number)


def digits_for_search(text: str) -> str:
    """The digits that a number is found by, from its E.164 form or from what was typed when it has none."""
    plain = plain_digits(text).strip()
    return _without_code_mark(plain) or _digits(plain)


def digit_queries(typed: str, country: str | None) -> tuple[str, ...]:
    """Strings of digits of which one is part of the stored number, for a number typed whole or in part.

    The likeliest come first: the number in full with its code, the digits as typed, and these without what is
    dialled before a number (00, +, the country's own prefixes), or with the country's code before them. Empty
    when ``typed`` has no digit.
    """
    plain = plain_digits(typed).strip()
    digits = _digits(plain)
    if not digits:
        return ()
    after_mark = _without_code_mark(plain)
    queries = [after_mark or digits]
    if country:
        queries += _dialled_from(country.upper(), digits)
    number = _parse(plain, country)
    if number is not None:
        queries.insert(0, f"{number.country_code}{_national(number)}")
    queries.append(digits)
    if country and not after_mark:
        queries += _with_code(country.upper(), digits)
    return tuple(dict.fromkeys(queries))


def _number(text: str, country: str | None) -> "PhoneNumber | None":
    plain = plain_digits(text).strip()
    if not _digits(plain):
        raise InvalidInput(
            _("“{text}” has no digits, so it is no phone number.").format(text=text[:40]),
            _("Write it as you would dial it, for example 555 010 1234 or +1 555 010 1234."),
        )
    return _parse(plain, country)


def _e164(number: "PhoneNumber") -> str:
    import phonenumbers

    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _digits(plain: str) -> str:
    return _NOT_DIGITS.sub("", plain)


def _without_code_mark(plain: str) -> str:
    """The digits after + or 00, without an optional zero; empty when the text has no such mark."""
    plain = plain.removeprefix("tel:")
    if plain.startswith(_PLUS):
        return _digits(_OPTIONAL_ZERO.sub("", plain))
    if _digits(plain).startswith("00"):
        return _digits(_OPTIONAL_ZERO.sub("", plain))[2:]
    return ""


def _parse(plain: str, country: str | None) -> "PhoneNumber | None":
    """The number, when it can be dialled in full; 00 is understood in every country."""
    import phonenumbers

    readings = [plain]
    if after_mark := _without_code_mark(plain):
        readings.append("+" + after_mark)
    for reading in readings:
        try:
            number = phonenumbers.parse(reading, country.upper() if country else None)
        except phonenumbers.NumberParseException:
            continue
        reason = phonenumbers.is_possible_number_with_reason(number)
        if reason == phonenumbers.ValidationResult.IS_POSSIBLE:
            return number
    return None


def _national(number: "PhoneNumber") -> str:
    import phonenumbers

    return str(phonenumbers.national_significant_number(number))


def _with_code(country: str, digits: str) -> list[str]:
    """The digits as the beginning of a number within the country."""
    from phonenumbers import PhoneMetadata

    plan = PhoneMetadata.metadata_for_region(country)
    return [] if plan is None else [f"{plan.country_code}{digits}"]


def _dialled_from(country: str, digits: str) -> list[str]:
    """The digits without the country's prefixes for calls abroad and within; with its code in their place."""
    from phonenumbers import PhoneMetadata

    plan = PhoneMetadata.metadata_for_region(country)
    if plan is None:
        return []
    queries = []
    abroad = re.match(plan.international_prefix, digits) if plan.international_prefix else None
    if abroad and len(digits) - abroad.end() >= _FEWEST_LEFT:
        queries.append(digits[abroad.end() :])
    if plan.national_prefix and digits.startswith(plan.national_prefix):
        rest = digits.removeprefix(plan.national_prefix)
        if rest:
            queries.append(f"{plan.country_code}{rest}")
        if len(rest) >= _FEWEST_LEFT:
            queries.append(rest)
    return queries
