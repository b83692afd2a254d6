"""A card that we wrote: each field where other programs look for it, or in a property of our own.

Text stands in our cards exactly as it was, so they are read without the cleaning that others' cards need.
"""

from collections.abc import Callable
from typing import Any

from crm_tui.domain.words import Form
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.plain import FIELDS, POINT_TYPES, field_text, field_value, to_plain
from crm_tui.exchange.plain_read import from_plain
from crm_tui.exchange.vcard_contacts import read_contact
from crm_tui.exchange.vcard_lines import Card, decoded, unescaped

#: Our PRODID; by it we know our cards again.
PRODUCT = "-//crm-tui//contacts//EN"
_OWN = "X-CRM-TUI-"
_STANDARD = {"name": "FN", "organisation": "ORG", "title": "TITLE", "note": "NOTE", "external_key": "UID"}
_POINTS = {"phones": "TEL", "emails": "EMAIL", "posts": "ADR", "handles": "IMPP"}
_TYPES = {"work": "WORK", "home": "HOME", "mobile": "CELL", "fax": "FAX"}
#: The ways back: properties and TYPE words to fields and labels.
_OWN_NAMES = {field: _OWN + field.upper().replace("_", "-") for field in FIELDS}
_TEXT_FIELDS = {name: field for field, name in (_OWN_NAMES | _STANDARD).items()}
_POINT_FIELDS = {name: field for field, name in _POINTS.items()}
_TYPE_LABELS = {word.casefold(): label for label, word in _TYPES.items()}
_FOLD = 74  # bytes a line, the line break not counted; RFC 2426 allows 75


def to_card(record: ContactRecord) -> str:
    """The record as a vCard 3.0, the version that most programs read."""
    plain = to_plain(record)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"PRODID:{PRODUCT}", f"N:;{_escaped(record.name)};;;"]
    if record.form is Form.ORGANISATION:
        lines.append("X-ABShowAs:COMPANY")
    group = 0
    for field, value in plain.items():
        if field in _STANDARD:
            lines.append(f"{_STANDARD[field]}:{_escaped(value)}")
        elif field == "tags":
            lines.append("CATEGORIES:" + ",".join(map(_escaped, value)))
        elif field in _POINTS:
            for point in value:
                group += 1
                lines += _point(_POINTS[field], point, f"item{group}.")
        else:
            lines.append(f"{_OWN_NAMES[field]}:{_escaped(field_text(field, value))}")
    lines.append("END:VCARD")
    return "".join(map(_folded, lines))


def _point(name: str, point: dict[str, Any], group: str) -> list[str]:
    label = point.get("label", "")
    types = [_TYPES[label]] if label in _TYPES else []
    types += ["INTERNET"] if name == "EMAIL" else []
    types += ["PREF"] if point.get("preferred") else []
    own_label = [f"{group}X-ABLabel:{_escaped(label)}"] if label and label not in _TYPES else []
    params = f";TYPE={','.join(types)}" if types else ""
    value = _escaped(point["value"])
    if name == "ADR":
        value = f";;{value};;;;"
    return [f"{group if own_label else ''}{name}{params}:{value}", *own_label]


def _escaped(text: str) -> str:
    # vCard knows one line break. A bare CR would end the line for other programs, whatever follows it.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\")
    return text.replace("\n", "\\n").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    if len(line) * 4 <= _FOLD or (line.isascii() and len(line) <= _FOLD):
        return line + "\r\n"
    pieces, length = [""], 0
    for char in line:
        size = len(char.encode())
        if length + size > _FOLD:
            pieces.append("")
            length = 1  # the space that marks the continuation
        pieces[-1] += char
        length += size
    return "\r\n ".join(pieces) + "\r\n"


def is_own(card: Card) -> bool:
    """Whether we wrote the card."""
    return any(item.name == "PRODID" and item.value.decode("latin-1") == PRODUCT for item in card.properties)


def read_own(card: Card, left_aside: Callable[[str], None]) -> ContactRecord | Skipped:
    """The contact on a card of ours, as it was written; one that was damaged since is read as any other."""
    try:
        return from_plain(_plain(card), card.line)
    except ValueError:
        return read_contact(card, "utf-8", left_aside)


def _plain(card: Card) -> dict[str, Any]:
    labels = {item.group: _text(decoded(item, ())) for item in card.properties if item.name == "X-ABLABEL"}
    plain: dict[str, Any] = {field: [] for field in POINT_TYPES}
    for item in card.properties:
        text = decoded(item, ())
        if item.name in _POINT_FIELDS:
            field = _POINT_FIELDS[item.name]
            value = _text(text.removeprefix(";;").removesuffix(";;;;") if field == "posts" else text)
            types = (_TYPE_LABELS[word] for word in item.types if word in _TYPE_LABELS)
            label = labels.get(item.group, "") if item.group else next(types, "")
            plain[field].append({"value": value, "label": label, "preferred": "pref" in item.types})
        elif item.name == "CATEGORIES":
            plain["tags"] = [_text(word) for word in _comma_parted(text)]
        elif item.name in _TEXT_FIELDS:
            field = _TEXT_FIELDS[item.name]
            plain[field] = field_value(field, _text(text))
    return plain


def _text(text: str) -> str:
    return unescaped(text, "3.0")


def _comma_parted(text: str) -> list[str]:
    words, escaped = [""], False
    for char in text:
        if char == "," and not escaped:
            words.append("")
            continue
        escaped = char == "\\" and not escaped
        words[-1] += char
    return words
