"""The table that we write ourselves: its columns, a contact as a row of it, and back without loss.

The first two contact points or so of each type have columns of their own, for people and other programs; what
there is beyond them stands as JSON in one column, so that a file can be written row by row.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from crm_tui.domain.custom_fields import OwnField
from crm_tui.exchange.columns import OWN_FIELD, folded
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.csv_safe import guarded, unguarded
from crm_tui.exchange.own_columns import headers_of
from crm_tui.exchange.plain import POINT_TYPES, field_text, field_value, to_plain, wrong
from crm_tui.exchange.plain_read import from_plain

#: The column that only our files have; by it we know that cells are guarded in our way.
MARK = "crm-tui key"
_MORE = "More contact points"
_PREFERRED = "Preferred"
_FIRST = {"Name": "name", "Form": "form", "Organisation": "organisation", "Title": "title"}
_LAST = {
    "Form of address": "form_of_address", "Language": "language", "Source": "source", "Tier": "tier",
    "Kinds": "kinds", "Tags": "tags", "Manager": "manager", "Do not contact": "do_not_contact",
    "Quiet from": "quiet_from", "Quiet until": "quiet_until", "Rhythm days": "rhythm_days",
    "Consents": "consents",
    "Memberships": "memberships", "Speaks for": "speaks_for", "Ended on": "ended_on",
    "Ended why": "ended_why",
    "Note": "note", "Imported from": "external_source", MARK: "external_key",
}  # fmt: skip
_WRITTEN = _FIRST | _LAST
#: Older files have the business's own fields in one column.
_FIELDS = _WRITTEN | {"Own fields": "own_fields"}
_POINTS = {"phones": ("Phone", 3), "emails": ("E-mail", 2), "posts": ("Address", 2), "handles": ("Handle", 2)}
_POINT_COLUMNS = {
    f"{word} {number}": (field, number - 1)
    for field, (word, count) in _POINTS.items()
    for number in range(1, count + 1)
}

#: The first row of our file, before the business's own fields. These names are not translated: a file is read
#: back under any language.
HEADER = (
    *_FIRST,
    *(name for column in _POINT_COLUMNS for name in (column, f"{column} label")),
    _PREFERRED,
    *_LAST,
    _MORE,
)


def is_own(header: Sequence[str]) -> bool:
    """Whether a table was written by us; columns may have been moved or taken out since."""
    return any(folded(name) == folded(MARK) for name in header)


def header_of(own_fields: Sequence[OwnField]) -> list[str]:
    """The first row of a file with these fields of the business's own, safe for spreadsheets."""
    return [*HEADER, *map(guarded, headers_of(own_fields, _FIELDS.keys() | set(HEADER)))]


def to_cells(record: ContactRecord) -> list[str]:
    """The record as a row under HEADER, safe for spreadsheets."""
    plain = to_plain(record)
    cells = {column: field_text(field, plain[field]) for column, field in _WRITTEN.items() if field in plain}
    for column, (field, index) in _POINT_COLUMNS.items():
        point = dict(enumerate(plain.get(field, ()))).get(index, {})
        cells[column], cells[f"{column} label"] = point.get("value", ""), point.get("label", "")
    cells[_PREFERRED] = "; ".join(
        column
        for column, (field, index) in _POINT_COLUMNS.items()
        if any(point.get("preferred") for point in plain.get(field, ())[index : index + 1])
    )
    more = {
        field: plain[field][count:]
        for field, (_word, count) in _POINTS.items()
        if plain.get(field, ())[count:]
    }
    cells[_MORE] = json.dumps(more, ensure_ascii=False) if more else ""
    return [guarded(cells.get(column, "")) for column in HEADER]


class OwnRowReader:
    """Makes contacts of rows of our own table."""

    def __init__(self, header: Sequence[str], own_fields: Mapping[str, str] | None = None) -> None:
        """``own_fields`` are codes of the business's own fields by folded names of columns."""
        known = {folded(column): column for column in (*HEADER, *_FIELDS)}
        self._columns = [known.get(folded(name), "") for name in header]
        self._own = [
            "" if column else (own_fields or {}).get(folded(name), "")
            for name, column in zip(header, self._columns, strict=True)
        ]
        self._header = header

    @property
    def fields(self) -> list[str]:
        """The field of each column, for the report; empty for columns that somebody added."""
        return [
            f"{OWN_FIELD}:{code}" if code else _FIELDS.get(column, column.casefold())
            for column, code in zip(self._columns, self._own, strict=True)
        ]

    def read(self, line: int, cells: Sequence[str]) -> ContactRecord | Skipped:
        """The contact of a row, or why it is none."""
        row = {
            column: unguarded(cell)
            for column, cell in zip(self._columns, cells, strict=False)
            if column and cell
        }
        try:
            plain: dict[str, Any] = {
                field: field_value(field, row[column]) for column, field in _FIELDS.items() if column in row
            }
            plain["own_fields"] = plain.get("own_fields", {}) | self._said(cells)
            return from_plain(plain | self._points(row), line)
        except ValueError as error:
            return Skipped(line, str(error))

    def unread(self, cells: Sequence[str]) -> list[str]:
        """The names of the columns that are not ours and hold something in this row."""
        return [
            name
            for name, column, code, cell in zip(self._header, self._columns, self._own, cells, strict=False)
            if not (column or code) and cell.strip()
        ]

    def _said(self, cells: Sequence[str]) -> dict[str, str]:
        """What columns of the business's own fields say, by code."""
        return {code: unguarded(cell) for code, cell in zip(self._own, cells, strict=False) if code and cell}

    def _points(self, row: Mapping[str, str]) -> dict[str, Any]:
        preferred = row.get(_PREFERRED, "").split("; ")
        points: dict[str, list[Any]] = {field: [] for field in POINT_TYPES}
        for column, (field, _index) in _POINT_COLUMNS.items():
            if column in row:
                label = row.get(f"{column} label", "")
                points[field].append({"value": row[column], "label": label, "preferred": column in preferred})
        try:
            more = json.loads(row.get(_MORE, "{}"))
        except ValueError as error:
            raise wrong(_MORE) from error
        for field in POINT_TYPES:
            further = more.get(field, []) if isinstance(more, dict) else None
            if not isinstance(further, list):
                raise wrong(_MORE)
            points[field] += further
        return points
