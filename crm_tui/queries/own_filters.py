"""Whom a filter means that asks the business's own fields, as ``code:value`` or ``code:>value``."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from crm_tui.domain.custom_fields import OwnField, unknown_field
from crm_tui.domain.folding import fold
from crm_tui.domain.growth_words import FieldType
from crm_tui.domain.own_filters import Asked, Holding, is_comparison, read_asked
from crm_tui.queries.business import business
from crm_tui.queries.custom_fields import listed_fields
from crm_tui.store.reader import Reader

VALUES_IN_USE = "SELECT DISTINCT value FROM custom_values WHERE field_id = :field"
_AMONG = "(:among = 'null' OR v.customer_id IN (SELECT value FROM json_each(:among)))"
#: Deleted customers are left out by whoever reads the customers themselves.
SAYING = f"""
SELECT DISTINCT v.customer_id
  FROM json_each(:values) asked
  JOIN custom_values v ON v.field_id = :field AND v.value COLLATE NOCASE = asked.value
 WHERE {_AMONG}
 ORDER BY v.customer_id DESC LIMIT :most"""
CHOOSING = f"""
SELECT v.customer_id FROM custom_values v
 WHERE v.field_id = :field AND v.value COLLATE NOCASE = :choice AND {_AMONG}
 ORDER BY v.customer_id DESC LIMIT :most"""
NUMBERS_WITHIN = f"""
SELECT v.customer_id FROM custom_values v
 WHERE v.field_id = :field AND v.number BETWEEN :low AND :high AND {_AMONG}
 ORDER BY v.customer_id DESC LIMIT :most"""
DAYS_WITHIN = f"""
SELECT v.customer_id FROM custom_values v
 WHERE v.field_id = :field AND v.value COLLATE NOCASE BETWEEN :low AND :high AND {_AMONG}
 ORDER BY v.customer_id DESC LIMIT :most"""

Question = tuple[OwnField, Asked]


def read_filter(reader: Reader, text: str, now: datetime) -> tuple[Sequence[Question], str]:
    """What a filter asks of fields in use, and the rest of its words.

    ``code:value`` asks a field; a value of several words stands in quotes. Other colons are words. Raises
    InvalidInput for a value that a field cannot be asked for, a field that is retired, and a comparison with
    what is no field.
    """
    if ":" not in text:
        return (), text
    listed = listed_fields(reader, retired=True)
    fields = {one.field.code: one.field for one in listed if not one.is_retired}
    retired = {one.field.code for one in listed if one.is_retired}
    asked: list[Question] = []
    rest: list[str] = []
    for word in _words(text):
        code, colon, value = word.partition(":")
        code = code.casefold()
        if not (colon and value):
            rest.append(word)
        elif code in fields:
            zone = business(reader).zone
            asked.append((fields[code], read_asked(fields[code], value, now, zone)))
        elif code in retired or (is_comparison(value) and listed):
            raise unknown_field(code, list(fields))
        else:
            rest.append(word)
    return asked, " ".join(rest)


def holders(reader: Reader, question: Question, most: int, ids: Sequence[int] | None) -> list[int]:
    """The newest customers, of these or of all, of whom the field says what it is asked for."""
    field, asked = question
    among = {"field": field.id, "most": most, "among": json.dumps(ids)}
    if isinstance(asked, Holding) and field.type is FieldType.CHOICE:
        return _choosing(reader, field, asked, among, most)
    if isinstance(asked, Holding):
        values = [
            one for (one,) in reader.rows(VALUES_IN_USE, {"field": field.id}) if asked.text in fold(one)
        ]
        found = reader.rows(SAYING, among | {"values": json.dumps(values)})
    elif field.type is FieldType.NUMBER:
        found = reader.rows(NUMBERS_WITHIN, among | {"low": asked.low, "high": asked.high})
    else:
        days = {"low": str(asked.low), "high": str(asked.high)}
        found = reader.rows(DAYS_WITHIN, among | days)
    return [row[0] for row in found]


def _choosing(
    reader: Reader, field: OwnField, asked: Holding, among: Mapping[str, object], most: int
) -> list[int]:
    """Choices are few: of each the newest are read in the order of its index."""
    folded = {choice: fold(choice) for choice in field.choices}
    meant = [
        choice
        for choice, words in folded.items()
        if (words == asked.text if asked.whole else asked.text in words)
    ]
    found = {row[0] for choice in meant for row in reader.rows(CHOOSING, {**among, "choice": choice})}
    return sorted(found, reverse=True)[:most]


def _words(text: str) -> Sequence[str]:
    """The words, with what stands in quotes as one; a quote that is not closed ends with the text."""
    words, word, is_quoted = [], "", False
    for character in text:
        if character == '"':
            is_quoted = not is_quoted
        elif character.isspace() and not is_quoted:
            words.append(word)
            word = ""
        else:
            word += character
    return [one for one in (*words, word) if one]
