"""A contact as plain JSON values, and each of its fields as text for formats that have only text.

Fields that say nothing are left out. The names of the fields are those of ContactRecord. The way back is in
``plain_read``.
"""

import dataclasses
import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from crm_tui.domain.words import ContactPointType, Form
from crm_tui.exchange.contact import ContactRecord
from crm_tui.i18n import _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

POINT_TYPES = {
    "phones": ContactPointType.PHONE,
    "emails": ContactPointType.EMAIL,
    "posts": ContactPointType.POST,
    "handles": ContactPointType.HANDLE,
}
TEXTS = (
    "name", "form", "organisation", "title", "form_of_address", "language", "source", "tier", "manager",
    "note", "quiet_from", "quiet_until", "rhythm_days", "ended_on", "ended_why", "external_source",
    "external_key",
)  # fmt: skip
FLAGS = ("do_not_contact",)
WORDS = ("kinds", "tags")
PAIRS = ("own_fields",)
TABLES = ("consents", "memberships", "speaks_for", *POINT_TYPES)
FIELDS = (*TEXTS, *FLAGS, *WORDS, *PAIRS, *TABLES)


def to_plain(record: ContactRecord) -> dict[str, Any]:
    """The record's fields as JSON values, the empty ones left out; a person's form is not said."""
    plain: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(record, name)
        if value is None or value == "" or value == ():  # most are, of most records; midnight is 0 minutes
            continue
        if name in ("quiet_from", "quiet_until"):
            value = f"{value // 60:02}:{value % 60:02}"
        elif name == "rhythm_days":
            value = str(value)
        elif name in TABLES:
            value = [_row(row) for row in value]
        elif name in WORDS:
            value = [str(word) for word in value]
        elif name in PAIRS:
            value = dict(value)
        elif isinstance(value, date):
            value = value.isoformat()
        if value and (name, value) != ("form", Form.PERSON):
            plain[name] = value
    return plain


def _row(row: "DataclassInstance") -> dict[str, Any]:
    """A part of a record; a contact point's type is said by the list that it stands in."""
    plain = {}
    for name in _columns(type(row)):
        value = getattr(row, name)
        if value not in ("", None, False):
            plain[name] = value.isoformat() if isinstance(value, date) else value
    return plain


@cache
def _columns(part: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(column.name for column in dataclasses.fields(part) if column.name != "type")


def field_text(name: str, value: Any) -> str:
    """A plain field as one text, for formats that have only text; ``field_value`` reads it back."""
    if name in TEXTS:
        return str(value)
    if name in FLAGS:
        return "yes" if value else ""
    if name in PAIRS:
        return _joined([f"{key}={text}" for key, text in value.items()])
    return json.dumps(value, ensure_ascii=False) if name in TABLES else _joined(value)


def field_value(name: str, text: str) -> Any:
    """The plain value of a field from its text. Raises ValueError when the text is no such value."""
    if name in TEXTS:
        return text
    if name in FLAGS:
        return text.strip().casefold() == "yes"
    if name in WORDS:
        return _parted(text)
    if name in PAIRS:
        return parted_pairs(_parted(text))
    try:
        return json.loads(text) if text else []
    except ValueError as error:
        raise wrong(name) from error


def parted_pairs(words: Iterable[str]) -> dict[str, str]:
    """What words such as ``size=large`` say."""
    return {key: value for key, _mark, value in (word.partition("=") for word in words)}


def _joined(words: list[str]) -> str:
    return "; ".join(word.replace("\\", "\\\\").replace(";", "\\;") for word in words)


def _parted(text: str) -> list[str]:
    if not text:
        return []
    words = [""]
    characters = iter(text)
    for char in characters:
        if char == "\\":
            words[-1] += next(characters, "")
        elif char == ";":
            words.append("")
        else:
            words[-1] += char
    return [words[0], *(word.removeprefix(" ") for word in words[1:])]


def wrong(name: str) -> ValueError:
    """The error for a field that holds something that it cannot hold."""
    return ValueError(_("The field “{field}” holds something else than expected.").format(field=name))
