"""A mapping: how the table of another program says what our records say.

It has four tables, all but ``columns`` optional:

- ``columns``: field = column;
- ``always``: field = value, for what every record has in common;
- ``values``: by field, the other program's word = ours; ``"*"`` stands for every other word;
- ``file``: ``dates`` (a strptime format or several), ``timezone``, ``empty`` (words that mean nothing),
  ``decimal`` (the mark before the decimals) and ``source`` (the other program's name, which with the key
  tells a record that came in before).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

ANY_OTHER = "*"
_TABLES = ("columns", "always", "values", "file")
_FILE = ("dates", "timezone", "empty", "source", "decimal")


class Odd(Exception):
    """A record that cannot be taken in, with the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class RecordMap:
    """A mapping that was read and checked.

    ``zone`` is None where it does not say; ``decimal`` is the mark before the decimals of a number.
    """

    columns: Mapping[str, str]
    always: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    zone: ZoneInfo | None = None
    empty: frozenset[str] = frozenset()
    source: str = ""
    decimal: str = "."

    def read(self, name: str, cells: Mapping[str, str]) -> str:
        """What a row says in this field, in our words; empty where it says nothing.

        A word is found in the case in which the mapping has it, or else in small letters.
        """
        cell = cells.get(self.columns.get(name, ""), "").strip()
        if cell in self.empty:
            cell = ""
        cell = cell or self.always.get(name, "")
        words = self.values.get(name, {})
        for word in (cell, cell.casefold(), ANY_OTHER):
            if cell and word in words:
                return words[word]
        return cell

    def read_time(self, name: str, text: str, zone: ZoneInfo) -> datetime | None:
        """The instant that a cell names, in the mapping's zone or else ``zone``; None for an empty one.

        Raises Odd where it names none.
        """
        if not text:
            return None
        for pattern in self.dates:
            try:
                found = datetime.strptime(text, pattern)
            except ValueError:
                continue
            return _aware(found, self.zone or zone)
        try:
            return _aware(datetime.fromisoformat(text), self.zone or zone)
        except ValueError as error:
            raise Odd(
                _("“{text}” in {field} is no time that the mapping's dates describe.").format(
                    text=text[:40], field=name
                )
            ) from error

    def with_column(self, column: str, name: str) -> "RecordMap":
        """The mapping in which this column is read into that field and no other; empty for into none."""
        columns = {known: of for known, of in self.columns.items() if of != column}
        return replace(self, columns=columns | ({name: column} if name else {}))

    def tables(self) -> dict[str, Any]:
        """The mapping as :func:`record_map` reads it, without what it leaves open."""
        settings = {
            "dates": list(self.dates),
            "timezone": self.zone.key if self.zone else "",
            "empty": sorted(self.empty),
            "source": self.source,
            "decimal": self.decimal if self.decimal != "." else "",
        }
        tables = {
            "file": {name: value for name, value in settings.items() if value},
            "columns": dict(self.columns),
            "always": dict(self.always),
            "values": {name: dict(words) for name, words in self.values.items()},
        }
        return {name: table for name, table in tables.items() if table}


def record_map(data: Any, fields: Sequence[str], file: str) -> RecordMap:
    """The mapping in these tables, for records with these fields; ``file`` names it in what is refused.

    Raises InvalidInput naming the part that cannot be meant.
    """
    if not isinstance(data, dict):
        raise refused_map(file, _("it holds no tables"))
    _only(file, data, _TABLES, _("There is no table [{name}]; use {known}."))
    columns = _words(file, data.get("columns"), "columns")
    always = _words(file, data.get("always", {}), "always")
    for names in (columns, always, data.get("values", {})):
        _only(file, names, fields, _("There is no field “{name}”; use {known}."))
    settings = data.get("file", {})
    _only(file, settings, _FILE, _("[file] knows no “{name}”; use {known}."))
    dates = settings.get("dates", ())
    decimal = str(settings.get("decimal", "."))
    if decimal not in (".", ","):
        raise refused_map(file, _("[file] decimal is neither a point nor a comma"))
    return RecordMap(
        columns=columns,
        always=always,
        values={
            name: _words(file, words, f"values.{name}") for name, words in data.get("values", {}).items()
        },
        dates=(dates,) if isinstance(dates, str) else tuple(map(str, dates)),
        zone=_zone(file, settings.get("timezone")),
        empty=frozenset(map(str, settings.get("empty", ()))),
        source=str(settings.get("source", "")),
        decimal=decimal,
    )


def refused_map(file: str, reason: str) -> InvalidInput:
    """The error for a mapping that cannot be used."""
    return InvalidInput(
        _("{file} cannot be used as a mapping: {reason}.").format(file=file, reason=reason),
        _("Nothing was imported. The README shows what a mapping looks like."),
        field="map",
    )


def _aware(found: datetime, zone: ZoneInfo) -> datetime:
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _words(file: str, table: Any, name: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise refused_map(
            file, _("[{name}] is missing, or holds something other than texts").format(name=name)
        )
    return table


def _only(file: str, table: Any, known: Sequence[str], sentence: str) -> None:
    if not isinstance(table, dict):
        raise refused_map(file, _("it holds no tables"))
    for name in table:
        if name not in known:
            raise refused_map(file, sentence.format(name=name, known=", ".join(known)).rstrip("."))


def _zone(file: str, name: Any) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise refused_map(file, _("there is no time zone {name}").format(name=name)) from error
