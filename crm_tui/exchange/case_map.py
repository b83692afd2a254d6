"""The mapping file of ``import --as cases``: how a service log of another system says what ours says.

A TOML or JSON file with four tables, all but ``[columns]`` optional:

- ``[columns]``: field = column, for the fields of :data:`FIELDS`;
- ``[always]``: field = value, for what every record has in common;
- ``[values.FIELD]``: the other system's word = ours; ``"*"`` stands for every other word;
- ``[file]``: ``dates`` (a strptime format or several), ``timezone``, ``empty`` (words that mean nothing) and
  ``source`` (the other system's name, which with the key tells a record that came in before).
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.encoding import inspect
from crm_tui.i18n import _

#: Fields that hold an instant.
TIMES = ("opened", "at", "answered", "solved", "closed", "agreed")
#: What a record can say. ``at`` is the time of one row where a case has several: a log of changes.
FIELDS = (
    "key",
    "customer",
    "title",
    "nature",
    "channel",
    "note",
    "owner",
    "cause",
    "resolution",
    "reopenings",
    "stage",
    "timely",
    *TIMES,
)
ANY_OTHER = "*"
_TABLES = ("columns", "always", "values", "file")
_FILE = ("dates", "timezone", "empty", "source")


@dataclass(frozen=True, slots=True)
class CaseMap:
    """A mapping file as it was read and checked. ``zone`` is None where the file does not say."""

    columns: Mapping[str, str]
    always: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    zone: ZoneInfo | None = None
    empty: frozenset[str] = frozenset()
    source: str = ""

    def read(self, name: str, cells: Mapping[str, str]) -> str:
        """What a row says in this field, in our words; empty where it says nothing."""
        cell = cells.get(self.columns.get(name, ""), "").strip()
        if cell in self.empty:
            cell = ""
        cell = cell or self.always.get(name, "")
        words = self.values.get(name, {})
        return words.get(cell, words.get(ANY_OTHER, cell) if cell else cell)


def read_case_map(path: Path) -> CaseMap:
    """The mapping in a file. Raises InvalidInput naming the part that cannot be meant."""
    file = inspect(path)
    text = path.read_text(encoding=file.codec, errors="replace")
    try:
        data = json.loads(text) if path.suffix.casefold() == ".json" else tomllib.loads(text)
    except ValueError as error:  # JSONDecodeError and TOMLDecodeError are both ValueErrors
        raise _refused(path, _("it is no TOML: {reason}").format(reason=error)) from error
    if not isinstance(data, dict):
        raise _refused(path, _("it holds no tables"))
    _only(path, data, _TABLES, _("There is no table [{name}]; use {known}."))
    columns = _words(path, data.get("columns"), "columns")
    always = _words(path, data.get("always", {}), "always")
    for names in (columns, always, data.get("values", {})):
        _only(path, names, FIELDS, _("There is no field “{name}”; use {known}."))
    if "opened" not in columns and "at" not in columns:
        raise _refused(path, _("[columns] names no column for opened: a clock needs its start"))
    if "key" not in columns:
        raise _refused(path, _("[columns] names no column for key, which tells one case from another"))
    settings = data.get("file", {})
    _only(path, settings, _FILE, _("[file] knows no “{name}”; use {known}."))
    dates = settings.get("dates", ())
    return CaseMap(
        columns=columns,
        always=always,
        values={
            name: _words(path, words, f"values.{name}") for name, words in data.get("values", {}).items()
        },
        dates=(dates,) if isinstance(dates, str) else tuple(map(str, dates)),
        zone=_zone(path, settings.get("timezone")),
        empty=frozenset(map(str, settings.get("empty", ()))),
        source=str(settings.get("source", "")),
    )


def _words(path: Path, table: Any, name: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise _refused(path, _("[{name}] is missing, or holds something other than texts").format(name=name))
    return table


def _only(path: Path, table: Any, known: tuple[str, ...], sentence: str) -> None:
    if not isinstance(table, dict):
        raise _refused(path, _("it holds no tables"))
    for name in table:
        if name not in known:
            raise _refused(path, sentence.format(name=name, known=", ".join(known)).rstrip("."))


def _zone(path: Path, name: Any) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise _refused(path, _("there is no time zone {name}").format(name=name)) from error


def _refused(path: Path, reason: str) -> InvalidInput:
    return InvalidInput(
        _("{file} cannot be used as a mapping: {reason}.").format(file=path.name, reason=reason),
        _("Nothing was imported. The README shows what a mapping looks like."),
        field="map",
    )
