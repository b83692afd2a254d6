"""Fields that a business adds to its customers, and what can stand in them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.when import read_day
from crm_tui.i18n import _, ngettext

#: What stands before the code where such a field stands among the customer's own.
PREFIX = "field-"


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the business's own: offered for customers of ``kind``, or of every kind where it is None."""

    id: int
    code: str
    label: str
    type: FieldType
    choices: tuple[str, ...]
    kind: str | None

    @property
    def name(self) -> str:
        """Its name among the fields of a customer."""
        return PREFIX + self.code


def read_value(field: OwnField, text: str, now: datetime, zone: ZoneInfo) -> str:
    """The text as it is kept: a day in ISO 8601, a number in plain digits, a choice as it is spelt.

    Empty for nothing. Raises InvalidInput, naming the field, for what cannot stand in it.
    """
    typed = text.strip()
    if not typed or field.type is FieldType.TEXT:
        return typed
    if field.type is FieldType.CHOICE:
        return _choice(field, typed)
    if field.type is FieldType.NUMBER:
        return _number(field, typed)
    try:
        return read_day(typed, now, zone).isoformat()
    except InvalidInput as error:
        raise InvalidInput(error.message, error.hint, field=field.name) from error


def number_of(field: OwnField, value: str) -> float | None:
    """What a kept value sorts by; None unless it is a number."""
    return float(value) if value and field.type is FieldType.NUMBER else None


def unknown_field(code: str, known: Sequence[str]) -> InvalidInput:
    """The error for a code of which the business has no field in use."""
    hint = _("Use one of: {codes}.").format(codes=", ".join(known))
    return InvalidInput(
        _("There is no field “{code}”.").format(code=code),
        hint if known else _("`crm-tui field add` makes one."),
        field="field",
    )


def field_named(fields: Sequence[OwnField], code: str) -> OwnField:
    """The field of that code, or of that name among a customer's. Raises InvalidInput with the codes."""
    wanted = code.removeprefix(PREFIX).casefold()
    found = next((field for field in fields if field.code == wanted), None)
    if found is None:
        raise unknown_field(code, [field.code for field in fields])
    return found


def retired_in_words(label: str, customers: int) -> str:
    """What is said when a field is retired; ``customers`` keep what it says of them."""
    if not customers:
        return _("The field “{field}” is shown no longer; it says nothing of anybody.").format(field=label)
    return ngettext(
        "The field “{field}” is shown no longer; {count} customer keeps what it says.",
        "The field “{field}” is shown no longer; {count} customers keep what it says.",
        customers,
    ).format(field=label, count=customers)


def plain_value(kind: FieldType, value: str) -> str | float:
    """A kept value for other programs: a number as such, anything else as its text."""
    return float(value) if kind is FieldType.NUMBER else value


def read_choices(kind: FieldType, choices: Sequence[str]) -> list[str]:
    """The choices as they are kept, each once. Raises InvalidInput where they do not fit the type."""
    spellings: dict[str, str] = {}
    for one in filter(None, map(str.strip, choices)):
        spellings.setdefault(fold(one), one)
    kept = list(spellings.values())
    if kind is FieldType.CHOICE and len(kept) < 2:
        raise InvalidInput(
            _("A choice needs at least two answers."), _("Give each of them."), field="choices"
        )
    if kind is not FieldType.CHOICE and kept:
        raise InvalidInput(
            _("Only a choice has answers to choose from."), _("Leave them out."), field="choices"
        )
    return kept


def _choice(field: OwnField, typed: str) -> str:
    found = next((one for one in field.choices if fold(one) == fold(typed)), None)
    if found is None:
        raise InvalidInput(
            _("“{value}” is no answer of “{field}”.").format(value=typed, field=field.label),
            _("Use one of: {choices}.").format(choices=", ".join(field.choices)),
            field=field.name,
        )
    return found


def _number(field: OwnField, typed: str) -> str:
    plain = plain_digits(typed).replace(" ", "")
    try:
        number = Decimal(plain.replace(",", ".") if "." not in plain else plain.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    # More than any measuring needs could be kept, but not be compared.
    if not number.is_finite() or math.isinf(float(number)):
        raise InvalidInput(
            _("“{value}” is no number, as “{field}” needs.").format(value=typed, field=field.label),
            _("Write digits: 12 or 12.5."),
            field=field.name,
        )
    return f"{number:f}"
