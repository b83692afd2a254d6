"""The files of ``--map``, TOML or JSON: read, and written from what was put right on screen.

For contacts it is one table of column = field (:func:`read_column_map`), for all else the tables of a mapping
(:mod:`crm_tui.exchange.record_map`).
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.encoding import inspect
from crm_tui.exchange.record_map import RecordMap, record_map, refused_map
from crm_tui.exchange.safe_file import whole_file
from crm_tui.i18n import _


def read_column_map(path: Path) -> dict[str, str]:
    """The map in a JSON object or TOML table of column = field, such as ``{"Kundennr": "external_key"}``.

    Raises InvalidInput when the file is missing, unreadable, or no such map.
    """
    try:
        data = _read(path)
    except ValueError as error:
        raise _no_map(path) from error
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise _no_map(path)
    return {str(column): field for column, field in data.items()}


def read_record_map(path: Path, fields: Sequence[str]) -> RecordMap:
    """The mapping in a file, for records with these fields.

    Raises InvalidInput when the file is missing or unreadable, or naming the part that cannot be meant.
    """
    try:
        data = _read(path)
    except ValueError as error:
        raise refused_map(
            path.name, _("it is neither TOML nor JSON: {reason}").format(reason=error)
        ) from error
    return record_map(data, fields, path.name)


def write_map(data: Mapping[str, Any], path: Path) -> None:
    """Write a map or the tables of a mapping to a new file, as JSON.

    Raises InvalidInput when its name does not end in ``.json``, it exists, or it cannot be written.
    """
    if path.suffix.casefold() != ".json":
        raise InvalidInput(
            _("A map is written as JSON."), _("Give it a name that ends in .json."), field="map"
        )
    with whole_file(path) as stream:
        stream.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _read(path: Path) -> Any:
    """What the file holds. Raises ValueError where it is broken, as both its formats do."""
    text = path.read_text(encoding=inspect(path).codec, errors="replace")
    if path.suffix.casefold() == ".toml":
        return tomllib.loads(text)
    try:
        return json.loads(text)
    except ValueError:
        if path.suffix.casefold() == ".json":
            raise
        return tomllib.loads(text)


def _no_map(path: Path) -> InvalidInput:
    return InvalidInput(
        _("{file} is no map of columns.").format(file=path.name),
        _('Write it as JSON, such as {"Kundennr": "external_key", "Tel": "phone:work"}, or as TOML.'),
        field="map",
    )
