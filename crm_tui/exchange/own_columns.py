"""The business's own fields as columns of a table: what they are called, and how what they say is written."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.growth_words import FieldType
from crm_tui.exchange.columns import OWN_FIELD, folded
from crm_tui.exchange.csv_safe import guarded

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
#: So many digits of a number a spreadsheet keeps.
_DIGITS = ".15g"
#: Days of earlier years are none to a spreadsheet.
_FIRST_YEAR = 1901


def column_names(fields: Sequence[OwnField]) -> Mapping[str, str]:
    """The codes of fields by the names that their columns may have: the label, the code and ``field:CODE``.

    Where a name could mean two of them, it is the code of one rather than the label of another.
    """
    labels = {folded(field.label): field.code for field in reversed(fields)}
    codes = {folded(field.code): field.code for field in fields}
    told = {folded(_told(field)): field.code for field in fields}
    return {name: code for name, code in (labels | codes | told).items() if name}


def headers_of(fields: Sequence[OwnField], taken: Collection[str]) -> list[str]:
    """What the column of each is called: by its label, unless that names another, or one that is taken."""
    names = column_names(fields)
    others = {folded(name) for name in taken}
    return [
        field.label
        if names.get(folded(field.label)) == field.code and folded(field.label) not in others
        else _told(field)
        for field in fields
    ]


def text_cell(field: OwnField, value: str) -> str:
    """What a field says, for a table of texts: a number as other programs read it, any other text guarded."""
    is_number = field.type is FieldType.NUMBER and _PLAIN_NUMBER.fullmatch(value)
    return value if is_number else guarded(value)


def typed_cell(field: OwnField, value: str) -> str | float | date:
    """What a field says, for a sheet: as a number or day where nothing of it is lost, else as for a table."""
    if field.type is FieldType.NUMBER and value:
        number = float(value)
        if format(Decimal(format(number, _DIGITS)), "f") == value:
            return number
    if field.type is FieldType.DATE and value:
        day = date.fromisoformat(value)
        if day.year >= _FIRST_YEAR:
            return day
    return text_cell(field, value)


def _told(field: OwnField) -> str:
    """As a column map names it."""
    return f"{OWN_FIELD}:{field.code}"
