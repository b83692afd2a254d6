"""Fields that a business adds to its customers, and what can stand in them."""

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
from crm_tui.i18n import _

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
    if not number.is_finite():
        raise InvalidInput(
            _("“{value}” is no number, as “{field}” needs.").format(value=typed, field=field.label),
            _("Write digits: 12 or 12.5."),
            field=field.name,
        )
    return f"{number:f}"
