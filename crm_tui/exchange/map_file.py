"""What the mapping files of ``import --map`` have in common: tables of fields, words and settings.

A TOML or JSON file with four tables, all but ``[columns]`` optional:

- ``[columns]``: field = column;
- ``[always]``: field = value, for what every record has in common;
- ``[values.FIELD]``: the other system's word = ours; ``"*"`` stands for every other word;
- ``[file]``: ``dates`` (a strptime format or several), ``timezone``, ``empty`` (words that mean nothing) and
  ``source`` (the other system's name, which with the key tells a record that came in before).
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.encoding import inspect
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
    """A mapping file as it was read and checked.

    ``zone`` is None where the file does not say; ``decimal`` is the mark before the decimals of a number.
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
        """What a row says in this field, in our words; empty where it says nothing."""
        cell = cells.get(self.columns.get(name, ""), "").strip()
        if cell in self.empty:
            cell = ""
        cell = cell or self.always.get(name, "")
        words = self.values.get(name, {})
        return words.get(cell, words.get(ANY_OTHER, cell) if cell else cell)

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


def _aware(found: datetime, zone: ZoneInfo) -> datetime:
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def read_record_map(path: Path, fields: Sequence[str]) -> RecordMap:
    """The mapping in a file, for records with these fields.

    Raises InvalidInput naming the part that cannot be meant.
    """
    file = inspect(path)
    text = path.read_text(encoding=file.codec, errors="replace")
    try:
        data = json.loads(text) if path.suffix.casefold() == ".json" else tomllib.loads(text)
    except ValueError as error:  # JSONDecodeError and TOMLDecodeError are both ValueErrors
        raise refused_map(path, _("it is no TOML: {reason}").format(reason=error)) from error
    if not isinstance(data, dict):
        raise refused_map(path, _("it holds no tables"))
    _only(path, data, _TABLES, _("There is no table [{name}]; use {known}."))
    columns = _words(path, data.get("columns"), "columns")
    always = _words(path, data.get("always", {}), "always")
    for names in (columns, always, data.get("values", {})):
        _only(path, names, fields, _("There is no field “{name}”; use {known}."))
    settings = data.get("file", {})
    _only(path, settings, _FILE, _("[file] knows no “{name}”; use {known}."))
    dates = settings.get("dates", ())
    decimal = str(settings.get("decimal", "."))
    if decimal not in (".", ","):
        raise refused_map(path, _("[file] decimal is neither a point nor a comma"))
    return RecordMap(
        columns=columns,
        always=always,
        values={
            name: _words(path, words, f"values.{name}") for name, words in data.get("values", {}).items()
        },
        dates=(dates,) if isinstance(dates, str) else tuple(map(str, dates)),
        zone=_zone(path, settings.get("timezone")),
        empty=frozenset(map(str, settings.get("empty", ()))),
        source=str(settings.get("source", "")),
        decimal=decimal,
    )


def _words(path: Path, table: Any, name: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise refused_map(
            path, _("[{name}] is missing, or holds something other than texts").format(name=name)
        )
    return table


def _only(path: Path, table: Any, known: Sequence[str], sentence: str) -> None:
    if not isinstance(table, dict):
        raise refused_map(path, _("it holds no tables"))
    for name in table:
        if name not in known:
            raise refused_map(path, sentence.format(name=name, known=", ".join(known)).rstrip("."))


def _zone(path: Path, name: Any) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise refused_map(path, _("there is no time zone {name}").format(name=name)) from error


def refused_map(path: Path, reason: str) -> InvalidInput:
    """The error for a mapping file that cannot be used."""
    return InvalidInput(
        _("{file} cannot be used as a mapping: {reason}.").format(file=path.name, reason=reason),
        _("Nothing was imported. The README shows what a mapping looks like."),
        field="map",
    )
